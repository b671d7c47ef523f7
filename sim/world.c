/* The state of a running simulation. */
#include "config.h"

#include "sim/world.h"

#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "sim/datatypes.h"

/* A scheduled refresh of some company every ten seconds. The first ones fall before the
 * start, so that a fleet is in movement from its first moment. */
#define SLOT_MS INT64_C(10000)
#define FIRST_SLOT (-6)
/* Where time jumps further than this, what would have happened meanwhile is left out. */
#define CATCH_UP_SLOTS (24 * 360)
/* How many pulls a company keeps; when there are more, the older half is forgotten. */
#define KEPT_PULLS 4000
/* Pulls queued together wait for each other this long each. */
#define WAIT_MS 250

enum draw { DRAW_SLOT_COMPANY = 0x300, DRAW_SLOT_CONNECTION, DRAW_SLOT_TIME };

struct live_company {
    struct pull_list pulls; /* oldest first */
    uint64_t serial;        /* pulls queued so far */
};

void world_init(struct world *world, uint64_t seed, unsigned companies, int64_t start_ms,
                bool quiet)
{
    memset(world, 0, sizeof *world);
    fleet_init(&world->fleet, seed, companies, start_ms);
    world->now_ms = start_ms;
    world->quiet = quiet;
    world->next_slot = FIRST_SLOT;
    world->live = xcalloc(companies, sizeof *world->live);
    world_move(world, start_ms);
}

void world_free(struct world *world)
{
    for (unsigned n = 0; n < world->fleet.companies; n++) {
        if (world->live[n] != NULL)
            pull_list_free(&world->live[n]->pulls);
        free(world->live[n]);
    }
    free(world->live);
}

static struct live_company *live_of(struct world *world, unsigned index)
{
    if (world->live[index] == NULL)
        world->live[index] = xcalloc(1, sizeof **world->live);
    return world->live[index];
}

/* The pull of that type and connection that has not ended at now_ms; NULL: none. */
static const struct pull *running(const struct world *world, unsigned index,
                                  unsigned connection, unsigned type, int64_t now_ms)
{
    const struct live_company *live = world->live[index];
    for (size_t n = live == NULL ? 0 : live->pulls.count; n-- > 0;) {
        const struct pull *pull = &live->pulls.items[n];
        if (pull->connection == connection && pull->type == type)
            return now_ms < pull->ended_ms ? pull : NULL;
    }
    return NULL;
}

static void forget_oldest(struct pull_list *list)
{
    size_t gone = list->count / 2;
    memmove(list->items, list->items + gone, (list->count - gone) * sizeof *list->items);
    list->count -= gone;
}

static struct pull start_pull(struct world *world, const struct company *company,
                              unsigned connection, unsigned type, int64_t at_ms,
                              uint32_t wait_ms)
{
    struct live_company *live = live_of(world, company->index);
    struct pull_order order = {
        .fleet = &world->fleet,
        .company = company,
        .connection = connection,
        .type = type,
        .attempt = UINT64_C(0x100000) + live->serial++,
        .requested_ms = at_ms,
        .rounds_ago = -1,
        .wait_ms = wait_ms,
    };
    struct pull pull = pull_plan(&order);
    if (live->pulls.count >= KEPT_PULLS)
        forget_oldest(&live->pulls);
    pull_list_add(&live->pulls, &pull);
    return pull;
}

/* Queues the connection's usual types; wait_ms is what those before it wait already. */
static uint32_t start_round(struct world *world, const struct company *company,
                            unsigned connection, int64_t at_ms, uint32_t wait_ms)
{
    const struct connection *c = &company->connection[connection];
    for (unsigned type = 0; type < DATA_TYPES; type++) {
        if ((c->platform->first_link >> type & 1) == 0 ||
            running(world, company->index, connection, type, at_ms) != NULL)
            continue;
        start_pull(world, company, connection, type, at_ms, wait_ms);
        wait_ms += WAIT_MS;
    }
    return wait_ms;
}

static int64_t slot_time(const struct world *world, int64_t slot)
{
    uint64_t hash = ids_hash(world->fleet.seed ^ DRAW_SLOT_TIME, (uint64_t)slot);
    return world->fleet.start_ms + slot * SLOT_MS + (int64_t)(hash % (SLOT_MS - 1000));
}

static void run_slot(struct world *world, int64_t slot, int64_t at_ms)
{
    uint64_t seed = world->fleet.seed;
    unsigned index = ids_pick(ids_hash(seed ^ DRAW_SLOT_COMPANY, (uint64_t)slot),
                              world->fleet.companies);
    struct company company;
    fleet_company(&world->fleet, index, &company);
    unsigned n = ids_pick(ids_hash(seed ^ DRAW_SLOT_CONNECTION, (uint64_t)slot),
                          company.connections);
    if (connection_pulls(&company.connection[n]))
        start_round(world, &company, n, at_ms, 0);
}

void world_move(struct world *world, int64_t now_ms)
{
    if (now_ms > world->now_ms)
        world->now_ms = now_ms;
    if (world->quiet)
        return;
    int64_t last = (world->now_ms - world->fleet.start_ms) / SLOT_MS;
    if (last - world->next_slot > CATCH_UP_SLOTS)
        world->next_slot = last - CATCH_UP_SLOTS;
    for (; world->next_slot <= last; world->next_slot++) {
        int64_t at_ms = slot_time(world, world->next_slot);
        if (at_ms > world->now_ms)
            return;
        run_slot(world, world->next_slot, at_ms);
    }
}

void world_pulls(struct world *world, const struct company *company,
                 struct pull_list *list)
{
    const struct live_company *live = world->live[company->index];
    list->count = 0;
    for (size_t n = 0; live != NULL && n < live->pulls.count; n++)
        pull_list_add(list, &live->pulls.items[n]);
    history_add(&world->fleet, company, list);
    pull_list_sort(list);
}

bool world_find_pull(struct world *world, const struct company *company, struct uuid id,
                     struct pull *pull)
{
    struct pull_list list = {0};
    bool found = false;
    world_pulls(world, company, &list);
    for (size_t n = 0; n < list.count && !found; n++) {
        found = ids_equal(list.items[n].id, id);
        if (found)
            *pull = list.items[n];
    }
    pull_list_free(&list);
    return found;
}

void world_states(struct world *world, const struct company *company,
                  struct type_state *states)
{
    struct pull_list list = {0};
    memset(states, 0, DATA_TYPES * sizeof *states);
    world_pulls(world, company, &list);
    for (size_t n = 0; n < list.count; n++) {
        const struct pull *pull = &list.items[n];
        struct type_state *state = &states[pull->type];
        if (!state->known)
            state->latest = *pull;
        state->known = true;
        if (!state->succeeded && pull_at(pull, world->now_ms).completed) {
            state->success = *pull;
            state->succeeded = true;
        }
    }
    pull_list_free(&list);
}

int64_t world_connection_sync(struct world *world, const struct company *company,
                              unsigned connection)
{
    int64_t newest = TIME_NONE;
    const struct live_company *live = world->live[company->index];
    for (size_t n = 0; live != NULL && n < live->pulls.count; n++) {
        const struct pull *pull = &live->pulls.items[n];
        if (pull->connection == connection && pull->ended_ms > newest &&
            pull_at(pull, world->now_ms).completed)
            newest = pull->ended_ms;
    }
    if (newest != TIME_NONE)
        return newest;
    return history_last_sync(&world->fleet, company, connection);
}

int64_t world_company_sync(struct world *world, const struct company *company)
{
    int64_t newest = TIME_NONE;
    for (unsigned n = 0; n < company->connections; n++) {
        int64_t sync = world_connection_sync(world, company, n);
        if (sync > newest)
            newest = sync;
    }
    return newest;
}

/* The connections that an order for type means, as bits; tells why there are none. */
static unsigned chosen(const struct company *company, unsigned connection, unsigned type,
                       enum queue_result *why)
{
    unsigned bits = 0;
    *why = QUEUE_NOT_SUPPORTED;
    for (unsigned n = 0; n < company->connections; n++) {
        const struct connection *c = &company->connection[n];
        if ((connection < company->connections && n != connection) ||
            (c->platform->types >> type & 1) == 0)
            continue;
        if (connection_pulls(c))
            bits |= 1u << n;
        else
            *why = QUEUE_NOT_LINKED;
    }
    return bits;
}

enum queue_result world_queue(struct world *world, const struct company *company,
                              unsigned connection, unsigned type, struct pull *pull)
{
    enum queue_result why;
    unsigned bits = chosen(company, connection, type, &why);
    if (bits == 0)
        return why;
    for (unsigned n = 0; n < company->connections; n++) {
        const struct pull *busy = running(world, company->index, n, type, world->now_ms);
        if ((bits >> n & 1) != 0 && busy != NULL) {
            *pull = *busy;
            return QUEUE_RUNNING;
        }
    }
    bool first = true;
    for (unsigned n = 0; n < company->connections; n++) {
        if ((bits >> n & 1) == 0)
            continue;
        struct pull queued = start_pull(world, company, n, type, world->now_ms, 0);
        if (first)
            *pull = queued;
        first = false;
    }
    return QUEUE_DONE;
}

void world_queue_all(struct world *world, const struct company *company)
{
    uint32_t wait_ms = 0;
    for (unsigned n = 0; n < company->connections; n++) {
        if (connection_pulls(&company->connection[n]))
            wait_ms = start_round(world, company, n, world->now_ms, wait_ms);
    }
}
