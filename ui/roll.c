/* A long row of items in a dialog. */
#include "config.h"

#include "ui/roll.h"

#include <limits.h>
#include <stdlib.h>

#include "base/xmalloc.h"

void roll_free(struct roll *r)
{
    free(r->first);
    *r = (struct roll){0};
}

static bool is_measured(const struct roll *r, const struct roll_items *items,
                        const struct page *page)
{
    return r->measured && r->count == items->count && r->version == items->version &&
           r->cells == page->cells && r->ascii == page->draw->ascii;
}

/* Rows that an item takes on a page like this one. */
static int try_rows(const struct roll_items *items, size_t i, struct page *page)
{
    if (items->rows)
        return items->rows(items->ctx, i, page);
    page_clear(page);
    items->write(items->ctx, i, page);
    return page->height;
}

static void measure(struct roll *r, const struct roll_items *items,
                    const struct page *page)
{
    struct page trial;
    int row = 0;
    page_init(&trial, page->draw, page->cells);
    trial.label_cells = page->label_cells;
    r->first = xreallocarray(r->first, items->count + 1, sizeof *r->first);
    for (size_t i = 0; i < items->count; i++) {
        r->first[i] = row;
        int rows = try_rows(items, i, &trial);
        row = rows < INT_MAX / 2 - row ? row + rows : row;
    }
    r->first[items->count] = row;
    page_free(&trial);
    r->count = items->count;
    r->version = items->version;
    r->cells = page->cells;
    r->ascii = page->draw->ascii;
    r->measured = true;
}

/* The last item that begins at that row or before it. */
static size_t item_at(const struct roll *r, int row)
{
    size_t low = 0, high = r->count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (r->first[middle] <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void roll_write(struct roll *r, const struct roll_items *items, struct page *page)
{
    if (!is_measured(r, items, page))
        measure(r, items, page);
    if (items->count == 0)
        return;
    int start = page->height, all = r->first[r->count];
    int top = page->top > start ? page->top - start : 0;
    int end = page->rows < INT_MAX - page->top ? page->top + page->rows - start : all;
    if (top >= all || end <= 0) {
        page_skip(page, all);
        return;
    }
    size_t i = item_at(r, top);
    page_skip(page, r->first[i]);
    for (; i < r->count && r->first[i] < end; i++)
        items->write(items->ctx, i, page);
    page_skip(page, all - r->first[i]);
}
