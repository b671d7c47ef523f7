/* The worker thread: everything of curl happens here. */
#ifndef CODATOP_API_WORKER_H
#define CODATOP_API_WORKER_H

#include <curl/curl.h>
#include <pthread.h>

#include "api/api.h"
#include "api/credential.h"
#include "api/url.h"

/* What the two threads share. requests belongs to the main thread's pushes and the
 * worker's takes, events the other way round; multi is guarded by multi_mutex, so that
 * the main thread can wake the worker; the settings are only read once the worker runs.
 */
struct channel {
    struct queue requests, events;
    pthread_mutex_t multi_mutex;
    CURLM *multi; /* NULL: the worker is not yet, or no longer, there to be woken */
    struct api_config config; /* defaults filled in */
    struct url_base base;
    struct credential credential;
};

/* The thread's function; returns when a REQUEST_STOP was taken. arg is a struct channel.
 */
void *worker_run(void *arg);
/* Ends the worker's sleep; for queue_init, arg is a struct channel. */
void worker_wake(void *arg);

#endif
