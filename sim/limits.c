/* Counting requests by the day and by the minute. */
#include "config.h"

#include "sim/limits.h"

#define MINUTE_MS INT64_C(60000)
#define DAY_MS (1440 * MINUTE_MS)

static int64_t seconds_until(int64_t then_ms, int64_t now_ms)
{
    return (then_ms - now_ms + 999) / 1000;
}

bool limits_take(struct limits *limits, int64_t now_ms, int64_t *wait_s)
{
    if (now_ms / DAY_MS != limits->day) {
        limits->day = now_ms / DAY_MS;
        limits->day_used = 0;
    }
    if (now_ms / MINUTE_MS != limits->minute) {
        limits->minute = now_ms / MINUTE_MS;
        limits->minute_used = 0;
    }
    if (limits->day_used >= limits->daily) {
        *wait_s = seconds_until(limits_reset_ms(now_ms), now_ms);
        return false;
    }
    if (limits->per_minute != 0 && limits->minute_used >= limits->per_minute) {
        *wait_s = seconds_until((limits->minute + 1) * MINUTE_MS, now_ms);
        return false;
    }
    limits->day_used++;
    limits->minute_used++;
    return true;
}

unsigned limits_remaining(const struct limits *limits, int64_t now_ms)
{
    if (now_ms / DAY_MS != limits->day)
        return limits->daily;
    return limits->daily > limits->day_used ? limits->daily - limits->day_used : 0;
}

int64_t limits_reset_ms(int64_t now_ms)
{
    return (now_ms / DAY_MS + 1) * DAY_MS;
}
