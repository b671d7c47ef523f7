/* What the benchmarks share: a clock, samples, and the rows of the table. */
#ifndef CODATOP_BENCH_REPORT_H
#define CODATOP_BENCH_REPORT_H

#include <stddef.h>

/* Microseconds since some fixed point. */
double bench_now_us(void);

/* Measurements of one kind. Zeros are none. */
struct samples {
    double *values;
    size_t count, cap;
};

void samples_add(struct samples *s, double value);
/* The value that part of the samples (0 to 1) do not exceed; 0 where there are none. */
double samples_quantile(const struct samples *s, double part);
double samples_median(const struct samples *s);
void samples_free(struct samples *s);

/* One row of the table: what was measured, the value, and the limit that it must not
 * exceed; unit is written behind both. */
void report(const char *what, double value, double limit, const char *unit);
/* A row without a limit: it explains the ones that have one. */
void report_plain(const char *what, double value, const char *unit);
/* A row that could not be measured, and why. */
void report_skipped(const char *what, const char *why);

#endif
