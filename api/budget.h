/* What may be sent now: requests per minute in a sliding window, requests at once, the
 * gate that a 429 closes, the day's quota. Pure: time is an argument (the monotonic
 * clock's). */
#ifndef CODATOP_API_BUDGET_H
#define CODATOP_API_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "api/api.h"

struct send_budget {
    int per_minute, at_once;
    int64_t *sent; /* a ring: when the last per_minute requests were sent */
    int sent_at, sent_count;
    int64_t gate_until;  /* nothing is sent before; 0: open */
    int64_t quota_until; /* no background reads before: the day's quota is used up */
};

/* 0 means the default: 600 a minute (Codat blocks an address beyond 1,000), 10 at once.
 */
void send_budget_init(struct send_budget *b, int per_minute, int at_once);
void send_budget_free(struct send_budget *b);

/* The moment at which a request of that priority may be sent: now or earlier means at
 * once; INT64_MAX: only after an answer has freed a place. Some of the window and of the
 * places stay free for a key press. */
int64_t send_budget_when(const struct send_budget *b, enum api_priority priority,
                         int in_flight, int64_t now);
/* A request goes out. */
void send_budget_sent(struct send_budget *b, int64_t now);
/* A 429 came: the gate stays closed for wait_ms at least. */
void send_budget_limited(struct send_budget *b, int64_t wait_ms, int64_t now);
/* What the newest answer said of the day's quota; wall is the date now, the server's if
 * it gave one. */
void send_budget_quota(struct send_budget *b, const struct quota *q, int64_t wall,
                       int64_t now);

#endif
