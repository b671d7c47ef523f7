/* Times as people read them. */
#include "config.h"

#include "base/timefmt.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY)
/* 0001-01-01 and 10000-01-01. */
#define FIRST_MS (-62135596800 * SECOND)
#define END_MS (253402300800 * SECOND)

static const char month_names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static bool writable(int64_t ms)
{
    return ms >= FIRST_MS && ms < END_MS;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The date of a day counted from 1970-01-01 in the Gregorian calendar, after
 * https://howardhinnant.github.io/date_algorithms.html (civil_from_days): years begin in
 * March, so that the leap day is a year's last. */
static void civil_from_days(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

void time_format_iso(int64_t ms, char *out, size_t size)
{
    if (!writable(ms)) {
        snprintf(out, size, "-");
        return;
    }
    int year, month, day;
    int64_t days = floor_div(ms, DAY);
    int rest = (int)(ms - days * DAY);
    civil_from_days(days, &year, &month, &day);
    snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, day,
             rest / 3600000, rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
}

/* From the limit of the row before up to its own, an age changes every step and is
 * counted in unit. Limits are multiples of their step. */
struct age_row {
    int64_t limit, step, unit;
    char suffix;
};

static const struct age_row age_rows[] = {
    {MINUTE, 10 * SECOND, SECOND, 's'}, {HOUR, MINUTE, MINUTE, 'm'},
    {2 * DAY, HOUR, HOUR, 'h'},         {1000 * DAY, DAY, DAY, 'd'},
    {999 * YEAR, YEAR, YEAR, 'y'},
};

/* NULL from 999 years on, where the text no longer changes. */
static const struct age_row *age_row(int64_t age_ms)
{
    for (size_t i = 0; i < sizeof age_rows / sizeof *age_rows; i++)
        if (age_ms < age_rows[i].limit)
            return &age_rows[i];
    return NULL;
}

void time_format_age(int64_t age_ms, char *out, size_t size)
{
    const struct age_row *row = age_row(age_ms);
    if (age_ms == TIME_NONE)
        snprintf(out, size, "-");
    else if (!row)
        snprintf(out, size, "999y");
    else if (age_ms < 10 * SECOND)
        snprintf(out, size, "now");
    else
        snprintf(out, size, "%" PRId64 "%c", age_ms / row->step * row->step / row->unit,
                 row->suffix);
}

int64_t time_next_age_change(int64_t age_ms)
{
    const struct age_row *row = age_row(age_ms);
    if (age_ms == TIME_NONE || !row)
        return INT64_MAX;
    if (age_ms < 0)
        return age_ms < 10 * SECOND - INT64_MAX ? INT64_MAX : 10 * SECOND - age_ms;
    return row->step - age_ms % row->step;
}

void time_format_duration(int64_t ms, char *out, size_t size)
{
    int64_t s = ms > 0 ? ms / 1000 : 0;
    if (s < 60)
        snprintf(out, size, "%" PRId64 "s", s);
    else if (s < 3600)
        snprintf(out, size, "%" PRId64 "m%" PRId64 "s", s / 60, s % 60);
    else if (s < 86400)
        snprintf(out, size, "%" PRId64 "h%" PRId64 "m", s / 3600, s / 60 % 60);
    else
        snprintf(out, size, "%" PRId64 "d%" PRId64 "h", s / 86400, s / 3600 % 24);
}

static bool local(int64_t ms, struct tm *tm)
{
    time_t seconds = (time_t)floor_div(ms, SECOND);
    return writable(ms) && localtime_r(&seconds, tm);
}

void time_format_stamp(int64_t ms, int64_t now_ms, char *out, size_t size)
{
    struct tm t, now;
    if (!local(ms, &t)) {
        snprintf(out, size, "-");
        return;
    }
    const char *month = month_names[t.tm_mon];
    if (local(now_ms, &now) && now.tm_year == t.tm_year)
        snprintf(out, size, "%02d %s %02d:%02d:%02d", t.tm_mday, month, t.tm_hour,
                 t.tm_min, t.tm_sec);
    else
        snprintf(out, size, "%02d %s %04d %02d:%02d", t.tm_mday, month, t.tm_year + 1900,
                 t.tm_hour, t.tm_min);
}

void time_format_clock(int64_t ms, char *out, size_t size)
{
    struct tm t;
    if (local(ms, &t))
        snprintf(out, size, "%02d:%02d:%02d", t.tm_hour, t.tm_min, t.tm_sec);
    else
        snprintf(out, size, "-");
}

void format_count(uint64_t n, char *out, size_t size)
{
    char digits[24], grouped[32];
    int len = snprintf(digits, sizeof digits, "%" PRIu64, n);
    char *p = grouped;
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            *p++ = ',';
        *p++ = digits[i];
    }
    *p = '\0';
    snprintf(out, size, "%s", grouped);
}
