/* Which keys run which command. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/command.h"
#include "ui/keymap.h"
#include "ui/keys.h"

/* Whoever unbinds one of these could not get out of something any more. */
static const char *const essential[] = {"back", "cancel", "close", "leave", "no", "quit"};

const int *keymap_keys(const struct keymap *km, const struct command *c)
{
    size_t i = (size_t)(c - commands);
    return km->of[i].set ? km->of[i].keys : c->keys;
}

static bool has_key(const struct keymap *km, const struct command *c, int key)
{
    const int *keys = keymap_keys(km, c);
    for (int k = 0; k < COMMAND_KEYS && key != 0; k++)
        if (keys[k] == key)
            return true;
    return false;
}

const struct command *keymap_command(const struct keymap *km, int key, unsigned scope)
{
    for (size_t i = 0; i < command_count; i++)
        if (commands[i].scope & scope && has_key(km, &commands[i], key))
            return &commands[i];
    return NULL;
}

/* --- binding ---------------------------------------------------------------------- */

/* Reads the names of keys into keys. */
static bool read_keys(const char *text, int keys[COMMAND_KEYS], char **error)
{
    size_t count = 0;
    for (const char *at = text + strspn(text, " "); *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        int key = key_named(at, len);
        if (key == 0) {
            *error = xasprintf("\"%.*s\" is no key: write a character, Ctrl-R, Space, "
                               "Tab, PgDn, Up, F5, or none.",
                               (int)len, at);
            return false;
        }
        if (count == COMMAND_KEYS) {
            *error = xasprintf("A command can have %d keys at most.", COMMAND_KEYS);
            return false;
        }
        keys[count++] = key;
        at += len;
    }
    if (count == 0)
        *error = xstrdup("Write a key, or none.");
    return count > 0;
}

bool keymap_bind(struct keymap *km, const char *command, const char *keys, char **error)
{
    const struct command *c = command_named(command);
    if (!c) {
        *error = xasprintf("There is no command \"%s\".", command);
        return false;
    }
    int read[COMMAND_KEYS] = {0};
    if (strcmp(keys, "none") != 0 && !read_keys(keys, read, error))
        return false;
    size_t i = (size_t)(c - commands);
    km->of[i].set = true;
    memcpy(km->of[i].keys, read, sizeof read);
    return true;
}

/* --- checking --------------------------------------------------------------------- */

static bool is_set(const struct keymap *km, const struct command *c)
{
    return km->of[c - commands].set;
}

/* The first key that both have in a place where both work, or 0. */
static int shared_key(const struct keymap *km, const struct command *a,
                      const struct command *b)
{
    const int *keys = keymap_keys(km, a);
    for (int k = 0; a->scope & b->scope & IN_ALL && k < COMMAND_KEYS && keys[k]; k++)
        if (has_key(km, b, keys[k]))
            return keys[k];
    return 0;
}

static bool check_conflict(const struct keymap *km, const struct command *a,
                           const struct command *b, const char **command, char **error)
{
    int key = shared_key(km, a, b);
    if (key == 0)
        return true;
    char label[KEY_LABEL];
    key_label(key, true, label, sizeof label);
    *command = is_set(km, a) ? a->name : b->name;
    *error = xasprintf("The key %s would mean both %s and %s; give one of them another.",
                       label, a->name, b->name);
    return false;
}

static bool check_essential(const struct keymap *km, const char **command, char **error)
{
    for (size_t i = 0; i < sizeof essential / sizeof essential[0]; i++) {
        const struct command *c = command_named(essential[i]);
        if (c && keymap_keys(km, c)[0] == 0) {
            *command = c->name;
            *error = xasprintf("%s must keep a key.", c->name);
            return false;
        }
    }
    return true;
}

bool keymap_check(const struct keymap *km, const char **command, char **error)
{
    for (size_t a = 0; a < command_count; a++)
        for (size_t b = a + 1; b < command_count; b++)
            if ((km->of[a].set || km->of[b].set) &&
                !check_conflict(km, &commands[a], &commands[b], command, error))
                return false;
    return check_essential(km, command, error);
}

/* --- for reading ------------------------------------------------------------------ */

void keymap_label(const struct keymap *km, const struct command *c, bool ascii, char *out,
                  size_t size)
{
    int key = keymap_keys(km, c)[0];
    if (key != 0)
        key_label(key, ascii, out, size);
    else
        snprintf(out, size, ":%s", c->name);
}

void keymap_labels(const struct keymap *km, const struct command *c, bool ascii,
                   char *out, size_t size)
{
    const int *keys = keymap_keys(km, c);
    size_t len = 0;
    *out = '\0';
    for (int k = 0; k < COMMAND_KEYS && keys[k]; k++) {
        char label[KEY_LABEL];
        key_label(keys[k], ascii, label, sizeof label);
        int n = snprintf(out + len, size - len, "%s%s", k ? " " : "", label);
        if (n < 0 || (size_t)n >= size - len)
            return;
        len += (size_t)n;
    }
}

char *keymap_expand(const struct keymap *km, bool ascii, const char *text)
{
    struct buf b = {0};
    while (*text) {
        size_t len = *text == '{' ? strcspn(text, "}") : 0;
        char *name = len > 0 && text[len] ? xstrndup(text + 1, len - 1) : NULL;
        const struct command *c = name ? command_named(name) : NULL;
        if (c) {
            char label[KEY_LABEL];
            keymap_label(km, c, ascii, label, sizeof label);
            buf_adds(&b, label);
            text += len + 1;
        } else {
            buf_addc(&b, *text++);
        }
        free(name);
    }
    return buf_take(&b);
}
