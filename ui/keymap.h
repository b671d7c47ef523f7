/* Which keys run which command: those of the table in ui/command.c, except where somebody
 * wants others. Pure. Zeros ({0}) are the table as it is; copying is assignment.
 *
 * Texts that name keys say which command they mean, "{quit} leaves", and are expanded
 * where they are shown, so that a remapped key shows everywhere at once. */
#ifndef CODATOP_UI_KEYMAP_H
#define CODATOP_UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#define COMMAND_KEYS 4    /* most keys of one command */
#define COMMANDS_MOST 160 /* most commands of the table */

struct command;

struct keymap {
    struct {
        bool set;
        int keys[COMMAND_KEYS]; /* as ui/keys.h names them; 0: no more */
    } of[COMMANDS_MOST];
};

/* Gives the command these keys and no others: names separated by blanks ("F5 r",
 * "Ctrl-R", "Space"), or "none". False and *error, a sentence (free() it), where there is
 * no such command or key. Conflicts are left to keymap_check, so that two commands can
 * swap their keys one after the other. */
bool keymap_bind(struct keymap *km, const char *command, const char *keys, char **error);
/* False where a key means two things in one place, or a command that is needed to get out
 * of something has none: *command (the name of one that was bound by keymap_bind, not
 * owned) and *error, a sentence (free() it). */
bool keymap_check(const struct keymap *km, const char **command, char **error);

/* The command's keys: COMMAND_KEYS of them, 0 where there are no more. */
const int *keymap_keys(const struct keymap *km, const struct command *c);
/* What that key does in this scope (of enum command_scope), or NULL. */
const struct command *keymap_command(const struct keymap *km, int key, unsigned scope);
/* The first of its keys for reading, or where it has none how it is run by name:
 * "r", ":refresh". */
void keymap_label(const struct keymap *km, const struct command *c, bool ascii, char *out,
                  size_t size);
/* All of them: "j ↓". ascii gives what keymap_bind reads; "" where it has none. */
void keymap_labels(const struct keymap *km, const struct command *c, bool ascii,
                   char *out, size_t size);
/* text with the label of the command in place of each "{command}". A new string (free()
 * it). */
char *keymap_expand(const struct keymap *km, bool ascii, const char *text);

#endif
