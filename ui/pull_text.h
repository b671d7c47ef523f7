/* What is said of a pull in words, in the history and in its details. */
#ifndef CODATOP_UI_PULL_TEXT_H
#define CODATOP_UI_PULL_TEXT_H

#include "ui/pane.h"

/* How long it took: "1m8s"; while it moves, since when, in coarse steps; "–" unknown. */
void pull_took(const struct scene *s, const struct pull *p, char *out, size_t size);
/* The connection that it goes through, or NULL where the company has no such one. */
const struct connection *pull_connection(const struct scene *s, const struct pull *p);
/* The platform of that connection, or "". */
const char *pull_platform(const struct scene *s, const struct pull *p);
/* What Codat says about how it went, or "". */
const char *pull_message(const struct pull *p);

#endif
