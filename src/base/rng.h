/* A small seeded random generator (splitmix64): the same seed gives the same numbers on
 * every machine. Not for secrets. */
#ifndef CODATOP_BASE_RNG_H
#define CODATOP_BASE_RNG_H

#include <stdint.h>

struct rng {
    uint64_t state; /* any value is a valid seed */
};

uint64_t rng_next(struct rng *r);
/* 0 <= result < bound; bound 0 gives 0. */
uint64_t rng_below(struct rng *r, uint64_t bound);
/* 0.0 <= result < 1.0 */
double rng_unit(struct rng *r);

#endif
