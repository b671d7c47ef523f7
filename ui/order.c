/* The companies as rows, kept up to date by what changed. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/list.h"
#include "ui/order.h"
#include "ui/order_match.h"
#include "ui/order_sort.h"

/* As many are put in order at a time as a key that is pressed meanwhile can wait for. */
#define MOST_ARRIVALS 400

/* --- one sync --------------------------------------------------------------------- */

struct turn {
    struct order *o;
    const struct fleet *f;
    struct sorting sorting;
    int64_t wall;
    uint64_t *changed;   /* companies whose filter is worth asking again; or NULL */
    uint64_t *misplaced; /* those of them whose place may be another; or NULL */
    uint64_t *left;      /* those that are gone, until the others close up; or NULL */
    bool moved;          /* entries or matches did: the rows are others */
};

static void make_room(struct order *o, size_t size)
{
    if (size <= o->cap)
        return;
    size_t words = set_words(o->cap);
    o->cap = size + size / 2;
    o->entries = xreallocarray(o->entries, o->cap, sizeof *o->entries);
    o->rows = xreallocarray(o->rows, o->cap, sizeof *o->rows);
    o->matching = xreallocarray(o->matching, set_words(o->cap), sizeof *o->matching);
    o->signatures = xreallocarray(o->signatures, o->cap, sizeof *o->signatures);
    memset(o->matching + words, 0, (set_words(o->cap) - words) * sizeof *o->matching);
}

/* Puts a company of the order into a set that is made where it is needed. */
static void note(const struct turn *t, uint64_t **set, uint32_t company)
{
    if (company >= t->o->total)
        return; /* will arrive as it is then */
    if (!*set)
        *set = xcalloc(set_words(t->o->total), sizeof **set);
    set_put(*set, company, true);
}

/* --- companies that left ---------------------------------------------------------- */

/* Renumbers the set: those that left are out of it. */
static void close_up_set(uint64_t *set, const uint64_t *left, size_t total)
{
    size_t to = 0;
    for (size_t i = 0; set && i < total; i++)
        if (!set_has(left, i))
            set_put(set, to++, set_has(set, i));
    for (; set && to < total; to++)
        set_put(set, to, false);
}

static void close_up(struct turn *t)
{
    struct order *o = t->o;
    if (!t->left)
        return;
    uint32_t *places = xcalloc(o->total, sizeof *places), stay = 0;
    for (size_t i = 0; i < o->total; i++)
        places[i] = set_has(t->left, i) ? UINT32_MAX : stay++;
    size_t to = 0;
    for (size_t i = 0; i < o->total; i++) {
        uint32_t place = places[o->entries[i].at];
        if (place == UINT32_MAX)
            continue;
        o->entries[to] = o->entries[i];
        o->entries[to++].at = place;
    }
    for (size_t i = 0; i < o->total; i++)
        if (places[i] != UINT32_MAX)
            o->signatures[places[i]] = o->signatures[i];
    close_up_set(o->matching, t->left, o->total);
    close_up_set(t->changed, t->left, o->total);
    close_up_set(t->misplaced, t->left, o->total);
    free(places);
    free(t->left);
    t->left = NULL;
    o->total = to;
    t->moved = true;
}

/* --- what the fleet says ---------------------------------------------------------- */

static void start_over(struct turn *t)
{
    t->o->total = 0;
    t->o->resort = true;
    t->o->refilter = true;
    t->o->narrower = false;
}

/* Takes note of what happened since the last sync, or starts over where the fleet does
 * not remember all of it. */
static void take_changes(struct turn *t)
{
    struct order *o = t->o;
    uint64_t all = fleet_changes(t->f);
    if (o->changes > all)
        start_over(t);
    for (; o->changes < all; o->changes++) {
        const struct fleet_change *c = fleet_change(t->f, o->changes);
        if (!c) {
            start_over(t);
            break;
        }
        if (c->what & CHANGE_LEFT)
            note(t, &t->left, c->company);
        else if (c->what & CHANGE_CLOSED_UP)
            close_up(t);
        else
            note(t, &t->changed, c->company);
        if (c->what & sorting_concerns(o->by))
            note(t, &t->misplaced, c->company);
    }
    o->changes = all;
}

/* --- sorting ---------------------------------------------------------------------- */

/* Adds the companies up to size, unsorted. */
static void append(struct turn *t, size_t size)
{
    struct order *o = t->o;
    make_room(o, size);
    for (; o->total < size; o->total++) {
        o->entries[o->total].at = (uint32_t)o->total;
        sorting_set_key(&t->sorting, &o->entries[o->total]);
    }
}

static void sort_all(struct turn *t)
{
    struct order *o = t->o;
    o->total = fleet_size(t->f);
    make_room(o, o->total);
    sorting_sort_all(&t->sorting, o->entries, o->total);
    o->resort = false;
    t->moved = true;
}

/* Sorts the entries behind the first sorted ones into them. */
static void merge_behind(struct turn *t, size_t sorted)
{
    struct order *o = t->o;
    size_t count = o->total - sorted;
    struct order_entry *scratch = xreallocarray(NULL, count + 1, sizeof *scratch);
    sorting_sort(&t->sorting, o->entries + sorted, count, scratch);
    sorting_merge(&t->sorting, o->entries, sorted, o->total, scratch);
    free(scratch);
    t->moved = true;
}

/* Takes the misplaced ones out and merges them in again. */
static void place_again(struct turn *t)
{
    struct order *o = t->o;
    struct order_entry *out = NULL;
    size_t stay = 0, taken = 0, room = 0;
    for (size_t i = 0; i < o->total; i++) {
        if (!set_has(t->misplaced, o->entries[i].at)) {
            o->entries[stay++] = o->entries[i];
            continue;
        }
        if (taken == room) {
            room = room ? room * 2 : 64;
            out = xreallocarray(out, room, sizeof *out);
        }
        out[taken] = o->entries[i];
        sorting_set_key(&t->sorting, &out[taken++]);
    }
    if (taken > 0)
        memcpy(o->entries + stay, out, taken * sizeof *out);
    free(out);
    merge_behind(t, stay);
}

static void merge_arrivals(struct turn *t)
{
    size_t sorted = t->o->total, arrived = fleet_size(t->f) - sorted;
    append(t, sorted + (arrived > MOST_ARRIVALS ? MOST_ARRIVALS : arrived));
    merge_behind(t, sorted);
}

/* --- filtering -------------------------------------------------------------------- */

/* before: as many were sorted when the changes were taken; the others just arrived. */
static void sign(struct turn *t, size_t before)
{
    struct order *o = t->o;
    for (size_t i = 0; t->changed && i < before; i++)
        if (set_has(t->changed, i))
            filter_sign(fleet_at(t->f, i)->record, &o->signatures[i]);
    for (size_t i = before; i < o->total; i++)
        filter_sign(fleet_at(t->f, i)->record, &o->signatures[i]);
}

/* All were looked at now, or only some: the others are due when they were. */
static void set_due(const struct turn *t, bool all)
{
    struct order *o = t->o;
    int64_t period = filter_period(o->filter);
    if (period == INT64_MAX)
        o->due = 0;
    else if (all || o->due == 0 || t->wall + period < o->due)
        o->due = t->wall + period;
}

static void match_again(struct turn *t, size_t before)
{
    struct order *o = t->o;
    bool due = o->due != 0 && t->wall >= o->due;
    bool all = due || (o->refilter && !o->narrower);
    struct matcher m = {t->f,        o->filter, t->wall, o->signatures,
                        o->matching, false,     0,       {0}};
    set_due(t, all);
    if (!all && o->refilter)
        matcher_some(&m, o->matching, before);
    if (!all && t->changed)
        matcher_some(&m, t->changed, before);
    matcher_range(&m, all ? 0 : before, o->total);
    t->moved = t->moved || o->refilter || m.changed;
    o->refilter = o->narrower = false;
}

/* Looks whether the company that is kept needs that to be a row. */
static void keep_row(struct turn *t)
{
    struct order *o = t->o;
    const struct fleet_company *c = o->keep ? fleet_find(t->f, o->keep) : NULL;
    size_t at = c ? (size_t)(c - fleet_at(t->f, 0)) : o->total;
    size_t kept = at < o->total && !set_has(o->matching, at) ? at + 1 : 0;
    t->moved = t->moved || kept != o->kept;
    o->kept = kept;
    o->stray = kept != 0;
}

static void collect_rows(struct turn *t)
{
    struct order *o = t->o;
    o->count = 0;
    for (size_t i = 0; i < o->total; i++)
        if (set_has(o->matching, o->entries[i].at) || o->entries[i].at + 1 == o->kept)
            o->rows[o->count++] = (uint32_t)i;
}

static void filter_rows(struct turn *t, size_t before)
{
    struct order *o = t->o;
    o->filtered = !filter_is_empty(o->filter);
    if (!o->filtered) {
        o->count = o->total;
        o->refilter = o->narrower = false;
        o->due = 0;
        o->kept = 0;
        o->stray = false;
        return;
    }
    match_again(t, before);
    keep_row(t);
    if (t->moved)
        collect_rows(t);
}

/* --- for all to use --------------------------------------------------------------- */

void order_set(struct order *o, enum order_by by, bool descending)
{
    if (o->by == by && o->descending == descending)
        return;
    o->by = by;
    o->descending = descending;
    o->resort = true;
}

void order_filter(struct order *o, const struct filter *filter)
{
    o->narrower = (!o->refilter || o->narrower) && !filter_is_empty(o->filter) &&
                  filter_narrows(o->filter, filter);
    o->filter = filter;
    o->refilter = true;
}

void order_keep(struct order *o, const char *company_id)
{
    if (text_same(o->keep, company_id))
        return;
    free(o->keep);
    o->keep = xstrdup(company_id);
}

bool order_sync(struct order *o, const struct fleet *f, int64_t server_wall)
{
    struct turn t = {
        .o = o, .f = f, .sorting = {f, o->by, o->descending}, .wall = server_wall};
    take_changes(&t);
    size_t before = o->total;
    if (o->resort)
        sort_all(&t);
    else if (t.misplaced)
        place_again(&t);
    if (o->total < fleet_size(f))
        merge_arrivals(&t);
    sign(&t, before);
    filter_rows(&t, before);
    free(t.changed);
    free(t.misplaced);
    free(t.left);
    return o->total == fleet_size(f);
}

size_t order_total(const struct order *o)
{
    return o->total;
}

/* The entry that is row i. */
static size_t entry_of(const struct order *o, size_t i)
{
    return o->filtered ? o->rows[i] : i;
}

const struct fleet_company *order_at(const struct order *o, const struct fleet *f,
                                     size_t i)
{
    return fleet_at(f, o->entries[entry_of(o, i)].at);
}

size_t order_find(const struct order *o, const struct fleet *f, const char *company_id)
{
    const struct fleet_company *company = fleet_find(f, company_id);
    if (!company)
        return LIST_NOT_FOUND;
    struct sorting sorting = {f, o->by, o->descending};
    struct order_entry wanted = {.at = (uint32_t)(company - fleet_at(f, 0))};
    sorting_set_key(&sorting, &wanted);
    size_t low = 0, high = o->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int side = sorting_compare(&sorting, &o->entries[entry_of(o, middle)], &wanted);
        if (side == 0)
            return middle;
        if (side < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return LIST_NOT_FOUND;
}

void order_free(struct order *o)
{
    free(o->entries);
    free(o->matching);
    free(o->rows);
    free(o->signatures);
    free(o->keep);
    *o = (struct order){0};
}
