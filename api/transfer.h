/* One HTTP exchange on one curl handle. Owned by the worker thread, like everything of
 * curl. */
#ifndef CODATOP_API_TRANSFER_H
#define CODATOP_API_TRANSFER_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/api.h"
#include "api/scratch.h"

/* A page of 5,000 companies takes about 8 MiB. */
#define TRANSFER_BODY_MAX (32u << 20)
#define TRANSFER_HEADERS_MAX (64u << 10)

struct transfer;

/* What every transfer has in common, and the handles that wait for the next one. */
struct transfers {
    CURLM *multi;
    struct curl_slist *headers; /* the key among them: wiped at the end */
    const struct api_config *config;
    bool loopback; /* plain http: no proxy */
    struct transfer *idle;
};

enum transfer_refusal { REFUSED_NOTHING, REFUSED_BODY, REFUSED_HEADERS };

/* What came of it. Texts belong to the scratch, the body to the transfer. */
struct transfer_result {
    CURLcode code;
    enum transfer_refusal refusal;
    const char *detail; /* curl's own words, cleaned; "" */
    int status;         /* 0: no answer */
    const char *body;
    size_t len;
    bool connected, answered; /* how far it came */
    bool nothing_sent;        /* not a byte of the request left */
    long tls_verify;          /* the TLS library's verdict on the certificate; 0: none */
    int64_t date;             /* Date; TIME_NONE */
    struct quota quota;
    const char *retry_after, *correlation_id, *location; /* NULL: not given */
};

/* Sets up what is common. False when curl refuses, which it never should. */
bool transfers_open(struct transfers *ts, const struct api_config *config, bool loopback,
                    const char *authorization);
/* All transfers must have ended. */
void transfers_close(struct transfers *ts);

/* Starts one; owner is what transfer_owner answers. NULL when curl refuses. */
struct transfer *transfer_start(struct transfers *ts, const char *url, bool post,
                                void *owner);
void *transfer_owner(CURL *easy);
void transfer_read(struct transfer *t, CURLcode code, struct scratch *scratch,
                   struct transfer_result *result);
/* Ends it, whether it has finished or not, and frees what it took. */
void transfer_end(struct transfers *ts, struct transfer *t);

#endif
