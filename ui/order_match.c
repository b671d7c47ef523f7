/* Which companies a filter leaves: most are told by their signatures; the others are
 * looked at in batches, because waiting for the memory of thirty takes little longer than
 * for that of one. */
#include "config.h"

#include "ui/order_match.h"

/* What memory hands over at once, and how much of a company is worth it: the record with
 * what its arrays begin with, and the texts from the id on (model/records.c has those
 * that are looked through side by side). */
#define LINE 64
#define RECORD_LINES 6
#define TEXT_LINES 3

static void settle(struct matcher *m, size_t i, bool matches)
{
    m->changed = m->changed || matches != set_has(m->matching, i);
    set_put(m->matching, i, matches);
}

static void fetch(const void *memory, size_t lines)
{
    for (size_t i = 0; i < lines; i++)
        __builtin_prefetch((const char *)memory + i * LINE);
}

static void look_closer(struct matcher *m)
{
    for (size_t i = 0; i < m->waiting; i++) {
        const struct company *c = fleet_at(m->fleet, m->batch[i])->record;
        fetch(c->id, TEXT_LINES);
    }
    for (size_t i = 0; i < m->waiting; i++) {
        const struct fleet_company *c = fleet_at(m->fleet, m->batch[i]);
        settle(m, m->batch[i],
               filter_matches_signed(m->filter, c, &m->signatures[m->batch[i]],
                                     m->server_wall));
    }
    m->waiting = 0;
}

static void look(struct matcher *m, size_t i)
{
    enum filter_verdict verdict = filter_glance(m->filter, &m->signatures[i]);
    if (verdict != FILTER_MAYBE) {
        settle(m, i, verdict == FILTER_YES);
        return;
    }
    fetch(fleet_at(m->fleet, i)->record, RECORD_LINES);
    m->batch[m->waiting++] = (uint32_t)i;
    if (m->waiting == MATCHER_BATCH)
        look_closer(m);
}

void matcher_range(struct matcher *m, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        look(m, i);
    look_closer(m);
}

void matcher_some(struct matcher *m, const uint64_t *set, size_t end)
{
    for (size_t word = 0; word < set_words(end); word++) {
        uint64_t left = set[word];
        for (size_t i = 64 * word; left && i < end; i++, left >>= 1)
            if (left & 1)
                look(m, i);
    }
    look_closer(m);
}
