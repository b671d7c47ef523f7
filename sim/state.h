/* The inside of a running simulator, shared by its threads (libmicrohttpd's, the one in
 * parking.c, and whoever calls sim.h). */
#ifndef CODATOP_SIM_STATE_H
#define CODATOP_SIM_STATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "sim/faults.h"
#include "sim/limits.h"
#include "sim/parking.h"
#include "sim/tally.h"
#include "sim/world.h"

struct MHD_Daemon;

struct sim {
    /* Set at the start, never changed while threads run: */
    struct MHD_Daemon *daemon;
    char *url, *key, *profile;
    int port;
    double speed;
    bool manual_time;
    int64_t mono_start_ms;
    /* Has a mutex of its own, taken after the one below: */
    struct parking parking;
    /* Everything below belongs to whoever holds the mutex: */
    pthread_mutex_t mutex;
    int64_t advanced_ms; /* by sim_advance */
    struct world world;
    struct limits limits;
    struct faults faults;
    struct tally tally;
    uint64_t requests;
};

/* Brings the world to the present; the caller holds the mutex. */
void sim_catch_up(struct sim *sim);

/* Starts the HTTP server on port (0: any) and sets sim->daemon and sim->port. NULL, or
 * why it could not (free() it). */
char *server_start(struct sim *sim, int port);
/* Ends all connections, also those that are stalled. */
void server_stop(struct sim *sim);

#endif
