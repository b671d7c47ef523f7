/* When to try again, and what may be sent: the pure parts of the worker's manners. */
#include "config.h"

#include <check.h>
#include <stdlib.h>

#include "api/budget.h"
#include "api/retry.h"
#include "base/rng.h"
#include "base/timefmt.h"
#include "tests/suite.h"

/* --- retry ------------------------------------------------------------------------- */

static const struct api_retry_policy none = {0};

START_TEST(test_policy_defaults)
{
    struct api_retry_policy p = retry_policy(&none);
    ck_assert_int_eq(p.initial_ms, 500);
    ck_assert_int_eq(p.max_ms, 60000);
    ck_assert(p.exponent == 1.5);
    ck_assert_int_eq(p.max_elapsed_ms, 3600000);
    struct api_retry_policy given = {1, 2, 3.0, 4};
    p = retry_policy(&given);
    ck_assert_int_eq(p.initial_ms, 1);
    ck_assert_int_eq(p.max_ms, 2);
    ck_assert(p.exponent == 3.0);
    ck_assert_int_eq(p.max_elapsed_ms, 4);
    given = (struct api_retry_policy){-1, -1, 0.5, -1};
    p = retry_policy(&given);
    ck_assert_int_eq(p.initial_ms, 500);
    ck_assert(p.exponent == 1.5);
}
END_TEST

START_TEST(test_delay)
{
    struct api_retry_policy p = retry_policy(&none);
    ck_assert_int_eq(retry_delay(&p, 1, 0, 1.0), 500);
    ck_assert_int_eq(retry_delay(&p, 2, 0, 1.0), 750);
    ck_assert_int_eq(retry_delay(&p, 3, 0, 1.0), 1125);
    ck_assert_int_eq(retry_delay(&p, 1, 0, 0.0), 250);
    ck_assert_int_eq(retry_delay(&p, 12, 0, 1.0), 43248);
    ck_assert_int_eq(retry_delay(&p, 13, 0, 1.0), 60000);
    ck_assert_int_eq(retry_delay(&p, 2000000000, 0, 1.0), 60000);
    /* A server's wish is never undercut. */
    ck_assert_int_eq(retry_delay(&p, 1, 120000, 0.0), 120000);
    ck_assert_int_eq(retry_delay(&p, 13, 100, 1.0), 60000);
}
END_TEST

START_TEST(test_delay_spreads)
{
    struct api_retry_policy p = retry_policy(&none);
    struct rng rng = {1};
    int64_t least = INT64_MAX, most = 0;
    for (int i = 0; i < 1000; i++) {
        int64_t delay = retry_delay(&p, 4, 0, rng_unit(&rng));
        ck_assert_int_ge(delay, 843);
        ck_assert_int_le(delay, 1688);
        least = delay < least ? delay : least;
        most = delay > most ? delay : most;
    }
    ck_assert_int_lt(least, 900);
    ck_assert_int_gt(most, 1600);
}
END_TEST

START_TEST(test_in_time)
{
    struct api_retry_policy p = retry_policy(&none);
    ck_assert(retry_in_time(&p, 0, 3600000));
    ck_assert(!retry_in_time(&p, 1, 3600000));
    ck_assert(!retry_in_time(&p, 3600001, 0));
    ck_assert(!retry_in_time(&p, 0, INT64_MAX));
}
END_TEST

#define NOW "Tue, 24 Nov 2026 09:14:02 GMT"

static const struct {
    const char *value;
    int64_t ms;
} afters[] = {
    {NULL, 0},
    {"", 0},
    {"0", 0},
    {"7", 7000},
    {"007", 7000},
    {"900", 900000},
    {"901", 900000},
    {"99999999999", 900000},
    {"99999999999999999999999999999999", 900000},
    {"-5", 0},
    {"1.5", 0},
    {"7 seconds", 0},
    {"soon", 0},
    {"0x10", 0},
    {"Tue, 24 Nov 2026 09:14:32 GMT", 30000},
    {"Tue, 24 Nov 2026 09:14:01 GMT", 0},
    {"Sun, 06 Nov 1994 08:49:37 GMT", 0},
    {"Fri, 31 Dec 9999 23:59:59 GMT", 900000},
    {"Tuesday, 24-Nov-26 09:14:32 GMT", 30000},
    {"Tue Nov 24 09:14:32 2026", 30000},
};

START_TEST(test_retry_after)
{
    ck_assert_int_eq(retry_after_parse(afters[_i].value, time_parse_http(NOW)),
                     afters[_i].ms);
}
END_TEST

/* --- budget ---------------------------------------------------------------------- */

START_TEST(test_at_once)
{
    struct send_budget b;
    send_budget_init(&b, 0, 0);
    ck_assert_int_eq(b.per_minute, 600);
    ck_assert_int_eq(b.at_once, 10);
    ck_assert_int_eq(send_budget_when(&b, API_KEY_PRESS, 9, 5), 5);
    ck_assert_int_eq(send_budget_when(&b, API_KEY_PRESS, 10, 5), INT64_MAX);
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 8, 5), 5);
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 9, 5), INT64_MAX);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 7, 5), 5);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 8, 5), INT64_MAX);
    send_budget_free(&b);
    /* With one place there is nothing to leave. */
    send_budget_init(&b, 0, 1);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 5), 5);
    send_budget_free(&b);
}
END_TEST

/* In no minute more than was allowed, whatever the priority; and the best one last. */
START_TEST(test_window)
{
    struct send_budget b;
    send_budget_init(&b, 10, 0);
    for (int64_t i = 0; i < 8; i++) {
        ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 1000 + i), 1000 + i);
        send_budget_sent(&b, 1000 + i);
    }
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 2000), 61000);
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 0, 2000), 2000);
    send_budget_sent(&b, 2000);
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 0, 2000), 61000);
    ck_assert_int_eq(send_budget_when(&b, API_KEY_PRESS, 0, 2000), 2000);
    send_budget_sent(&b, 2000);
    ck_assert_int_eq(send_budget_when(&b, API_KEY_PRESS, 0, 2000), 61000);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 2000), 61002);
    ck_assert_int_eq(send_budget_when(&b, API_KEY_PRESS, 0, 61000), 61000);
    send_budget_sent(&b, 61000);
    ck_assert_int_eq(send_budget_when(&b, API_KEY_PRESS, 0, 61000), 61001);
    send_budget_free(&b);
}
END_TEST

/* The same by chance: sends at random times, each when it is allowed, never break it. */
START_TEST(test_window_holds)
{
    enum { LIMIT = 7, SENDS = 500 };
    struct send_budget b;
    struct rng rng = {42};
    int64_t times[SENDS], now = 0;
    send_budget_init(&b, LIMIT, 0);
    for (int i = 0; i < SENDS; i++) {
        enum api_priority priority = (enum api_priority)rng_below(&rng, 3);
        now += (int64_t)rng_below(&rng, 20000);
        int64_t when = send_budget_when(&b, priority, 0, now);
        ck_assert_int_ge(when, now);
        ck_assert_int_le(when, now + 60000);
        times[i] = now = when;
        send_budget_sent(&b, now);
        if (i >= LIMIT)
            ck_assert_int_ge(times[i] - times[i - LIMIT], 60000);
    }
    send_budget_free(&b);
}
END_TEST

START_TEST(test_gate)
{
    struct send_budget b;
    send_budget_init(&b, 0, 0);
    send_budget_limited(&b, 5000, 100);
    ck_assert_int_eq(send_budget_when(&b, API_KEY_PRESS, 0, 200), 5100);
    send_budget_limited(&b, 1000, 200); /* never opens it earlier */
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 0, 200), 5100);
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 0, 5100), 5100);
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 0, 6000), 6000);
    send_budget_free(&b);
}
END_TEST

START_TEST(test_quota)
{
    struct send_budget b;
    int64_t wall = time_parse_iso("2026-11-24T23:00:00Z");
    struct quota q = {1000, 0, wall + 3600000};
    send_budget_init(&b, 0, 0);
    send_budget_quota(&b, &q, wall, 50);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 60), 3600050);
    ck_assert_int_eq(send_budget_when(&b, API_SCREEN, 0, 60), 60);
    struct quota silent = {-1, -1, TIME_NONE}; /* says nothing, changes nothing */
    send_budget_quota(&b, &silent, wall, 70);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 80), 3600050);
    struct quota more = {1000, 3, wall + 3600000};
    send_budget_quota(&b, &more, wall, 90);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 100), 100);
    struct quota far = {1000, 0, INT64_MAX};
    send_budget_quota(&b, &far, wall, 0);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 100), 86400000);
    struct quota past = {1000, 0, wall - 1};
    b.quota_until = 0;
    send_budget_quota(&b, &past, wall, 0);
    ck_assert_int_eq(send_budget_when(&b, API_BACKGROUND, 0, 100), 100);
    send_budget_free(&b);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api policy");
    TCase *tc = tcase_create("policy");
    tcase_add_test(tc, test_policy_defaults);
    tcase_add_test(tc, test_delay);
    tcase_add_test(tc, test_delay_spreads);
    tcase_add_test(tc, test_in_time);
    tcase_add_loop_test(tc, test_retry_after, 0,
                        (int)(sizeof(afters) / sizeof(afters[0])));
    tcase_add_test(tc, test_at_once);
    tcase_add_test(tc, test_window);
    tcase_add_test(tc, test_window_holds);
    tcase_add_test(tc, test_gate);
    tcase_add_test(tc, test_quota);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
