/* A long row of items in a dialog, of which only those are written that are seen: how
 * many rows each of them takes is worked out once and kept. */
#ifndef CODATOP_UI_ROLL_H
#define CODATOP_UI_ROLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/page.h"

struct roll_items {
    size_t count;
    uint64_t version; /* another number where the items are others */
    /* Writes item i behind what the page holds. */
    void (*write)(const void *ctx, size_t i, struct page *page);
    /* How many rows write takes on such a page; NULL: write is tried. */
    int (*rows)(const void *ctx, size_t i, const struct page *page);
    const void *ctx;
};

/* Zeros ({0}) are a valid one that was never written. */
struct roll {
    int *first; /* the row where each item begins, and at [count] where the last ends */
    size_t count;
    uint64_t version;
    int cells;
    bool ascii, measured;
};

void roll_free(struct roll *r);
/* Writes the items behind what the page holds, those that are not seen as a gap. */
void roll_write(struct roll *r, const struct roll_items *items, struct page *page);

#endif
