/* The thread that takes up suspended connections. */
#include "config.h"

#include "sim/parking.h"

#include <microhttpd.h>
#include <poll.h>
#include <stddef.h>
#include <time.h>

#define BEAT_NS 250000000L

/* True when the client of a suspended connection has hung up. */
static bool is_gone(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info == NULL)
        return true;
    struct pollfd fd = {.fd = info->connect_fd, .events = POLLRDHUP};
    return poll(&fd, 1, 0) == 1;
}

/* Takes up what may go on now; everything where all is true. */
static void take_up(struct parking *parking, bool all)
{
    struct parked **link = &parking->first;
    while (*link != NULL) {
        struct parked *parked = *link;
        if (all || parked->paced || is_gone(parked->connection)) {
            *link = parked->next;
            MHD_resume_connection(parked->connection);
        } else {
            link = &parked->next;
        }
    }
}

static void wait_a_beat(struct parking *parking)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += BEAT_NS;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    int result = 0;
    while (result == 0 && !parking->closing)
        result = pthread_cond_timedwait(&parking->changed, &parking->mutex, &until);
}

static void *run(void *arg)
{
    struct parking *parking = arg;
    pthread_mutex_lock(&parking->mutex);
    while (!parking->closing) {
        if (parking->first == NULL) {
            pthread_cond_wait(&parking->changed, &parking->mutex);
            continue;
        }
        wait_a_beat(parking);
        take_up(parking, false);
    }
    take_up(parking, true);
    pthread_mutex_unlock(&parking->mutex);
    return NULL;
}

void parking_open(struct parking *parking)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&parking->mutex, NULL);
    pthread_cond_init(&parking->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    parking->first = NULL;
    parking->closing = false;
    parking->running = pthread_create(&parking->thread, NULL, run, parking) == 0;
}

bool parking_park(struct parking *parking, struct parked *parked)
{
    pthread_mutex_lock(&parking->mutex);
    bool open = !parking->closing && parking->running;
    if (open) {
        MHD_suspend_connection(parked->connection);
        parked->next = parking->first;
        parking->first = parked;
        pthread_cond_signal(&parking->changed);
    }
    pthread_mutex_unlock(&parking->mutex);
    return open;
}

bool parking_is_closing(struct parking *parking)
{
    pthread_mutex_lock(&parking->mutex);
    bool closing = parking->closing;
    pthread_mutex_unlock(&parking->mutex);
    return closing;
}

void parking_close(struct parking *parking)
{
    pthread_mutex_lock(&parking->mutex);
    parking->closing = true;
    pthread_cond_signal(&parking->changed);
    pthread_mutex_unlock(&parking->mutex);
    if (parking->running)
        pthread_join(parking->thread, NULL);
    parking->running = false;
}

void parking_free(struct parking *parking)
{
    pthread_cond_destroy(&parking->changed);
    pthread_mutex_destroy(&parking->mutex);
}
