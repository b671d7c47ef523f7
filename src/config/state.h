/* The file of what is remembered from one run to the next: pairs of one section. Losing
 * it costs nothing, and nothing waits for it to reach the disk. */
#ifndef CODATOP_CONFIG_STATE_H
#define CODATOP_CONFIG_STATE_H

#include <stdbool.h>

#include "base/buf.h"

/* $XDG_STATE_HOME/codatop/state.ini, or ~/.local/state/…. A new string (free() it); NULL:
 * there is no place for it. */
char *state_place(void);
/* Adds "name = value" to a text of pairs. What the file could not give back as it is
 * (control characters, " ;", too long) is left out. */
void state_add(struct buf *pairs, const char *name, const char *value);
/* Replaces the file at path by one with that section and the pairs: whole, or not at all,
 * and only for this user to read. Folders that are missing are made. False and *error, a
 * clean sentence (free() it). */
bool state_write(const char *path, const char *section, const char *pairs, char **error);

#endif
