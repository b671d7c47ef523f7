/* The data types of a company as they are shown: what the status says and what the
 * history knows, joined into one row each. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "model/fleet_internal.h"

struct rows {
    struct type_row *items;
    size_t count, cap;
    struct idmap by_type; /* data type to index + 1 */
};

/* The row of that type, made where there is none; NULL for no type. */
static struct type_row *row_for(struct rows *rows, const char *data_type)
{
    if (!data_type)
        return NULL;
    uintptr_t found = (uintptr_t)idmap_get(&rows->by_type, data_type);
    if (found)
        return &rows->items[found - 1];
    if (rows->count == rows->cap) {
        rows->cap = rows->cap ? rows->cap * 2 : 64;
        rows->items = xreallocarray(rows->items, rows->cap, sizeof *rows->items);
    }
    struct type_row *row = &rows->items[rows->count++];
    *row = (struct type_row){
        .data_type = data_type,
        .status = PULL_NONE,
        .state = STATE_NEVER,
        .progress = -1,
        .last_success = TIME_NONE,
    };
    idmap_put(&rows->by_type, data_type, (void *)(uintptr_t)rows->count);
    return row;
}

static void show_status(struct type_row *row, const struct data_status *s)
{
    row->status_text = s->status_text;
    row->status = s->status;
    row->state = pull_status_state(s->status);
    row->last_success = s->last_success;
}

static void show_pull(struct type_row *row, const struct pull *p)
{
    row->pull = p;
    row->status_text = p->status_text;
    row->status = p->status;
    row->state = pull_state(p);
    row->progress = row->state == STATE_MOVING ? p->progress : -1;
    if (row->state == STATE_COMPLETE && p->completed > row->last_success)
        row->last_success = p->completed;
}

/* Both speak of the same pull: what came later in its life is true. */
static bool pull_is_further(const struct pull *p, const struct data_status *s)
{
    if (pull_ended(p))
        return true;
    if (s->status == PULL_OTHER || p->status == PULL_OTHER)
        return true;
    return pull_status_state(s->status) == STATE_MOVING && p->status >= s->status;
}

/* Does the newest known pull of the type tell more than the status does? */
static bool pull_leads(const struct detail *d, size_t at, const struct data_status *s)
{
    const struct pull *p = d->known.pulls[at];
    if (!s || s->status == PULL_NONE)
        return true;
    if (s->latest_sync_id && strcmp(p->id, s->latest_sync_id) == 0)
        return pull_is_further(p, s);
    if (detail_find_pull(&d->known, s->latest_sync_id) != SIZE_MAX)
        return true; /* the status names an older one */
    return d->known.pulls_read[at] >= d->known.statuses_known.read;
}

static void add_pulls(struct rows *rows, const struct detail *d)
{
    for (size_t i = 0; i < d->known.pull_count; i++) {
        const struct pull *p = d->known.pulls[i];
        struct type_row *row = row_for(rows, p->data_type);
        if (!row || row->pull)
            continue;
        row->pull = p;
        row->changed_at = time_later(row->changed_at, d->known.pulls_changed[i]);
        if (pull_leads(d, i, data_statuses_find(d->known.statuses, p->data_type)))
            show_pull(row, p);
    }
}

static struct rows build_rows(const struct detail *d)
{
    struct rows rows = {0};
    const struct data_statuses *s = d->known.statuses;
    for (size_t i = 0; s && i < s->count; i++) {
        struct type_row *row = row_for(&rows, s->items[i].data_type);
        if (!row)
            continue;
        show_status(row, &s->items[i]);
        row->changed_at = d->known.statuses_changed[i];
    }
    add_pulls(&rows, d);
    idmap_free(&rows.by_type);
    return rows;
}

enum state detail_worst_state(const struct detail *d)
{
    struct rows rows = build_rows(d);
    enum state worst = STATE_UNKNOWN;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].state < worst)
            worst = rows.items[i].state;
    free(rows.items);
    return worst;
}

static int worst_first(const void *a, const void *b)
{
    const struct type_row *x = a, *y = b;
    if (x->state != y->state)
        return x->state < y->state ? -1 : 1;
    return strcmp(x->data_type, y->data_type);
}

size_t fleet_type_rows(const struct fleet *f, const char *company_id,
                       struct type_row **rows)
{
    const struct fleet_company *c = fleet_find(f, company_id);
    *rows = NULL;
    if (!c || !c->detail)
        return 0;
    struct rows built = build_rows((const struct detail *)c->detail);
    if (built.count > 0)
        qsort(built.items, built.count, sizeof *built.items, worst_first);
    *rows = built.items;
    return built.count;
}
