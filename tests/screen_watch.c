/* Keeping watch, end to end: what waits and how it is dropped, what the screen says while
 * it reads less, what it marks and when it rings. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/console.h"
#include "tests/suite.h"

/* --- refreshes that wait ------------------------------------------------------------ */

static struct console on_a_data_type(const char *faults)
{
    struct console c = console_open(&(struct console_options){.cols = 120});
    console_wait_settled(&c);
    pty_keys(c.pty, "\tj");
    pty_wait_text(c.pty, " 2/43 ");
    console_faults(&c, faults);
    return c;
}

START_TEST(a_refresh_that_waits_counts_down_and_can_be_given_up)
{
    struct console c = on_a_data_type("429:method=POST:retry-after=100");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, " waits 2m");
    pty_wait_text(c.pty, "rate limited");
    pty_wait_text(c.pty, "refresh waits 2m");
    pty_keys(c.pty, "\003");
    pty_wait_text(c.pty, "given up before Codat took it");
    pty_wait_no_text(c.pty, " waits 2m");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    pty_keys(c.pty, "X");
    pty_wait_text(c.pty, "again, or q, to quit");
    pty_keys(c.pty, "X");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    console_close(&c);
}
END_TEST

START_TEST(a_refresh_that_waited_is_sent_by_itself)
{
    struct console c = on_a_data_type("429:method=POST:retry-after=3:count=1");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, " waits 2s");
    pty_wait_text(c.pty, "refresh queued");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 2);
    console_close(&c);
}
END_TEST

/* --- reads that wait ---------------------------------------------------------------- */

START_TEST(reads_that_wait_for_their_next_try_are_not_in_flight)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    console_faults(&c, "500:retry-after=20");
    pty_keys(c.pty, ".");
    pty_wait_text(c.pty, "retrying in ");
    ck_assert_int_eq(pty_find_row(c.pty, "in flight"), -1);
    console_close(&c);
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("watch");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, a_refresh_that_waits_counts_down_and_can_be_given_up);
    tcase_add_test(tc, a_refresh_that_waited_is_sent_by_itself);
    tcase_add_test(tc, reads_that_wait_for_their_next_try_are_not_in_flight);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("screen_watch");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
