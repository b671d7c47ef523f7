/* The requests that the worker has not yet answered. */
#include "config.h"

#include "api/jobs.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

static void unlink_job(struct job_list *list, struct job *job)
{
    *(job->prev ? &job->prev->next : &list->first) = job->next;
    *(job->next ? &job->next->prev : &list->last) = job->prev;
    job->prev = job->next = NULL;
}

static void append(struct job_list *list, struct job *job)
{
    job->prev = list->last;
    job->next = NULL;
    *(list->last ? &list->last->next : &list->first) = job;
    list->last = job;
}

static void prepend(struct job_list *list, struct job *job)
{
    job->prev = NULL;
    job->next = list->first;
    *(list->first ? &list->first->prev : &list->last) = job;
    list->first = job;
}

struct job *jobs_add(struct jobs *jobs, uint64_t id, struct call *call,
                     enum api_priority priority)
{
    struct job *job = xcalloc(1, sizeof(*job));
    job->id = id;
    job->call = call;
    job->endpoint = endpoint_of(call->op);
    job->priority = priority;
    append(&jobs->unsent[priority], job);
    return job;
}

void jobs_start(struct jobs *jobs, struct job *job, struct transfer *transfer)
{
    unlink_job(&jobs->unsent[job->priority], job);
    append(&jobs->in_flight, job);
    jobs->in_flight_count++;
    job->transfer = transfer;
}

void jobs_put_back(struct jobs *jobs, struct job *job, int64_t not_before)
{
    unlink_job(&jobs->in_flight, job);
    jobs->in_flight_count--;
    job->transfer = NULL;
    job->not_before = not_before;
    prepend(&jobs->unsent[job->priority], job);
}

bool job_waits_for_network(const struct job *job)
{
    return job->waits_for_network;
}

bool job_is_read(const struct job *job)
{
    return !job->endpoint->post;
}

void jobs_hurry(struct jobs *jobs, bool (*kind)(const struct job *))
{
    for (size_t p = 0; p < JOB_PRIORITIES; p++)
        for (struct job *job = jobs->unsent[p].first; job; job = job->next)
            if (kind(job))
                job->not_before = 0;
}

void jobs_remove(struct jobs *jobs, struct job *job)
{
    if (job->transfer) {
        unlink_job(&jobs->in_flight, job);
        jobs->in_flight_count--;
    } else {
        unlink_job(&jobs->unsent[job->priority], job);
    }
    free(job->call);
    free(job);
}

struct job *jobs_ready(const struct jobs *jobs, enum api_priority priority, int64_t now,
                       int64_t *due)
{
    for (struct job *job = jobs->unsent[priority].first; job; job = job->next) {
        if (job->not_before <= now)
            return job;
        if (job->not_before < *due)
            *due = job->not_before;
    }
    return NULL;
}

static struct job *find_in(const struct job_list *list, uint64_t id)
{
    struct job *job = list->first;
    while (job && job->id != id)
        job = job->next;
    return job;
}

struct job *jobs_find(const struct jobs *jobs, uint64_t id)
{
    struct job *job = find_in(&jobs->in_flight, id);
    for (size_t p = 0; !job && p < JOB_PRIORITIES; p++)
        job = find_in(&jobs->unsent[p], id);
    return job;
}

static bool is_of(const struct job *job, const char *company_id)
{
    if (job->endpoint->post)
        return false;
    return !company_id ||
           (job->call->company_id && strcmp(job->call->company_id, company_id) == 0);
}

struct job *jobs_droppable(const struct jobs *jobs, const char *company_id)
{
    for (size_t p = API_SCREEN; p < JOB_PRIORITIES; p++)
        for (struct job *job = jobs->unsent[p].first; job; job = job->next)
            if (is_of(job, company_id))
                return job;
    return NULL;
}
