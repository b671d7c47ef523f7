/* Codat's rate limits (https://docs.codat.io/using-the-api/rate-limits): so many requests
 * a day, counted anew from 00:00 UTC, and so many a minute. Pure: time is an argument. */
#ifndef CODATOP_SIM_LIMITS_H
#define CODATOP_SIM_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

struct limits {
    unsigned daily;      /* X-Rate-Limit-Limit */
    unsigned per_minute; /* 0: none */
    int64_t day, minute; /* those that are counted, since 1970 */
    unsigned day_used, minute_used;
};

/* Counts a request at now_ms. False where it is over a limit (and not counted): then
 * *wait_s says after how many seconds another try makes sense. */
bool limits_take(struct limits *limits, int64_t now_ms, int64_t *wait_s);
unsigned limits_remaining(const struct limits *limits, int64_t now_ms);
/* When the day's count begins anew. */
int64_t limits_reset_ms(int64_t now_ms);

#endif
