/* A command as somebody types it. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xmalloc.h"
#include "ui/candidates.h"
#include "ui/command.h"
#include "ui/command_line.h"

/* What people type out of habit. */
static const struct {
    const char *alias, *name;
} aliases[] = {
    {"q", "quit"},
    {"h", "help"},
};

bool command_by_name(const struct command *c, unsigned scope)
{
    return (c->scope & scope) || c->scope & BY_NAME;
}

static bool begins(const char *name, const char *typed, size_t len)
{
    return strncasecmp(name, typed, len) == 0;
}

static bool is(const char *name, const char *typed, size_t len)
{
    return begins(name, typed, len) && name[len] == '\0';
}

/* --- which command ---------------------------------------------------------------- */

struct matches {
    const struct command *exact, *only; /* only: NULL where there are more */
    size_t count;
};

/* Among the commands that work there, or (elsewhere) among those that do not. */
static struct matches match(const char *typed, size_t len, unsigned scope, bool elsewhere)
{
    struct matches m = {0};
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &commands[i];
        if (command_by_name(c, scope) == elsewhere || !begins(c->name, typed, len))
            continue;
        if (is(c->name, typed, len))
            m.exact = c;
        m.only = m.count++ == 0 ? c : NULL;
    }
    return m;
}

static const struct command *by_alias(const char *typed, size_t len, unsigned scope)
{
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        const struct command *c = command_named(aliases[i].name);
        if (is(aliases[i].alias, typed, len) && c && command_by_name(c, scope))
            return c;
    }
    return NULL;
}

static char *say_ambiguous(const char *typed, size_t len, unsigned scope)
{
    struct candidates c = {0};
    for (size_t i = 0; i < command_count; i++)
        if (command_by_name(&commands[i], scope))
            candidates_add(&c, commands[i].name, typed, len);
    char *names = candidates_join(&c, ", ");
    char *error = xasprintf("which one? %s", names);
    free(names);
    candidates_free(&c);
    return error;
}

static char *say_unknown(const char *typed, size_t len, unsigned scope)
{
    struct matches there = match(typed, len, scope, true);
    const struct command *c = there.exact ? there.exact : there.only;
    if (!c)
        return xstrdup("no such command: Tab lists them");
    return xasprintf("%s works in %s only", c->name,
                     c->scope & IN_PANES    ? "the panes"
                     : c->scope & IN_DIALOG ? "what is open above the panes"
                     : c->scope & IN_MENU   ? "menus"
                                            : "questions");
}

static void find_command(const char *text, unsigned scope, struct command_line *line)
{
    const char *typed = text + line->name_start;
    size_t len = line->name_len;
    struct matches m = match(typed, len, scope, false);
    line->command = m.exact ? m.exact : by_alias(typed, len, scope);
    if (!line->command)
        line->command = m.only;
    if (line->command)
        return;
    line->error =
        m.count > 1 ? say_ambiguous(typed, len, scope) : say_unknown(typed, len, scope);
    line->wrong_start = line->name_start;
    line->wrong_len = len;
}

/* --- the line --------------------------------------------------------------------- */

static void take_argument(const char *text, struct command_line *line)
{
    size_t len = strlen(text + line->argument_start);
    while (len > 0 && text[line->argument_start + len - 1] == ' ')
        len--;
    const struct command *c = line->command;
    if (len == 0) {
        if (c && c->takes && *c->takes != '[')
            line->error = xasprintf("%s takes %s", c->name, c->takes);
        return;
    }
    line->argument = xstrndup(text + line->argument_start, len);
    if (c && !c->takes) {
        line->error = xasprintf("%s takes nothing", c->name);
        line->wrong_start = line->argument_start;
        line->wrong_len = len;
    }
}

void command_line_read(const char *text, unsigned scope, struct command_line *line)
{
    *line = (struct command_line){.name_start = strspn(text, " :")};
    line->name_len = strcspn(text + line->name_start, " ");
    size_t end = line->name_start + line->name_len;
    line->argument_start = end + strspn(text + end, " ");
    if (line->name_len == 0)
        return;
    find_command(text, scope, line);
    take_argument(text, line);
}

void command_line_free(struct command_line *line)
{
    free(line->argument);
    free(line->error);
    *line = (struct command_line){0};
}
