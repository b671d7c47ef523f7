/* A command as somebody types it after ":": its name, or the beginning of one, and what
 * it takes. Pure. */
#ifndef CODATOP_UI_COMMAND_LINE_H
#define CODATOP_UI_COMMAND_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct command;

struct command_line {
    const struct command *command; /* NULL: error says why, or nothing was typed */
    size_t name_start, name_len;   /* bytes of the line */
    size_t argument_start;         /* the line's end where there is none */
    char *argument;                /* without blanks around it; NULL: none; owned */
    char *error;                   /* a few words; NULL: it can run; owned */
    size_t wrong_start, wrong_len; /* what the error is about */
};

/* Reads a line for a place (of enum command_scope). Names of commands that work there
 * win; an unambiguous beginning is enough. */
void command_line_read(const char *text, unsigned scope, struct command_line *line);
void command_line_free(struct command_line *line);
/* Whether the command can be run by name there. */
bool command_by_name(const struct command *c, unsigned scope);

#endif
