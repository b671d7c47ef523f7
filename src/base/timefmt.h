/* Dates as the API writes them, and times as people read them. All times are milliseconds
 * since 1970-01-01 00:00 UTC; TIME_NONE stands for "no such time". */
#ifndef CODATOP_BASE_TIMEFMT_H
#define CODATOP_BASE_TIMEFMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TIME_NONE INT64_MIN

/* The later of two moments of the same clock. */
static inline int64_t time_later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Reads ISO 8601: a bare date, or date and time with 0 to 9 fraction digits and with Z,
 * an offset (+hh:mm, -hhmm) or no zone at all (then UTC), 'T' or a space between.
 * TIME_NONE where it is anything else (including dates that no calendar has). Second 60
 * is accepted as 59. Years 1 to 9999. */
int64_t time_parse_iso(const char *s);
/* Reads an HTTP date (RFC 9110, all three forms); TIME_NONE where it is anything else, or
 * NULL. Years of two digits are 1970 to 2069. The day of the week is not checked against
 * the date. */
int64_t time_parse_http(const char *s);
/* "2026-11-24T09:14:02.000Z"; "-" for TIME_NONE and outside the years 1 to 9999. All
 * writers below cut what does not fit into size; 32 bytes fit everything. */
void time_format_iso(int64_t ms, char *out, size_t size);

/* An age in at most four cells: "now" under 10 s, then "10s".."50s" in steps of ten, "1m"
 * to "59m", "1h" to "47h", "2d" to "999d", "999y" (of 365 days, from "2y" on; the last
 * one stays). TIME_NONE: "-". An age below zero counts as zero: clocks differ. */
void time_format_age(int64_t age_ms, char *out, size_t size);
/* Milliseconds until time_format_age of a moment that is now age_ms old prints something
 * else; INT64_MAX for TIME_NONE, and where that never happens. */
int64_t time_next_age_change(int64_t age_ms);
/* A duration, cut to whole seconds: "0s", "41s", "1m8s", "1m0s", "2h5m", "3d4h". Negative
 * (and TIME_NONE): "0s". */
void time_format_duration(int64_t ms, char *out, size_t size);
/* Local time "24 Nov 09:14:02", or with the year instead of seconds where it is not the
 * year of now_ms (or that is TIME_NONE): "24 Nov 2025 09:14". At most 17 cells, "01 Nov"
 * for the first. "-" for TIME_NONE and outside the years 1 to 9999. */
void time_format_stamp(int64_t ms, int64_t now_ms, char *out, size_t size);
/* Local "09:14:02", or "-" as above. */
void time_format_clock(int64_t ms, char *out, size_t size);
/* "1,284" */
void format_count(uint64_t n, char *out, size_t size);

#endif
