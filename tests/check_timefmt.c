/* Reading dates and writing times. */
#include "config.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/rng.h"
#include "base/timefmt.h"
#include "tests/suite.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY)
/* 2026-11-24T09:14:02Z, by date -d. */
#define MOMENT INT64_C(1795511642000)

struct parse_case {
    const char *text;
    int64_t ms;
};

/* --- ISO ------------------------------------------------------------------------- */

static const struct parse_case iso_good[] = {
    {"1970-01-01", 0},
    {"1970-01-01T00:00:00", 0},
    {"1970-01-01 00:00:00Z", 0},
    {"1970-01-01t00:00:00z", 0},
    {"2026-11-24T09:14:02", MOMENT},
    {"2026-11-24T09:14:02Z", MOMENT},
    {"2026-11-24T09:14:02.1Z", MOMENT + 100},
    {"2026-11-24T09:14:02.12Z", MOMENT + 120},
    {"2026-11-24T09:14:02.123Z", MOMENT + 123},
    {"2026-11-24T09:14:02.1239", MOMENT + 123},
    {"2026-11-24T09:14:02.12345Z", MOMENT + 123},
    {"2026-11-24T09:14:02.123456Z", MOMENT + 123},
    {"2026-11-24T09:14:02.1234567", MOMENT + 123},
    {"2026-11-24T09:14:02.00000000Z", MOMENT},
    {"2026-11-24T09:14:02.999999999Z", MOMENT + 999},
    {"2026-11-24T09:14:02.007-05:00", MOMENT + 7 + 5 * HOUR},
    {"2026-11-24T09:14:02-0500", MOMENT + 5 * HOUR},
    {"2026-11-24T09:14:02+05:45", MOMENT - 5 * HOUR - 45 * MINUTE},
    {"2026-11-24T09:14:02+0000", MOMENT},
    {"2026-11-24T09:14:02-00:00", MOMENT},
    {"2026-11-24T09:14:02+23:59", MOMENT - 23 * HOUR - 59 * MINUTE},
    {"2026-11-24 09:14:02+01:00", MOMENT - HOUR},
    {"2022-10-23", INT64_C(1666483200000)},
    {"2024-02-29", INT64_C(1709164800000)},
    {"2000-02-29", INT64_C(951782400000)},
    {"1969-12-31T23:59:59.999Z", -1},
    {"2016-12-31T23:59:60Z", INT64_C(1483228799000)},
    {"0001-01-01T00:00:00", INT64_C(-62135596800000)},
    {"9999-12-31T23:59:59.999Z", INT64_C(253402300799999)},
};

START_TEST(iso_dates_are_read)
{
    const struct parse_case *c = &iso_good[_i];
    ck_assert_msg(time_parse_iso(c->text) == c->ms, "%s gives %lld", c->text,
                  (long long)time_parse_iso(c->text));
}
END_TEST

static const char *const iso_bad[] = {
    "",
    " ",
    "garbage",
    "2026",
    "2026-11",
    "2026-11-2",
    "2026-1-24",
    "26-11-24",
    "2026-11-24T",
    "2026-11-24 ",
    "2026-11-24Z",
    "2026-11-24x",
    " 2026-11-24",
    "2026/11/24",
    "20261124",
    "2026-11-24T09",
    "2026-11-24T09:14",
    "2026-11-24T09:14:2",
    "2026-11-24T091402",
    "2026-11-24T9:14:02",
    "2026-11-24  09:14:02",
    "2026-11-24T09:14:02 ",
    "2026-11-24T09:14:02.",
    "2026-11-24T09:14:02.Z",
    "2026-11-24T09:14:02.1234567890",
    "2026-11-24T09:14:02.1234567890Z",
    "2026-11-24T09:14:02,5",
    "2026-11-24T09:14:02ZZ",
    "2026-11-24T09:14:02Z ",
    "2026-11-24T09:14:02+",
    "2026-11-24T09:14:02+5",
    "2026-11-24T09:14:02+05",
    "2026-11-24T09:14:02+05:",
    "2026-11-24T09:14:02+05:3",
    "2026-11-24T09:14:02+05:300",
    "2026-11-24T09:14:02+24:00",
    "2026-11-24T09:14:02-05:60",
    "2026-11-24T09:14:02+-5:00",
    "2026-11-24T09:14:02-+500",
    "2026-11-24T09:14:02*05:00",
    "2026-11-24T24:00:00",
    "2026-11-24T09:60:00",
    "2026-11-24T09:14:61",
    "2026-11-24T-9:14:02",
    "2026-00-24",
    "2026-13-24",
    "2026-11-00",
    "2026-11-31",
    "2026-04-31",
    "2026-12-32",
    "2026-02-29",
    "2023-02-29",
    "1900-02-29",
    "2100-02-29",
    "2024-02-30",
    "0000-01-01",
    "-001-01-01",
    "+2026-11-24",
    "10000-01-01",
    "2026-11-24T09:14:02\n",
    "2026-11-24T09:14:02.5+",
    "0x7e-11-24",
    "\xd9\xa2\xd9\xa0-11-24",
};

START_TEST(everything_else_is_no_iso_date)
{
    ck_assert_msg(time_parse_iso(iso_bad[_i]) == TIME_NONE, "%s", iso_bad[_i]);
}
END_TEST

START_TEST(null_is_no_date)
{
    ck_assert(time_parse_iso(NULL) == TIME_NONE);
    ck_assert(time_parse_http(NULL) == TIME_NONE);
}
END_TEST

/* Cut short at any place a date is no date (but the bare date that it begins with). */
START_TEST(cut_dates_are_refused)
{
    const char whole[] = "2026-11-24T09:14:02+05:30";
    for (size_t len = 0; len < sizeof whole - 1; len++) {
        char cut[sizeof whole] = "";
        memcpy(cut, whole, len);
        bool good = len == strlen("2026-11-24") || len == strlen("2026-11-24T09:14:02");
        ck_assert_msg((time_parse_iso(cut) != TIME_NONE) == good, "%s", cut);
    }
}
END_TEST

static void assert_round_trip(int64_t ms)
{
    char text[32];
    time_format_iso(ms, text, sizeof text);
    ck_assert_msg(time_parse_iso(text) == ms, "%s", text);
}

START_TEST(what_is_written_is_read_again)
{
    struct rng r = {1};
    const int64_t first = INT64_C(-62135596800000), end = INT64_C(253402300800000);
    assert_round_trip(first);
    assert_round_trip(end - 1);
    for (int i = 0; i < 20000; i++)
        assert_round_trip(first + (int64_t)rng_below(&r, (uint64_t)(end - first)));
}
END_TEST

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Counts through 800 years day by day: a calendar of its own to compare with. */
START_TEST(every_day_follows_the_day_before)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t ms = time_parse_iso("1600-01-01");
    for (int year = 1600; year < 2400; year++)
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && is_leap(year));
            char text[32], none[32];
            for (int day = 1; day <= length; day++, ms += DAY) {
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                ck_assert_msg(time_parse_iso(text) == ms, "%s", text);
            }
            snprintf(none, sizeof none, "%04d-%02d-%02d", year, month, length + 1);
            ck_assert_msg(time_parse_iso(none) == TIME_NONE, "%s", none);
        }
}
END_TEST

START_TEST(iso_is_written)
{
    char text[32];
    time_format_iso(MOMENT + 7, text, sizeof text);
    ck_assert_str_eq(text, "2026-11-24T09:14:02.007Z");
    time_format_iso(-1, text, sizeof text);
    ck_assert_str_eq(text, "1969-12-31T23:59:59.999Z");
    static const int64_t outside[] = {TIME_NONE, INT64_MIN + 1, INT64_MAX,
                                      INT64_C(-62135596800001), INT64_C(253402300800000)};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        time_format_iso(outside[i], text, sizeof text);
        ck_assert_str_eq(text, "-");
    }
}
END_TEST

/* --- HTTP ------------------------------------------------------------------------ */

#define RFC_EXAMPLE INT64_C(784111777000)

static const struct parse_case http_good[] = {
    {"Sun, 06 Nov 1994 08:49:37 GMT", RFC_EXAMPLE},
    {"Sunday, 06-Nov-94 08:49:37 GMT", RFC_EXAMPLE},
    {"Sun Nov  6 08:49:37 1994", RFC_EXAMPLE},
    {"Tue, 24 Nov 2026 09:14:02 GMT", MOMENT},
    {"Tuesday, 24-Nov-26 09:14:02 GMT", MOMENT},
    {"Tue Nov 24 09:14:02 2026", MOMENT},
    {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
    {"Thursday, 01-Jan-70 00:00:00 GMT", 0},
    {"Tuesday, 31-Dec-69 00:00:00 GMT", INT64_C(3155673600000)},
    {"Thu, 29 Feb 2024 00:00:00 GMT", INT64_C(1709164800000)},
    {"Sat, 31 Dec 2016 23:59:60 GMT", INT64_C(1483228799000)},
};

START_TEST(http_dates_are_read)
{
    const struct parse_case *c = &http_good[_i];
    ck_assert_msg(time_parse_http(c->text) == c->ms, "%s gives %lld", c->text,
                  (long long)time_parse_http(c->text));
}
END_TEST

static const char *const http_bad[] = {
    "",
    "120",
    "-1",
    "Sun",
    "Sun,",
    "Sunday",
    "Sun Nov",
    "garbage",
    "2026-11-24T09:14:02Z",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 06 Nov 1994 08:49:37 GMT ",
    " Sun, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 94 08:49:37 GMT",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 31 Nov 1994 08:49:37 GMT",
    "Wed, 29 Feb 2023 00:00:00 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 0000 08:49:37 GMT",
    "Sun 06 Nov 1994 08:49:37 GMT",
    "Sun,06 Nov 1994 08:49:37 GMT",
    "Sun, 06-Nov-94 08:49:37 GMT",
    "Sunday, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-1994 08:49:37 GMT",
    "Foo, 06 Nov 1994 08:49:37 GMT",
    "Sun Nov 6 08:49:37 1994",
    "Sun Nov  6 08:49:37 94",
    "Sun Nov  6 08:49:37 1994 GMT",
    "Sun Nov  16 08:49:37 1994",
    "Sun, 06 Nov 1994 08:49 GMT",
    "06 Nov 1994 08:49:37 GMT",
};

START_TEST(everything_else_is_no_http_date)
{
    ck_assert_msg(time_parse_http(http_bad[_i]) == TIME_NONE, "%s", http_bad[_i]);
}
END_TEST

/* --- ages and durations ---------------------------------------------------------- */

struct format_case {
    int64_t ms;
    const char *text;
};

static const struct format_case ages[] = {
    {TIME_NONE, "-"},
    {INT64_MIN + 1, "now"},
    {-DAY, "now"},
    {0, "now"},
    {10 * SECOND - 1, "now"},
    {10 * SECOND, "10s"},
    {20 * SECOND - 1, "10s"},
    {59 * SECOND + 999, "50s"},
    {MINUTE, "1m"},
    {2 * MINUTE - 1, "1m"},
    {HOUR - 1, "59m"},
    {HOUR, "1h"},
    {25 * HOUR, "25h"},
    {48 * HOUR - 1, "47h"},
    {48 * HOUR, "2d"},
    {1000 * DAY - 1, "999d"},
    {1000 * DAY, "2y"},
    {3 * YEAR - 1, "2y"},
    {3 * YEAR, "3y"},
    {9 * YEAR, "9y"},
    {999 * YEAR - 1, "998y"},
    {999 * YEAR, "999y"},
    {1000 * YEAR, "999y"},
    {INT64_MAX, "999y"},
};

START_TEST(ages_are_written)
{
    char text[32];
    time_format_age(ages[_i].ms, text, sizeof text);
    ck_assert_str_eq(text, ages[_i].text);
    ck_assert_uint_le(strlen(text), 4);
}
END_TEST

static void assert_next_change(int64_t age)
{
    char now[8], before[8], after[8];
    int64_t wait = time_next_age_change(age);
    ck_assert_int_gt(wait, 0);
    time_format_age(age, now, sizeof now);
    if (wait == INT64_MAX)
        return;
    time_format_age(age + wait - 1, before, sizeof before);
    time_format_age(age + wait, after, sizeof after);
    ck_assert_str_eq(now, before);
    ck_assert_msg(strcmp(now, after) != 0, "%lld: still %s", (long long)age, now);
}

/* The text stays until the moment that was foretold, and changes then. */
START_TEST(next_change_is_when_the_text_changes)
{
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++)
        assert_next_change(ages[i].ms);
    struct rng r = {5};
    for (int i = 0; i < 50000; i++) {
        uint64_t bound = UINT64_C(1) << rng_below(&r, 45);
        int64_t age = (int64_t)rng_below(&r, bound);
        assert_next_change(age);
        assert_next_change(-age);
    }
}
END_TEST

START_TEST(ages_that_never_change)
{
    ck_assert_int_eq(time_next_age_change(TIME_NONE), INT64_MAX);
    ck_assert_int_eq(time_next_age_change(999 * YEAR), INT64_MAX);
    ck_assert_int_eq(time_next_age_change(INT64_MAX), INT64_MAX);
    ck_assert_int_eq(time_next_age_change(TIME_NONE + 1), INT64_MAX);
    ck_assert_int_eq(time_next_age_change(0), 10 * SECOND);
    ck_assert_int_eq(time_next_age_change(-SECOND), 11 * SECOND);
}
END_TEST

static const struct format_case durations[] = {
    {TIME_NONE, "0s"},
    {-1, "0s"},
    {0, "0s"},
    {999, "0s"},
    {SECOND, "1s"},
    {41 * SECOND + 999, "41s"},
    {MINUTE - 1, "59s"},
    {MINUTE, "1m0s"},
    {68 * SECOND, "1m8s"},
    {HOUR - 1, "59m59s"},
    {HOUR, "1h0m"},
    {2 * HOUR + 5 * MINUTE + 59 * SECOND, "2h5m"},
    {DAY - 1, "23h59m"},
    {DAY, "1d0h"},
    {3 * DAY + 4 * HOUR + 59 * MINUTE, "3d4h"},
    {INT64_MAX, "106751991167d7h"},
};

START_TEST(durations_are_written)
{
    char text[32];
    time_format_duration(durations[_i].ms, text, sizeof text);
    ck_assert_str_eq(text, durations[_i].text);
}
END_TEST

/* --- local times ----------------------------------------------------------------- */

static void set_zone(const char *tz)
{
    setenv("TZ", tz, 1);
    tzset();
}

static void assert_stamp(int64_t ms, int64_t now, const char *expected)
{
    char text[32];
    time_format_stamp(ms, now, text, sizeof text);
    ck_assert_str_eq(text, expected);
    ck_assert_uint_le(strlen(text), 17);
}

START_TEST(stamps_show_the_year_when_it_is_another)
{
    set_zone("UTC0");
    assert_stamp(MOMENT, MOMENT + DAY, "24 Nov 09:14:02");
    assert_stamp(MOMENT, MOMENT - DAY, "24 Nov 09:14:02");
    assert_stamp(MOMENT - YEAR, MOMENT, "24 Nov 2025 09:14");
    assert_stamp(MOMENT + YEAR, MOMENT, "24 Nov 2027 09:14");
    assert_stamp(MOMENT, TIME_NONE, "24 Nov 2026 09:14");
    assert_stamp(TIME_NONE, MOMENT, "-");
    assert_stamp(INT64_MAX, MOMENT, "-");
    assert_stamp(0, MOMENT, "01 Jan 1970 00:00");
    assert_stamp(-1, MOMENT, "31 Dec 1969 23:59");
    assert_stamp(time_parse_iso("0001-01-02"), MOMENT, "02 Jan 0001 00:00");
}
END_TEST

START_TEST(every_month_has_its_name)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    set_zone("UTC0");
    for (int month = 1; month <= 12; month++) {
        char iso[32], expected[32];
        snprintf(iso, sizeof iso, "2026-%02d-05", month);
        snprintf(expected, sizeof expected, "05 %.3s 00:00:00", names + 3 * (month - 1));
        assert_stamp(time_parse_iso(iso), MOMENT, expected);
    }
}
END_TEST

START_TEST(stamps_are_local)
{
    char text[32];
    set_zone("EST5EDT,M3.2.0,M11.1.0");
    assert_stamp(MOMENT, MOMENT, "24 Nov 04:14:02");
    assert_stamp(time_parse_iso("2026-07-01T12:00:00Z"), MOMENT, "01 Jul 08:00:00");
    assert_stamp(time_parse_iso("2027-01-01T04:59:59Z"), MOMENT, "31 Dec 23:59:59");
    assert_stamp(time_parse_iso("2027-01-01T05:00:00Z"), MOMENT, "01 Jan 2027 00:00");
    time_format_clock(MOMENT, text, sizeof text);
    ck_assert_str_eq(text, "04:14:02");
    set_zone("IST-5:30");
    time_format_clock(MOMENT + 999, text, sizeof text);
    ck_assert_str_eq(text, "14:44:02");
    time_format_clock(-1, text, sizeof text);
    ck_assert_str_eq(text, "05:29:59");
    time_format_clock(TIME_NONE, text, sizeof text);
    ck_assert_str_eq(text, "-");
}
END_TEST

/* --- counts and small buffers ---------------------------------------------------- */

struct count_case {
    uint64_t n;
    const char *text;
};

static const struct count_case counts[] = {
    {0, "0"},
    {7, "7"},
    {999, "999"},
    {1000, "1,000"},
    {1284, "1,284"},
    {100000, "100,000"},
    {1000000, "1,000,000"},
    {UINT64_MAX, "18,446,744,073,709,551,615"},
};

START_TEST(counts_are_grouped)
{
    char text[32];
    format_count(counts[_i].n, text, sizeof text);
    ck_assert_str_eq(text, counts[_i].text);
}
END_TEST

START_TEST(small_buffers_are_respected)
{
    char text[6] = "zzzzz";
    set_zone("UTC0");
    time_format_iso(MOMENT, text, 5);
    ck_assert_str_eq(text, "2026");
    time_format_stamp(MOMENT, MOMENT, text, 5);
    ck_assert_str_eq(text, "24 N");
    time_format_clock(MOMENT, text, 5);
    ck_assert_str_eq(text, "09:1");
    format_count(1234567, text, 5);
    ck_assert_str_eq(text, "1,23");
    time_format_age(48 * DAY, text, 2);
    ck_assert_str_eq(text, "4");
    time_format_duration(68 * SECOND, text, 2);
    ck_assert_str_eq(text, "1");
    ck_assert_int_eq(text[5], '\0');
}
END_TEST

#define LOOP(tc, test, table)                                                            \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof *(table)))

int main(void)
{
    Suite *s = suite_create("timefmt");
    TCase *tc = tcase_create("timefmt");
    tcase_set_timeout(tc, 60);
    LOOP(tc, iso_dates_are_read, iso_good);
    LOOP(tc, everything_else_is_no_iso_date, iso_bad);
    tcase_add_test(tc, null_is_no_date);
    tcase_add_test(tc, cut_dates_are_refused);
    tcase_add_test(tc, what_is_written_is_read_again);
    tcase_add_test(tc, every_day_follows_the_day_before);
    tcase_add_test(tc, iso_is_written);
    LOOP(tc, http_dates_are_read, http_good);
    LOOP(tc, everything_else_is_no_http_date, http_bad);
    LOOP(tc, ages_are_written, ages);
    tcase_add_test(tc, next_change_is_when_the_text_changes);
    tcase_add_test(tc, ages_that_never_change);
    LOOP(tc, durations_are_written, durations);
    tcase_add_test(tc, stamps_show_the_year_when_it_is_another);
    tcase_add_test(tc, every_month_has_its_name);
    tcase_add_test(tc, stamps_are_local);
    LOOP(tc, counts_are_grouped, counts);
    tcase_add_test(tc, small_buffers_are_respected);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
