/* The platforms that the simulated companies are connected to: what each can pull, and
 * how long that takes. */
#ifndef CODATOP_SIM_PLATFORMS_H
#define CODATOP_SIM_PLATFORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/ids.h"

enum source_type { SOURCE_ACCOUNTING, SOURCE_BANKING, SOURCE_COMMERCE };

struct platform {
    const char *key;  /* Codat's integrationKey */
    const char *name; /* platformName */
    enum source_type source;
    unsigned share;          /* companies that have it, in parts of all of its source */
    unsigned min_ms, max_ms; /* a pull of an average type takes between */
    uint64_t types;          /* bit n: data type n can be asked for */
    uint64_t first_link;     /* subset of types: "fetch on first link" */
    uint64_t unsupported;    /* subset of first_link whose pulls end NotSupported */
    bool may_have_bad_day;   /* one of these has one, chosen by the seed */
};

#define PLATFORMS 22

const struct platform *platform_at(unsigned n); /* n < PLATFORMS */
/* One of the platforms of source, by its share. */
const struct platform *platform_draw(enum source_type source, uint64_t hash);
/* The platform that has its bad day with this seed. */
const struct platform *platform_bad_day(uint64_t seed);
/* "Accounting" */
const char *platform_source_name(const struct platform *platform);
struct uuid platform_integration_id(const struct platform *platform);

#endif
