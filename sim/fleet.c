/* Companies and connections from the seed. */
#include "config.h"

#include "sim/fleet.h"

#include "base/timefmt.h"
#include "sim/datatypes.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Rounds end at least this long before the start, so that no pull of the past is still
 * moving when the simulation begins. */
#define QUIET_MS (4 * MINUTE)
#define OLDEST_DAYS 900
#define ROUND_PULLS 600 /* about the most that one connection has in its history */

/* One number for each thing that is drawn, so that draws do not depend on each other. */
enum draw {
    DRAW_CREATED = 1,
    DRAW_CONNECTIONS,
    DRAW_GROUP,
    DRAW_CONNECTION, /* and the two numbers after it */
    DRAW_SOURCE = 10,
    DRAW_PLATFORM,
    DRAW_STATUS,
    DRAW_LINKED,
    DRAW_LOST,
    DRAW_INTERVAL,
    DRAW_NEWEST,
    DRAW_ROUNDS,
    DRAW_ID,
    DRAW_SOURCE_ID
};

static int64_t span(uint64_t hash, int64_t bound)
{
    return bound <= 0 ? 0 : (int64_t)((hash >> 8) % (uint64_t)bound);
}

void fleet_init(struct fleet *fleet, uint64_t seed, unsigned companies, int64_t start_ms)
{
    fleet->seed = seed;
    fleet->companies = companies;
    fleet->start_ms = start_ms;
    fleet->bad_day = platform_bad_day(seed);
}

/* Most have one connection, to an accounting platform; others follow by chance. */
static unsigned draw_connections(uint64_t hash)
{
    unsigned percent = ids_pick(hash, 100);
    return percent < 68 ? 1 : percent < 93 ? 2 : 3;
}

static enum source_type draw_source(uint64_t hash, unsigned n)
{
    unsigned percent = ids_pick(hash, 100);
    if (n == 0)
        return percent < 88   ? SOURCE_ACCOUNTING
               : percent < 94 ? SOURCE_BANKING
                              : SOURCE_COMMERCE;
    return percent < 55 ? SOURCE_BANKING : SOURCE_COMMERCE;
}

static enum connection_status draw_status(uint64_t hash)
{
    unsigned permille = ids_pick(hash, 1000);
    return permille < 875   ? CONNECTION_LINKED
           : permille < 930 ? CONNECTION_DEAUTHORIZED
           : permille < 965 ? CONNECTION_PENDING_AUTH
                            : CONNECTION_UNLINKED;
}

static int64_t draw_interval(uint64_t hash)
{
    unsigned percent = ids_pick(hash, 100);
    return percent < 8 ? HOUR : percent < 25 ? 6 * HOUR : percent < 90 ? DAY : 7 * DAY;
}

static unsigned draw_rounds(uint64_t hash, const struct platform *platform)
{
    unsigned percent = ids_pick(hash, 100);
    unsigned rounds = percent < 75   ? 5 + percent % 8
                      : percent < 94 ? 14 + percent % 12
                                     : 60;
    unsigned types = (unsigned)__builtin_popcountll(platform->first_link);
    return rounds * types > ROUND_PULLS ? ROUND_PULLS / types : rounds;
}

/* The moment when a connection was lost: some days ago, but after it was created. */
static int64_t draw_lost(const struct fleet *fleet, const struct connection *c)
{
    int64_t age = fleet->start_ms - c->created_ms;
    int64_t ago = 3 * HOUR + span(ids_hash(c->seed, DRAW_LOST), 12 * DAY);
    return ago < age - HOUR ? fleet->start_ms - ago : c->created_ms + age / 2;
}

static void make_connection(const struct fleet *fleet, const struct company *company,
                            unsigned n, struct connection *c)
{
    uint64_t seed = ids_hash(company->seed, DRAW_CONNECTION + n);
    c->seed = seed;
    c->id = ids_uuid(ids_hash(seed, DRAW_ID));
    c->source_id = ids_uuid(ids_hash(seed, DRAW_SOURCE_ID));
    c->platform = platform_draw(draw_source(ids_hash(seed, DRAW_SOURCE), n),
                                ids_hash(seed, DRAW_PLATFORM));
    c->status = draw_status(ids_hash(seed, DRAW_STATUS));
    int64_t age = fleet->start_ms - company->created_ms;
    c->created_ms = company->created_ms + MINUTE +
                    span(ids_hash(seed, DRAW_LINKED), n == 0 ? age / 50 : age / 2);
    c->lost_ms = TIME_NONE;
    int64_t until = fleet->start_ms;
    if (c->status == CONNECTION_UNLINKED || c->status == CONNECTION_DEAUTHORIZED)
        c->lost_ms = draw_lost(fleet, c);
    if (c->status == CONNECTION_UNLINKED)
        until = c->lost_ms;
    c->interval_ms = draw_interval(ids_hash(seed, DRAW_INTERVAL));
    c->newest_ms = until - QUIET_MS - span(ids_hash(seed, DRAW_NEWEST), c->interval_ms);
    c->rounds = c->status == CONNECTION_PENDING_AUTH
                    ? 0
                    : draw_rounds(ids_hash(seed, DRAW_ROUNDS), c->platform);
}

void fleet_company(const struct fleet *fleet, unsigned index, struct company *company)
{
    company->seed = ids_hash(fleet->seed, UINT64_C(0x10000) + index);
    company->index = index;
    company->id = ids_number(fleet->seed, index);
    /* The order of the fleet is the order in which it was created. */
    int64_t step = (OLDEST_DAYS - 2) * DAY / fleet->companies;
    company->created_ms = fleet->start_ms - OLDEST_DAYS * DAY + index * step +
                          span(ids_hash(company->seed, DRAW_CREATED), step);
    company->connections = draw_connections(ids_hash(company->seed, DRAW_CONNECTIONS));
    for (unsigned n = 0; n < company->connections; n++)
        make_connection(fleet, company, n, &company->connection[n]);
}

bool fleet_lookup(const struct fleet *fleet, struct uuid id, unsigned *index)
{
    uint32_t n = ids_unnumber(fleet->seed, id);
    *index = n;
    return n < fleet->companies && ids_equal(ids_number(fleet->seed, n), id);
}

unsigned fleet_find_connection(const struct company *company, struct uuid id)
{
    unsigned n = 0;
    while (n < company->connections && !ids_equal(company->connection[n].id, id))
        n++;
    return n;
}

unsigned fleet_active(const struct fleet *fleet)
{
    unsigned active = 0;
    for (unsigned index = 0; index < fleet->companies; index++) {
        uint64_t seed = ids_hash(fleet->seed, UINT64_C(0x10000) + index);
        unsigned connections = draw_connections(ids_hash(seed, DRAW_CONNECTIONS));
        for (unsigned n = 0; n < connections; n++) {
            uint64_t own = ids_hash(seed, DRAW_CONNECTION + n);
            if (draw_status(ids_hash(own, DRAW_STATUS)) == CONNECTION_LINKED) {
                active++;
                break;
            }
        }
    }
    return active;
}

/* Groups live inside blocks of eight companies: the first is the parent of the next one
 * to three. */
#define GROUP_BLOCK 8

unsigned fleet_subsidiaries(const struct fleet *fleet, unsigned index)
{
    if (index % GROUP_BLOCK != 0)
        return 0;
    uint64_t hash = ids_hash(ids_hash(fleet->seed, DRAW_GROUP), index);
    if (ids_pick(hash, 100) >= 12)
        return 0;
    unsigned wanted = 1 + (unsigned)(hash % 3);
    unsigned left = fleet->companies - 1 - index;
    return wanted < left ? wanted : left;
}

int64_t fleet_parent(const struct fleet *fleet, unsigned index)
{
    unsigned first = index - index % GROUP_BLOCK;
    if (index == first || index - first > fleet_subsidiaries(fleet, first))
        return -1;
    return first;
}

const char *connection_status_name(enum connection_status status)
{
    static const char *const names[] = {
        [CONNECTION_PENDING_AUTH] = "PendingAuth",
        [CONNECTION_LINKED] = "Linked",
        [CONNECTION_UNLINKED] = "Unlinked",
        [CONNECTION_DEAUTHORIZED] = "Deauthorized",
    };
    return names[status];
}

bool connection_pulls(const struct connection *connection)
{
    return connection->status == CONNECTION_LINKED ||
           connection->status == CONNECTION_DEAUTHORIZED;
}
