/* Which companies a filter leaves, as a set of bits. Internal to order*.c. */
#ifndef CODATOP_UI_ORDER_MATCH_H
#define CODATOP_UI_ORDER_MATCH_H

#include "ui/order.h"

/* --- sets of companies, bit i for the company of that index ----------------------- */

static inline size_t set_words(size_t companies)
{
    return (companies + 63) / 64;
}

static inline bool set_has(const uint64_t *set, size_t i)
{
    return (set[i / 64] >> i % 64 & 1) != 0;
}

static inline void set_put(uint64_t *set, size_t i, bool in)
{
    uint64_t bit = UINT64_C(1) << i % 64;
    set[i / 64] = in ? set[i / 64] | bit : set[i / 64] & ~bit;
}

/* --- matching --------------------------------------------------------------------- */

#define MATCHER_BATCH 32

struct matcher { /* the first five are the caller's */
    const struct fleet *fleet;
    const struct filter *filter;
    int64_t server_wall;
    const struct filter_signature *signatures; /* of the companies */
    uint64_t *matching;                        /* the set that is brought up to date */
    bool changed;                              /* it is another one than before */
    size_t waiting;
    uint32_t batch[MATCHER_BATCH]; /* those that need a closer look */
};

/* Asks the filter for all companies of [first, end). */
void matcher_range(struct matcher *m, size_t first, size_t end);
/* For those of [0, end) that are in the set, which may be the matching one. */
void matcher_some(struct matcher *m, const uint64_t *set, size_t end);

#endif
