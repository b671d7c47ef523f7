/* What may be sent now. */
#include "config.h"

#include "api/budget.h"

#include <stdlib.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"

#define MINUTE_MS 60000
#define DAY_MS (24 * 60 * MINUTE_MS)

/* How much of the minute (in tenths) and of the places a priority leaves to a better one.
 */
static const struct {
    int tenths, places;
} shares[] = {
    [API_KEY_PRESS] = {10, 0},
    [API_SCREEN] = {9, 1},
    [API_BACKGROUND] = {8, 2},
};

void send_budget_init(struct send_budget *b, int per_minute, int at_once)
{
    *b = (struct send_budget){0};
    b->per_minute = per_minute > 0 ? per_minute : 600;
    b->at_once = at_once > 0 ? at_once : 10;
    b->sent = xcalloc((size_t)b->per_minute, sizeof(*b->sent));
}

void send_budget_free(struct send_budget *b)
{
    free(b->sent);
    *b = (struct send_budget){0};
}

static int at_least_one(int n)
{
    return n > 1 ? n : 1;
}

/* When the window has a place for one more, of `most` in a minute. */
static int64_t window_when(const struct send_budget *b, int most)
{
    if (b->sent_count < most)
        return 0;
    /* The most-th newest of those that were sent must be a minute old. */
    int i = (b->sent_at - most + b->per_minute) % b->per_minute;
    return b->sent[i] + MINUTE_MS;
}

int64_t send_budget_when(const struct send_budget *b, enum api_priority priority,
                         int in_flight, int64_t now)
{
    if (in_flight >= at_least_one(b->at_once - shares[priority].places))
        return INT64_MAX;
    int most = at_least_one((int)((int64_t)b->per_minute * shares[priority].tenths / 10));
    int64_t when = time_later(now, time_later(b->gate_until, window_when(b, most)));
    if (priority == API_BACKGROUND)
        when = time_later(when, b->quota_until);
    return when;
}

void send_budget_sent(struct send_budget *b, int64_t now)
{
    b->sent[b->sent_at] = now;
    b->sent_at = (b->sent_at + 1) % b->per_minute;
    if (b->sent_count < b->per_minute)
        b->sent_count++;
}

void send_budget_limited(struct send_budget *b, int64_t wait_ms, int64_t now)
{
    b->gate_until = time_later(b->gate_until, now + wait_ms);
}

void send_budget_quota(struct send_budget *b, const struct quota *q, int64_t wall,
                       int64_t now)
{
    if (q->remaining > 0) {
        b->quota_until = 0;
    } else if (q->remaining == 0 && q->reset != TIME_NONE && q->reset > wall) {
        int64_t wait = q->reset - wall;
        b->quota_until = now + (wait < DAY_MS ? wait : DAY_MS);
    }
}
