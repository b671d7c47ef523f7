/* What changes while the simulation runs: time, and the pulls that were queued since the
 * start. Not locked: server.c holds one mutex around every use of a world. */
#ifndef CODATOP_SIM_WORLD_H
#define CODATOP_SIM_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/history.h"

struct live_company;

struct world {
    struct fleet fleet;
    int64_t now_ms;
    bool quiet;        /* no pulls but those asked for */
    int64_t next_slot; /* the next scheduled refresh that was not looked at yet */
    struct live_company **live; /* by company; NULL where nothing happened */
};

/* What the state of one data type of a company follows from. */
struct type_state {
    bool known, succeeded; /* false: the pulls below are not set */
    struct pull latest, success;
};

enum queue_result {
    QUEUE_DONE,
    QUEUE_RUNNING,       /* pull is the one that still runs */
    QUEUE_NOT_SUPPORTED, /* no connection's platform has the type */
    QUEUE_NOT_LINKED     /* none that has it can pull now */
};

void world_init(struct world *world, uint64_t seed, unsigned companies, int64_t start_ms,
                bool quiet);
void world_free(struct world *world);
/* Moves time on; scheduled refreshes up to now_ms happen. Time never goes back. */
void world_move(struct world *world, int64_t now_ms);

/* All pulls of the company, newest first. Replaces the content of list. */
void world_pulls(struct world *world, const struct company *company,
                 struct pull_list *list);
/* Finds the pull with that id. */
bool world_find_pull(struct world *world, const struct company *company, struct uuid id,
                     struct pull *pull);
/* The states of all types of the company; states has DATA_TYPES elements. */
void world_states(struct world *world, const struct company *company,
                  struct type_state *states);
/* When the newest successful pull of a connection ended; TIME_NONE: never. */
int64_t world_connection_sync(struct world *world, const struct company *company,
                              unsigned connection);
/* The newest of its connections' times. */
int64_t world_company_sync(struct world *world, const struct company *company);

/* Queues a pull of type on connection, or on all that can where connection is
 * company->connections; *pull is the first of them. Queues nothing where one of them
 * still runs. */
enum queue_result world_queue(struct world *world, const struct company *company,
                              unsigned connection, unsigned type, struct pull *pull);
/* Queues all "fetch on first link" types of all connections that pull, but for those
 * that still run. */
void world_queue_all(struct world *world, const struct company *company);

#endif
