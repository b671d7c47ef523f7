/* The two clocks, in milliseconds: one for intervals, one for dates. Only main loops and
 * the worker read them; everything pure takes its time as an argument. */
#ifndef CODATOP_BASE_CLOCK_H
#define CODATOP_BASE_CLOCK_H

#include <stdint.h>

/* Since some fixed point; never goes back, does not follow changes of the date. */
int64_t clock_mono_ms(void);
/* Since 1970-01-01 00:00 UTC. */
int64_t clock_wall_ms(void);

#endif
