/* Connections that wait: those that are never answered, and those that get a few bytes at
 * a time. libmicrohttpd lets go of them (they are suspended) until a thread of its own,
 * that sleeps while nothing is parked, takes them up again. */
#ifndef CODATOP_SIM_PARKING_H
#define CODATOP_SIM_PARKING_H

#include <pthread.h>
#include <stdbool.h>

struct MHD_Connection;

/* One for each connection that may be parked; owned by the connection. */
struct parked {
    struct parked *next;
    struct MHD_Connection *connection;
    bool paced; /* goes on at the next beat; others only when their client is gone */
};

/* The mutex guards what follows it. */
struct parking {
    pthread_t thread;
    bool running; /* false: the thread could not be started, nothing can be parked */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct parked *first;
    bool closing;
};

void parking_open(struct parking *parking);
/* Suspends the connection and answers true; false where the parking closes: then the
 * connection must end. From libmicrohttpd's callbacks only. */
bool parking_park(struct parking *parking, struct parked *parked);
bool parking_is_closing(struct parking *parking);
/* Takes up all that is parked, and parks nothing any more. */
void parking_close(struct parking *parking);
/* When no callback can come any more. */
void parking_free(struct parking *parking);

#endif
