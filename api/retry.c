/* When to try again. */
#include "config.h"

#include "api/retry.h"

#include <stddef.h>
#include <string.h>

#include "base/timefmt.h"

struct api_retry_policy retry_policy(const struct api_retry_policy *given)
{
    struct api_retry_policy p = *given;
    if (p.initial_ms <= 0)
        p.initial_ms = 500;
    if (p.max_ms <= 0)
        p.max_ms = 60000;
    if (!(p.exponent >= 1.0 && p.exponent <= 100.0))
        p.exponent = 1.5;
    if (p.max_elapsed_ms <= 0)
        p.max_elapsed_ms = 3600000;
    return p;
}

int64_t retry_delay(const struct api_retry_policy *p, int attempts,
                    int64_t retry_after_ms, double chance)
{
    double delay = (double)p->initial_ms;
    for (int i = 1; i < attempts && delay < (double)p->max_ms; i++)
        delay *= p->exponent;
    if (delay > (double)p->max_ms)
        delay = (double)p->max_ms;
    int64_t jittered = (int64_t)(delay * (0.5 + 0.5 * chance));
    return jittered > retry_after_ms ? jittered : retry_after_ms;
}

bool retry_in_time(const struct api_retry_policy *p, int64_t elapsed_ms, int64_t delay_ms)
{
    return elapsed_ms <= p->max_elapsed_ms && delay_ms <= p->max_elapsed_ms - elapsed_ms;
}

static int64_t clamp(int64_t ms)
{
    if (ms < 0)
        return 0;
    return ms < RETRY_AFTER_MAX_MS ? ms : RETRY_AFTER_MAX_MS;
}

int64_t retry_after_parse(const char *value, int64_t now_ms)
{
    if (!value)
        return 0;
    size_t digits = strspn(value, "0123456789");
    if (digits > 0 && value[digits] == '\0') {
        int64_t seconds = 0;
        for (size_t i = 0; i < digits && seconds < RETRY_AFTER_MAX_MS; i++)
            seconds = 10 * seconds + (value[i] - '0');
        return clamp(1000 * seconds);
    }
    int64_t date = time_parse_http(value);
    return date == TIME_NONE ? 0 : clamp(date - now_ms);
}
