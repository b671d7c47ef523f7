/* What is known of the API's world, as plain structs. Each of them is one block of memory
 * with everything it points at inside: made by its *_copy function, owned by whoever
 * holds the pointer, moved by handing the pointer over, freed by free() (or record_free,
 * which clears the pointer too). Strings are clean UTF-8 (base/text.h); NULL means that
 * the API did not say. Times are milliseconds since 1970 UTC, TIME_NONE where there is
 * none. Source of the fields: Codat's Platform specification, version 3.0.0. */
#ifndef CODATOP_MODEL_RECORDS_H
#define CODATOP_MODEL_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/timefmt.h"

/* --- connections ------------------------------------------------------------------ */

enum connection_status {
    CONNECTION_UNKNOWN, /* a word this program does not know, or none */
    CONNECTION_PENDING_AUTH,
    CONNECTION_LINKED,
    CONNECTION_UNLINKED,
    CONNECTION_DEAUTHORIZED,
};

struct connection_error {
    const char *status_code, *status_text, *message;
    int64_t errored, resolved;
    bool active; /* status is Active, or not given and never resolved */
};

struct connection {
    const char *id;
    const char *platform;        /* platformName */
    const char *integration_key; /* four letters that outlive a platform's renaming */
    const char *source_type;     /* Accounting, Banking, … as the API wrote it */
    const char *link_url;        /* in a company: short, read it by connection_link */
    const char *status_text;     /* as the API wrote it */
    enum connection_status status;
    int64_t created, last_sync;
    const struct connection_error *errors;
    size_t error_count;
};

struct connection *connection_copy(const struct connection *c);
enum connection_status connection_status_parse(const char *text);

/* --- companies -------------------------------------------------------------------- */

struct tag {
    const char *key, *value;
};

struct company_ref {
    const char *id, *name;
};

struct company {
    const char *id, *name;
    const char *redirect; /* the link URL for the company's customer */
    const char *description, *created_by;
    int64_t created, last_sync;
    const struct connection *connections;
    size_t connection_count;
    const struct tag *tags;
    size_t tag_count;
    const char *const *products;
    size_t product_count;
    struct company_ref parent; /* id NULL: none */
    const struct company_ref *subsidiaries;
    size_t subsidiary_count;
};

struct company *company_copy(const struct company *c);
/* What the customer opens to (re)authorize that connection of the company: a new string
 * (free() it), or NULL. */
char *connection_link(const struct company *company, const struct connection *connection);
/* The company's connection of that id; NULL where either is NULL or there is none. */
const struct connection *company_connection(const struct company *company,
                                            const char *connection_id);
/* True when every field is equal, connections in order included. */
bool company_equal(const struct company *a, const struct company *b);
/* True when lastSync or the connections differ: something happened to it. */
bool company_moved(const struct company *a, const struct company *b);

/* --- pulls ------------------------------------------------------------------------ */

enum pull_status {
    PULL_NONE, /* never synced: no status given */
    PULL_INITIAL,
    PULL_QUEUED,
    PULL_FETCHING,
    PULL_MAP_QUEUED,
    PULL_MAPPING,
    PULL_PROCESSING_QUEUED,
    PULL_PROCESSING,
    PULL_VALIDATION_QUEUED,
    PULL_VALIDATING,
    PULL_COMPLETE,
    PULL_NOT_SUPPORTED,
    PULL_CANCELLED,
    PULL_FETCH_ERROR,
    PULL_MAP_ERROR,
    PULL_PROCESSING_ERROR,
    PULL_VALIDATION_ERROR,
    PULL_INTERNAL_ERROR,
    PULL_AUTH_ERROR,
    PULL_RATE_LIMIT_ERROR,
    PULL_PERMISSIONS_ERROR,
    PULL_PREREQUISITE_NOT_MET,
    PULL_OTHER, /* a word of a later day: isCompleted and isErrored place it */
};

/* What a state means to the person in front of it; the order is worst first, and so is
 * the order of a status list. */
enum state {
    STATE_FAILED,    /* ✗ */
    STATE_ATTENTION, /* ! needs a person: relink, permission */
    STATE_MOVING,    /* ◐ */
    STATE_COMPLETE,  /* ✓ */
    STATE_NEVER,     /* · never synced */
    STATE_OUT,       /* – not supported, cancelled */
    STATE_UNKNOWN,   /* not read yet, or a word that nothing places */
};

enum pull_status pull_status_parse(const char *text);  /* NULL or "": PULL_NONE */
/* As the API writes it: "" for PULL_NONE, NULL for PULL_OTHER. */
const char *pull_status_text(enum pull_status status);
enum state pull_status_state(enum pull_status status); /* PULL_OTHER: STATE_UNKNOWN */
/* What an operator does about it, as a sentence; NULL where there is nothing to do. */
const char *pull_status_remedy(enum pull_status status);

struct pull {
    const char *id, *company_id, *connection_id, *data_type;
    const char *status_text; /* as the API wrote it */
    const char *status_description, *error_message;
    enum pull_status status;
    int64_t requested, completed;
    int progress; /* 0 to 100; -1 where the API did not say or said nonsense */
    bool is_completed, is_errored;
};

struct pull *pull_copy(const struct pull *p);
/* The state, a pull of an unknown status included (by isErrored, isCompleted, completed).
 */
enum state pull_state(const struct pull *p);
/* True when nothing will change any more. */
bool pull_ended(const struct pull *p);
/* How long it took, or takes so far, in milliseconds and never below zero; TIME_NONE where
 * that is not known. */
int64_t pull_duration(const struct pull *p, int64_t server_wall);

/* --- what a connection means ------------------------------------------------------ */

/* A linked one is complete, or failed while an error of it is active. */
enum state connection_state(const struct connection *c);
/* What to do about it, as a sentence; NULL where there is nothing to do. */
const char *connection_remedy(const struct connection *c);
/* True when its customer has to open the link. */
bool connection_needs_customer(const struct connection *c);

/* --- data status ------------------------------------------------------------------ */

struct data_status {
    const char *data_type;
    const char *status_text; /* as the API wrote it; NULL: never synced */
    enum pull_status status;
    int64_t last_success;
    const char *latest_sync_id, *latest_successful_sync_id;
};

/* All the statuses of one company, in the API's order, in one block. */
struct data_statuses {
    const struct data_status *items;
    size_t count;
};

struct data_statuses *data_statuses_copy(const struct data_statuses *s);
/* The one of that type, or NULL. */
const struct data_status *data_statuses_find(const struct data_statuses *s,
                                             const char *data_type);

/* --- validation, profile ---------------------------------------------------------- */

struct validation_item {
    const char *rule_id, *item_id, *message, *validator;
};

struct validation {
    const struct validation_item *errors, *warnings;
    size_t error_count, warning_count;
};

struct validation *validation_copy(const struct validation *v);

struct profile {
    const char *name;
};

struct profile *profile_copy(const struct profile *p);

/* --- pages ------------------------------------------------------------------------ */

/* What a page says of itself; -1 where it did not say or said nonsense. */
struct paging {
    int64_t page_number, page_size, total;
    bool has_next; /* a next link is given; some servers always give one */
};

/* --- calls: what was or will be asked --------------------------------------------- */

enum operation {
    OP_PROFILE,
    OP_LIST_COMPANIES,
    OP_GET_COMPANY,
    OP_LIST_CONNECTIONS,
    OP_DATA_STATUS,
    OP_LIST_PULLS,
    OP_GET_PULL,
    OP_VALIDATION,
    OP_REFRESH_ALL,  /* POST */
    OP_REFRESH_TYPE, /* POST */
    OP_COUNT
};

struct call {
    enum operation op;
    const char *company_id;       /* all but OP_PROFILE and OP_LIST_COMPANIES */
    const char *data_type;        /* OP_REFRESH_TYPE */
    const char *connection_id;    /* OP_REFRESH_TYPE, optional */
    const char *pull_id;          /* OP_GET_PULL, OP_VALIDATION */
    int page, page_size;          /* the lists; 0: leave it to the API */
    const char *query, *order_by; /* the lists; NULL: none */
    bool raw; /* a read whose answer is wanted as it came, to be shown */
};

struct call *call_copy(const struct call *c);
/* True when both ask the same. */
bool call_same(const struct call *a, const struct call *b);
bool call_is_post(const struct call *c);
/* What it asks, for a sentence: "the data status", "a refresh of invoices". Into out. */
void call_describe(const struct call *c, char *out, size_t size);

/* --- errors ------------------------------------------------------------------------ */

enum error_kind {
    ERROR_CONFIG,        /* base URL, CA file or key cannot be used */
    ERROR_AUTH,          /* 401: key rejected */
    ERROR_FORBIDDEN,     /* 403: not permitted */
    ERROR_ACCOUNT_LIMIT, /* 402 */
    ERROR_RATE_LIMIT,    /* 429 */
    ERROR_NOT_FOUND,     /* 404 */
    ERROR_CONFLICT,      /* 409 */
    ERROR_IN_PROGRESS,   /* 400 DatasetAlreadyInProgress: pull_id says which */
    ERROR_REQUEST,       /* other 4xx */
    ERROR_SERVER,        /* 5xx */
    ERROR_DNS,
    ERROR_NETWORK, /* refused, reset, unreachable, proxy */
    ERROR_TIMEOUT, /* no connection, no answer or too slow an answer within the limits */
    ERROR_TLS,
    ERROR_PROTOCOL, /* not HTTP, not JSON, cut short, too large, redirected */
    ERROR_CANCELLED,
    ERROR_READ_ONLY, /* a POST that the configuration forbids */
};

struct api_error {
    struct call call; /* what was asked */
    enum error_kind kind;
    int http_status;            /* 0: no answer */
    const char *text;           /* Codat's own text, or ours where there is none */
    const char *correlation_id; /* what Codat's support asks for */
    const char *pull_id;        /* ERROR_IN_PROGRESS: the pull that is running, or NULL */
    bool may_retry;             /* the same call may be sent again */
    int64_t retry_after_ms;     /* wait at least so long from `when`; 0: nothing said */
    bool outcome_unknown; /* a POST of which nobody knows whether it was carried out */
    int attempts;         /* how often it was sent; 0: it never left */
    int64_t when;         /* wall clock */
};

struct api_error *api_error_copy(const struct api_error *e);
/* One word or two for the kind: "key rejected", "rate limited", "not found", … */
const char *error_kind_name(enum error_kind kind);
/* What to do about it, as a sentence. Never NULL. */
const char *error_kind_remedy(enum error_kind kind);
/* The whole as one sentence: what was asked, what came back, what to do, correlation id.
 * A new string (free() it). */
char *api_error_sentence(const struct api_error *e);

/* --- quota ------------------------------------------------------------------------ */

/* X-Rate-Limit-* of the newest answer; -1 and TIME_NONE where it did not say. */
struct quota {
    int64_t limit, remaining;
    int64_t reset;
};

/* Frees *p (any record) and clears it. */
#define record_free(p) (free(*(p)), (void)(*(p) = NULL))

#endif
