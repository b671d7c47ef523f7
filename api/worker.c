/* The worker's loop: take requests, start what may be started, let curl work, answer what
 * has ended, sleep until something happens. */
#include "config.h"

#include "api/worker.h"

#include <limits.h>
#include <poll.h>
#include <stdlib.h>

#include "api/answer.h"
#include "api/budget.h"
#include "api/jobs.h"
#include "api/retry.h"
#include "base/clock.h"
#include "base/rng.h"
#include "base/xmalloc.h"

struct worker {
    struct channel *channel;
    struct transfers transfers;
    struct jobs jobs;
    struct send_budget budget;
    struct rng rng;
    bool usable;    /* curl could be set up */
    bool answering; /* the newest exchange that ended brought an answer */
    bool stopping;
};

void worker_wake(void *arg)
{
    struct channel *c = arg;
    pthread_mutex_lock(&c->multi_mutex);
    if (c->multi)
        curl_multi_wakeup(c->multi);
    pthread_mutex_unlock(&c->multi_mutex);
}

/* From the moment the handle is there, a push wakes; what was pushed before is found by
 * the first look into the queue. */
static void publish(struct channel *c, CURLM *multi)
{
    pthread_mutex_lock(&c->multi_mutex);
    c->multi = multi;
    pthread_mutex_unlock(&c->multi_mutex);
}

/* --- events ---------------------------------------------------------------------- */

static void post(struct worker *w, struct api_event *event)
{
    queue_push(&w->channel->events, &event->node);
}

static struct api_error error_about(const struct job *job)
{
    return (struct api_error){
        .call = *job->call, .attempts = job->attempts, .when = clock_wall_ms()};
}

/* Answers a request without having sent it (again), and forgets it. */
static void refuse(struct worker *w, struct job *job, enum error_kind kind,
                   const char *text)
{
    struct api_event *event = event_new(API_FAILED, job->id, job->call);
    struct api_error e = error_about(job);
    e.kind = kind;
    e.text = text;
    event->error = api_error_copy(&e);
    event->sent_wall_ms = job->sent_wall;
    post(w, event);
    jobs_remove(&w->jobs, job);
}

static void cancel(struct worker *w, struct job *job)
{
    if (job->transfer)
        transfer_end(&w->transfers, job->transfer);
    refuse(w, job, ERROR_CANCELLED, "Given up before it was answered");
}

/* A person who presses a key while the gate is closed shall hear why nothing happens. */
static void tell_held_back(struct worker *w, struct job *job)
{
    int64_t wait = w->budget.gate_until - clock_mono_ms();
    if (job->priority != API_KEY_PRESS || wait <= 0)
        return;
    struct api_event *event = event_new(API_RETRYING, job->id, job->call);
    struct api_error e = error_about(job);
    e.kind = ERROR_RATE_LIMIT;
    e.text = "Codat asked for a pause; this is sent when it is over";
    e.may_retry = true;
    e.retry_after_ms = wait;
    event->error = api_error_copy(&e);
    event->retry_in_ms = wait;
    post(w, event);
}

/* --- requests -------------------------------------------------------------------- */

static void take_send(struct worker *w, struct api_request *r)
{
    struct job *job = jobs_add(&w->jobs, r->id, r->call, r->priority);
    r->call = NULL;
    if (w->channel->config.read_only && job->endpoint->post)
        refuse(w, job, ERROR_READ_ONLY, "Refreshing is switched off (read-only)");
    else if (!w->usable)
        refuse(w, job, ERROR_CONFIG, "The HTTP library could not be set up");
    else
        tell_held_back(w, job);
}

static void take_cancel(struct worker *w, uint64_t id)
{
    struct job *job = jobs_find(&w->jobs, id);
    if (job && !(job->transfer && job->endpoint->post))
        cancel(w, job);
}

static void take_drop(struct worker *w, const char *company_id)
{
    struct job *job;
    while ((job = jobs_droppable(&w->jobs, company_id)))
        cancel(w, job);
}

static void take_request(struct worker *w, struct api_request *r)
{
    switch (r->type) {
    case REQUEST_SEND:
        take_send(w, r);
        break;
    case REQUEST_CANCEL:
        take_cancel(w, r->id);
        break;
    case REQUEST_DROP:
        take_drop(w, r->company_id);
        break;
    case REQUEST_HURRY:
        /* Somebody asks for answers now. */
        jobs_hurry(&w->jobs, job_is_read);
        break;
    case REQUEST_STOP:
        w->stopping = true;
        break;
    }
}

static void take_requests(struct worker *w)
{
    struct queue_node *node = queue_take_all(&w->channel->requests);
    while (node) {
        struct api_request *r = (struct api_request *)node;
        node = node->next;
        if (!w->stopping)
            take_request(w, r);
        request_free(&r);
    }
}

/* --- starting -------------------------------------------------------------------- */

static void start(struct worker *w, struct job *job, int64_t now)
{
    const struct channel *c = w->channel;
    char *url =
        url_of_call(&c->base, job->endpoint->path, job->endpoint->list, job->call);
    if (!url) {
        refuse(w, job, ERROR_REQUEST, "The request lacks an id");
        return;
    }
    struct transfer *t = transfer_start(&w->transfers, url, job->endpoint->post, job);
    free(url);
    if (!t) {
        refuse(w, job, ERROR_CONFIG,
               "The HTTP library refuses the address or the limits");
        return;
    }
    send_budget_sent(&w->budget, now);
    jobs_start(&w->jobs, job, t);
    job->attempts++;
    job->sent = now;
    job->sent_wall = clock_wall_ms();
    if (job->attempts == 1)
        job->first_sent = now;
}

/* The next job that may start now, the best priority first; else *due says when one may.
 */
static struct job *next_job(struct worker *w, int64_t now, int64_t *due)
{
    *due = INT64_MAX;
    for (unsigned p = 0; p < JOB_PRIORITIES; p++) {
        int64_t ready = INT64_MAX;
        struct job *job = jobs_ready(&w->jobs, (enum api_priority)p, now, &ready);
        if (!job && ready == INT64_MAX)
            continue;
        int64_t when = send_budget_when(&w->budget, (enum api_priority)p,
                                        w->jobs.in_flight_count, now);
        if (job && when <= now)
            return job;
        if (job)
            ready = now;
        if (when > ready)
            ready = when;
        if (ready < *due)
            *due = ready;
    }
    return NULL;
}

/* Returns when to look again. */
static int64_t start_all(struct worker *w)
{
    int64_t now = clock_mono_ms(), due = INT64_MAX;
    struct job *job;
    while ((job = next_job(w, now, &due)))
        start(w, job, now);
    return due;
}

/* --- answers --------------------------------------------------------------------- */

/* Tries again if the policy allows it; false: the failure is final. */
static bool retry(struct worker *w, struct job *job, struct api_event *event,
                  const struct api_error *e, int64_t now)
{
    const struct api_retry_policy *p = &w->channel->config.retry;
    int64_t delay = retry_delay(p, job->attempts, e->retry_after_ms, rng_unit(&w->rng));
    if (e->kind == ERROR_RATE_LIMIT)
        send_budget_limited(&w->budget, delay, now);
    if (!e->may_retry || !retry_in_time(p, now - job->first_sent, delay))
        return false;
    event->type = API_RETRYING;
    event->retry_in_ms = delay;
    /* Where others are answered it is not the network: this one waits its full time. */
    job->waits_for_network = e->http_status == 0 && !w->answering;
    jobs_put_back(&w->jobs, job, now + delay);
    return true;
}

#define LARGE_WHOLE (1u << 20) /* bytes of an answer that is parsed as one */

static void finish(struct worker *w, struct job *job, CURLcode code)
{
    bool list = job->endpoint->list;
    struct scratch scratch = {0};
    struct transfer_result r;
    struct api_error error = error_about(job);
    struct api_event *event = event_new(API_DONE, job->id, job->call);
    int64_t now = clock_mono_ms(), wall = clock_wall_ms();
    struct error_context context = {&w->channel->base, &w->channel->credential,
                                    &w->channel->config, &scratch, wall};
    transfer_read(job->transfer, code, &scratch, &r);
    event->quota = r.quota;
    event->server_date = r.date;
    event->sent_wall_ms = job->sent_wall;
    event->took_ms = now - job->sent;
    bool good = answer_read(job->endpoint, &context, &r, event, &error);
    transfer_end(&w->transfers, job->transfer);
    send_budget_quota(&w->budget, &r.quota, r.date != TIME_NONE ? r.date : wall, now);
    bool again = !good && retry(w, job, event, &error, now);
    if (!good) {
        event->error = api_error_copy(&error);
        if (!again)
            event->type = API_FAILED;
    }
    if (!again)
        jobs_remove(&w->jobs, job);
    w->answering = r.status != 0;
    if (good)
        jobs_hurry(&w->jobs, job_waits_for_network);
    scratch_free(&scratch);
    post(w, event);
    /* The tree of such an answer took many times its length. */
    if (r.len > LARGE_WHOLE && !list)
        xmalloc_trim();
}

static void finish_all(struct worker *w)
{
    CURLMsg *m;
    int left;
    while ((m = curl_multi_info_read(w->transfers.multi, &left)))
        if (m->msg == CURLMSG_DONE)
            finish(w, transfer_owner(m->easy_handle), m->data.result);
}

/* --- the loop -------------------------------------------------------------------- */

#define LONGEST_SLEEP_MS (24 * 60 * 60 * 1000)

static void sleep_until(struct worker *w, int64_t due)
{
    int64_t timeout = LONGEST_SLEEP_MS;
    if (due != INT64_MAX)
        timeout = due - clock_mono_ms();
    if (timeout < 0)
        timeout = 0;
    if (timeout > LONGEST_SLEEP_MS)
        timeout = LONGEST_SLEEP_MS;
    /* When curl cannot even wait (no memory, no descriptors), do not spin. */
    if (curl_multi_poll(w->transfers.multi, NULL, 0, (int)timeout, NULL) != CURLM_OK)
        poll(NULL, 0, 50);
}

static void set_up(struct worker *w)
{
    const struct api_config *c = &w->channel->config;
    uint64_t seed = c->jitter_seed ? c->jitter_seed : (uint64_t)clock_wall_ms();
    w->rng = (struct rng){seed};
    send_budget_init(&w->budget, c->requests_per_minute, c->requests_at_once);
    w->usable = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK &&
                transfers_open(&w->transfers, c, w->channel->base.loopback,
                               w->channel->credential.header);
    publish(w->channel, w->transfers.multi);
}

static void tear_down(struct worker *w)
{
    publish(w->channel, NULL);
    while (w->jobs.in_flight.first) {
        transfer_end(&w->transfers, w->jobs.in_flight.first->transfer);
        jobs_remove(&w->jobs, w->jobs.in_flight.first);
    }
    for (size_t p = 0; p < JOB_PRIORITIES; p++)
        while (w->jobs.unsent[p].first)
            jobs_remove(&w->jobs, w->jobs.unsent[p].first);
    transfers_close(&w->transfers);
    send_budget_free(&w->budget);
    curl_global_cleanup();
}

void *worker_run(void *arg)
{
    struct worker w = {.channel = arg};
    set_up(&w);
    for (;;) {
        take_requests(&w);
        if (w.stopping)
            break;
        int running = 0;
        curl_multi_perform(w.transfers.multi, &running);
        finish_all(&w);
        sleep_until(&w, start_all(&w));
    }
    tear_down(&w);
    return NULL;
}
