/* The public face of the module: checks the configuration, starts and stops the worker,
 * passes messages. Called from one thread, the main one. */
#include "config.h"

#include "api/api.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "api/message.h"
#include "api/retry.h"
#include "api/worker.h"
#include "base/clock.h"
#include "base/xmalloc.h"

struct api {
    struct channel channel; /* shared with the worker: see there */
    pthread_t thread;
    uint64_t last_id;
    struct queue_node *taken; /* events that were taken and not yet handed out */
};

static struct api_error *config_error(const char *text)
{
    struct api_error e = {.kind = ERROR_CONFIG, .attempts = 1, .when = clock_wall_ms()};
    e.text = text;
    return api_error_copy(&e);
}

static int64_t or_default(int64_t given, int64_t value)
{
    return given > 0 ? given : value;
}

static void copy_config(struct api_config *to, const struct api_config *from)
{
    *to = *from;
    to->base_url = NULL; /* see channel.base */
    to->key = NULL;      /* see channel.credential */
    to->ca_file = xstrdup(from->ca_file);
    to->user_agent =
        xstrdup(from->user_agent ? from->user_agent : PACKAGE_NAME "/" PACKAGE_VERSION);
    to->retry = retry_policy(&from->retry);
    to->requests_per_minute = (int)or_default(from->requests_per_minute, 600);
    to->requests_at_once = (int)or_default(from->requests_at_once, 10);
    to->connect_timeout_ms = or_default(from->connect_timeout_ms, 10000);
    to->answer_timeout_ms = or_default(from->answer_timeout_ms, 60000);
    to->stall_timeout_ms = or_default(from->stall_timeout_ms, 15000);
}

static void free_channel(struct channel *c)
{
    free((char *)c->config.ca_file);
    free((char *)c->config.user_agent);
    url_base_free(&c->base);
    credential_wipe(&c->credential);
}

/* The worker gets no signals: they are the main thread's. A write into a dead connection
 * raises SIGPIPE in the thread that writes, so that is held off here too. Faults of the
 * program itself stay deliverable, or their handler could not restore the terminal. */
static bool start_thread(struct api *api)
{
    static const int faults[] = {SIGSEGV, SIGBUS,  SIGFPE, SIGILL,
                                 SIGABRT, SIGTRAP, SIGSYS};
    sigset_t mask, former;
    sigfillset(&mask);
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
        sigdelset(&mask, faults[i]);
    pthread_sigmask(SIG_SETMASK, &mask, &former);
    int failed = pthread_create(&api->thread, NULL, worker_run, &api->channel);
    pthread_sigmask(SIG_SETMASK, &former, NULL);
    return failed == 0;
}

struct api *api_start(const struct api_config *config, void (*wake)(void *),
                      void *wake_arg, struct api_error **error)
{
    struct api *api = xcalloc(1, sizeof(*api));
    struct channel *c = &api->channel;
    const char *wrong =
        url_check(config->base_url ? config->base_url : URL_DEFAULT_BASE, &c->base);
    if (!wrong)
        wrong = credential_set(&c->credential, config->key);
    if (wrong) {
        *error = config_error(wrong);
        free_channel(c);
        free(api);
        return NULL;
    }
    copy_config(&c->config, config);
    /* curl would write the keys of every connection into that file. */
    unsetenv("SSLKEYLOGFILE");
    queue_init(&c->requests, worker_wake, c);
    queue_init(&c->events, wake, wake_arg);
    pthread_mutex_init(&c->multi_mutex, NULL);
    if (start_thread(api))
        return api;
    *error = config_error("The system gives no thread.");
    free_channel(c);
    free(api);
    return NULL;
}

const char *api_url_fault(const char *base_url)
{
    struct url_base base;
    const char *fault = url_check(base_url, &base);
    url_base_free(&base);
    return fault;
}

bool api_url_is_loopback(const char *base_url)
{
    struct url_base base;
    bool loopback = !url_check(base_url, &base) && base.loopback;
    url_base_free(&base);
    return loopback;
}

void api_secrets(const char *key, void (*take)(const char *secret, void *arg), void *arg)
{
    struct credential c;
    if (credential_set(&c, key) == NULL) {
        take(key, arg);
        for (size_t i = 0; i < sizeof(c.secrets) / sizeof(c.secrets[0]); i++)
            take(c.secrets[i], arg);
    }
    credential_wipe(&c);
}

uint64_t api_send(struct api *api, const struct call *call, enum api_priority priority)
{
    struct api_request *r = request_new(REQUEST_SEND, ++api->last_id);
    r->call = call_copy(call);
    r->priority = priority;
    queue_push(&api->channel.requests, &r->node);
    return api->last_id;
}

void api_cancel(struct api *api, uint64_t id)
{
    queue_push(&api->channel.requests, &request_new(REQUEST_CANCEL, id)->node);
}

void api_drop(struct api *api, const char *company_id)
{
    struct api_request *r = request_new(REQUEST_DROP, 0);
    r->company_id = xstrdup(company_id);
    queue_push(&api->channel.requests, &r->node);
}

void api_hurry(struct api *api)
{
    queue_push(&api->channel.requests, &request_new(REQUEST_HURRY, 0)->node);
}

struct api_event *api_take(struct api *api)
{
    if (!api->taken)
        api->taken = queue_take_all(&api->channel.events);
    struct queue_node *node = api->taken;
    if (!node)
        return NULL;
    api->taken = node->next;
    node->next = NULL;
    return (struct api_event *)node;
}

void api_stop(struct api **api)
{
    struct api *a = *api;
    *api = NULL;
    if (!a)
        return;
    queue_push(&a->channel.requests, &request_new(REQUEST_STOP, 0)->node);
    pthread_join(a->thread, NULL);
    for (struct api_event *e = api_take(a); e; e = api_take(a))
        api_event_free(&e);
    queue_destroy(&a->channel.requests);
    queue_destroy(&a->channel.events);
    pthread_mutex_destroy(&a->channel.multi_mutex);
    free_channel(&a->channel);
    free(a);
}
