/* The companies of the fleet: an array in order of arrival, a map from their ids, and the
 * queues in which they wait for a read. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/fleet_internal.h"

/* --- queues ------------------------------------------------------------------------- */

static void queue_leave(struct fleet *f, uint32_t index)
{
    struct fleet_company *c = &f->companies[index];
    struct company_queue *q = &f->queues[c->queue];
    if (c->ahead == NOBODY)
        q->head = c->behind;
    else
        f->companies[c->ahead].behind = c->behind;
    if (c->behind == NOBODY)
        q->tail = c->ahead;
    else
        f->companies[c->behind].ahead = c->ahead;
}

static void queue_join(struct fleet *f, uint32_t index, enum fleet_queue queue)
{
    struct fleet_company *c = &f->companies[index];
    struct company_queue *q = &f->queues[queue];
    c->queue = (uint8_t)queue;
    c->ahead = q->tail;
    c->behind = NOBODY;
    if (q->tail == NOBODY)
        q->head = index;
    else
        f->companies[q->tail].behind = index;
    q->tail = index;
}

void company_queue_up(struct fleet *f, uint32_t index, enum fleet_queue queue)
{
    queue_leave(f, index);
    queue_join(f, index, queue);
}

/* --- changes ------------------------------------------------------------------------ */

void company_changed(struct fleet *f, uint32_t index, uint32_t what)
{
    f->recent[f->changes++ % KEPT_CHANGES] =
        (struct fleet_change){.company = index, .what = what};
}

/* The two differ. */
static uint32_t difference(const struct company *a, const struct company *b)
{
    uint32_t what = company_moved(a, b) ? CHANGE_MOVED : 0;
    if (!text_same(a->name, b->name))
        what |= CHANGE_NAME;
    if (a->created != b->created || !text_same(a->created_by, b->created_by) || what == 0)
        what |= CHANGE_OTHER;
    return what;
}

/* --- state -------------------------------------------------------------------------- */

static enum state connections_state(const struct company *record)
{
    for (size_t i = 0; i < record->connection_count; i++)
        if (record->connections[i].status == CONNECTION_DEAUTHORIZED)
            return STATE_ATTENTION;
    return STATE_UNKNOWN;
}

static uint32_t second_of_newest_answer(const struct fleet *f)
{
    return (uint32_t)(f->service.read / 1000);
}

/* Becoming known is no change. */
static void state_changed(struct fleet *f, uint32_t index, enum state state)
{
    struct fleet_company *c = &f->companies[index];
    company_changed(f, index, CHANGE_STATE);
    if (c->state == STATE_UNKNOWN || state == STATE_UNKNOWN)
        return;
    c->state_before = (uint8_t)c->state;
    c->changed_at = second_of_newest_answer(f);
}

void company_settle(struct fleet *f, uint32_t index)
{
    struct fleet_company *c = &f->companies[index];
    enum state state = connections_state(c->record);
    if (c->types_state < state)
        state = (enum state)c->types_state;
    f->counts.by_state[c->state]--;
    f->counts.by_state[state]++;
    if (c->state != state)
        state_changed(f, index, state);
    c->state = state;
}

int64_t fleet_changed_at(const struct fleet_company *c)
{
    /* The end of its second, so that what came after a look does not count as seen. */
    return c->changed_at == 0 ? 0 : (int64_t)c->changed_at * 1000 + 999;
}

/* A read that is under way may have been answered before it happened: the company queues
 * up when it ends. */
void company_stale(struct fleet *f, uint32_t index)
{
    struct fleet_company *c = &f->companies[index];
    bool under_way = false;
    if (c->detail) {
        c->detail->statuses_stale = true;
        c->detail->pulls_stale = true;
        under_way = c->detail->statuses_known.asked != 0;
    }
    if (!under_way && c->queue != QUEUE_CHANGED)
        company_queue_up(f, index, QUEUE_CHANGED);
}

/* --- arriving ----------------------------------------------------------------------- */

uint32_t company_index(const struct fleet *f, const char *company_id)
{
    uintptr_t value = company_id ? (uintptr_t)idmap_get(&f->by_id, company_id) : 0;
    return value == 0 ? NOBODY : (uint32_t)(value - 1);
}

static void map_index(struct fleet *f, uint32_t index)
{
    idmap_put(&f->by_id, f->companies[index].record->id, (void *)((uintptr_t)index + 1));
}

static uint32_t company_add(struct fleet *f, struct company *record)
{
    if (f->count == f->cap) {
        f->cap = f->cap ? f->cap + f->cap / 2 : 128;
        f->companies = xreallocarray(f->companies, f->cap, sizeof *f->companies);
    }
    uint32_t index = (uint32_t)f->count++;
    f->companies[index] = (struct fleet_company){
        .record = record,
        .state = STATE_UNKNOWN,
        .types_state = STATE_UNKNOWN,
        .state_before = STATE_UNKNOWN,
    };
    f->counts.companies++;
    f->counts.by_state[STATE_UNKNOWN]++;
    map_index(f, index);
    queue_join(f, index, QUEUE_NEW);
    company_settle(f, index);
    if (f->list.completed != 0)
        f->companies[index].changed_at = second_of_newest_answer(f);
    return index;
}

static void company_replace(struct fleet *f, uint32_t index, struct company *record)
{
    struct fleet_company *c = &f->companies[index];
    struct company *old = c->record;
    uint32_t what = difference(old, record);
    company_changed(f, index, what);
    c->record = record;
    map_index(f, index); /* the key was the old record's */
    free(old);
    company_settle(f, index);
    if ((what & CHANGE_MOVED) && (c->statuses_read != 0 || c->detail)) {
        c->changed = true;
        company_stale(f, index);
    }
}

uint32_t company_put(struct fleet *f, struct company *record)
{
    uint32_t index = record->id ? company_index(f, record->id) : NOBODY;
    if (!record->id ||
        (index != NOBODY && company_equal(f->companies[index].record, record)))
        free(record);
    else if (index == NOBODY)
        index = company_add(f, record);
    else
        company_replace(f, index, record);
    return index;
}

/* --- leaving ------------------------------------------------------------------------ */

static void company_free(struct fleet *f, uint32_t index)
{
    struct fleet_company *c = &f->companies[index];
    if (c->detail)
        detail_drop(f, (struct detail *)c->detail);
    f->counts.companies--;
    f->counts.by_state[c->state]--;
    f->counts.read -= c->statuses_read != 0;
    idmap_remove(&f->by_id, c->record->id);
    free(c->record);
}

void companies_free(struct fleet *f)
{
    for (size_t i = 0; i < f->count; i++)
        company_free(f, (uint32_t)i);
    free(f->companies);
    idmap_free(&f->by_id);
}

/* Takes those that leave out of their queues and frees them; how many stay. Leaves in
 * places[old index] the new one, or NOBODY. */
static uint32_t part_from_unseen(struct fleet *f, uint32_t *places)
{
    uint32_t stay = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        places[i] = NOBODY;
        if (f->companies[i].round == f->list.round) {
            places[i] = stay++;
        } else {
            queue_leave(f, i);
            company_free(f, i);
            company_changed(f, i, CHANGE_LEFT);
        }
    }
    return stay;
}

static uint32_t new_place(const uint32_t *places, uint32_t old)
{
    return old == NOBODY ? NOBODY : places[old];
}

static void close_ranks(struct fleet *f, const uint32_t *places)
{
    for (uint32_t i = 0; i < f->count; i++) {
        if (places[i] == NOBODY)
            continue;
        struct fleet_company c = f->companies[i];
        c.ahead = new_place(places, c.ahead);
        c.behind = new_place(places, c.behind);
        f->companies[places[i]] = c;
        if (c.detail)
            ((struct detail *)c.detail)->company = places[i];
        if (places[i] != i)
            map_index(f, places[i]);
    }
    for (int q = 0; q < QUEUE_COUNT; q++) {
        f->queues[q].head = new_place(places, f->queues[q].head);
        f->queues[q].tail = new_place(places, f->queues[q].tail);
    }
}

static bool all_seen(const struct fleet *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->companies[i].round != f->list.round)
            return false;
    return true;
}

void companies_forget_unseen(struct fleet *f)
{
    if (all_seen(f))
        return;
    uint32_t *places = xcalloc(f->count, sizeof *places);
    uint32_t stay = part_from_unseen(f, places);
    close_ranks(f, places);
    f->count = stay;
    company_changed(f, NOBODY, CHANGE_CLOSED_UP);
    free(places);
}
