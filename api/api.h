/* The API module: a worker thread that owns every connection to Codat. Requests go down,
 * events come up; nothing is shared. The only public header of api/. All functions are
 * called from one thread, the main one. The environment must not change between api_start
 * and api_stop, because curl looks for proxies there.
 *
 * Ownership: what is passed to api_send belongs to the worker; what api_take returns
 * belongs to the caller. Each request is answered by exactly one final event (API_DONE or
 * API_FAILED), api_stop aside; API_RETRYING may come before it. */
#ifndef CODATOP_API_API_H
#define CODATOP_API_API_H

#include <stdbool.h>
#include <stdint.h>

#include "base/queue.h"
#include "model/records.h"

/* Codat's SDKs' policy; 0 in a field means its default. Milliseconds. */
struct api_retry_policy {
    int64_t initial_ms;     /* 500 */
    int64_t max_ms;         /* 60,000 between two tries */
    double exponent;        /* 1.5 */
    int64_t max_elapsed_ms; /* 3,600,000 in all */
};

struct api_config {       /* copied by api_start; 0 or NULL means the default */
    const char *base_url; /* https://api.codat.io */
    const char *key;      /* raw, or the ready "Basic …" header value */
    const char *ca_file;  /* PEM; NULL: the system's */
    const char *user_agent;
    bool read_only; /* every POST is refused (ERROR_READ_ONLY) */
    struct api_retry_policy retry;
    int requests_per_minute;    /* 600 */
    int requests_at_once;       /* 10 */
    int64_t connect_timeout_ms; /* 10,000 */
    int64_t answer_timeout_ms;  /* 60,000 for a whole answer */
    int64_t stall_timeout_ms;   /* 15,000 without a byte to speak of */
    uint64_t jitter_seed;       /* 0: from the clock */
};

/* A better priority goes first, and has some of the places and of the minute's requests
 * to itself: of 10 places, background reads take 8, all reads but those of a key press 9.
 */
enum api_priority {
    API_KEY_PRESS,  /* a person waits: always goes first */
    API_SCREEN,     /* what is on screen */
    API_BACKGROUND, /* the rest; dropped by api_drop while unsent */
};

enum api_event_type {
    API_DONE,
    API_FAILED,
    /* error says why, retry_in_ms when; a final event is still to come. After a 429
     * nothing at all is sent before its time is over; a key press that comes meanwhile is
     * answered with this too, its error->attempts being 0. */
    API_RETRYING,
};

/* Owned by whoever holds it; the payload fields too. api_event_free frees what is left
 * in it, so a payload that was moved out is set to NULL (items and count to 0). */
struct api_event {
    struct queue_node node;
    enum api_event_type type;
    uint64_t id;             /* of the request */
    struct call *call;       /* what was asked */
    struct api_error *error; /* API_FAILED, API_RETRYING */
    int64_t retry_in_ms;     /* API_RETRYING */
    struct quota quota;
    int64_t server_date;  /* the answer's Date header; TIME_NONE */
    int64_t sent_wall_ms; /* when the last try was sent */
    int64_t took_ms;      /* from the newest try's start to the end of its answer */
    /* the answer, by operation; all others NULL */
    struct company **companies; /* LIST_COMPANIES, GET_COMPANY (one) */
    size_t company_count;
    struct connection **connections; /* LIST_CONNECTIONS */
    size_t connection_count;
    struct pull **pulls; /* LIST_PULLS; GET_PULL and REFRESH_TYPE (one) */
    size_t pull_count;
    size_t skipped;                 /* items of a list that could not be used (no id) */
    struct paging paging;           /* the lists */
    struct data_statuses *statuses; /* DATA_STATUS */
    struct validation *validation;  /* VALIDATION */
    struct profile *profile;        /* PROFILE */
    char *raw; /* a raw call, and then instead of all others: the answer as JSON in
                  lines, see api/raw.h */
};

struct api;

/* Checks the configuration and starts the worker, in which all signals are blocked
 * (SIGPIPE too; but not those of the program's own faults); curl and TLS are set up
 * there, so this returns at once. wake(wake_arg) is called from the worker after an event
 * was posted to an empty queue. On failure NULL and *error (owned by the caller): a base
 * URL that is not https (http is good on loopback only), carries credentials, or a key
 * with control characters. */
struct api *api_start(const struct api_config *config, void (*wake)(void *),
                      void *wake_arg, struct api_error **error);

/* NULL, or why api_start would not take that base URL: a sentence that does not repeat
 * it. */
const char *api_url_fault(const char *base_url);
/* Whether a good base URL is plain HTTP to this machine. */
bool api_url_is_loopback(const char *base_url);

/* Hands take every form of the key that must never be seen (as it was given, base64, and
 * what base64 hides), for a log to keep out. A key that cannot be used has none. */
void api_secrets(const char *key, void (*take)(const char *secret, void *arg), void *arg);

/* Gives a call to the worker (copied) and returns the id that its events will carry,
 * never 0. */
uint64_t api_send(struct api *api, const struct call *call, enum api_priority priority);
/* Gives up a request that is unsent or, if it is a read, in flight: its final event is
 * API_FAILED with ERROR_CANCELLED. A POST that is under way is not cut. */
void api_cancel(struct api *api, uint64_t id);
/* Cancels every unsent read of that company (NULL: of all) whose priority is API_SCREEN
 * or API_BACKGROUND. */
void api_drop(struct api *api, const char *company_id);

/* A person wants to know now: reads that wait for their next try (not those that a 429
 * holds back) are tried at once. */
void api_hurry(struct api *api);

/* The next event, oldest first, or NULL. Call until NULL after each wake. */
struct api_event *api_take(struct api *api);
void api_event_free(struct api_event **event);

/* Stops the worker within a second, whatever is in flight, and frees everything. */
void api_stop(struct api **api);

#endif
