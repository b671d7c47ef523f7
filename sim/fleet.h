/* The fleet: every company and connection, made from the seed whenever it is asked for.
 * Nothing here changes while the simulation runs. All times are milliseconds since 1970.
 */
#ifndef CODATOP_SIM_FLEET_H
#define CODATOP_SIM_FLEET_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/ids.h"
#include "sim/platforms.h"

#define FLEET_CONNECTIONS 3 /* the most that a company has */
#define FLEET_TAGS 4

struct fleet {
    uint64_t seed;
    unsigned companies;
    int64_t start_ms;               /* histories end here; the simulation begins */
    const struct platform *bad_day; /* the platform that has one */
};

enum connection_status {
    CONNECTION_PENDING_AUTH,
    CONNECTION_LINKED,
    CONNECTION_UNLINKED,
    CONNECTION_DEAUTHORIZED
};

struct connection {
    uint64_t seed;
    struct uuid id, source_id;
    const struct platform *platform;
    enum connection_status status;
    int64_t created_ms;
    int64_t lost_ms;     /* since when it is Unlinked or Deauthorized; else TIME_NONE */
    int64_t newest_ms;   /* when its newest round of pulls before the start began */
    int64_t interval_ms; /* between rounds */
    unsigned rounds;     /* at most so many before the start */
};

struct company {
    uint64_t seed;
    unsigned index;
    struct uuid id;
    int64_t created_ms;
    unsigned connections;
    struct connection connection[FLEET_CONNECTIONS];
};

struct company_tag {
    const char *key;
    char value[40];
};

struct company_text {
    char name[160];
    const char *description; /* NULL: none */
    const char *user;        /* who created it; NULL: unknown */
    struct company_tag tag[FLEET_TAGS];
    unsigned tags;
};

void fleet_init(struct fleet *fleet, uint64_t seed, unsigned companies, int64_t start_ms);
/* index < fleet->companies */
void fleet_company(const struct fleet *fleet, unsigned index, struct company *company);
/* The names of a company and what else is only text. */
void fleet_text(const struct company *company, struct company_text *text);
/* False where no company has the id. */
bool fleet_lookup(const struct fleet *fleet, struct uuid id, unsigned *index);
/* company->connections where the company has no such connection. */
unsigned fleet_find_connection(const struct company *company, struct uuid id);
/* Companies that Codat counts as active: with a Linked connection. */
unsigned fleet_active(const struct fleet *fleet);

/* A few companies are groups. The index of the parent, or -1. */
int64_t fleet_parent(const struct fleet *fleet, unsigned index);
/* The subsidiaries are the companies index + 1 to index + result. */
unsigned fleet_subsidiaries(const struct fleet *fleet, unsigned index);

/* "Deauthorized" */
const char *connection_status_name(enum connection_status status);
/* True where pulls are still attempted: Linked, or Deauthorized (they end in AuthError).
 */
bool connection_pulls(const struct connection *connection);

#endif
