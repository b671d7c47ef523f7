/* The requests that the worker has not yet answered: lists by priority, and the one of
 * those in flight. Nothing here knows curl. Owned by the worker thread. */
#ifndef CODATOP_API_JOBS_H
#define CODATOP_API_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/endpoint.h"

struct transfer;

struct job {
    struct job *prev, *next;
    uint64_t id;
    struct call *call;
    const struct endpoint *endpoint;
    enum api_priority priority;
    int attempts;              /* sent so often */
    int64_t first_sent;        /* monotonic; of the first try */
    int64_t sent, sent_wall;   /* of the newest try */
    int64_t not_before;        /* monotonic: a retry waits until then */
    bool waits_for_network;    /* what it waits for is only that there is a connection */
    struct transfer *transfer; /* NULL: not in flight */
};

struct job_list {
    struct job *first, *last;
};

#define JOB_PRIORITIES (API_BACKGROUND + 1)

struct jobs { /* zeros are valid */
    struct job_list unsent[JOB_PRIORITIES];
    struct job_list in_flight;
    int in_flight_count;
};

/* Takes the call over. The job waits in its list, behind those of its priority. */
struct job *jobs_add(struct jobs *jobs, uint64_t id, struct call *call,
                     enum api_priority priority);
/* From its list to those in flight. */
void jobs_start(struct jobs *jobs, struct job *job, struct transfer *transfer);
/* Back to its list, in front: it has waited longest. */
void jobs_put_back(struct jobs *jobs, struct job *job, int64_t not_before);
/* Jobs of that kind wait no longer for their next try. */
void jobs_hurry(struct jobs *jobs, bool (*kind)(const struct job *));
bool job_waits_for_network(const struct job *job);
bool job_is_read(const struct job *job);
/* Out of its list, and freed. */
void jobs_remove(struct jobs *jobs, struct job *job);
/* The first unsent one of that priority that may start; NULL where there is none, then
 * *due (if earlier) is set to the moment when one may. */
struct job *jobs_ready(const struct jobs *jobs, enum api_priority priority, int64_t now,
                       int64_t *due);
/* NULL when there is none of that id. */
struct job *jobs_find(const struct jobs *jobs, uint64_t id);
/* The first unsent read that api_drop means; NULL when there is none left. */
struct job *jobs_droppable(const struct jobs *jobs, const char *company_id);

#endif
