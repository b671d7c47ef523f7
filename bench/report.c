/* Samples and the rows of the table. */
#include "config.h"

#include "bench/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/xmalloc.h"

double bench_now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

void samples_add(struct samples *s, double value)
{
    if (s->count == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 64;
        s->values = xreallocarray(s->values, s->cap, sizeof *s->values);
    }
    s->values[s->count++] = value;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double samples_quantile(const struct samples *s, double part)
{
    if (s->count == 0)
        return 0;
    qsort(s->values, s->count, sizeof *s->values, ascending);
    size_t at = (size_t)(part * (double)s->count);
    return s->values[at < s->count ? at : s->count - 1];
}

double samples_median(const struct samples *s)
{
    return samples_quantile(s, 0.5);
}

void samples_free(struct samples *s)
{
    free(s->values);
    *s = (struct samples){0};
}

/* Whole numbers as such, small fractions with the digits that tell something. */
static void write_value(char *out, size_t size, double value, const char *unit)
{
    int digits = value >= 100 || value == (double)(long)value ? 0 : 2;
    snprintf(out, size, "%.*f%s%s", digits, value, *unit ? " " : "", unit);
}

static void write_row(const char *what, const char *value, const char *limit,
                      const char *verdict)
{
    printf("%-52s %12s %14s  %s\n", what, value, limit, verdict);
    fflush(stdout);
}

void report(const char *what, double value, double limit, const char *unit)
{
    char measured[32], hold[32], at_most[48];
    write_value(measured, sizeof measured, value, unit);
    write_value(hold, sizeof hold, limit, unit);
    snprintf(at_most, sizeof at_most, "%s %s", limit == 0 ? "" : "<=", hold);
    write_row(what, measured, at_most, value <= limit ? "ok" : "OVER");
}

void report_plain(const char *what, double value, const char *unit)
{
    char measured[32];
    write_value(measured, sizeof measured, value, unit);
    write_row(what, measured, "", "");
}

void report_skipped(const char *what, const char *why)
{
    write_row(what, "-", "", why);
}
