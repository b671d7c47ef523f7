/* Which companies are marked: a set of ids, so that marks survive filters and every new
 * order, and a range that is being drawn. Pure: knows neither the rows' content nor the
 * terminal. */
#ifndef CODATOP_UI_MARKS_H
#define CODATOP_UI_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/idmap.h"
#include "ui/list.h"

struct marks { /* zeros ({0}) are valid: nothing is marked */
    struct idmap by_id;
    char **ids; /* in no order that means anything */
    size_t count, cap;
    char *anchor;     /* where the range began that is being drawn; NULL: none is */
    uint64_t version; /* another number after every change of the set */
};

/* Rows [first, end) of the source. */
struct marks_range {
    size_t first, end;
};

bool marks_has(const struct marks *m, const char *id);
/* id is copied. */
void marks_set(struct marks *m, const char *id, bool marked);
/* Marks every row of the source; returns how many were not marked before. */
size_t marks_set_all(struct marks *m, const struct list_source *s);
/* Unmarks everything and leaves a range; returns how many were marked. */
size_t marks_clear(struct marks *m);
/* Forgets the ids for which stays answers false; returns how many those were. */
size_t marks_keep(struct marks *m, bool (*stays)(const void *ctx, const char *id),
                  const void *ctx);
/* How many of the marked are among the rows. */
size_t marks_shown(const struct marks *m, const struct list_source *s);

/* Begins a range at that row's id. */
void marks_begin_range(struct marks *m, const char *id);
/* The rows between the range's beginning and the cursor, both included; empty where none
 * is being drawn. Where its beginning is not among the rows any more, it is the cursor's
 * row alone. */
struct marks_range marks_range(const struct marks *m, const struct list_source *s,
                               size_t cursor);
/* Marks the rows of the range and ends it; returns how many rows those were. */
size_t marks_take_range(struct marks *m, const struct list_source *s, size_t cursor);
/* Ends it and marks nothing. */
void marks_leave_range(struct marks *m);

void marks_free(struct marks *m);

#endif
