/* When to try again. Pure: time and chance are arguments. */
#ifndef CODATOP_API_RETRY_H
#define CODATOP_API_RETRY_H

#include <stdbool.h>
#include <stdint.h>

#include "api/api.h"

/* The longest wait that a server can impose, in milliseconds: a header of years must not
 * switch the console off. */
#define RETRY_AFTER_MAX_MS (15 * 60 * 1000)

/* The policy with the defaults of Codat's own SDKs in place of zeros and nonsense. */
struct api_retry_policy retry_policy(const struct api_retry_policy *given);

/* Milliseconds between try number `attempts` (from 1) that failed and the next one: the
 * policy's backoff, jittered down to a half of it by chance (0.0 to 1.0), but never less
 * than retry_after_ms. */
int64_t retry_delay(const struct api_retry_policy *p, int attempts,
                    int64_t retry_after_ms, double chance);

/* True when another try that starts after delay_ms still falls into the policy's time;
 * elapsed_ms is what has passed since the first try was sent. */
bool retry_in_time(const struct api_retry_policy *p, int64_t elapsed_ms,
                   int64_t delay_ms);

/* Reads Retry-After: seconds or an HTTP date, which counts from now_ms (the server's own
 * Date where it gave one). From 0 (not given, garbage, past) to RETRY_AFTER_MAX_MS. */
int64_t retry_after_parse(const char *value, int64_t now_ms);

#endif
