/* splitmix64, by Sebastiano Vigna (public domain):
 * https://prng.di.unimi.it/splitmix64.c */
#include "config.h"

#include "base/rng.h"

uint64_t rng_next(struct rng *r)
{
    uint64_t z = (r->state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The first 2^64 mod bound numbers are thrown away: what remains is a multiple of bound,
 * so that every result is equally likely. */
uint64_t rng_below(struct rng *r, uint64_t bound)
{
    if (bound == 0)
        return 0;
    uint64_t skip = (0 - bound) % bound;
    uint64_t n = rng_next(r);
    while (n < skip)
        n = rng_next(r);
    return n % bound;
}

/* 53 bits fill a double exactly. */
double rng_unit(struct rng *r)
{
    return (double)(rng_next(r) >> 11) * 0x1.0p-53;
}
