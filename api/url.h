/* Addresses: whether a base URL may be used at all, and the URL of a call. */
#ifndef CODATOP_API_URL_H
#define CODATOP_API_URL_H

#include <stdbool.h>

#include "model/records.h"

#define URL_DEFAULT_BASE "https://api.codat.io"

struct url_base {
    char *url;     /* without a slash at its end; free() it */
    char *host;    /* for sentences; free() it */
    bool loopback; /* plain http to this machine: no proxy, no TLS */
};

/* Checks a base URL: https with a host, or http on loopback; no credentials, query or
 * fragment; a path is fine. NULL when it is good, else a sentence that says what is wrong
 * and never repeats the URL, which may carry a password. base is empty then. */
const char *url_check(const char *text, struct url_base *base);
void url_base_free(struct url_base *base);

/* The URL of a call: base, then path with {company}, {type} and {pull} replaced by the
 * call's own, percent-encoded; with query parameters for the lists (paged) or the
 * connection. A new string (free() it), or NULL when the call lacks what the path needs.
 */
char *url_of_call(const struct url_base *base, const char *path, bool paged,
                  const struct call *call);

#endif
