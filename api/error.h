/* From what went wrong to struct api_error. */
#ifndef CODATOP_API_ERROR_H
#define CODATOP_API_ERROR_H

#include "api/credential.h"
#include "api/json_scan.h"
#include "api/scratch.h"
#include "api/transfer.h"
#include "api/url.h"
#include "model/records.h"

struct error_context {
    const struct url_base *base;
    const struct credential *credential; /* every form of it is kept out of the texts */
    const struct api_config *config;
    struct scratch *scratch; /* owns the texts */
    int64_t wall;
};

/* Each of these fills kind, status, text, correlation id, may_retry, retry_after_ms and
 * outcome_unknown of *e; the call, attempts and when are the caller's. `post`: see
 * DESIGN "never lost, never doubled". */

/* No whole answer: curl's code is not CURLE_OK. */
void error_of_curl(struct api_error *e, const struct error_context *c,
                   const struct transfer_result *r, bool post);
/* An answer whose status is not 2xx. */
void error_of_status(struct api_error *e, const struct error_context *c,
                     const struct transfer_result *r, bool post);
/* A 2xx whose body cannot be used. */
void error_of_body(struct api_error *e, const struct error_context *c,
                   const struct transfer_result *r, enum json_status status, bool post);

/* A clean text, cut at a sensible length, without any form of the key; in scratch. */
const char *error_text(const struct error_context *c, const char *clean);
/* The start of a body, for a person to recognise it by; in scratch. */
const char *error_body_start(const struct error_context *c,
                             const struct transfer_result *r);

#endif
