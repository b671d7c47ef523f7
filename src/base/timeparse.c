/* Dates as the API and HTTP write them. */
#include "config.h"

#include <string.h>

#include "base/timefmt.h"

struct date {
    int64_t year, month, day, hour, minute, second, ms, offset_minutes;
};

/* The text that is still unread; ok turns false at the first thing that is not what was
 * expected, and stays so. */
struct scan {
    const char *p;
    bool ok;
};

static const char month_names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char *const day_names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* True and past s where s comes next. */
static bool skip(struct scan *in, const char *s)
{
    size_t len = strlen(s);
    if (!in->ok || strncmp(in->p, s, len) != 0)
        return false;
    in->p += len;
    return true;
}

static void expect(struct scan *in, const char *s)
{
    in->ok = skip(in, s);
}

/* A number of exactly count digits. */
static int64_t digits(struct scan *in, int count)
{
    int64_t n = 0;
    for (int i = 0; in->ok && i < count; i++) {
        in->ok = is_digit(*in->p);
        if (in->ok)
            n = n * 10 + (*in->p++ - '0');
    }
    return n;
}

static int64_t month_name(struct scan *in)
{
    for (int64_t i = 0; in->ok && i < 12; i++)
        if (strncmp(in->p, month_names + 3 * i, 3) == 0) {
            in->p += 3;
            return i + 1;
        }
    in->ok = false;
    return 0;
}

static void clock_time(struct scan *in, struct date *d)
{
    d->hour = digits(in, 2);
    expect(in, ":");
    d->minute = digits(in, 2);
    expect(in, ":");
    d->second = digits(in, 2);
}

static void fraction(struct scan *in, struct date *d)
{
    if (!skip(in, "."))
        return;
    in->ok = is_digit(*in->p);
    int64_t weight = 100;
    for (int i = 0; i < 9 && is_digit(*in->p); i++, weight /= 10)
        d->ms += weight * (*in->p++ - '0');
}

/* Nothing at all means UTC. */
static void zone(struct scan *in, struct date *d)
{
    if (skip(in, "Z") || skip(in, "z") || !*in->p)
        return;
    int64_t sign = skip(in, "-") ? -1 : 1;
    if (sign > 0)
        expect(in, "+");
    int64_t hours = digits(in, 2);
    skip(in, ":");
    int64_t minutes = digits(in, 2);
    in->ok = in->ok && hours < 24 && minutes < 60;
    d->offset_minutes = sign * (hours * 60 + minutes);
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    static const char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

static bool exists(const struct date *d)
{
    return d->year >= 1 && d->year <= 9999 && d->month >= 1 && d->month <= 12 &&
           d->day >= 1 && d->day <= days_in_month(d->year, d->month) && d->hour < 24 &&
           d->minute < 60 && d->second <= 60;
}

/* Days since 1970-01-01 in the Gregorian calendar, after
 * https://howardhinnant.github.io/date_algorithms.html (days_from_civil): years begin in
 * March, so that the leap day is a year's last. The year must be positive. */
static int64_t days_from_civil(int64_t year, int64_t month, int64_t day)
{
    int64_t y = year - (month <= 2);
    int64_t yoe = y % 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return y / 400 * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

/* The time of what was read, provided that the text ended there. */
static int64_t finish(const struct scan *in, const struct date *d)
{
    if (!in->ok || *in->p || !exists(d))
        return TIME_NONE;
    int64_t second = d->second == 60 ? 59 : d->second;
    int64_t minutes = days_from_civil(d->year, d->month, d->day) * 1440 + d->hour * 60 +
                      d->minute - d->offset_minutes;
    return (minutes * 60 + second) * 1000 + d->ms;
}

int64_t time_parse_iso(const char *s)
{
    struct scan in = {s, s != NULL};
    struct date d = {0};
    d.year = digits(&in, 4);
    expect(&in, "-");
    d.month = digits(&in, 2);
    expect(&in, "-");
    d.day = digits(&in, 2);
    if (in.ok && *in.p) {
        in.ok = skip(&in, "T") || skip(&in, "t") || skip(&in, " ");
        clock_time(&in, &d);
        if (in.ok)
            fraction(&in, &d);
        if (in.ok)
            zone(&in, &d);
    }
    return finish(&in, &d);
}

/* "06 Nov 1994" and "06-Nov-94": the rest of a date after the comma. */
static void http_date(struct scan *in, struct date *d, const char *separator)
{
    d->day = digits(in, 2);
    expect(in, separator);
    d->month = month_name(in);
    expect(in, separator);
    bool obsolete = *separator == '-';
    d->year = digits(in, obsolete ? 2 : 4);
    if (obsolete)
        d->year += d->year < 70 ? 2000 : 1900;
    expect(in, " ");
    clock_time(in, d);
    expect(in, " GMT");
}

/* "Nov  6 08:49:37 1994" */
static void asctime_date(struct scan *in, struct date *d)
{
    d->month = month_name(in);
    expect(in, " ");
    d->day = skip(in, " ") ? digits(in, 1) : digits(in, 2);
    expect(in, " ");
    clock_time(in, d);
    expect(in, " ");
    d->year = digits(in, 4);
}

/* The name of a day, whole or its first three letters; which of the two tells the form
 * together with what follows it. Whether it is the right day is not looked at. */
static void http_any(struct scan *in, struct date *d)
{
    for (int i = 0; i < 7; i++) {
        if (skip(in, day_names[i])) {
            expect(in, ", ");
            http_date(in, d, "-");
            return;
        }
        if (in->ok && strncmp(in->p, day_names[i], 3) == 0) {
            in->p += 3;
            if (skip(in, ", "))
                http_date(in, d, " ");
            else if (skip(in, " "))
                asctime_date(in, d);
            else
                in->ok = false;
            return;
        }
    }
    in->ok = false;
}

int64_t time_parse_http(const char *s)
{
    struct scan in = {s, s != NULL};
    struct date d = {0};
    http_any(&in, &d);
    return finish(&in, &d);
}
