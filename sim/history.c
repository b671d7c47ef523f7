/* Pulls before the start come in rounds: every interval a connection pulls its types. */
#include "config.h"

#include "sim/history.h"

#include <stdlib.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "sim/datatypes.h"

enum draw { DRAW_JITTER = 0x200, DRAW_SHORT, DRAW_EXTRA };

struct round {
    int64_t at_ms;
    uint64_t types;
};

void pull_list_add(struct pull_list *list, const struct pull *pull)
{
    if (list->count == list->cap) {
        list->cap = list->cap == 0 ? 64 : list->cap * 2;
        list->items = xreallocarray(list->items, list->cap, sizeof *list->items);
    }
    list->items[list->count++] = *pull;
}

void pull_list_free(struct pull_list *list)
{
    free(list->items);
    *list = (struct pull_list){0};
}

static int newer_first(const void *left, const void *right)
{
    const struct pull *a = left, *b = right;
    if (a->requested_ms != b->requested_ms)
        return a->requested_ms > b->requested_ms ? -1 : 1;
    if (a->id.hi != b->id.hi)
        return a->id.hi > b->id.hi ? -1 : 1;
    return (a->id.lo < b->id.lo) - (a->id.lo > b->id.lo);
}

void pull_list_sort(struct pull_list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, newer_first);
}

/* One round in six pulls only a few types: somebody asked for just those. */
static uint64_t round_types(const struct connection *c, unsigned n)
{
    uint64_t hash = ids_hash(ids_hash(c->seed, DRAW_SHORT), n);
    if (ids_pick(hash, 6) != 0) {
        /* Types that are not fetched on first link are asked for now and then. */
        uint64_t extra = ids_hash(ids_hash(c->seed, DRAW_EXTRA), n);
        return c->platform->first_link | (c->platform->types & extra & (extra >> 21) &
                                          (extra << 17) & (extra >> 7));
    }
    uint64_t few = c->platform->first_link & hash & (hash << 9) & (hash >> 13);
    uint64_t first = c->platform->first_link & -c->platform->first_link;
    return few != 0 ? few : first;
}

/* Round n counted back from the newest; false past the oldest. */
static bool get_round(const struct connection *c, unsigned n, struct round *round)
{
    if (n >= c->rounds)
        return false;
    uint64_t hash = ids_hash(ids_hash(c->seed, DRAW_JITTER), n);
    int64_t jitter = (int64_t)((hash >> 8) % (uint64_t)(c->interval_ms / 8));
    round->at_ms = c->newest_ms - n * c->interval_ms - (n > 0 ? jitter : 0);
    /* Scheduled rounds begin on the second as often as not. */
    if (hash % 4 != 0)
        round->at_ms -= round->at_ms % 1000;
    round->types = round_types(c, n);
    return round->at_ms > c->created_ms;
}

static struct pull round_pull(const struct fleet *fleet, const struct company *company,
                              unsigned connection, unsigned n, const struct round *round,
                              unsigned type)
{
    unsigned place =
        (unsigned)__builtin_popcountll(round->types & ((UINT64_C(1) << type) - 1));
    struct pull_order order = {
        .fleet = fleet,
        .company = company,
        .connection = connection,
        .type = type,
        .attempt = n,
        .requested_ms = round->at_ms,
        .rounds_ago = n,
        .wait_ms = place * 300,
    };
    return pull_plan(&order);
}

void history_add(const struct fleet *fleet, const struct company *company,
                 struct pull_list *out)
{
    for (unsigned c = 0; c < company->connections; c++) {
        struct round round;
        for (unsigned n = 0; get_round(&company->connection[c], n, &round); n++) {
            for (unsigned type = 0; type < DATA_TYPES; type++) {
                if ((round.types >> type & 1) == 0)
                    continue;
                struct pull pull = round_pull(fleet, company, c, n, &round, type);
                pull_list_add(out, &pull);
            }
        }
    }
}

int64_t history_last_sync(const struct fleet *fleet, const struct company *company,
                          unsigned connection)
{
    struct round round;
    int64_t newest = TIME_NONE;
    for (unsigned n = 0; get_round(&company->connection[connection], n, &round); n++) {
        for (unsigned type = 0; type < DATA_TYPES; type++) {
            if ((round.types >> type & 1) == 0)
                continue;
            struct pull pull = round_pull(fleet, company, connection, n, &round, type);
            if (pull.outcome == PULL_COMPLETE && pull.ended_ms > newest)
                newest = pull.ended_ms;
        }
        /* Rounds do not overlap: an older one cannot have ended later. */
        if (newest != TIME_NONE)
            return newest;
    }
    return TIME_NONE;
}
