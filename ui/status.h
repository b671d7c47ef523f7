/* How the status of a data type or a pull shows: a word, and a bar where it moves. */
#ifndef CODATOP_UI_STATUS_H
#define CODATOP_UI_STATUS_H

#include "ui/pane.h"

struct status {
    const char *word; /* NULL: what waits says */
    char waits[24];
    enum state state;
    int progress; /* -1: no bar */
};

/* What this operator just asked for shows before Codat has answered. */
struct status status_of_type(const struct scene *s, const struct type_row *row);
struct status status_of_pull(const struct pull *p);
/* The word, and at the right end the bar, as far as there is room. */
void status_draw(struct draw *d, const struct status *s, const struct cell *to);

#endif
