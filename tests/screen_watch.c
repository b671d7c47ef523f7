/* Keeping watch, end to end: what waits and how it is dropped, what the screen says while
 * it reads less, what it marks and when it rings. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xmalloc.h"
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

/* --- pausing ------------------------------------------------------------------------ */

START_TEST(a_pause_reads_nothing_and_says_so)
{
    static const char *const often[] = {"--interval", "2", NULL};
    struct console c =
        console_open(&(struct console_options){.args = often, .cols = 120});
    console_wait_settled(&c);
    pty_keys(c.pty, "z");
    pty_wait_text(c.pty, "PAUSED");
    pty_wait_text(c.pty, "paused, read now");
    size_t reads = console_requests(&c, "GET", NULL);
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "Data types · Bright");
    pty_wait_text(c.pty, "Reading is paused: z goes on.");
    pty_keys(c.pty, ".");
    pty_wait_text(c.pty, " z goes on.");
    pty_is_quiet(c.pty, 3000);
    ck_assert_uint_eq(console_requests(&c, "GET", NULL), reads);
    pty_keys(c.pty, "z");
    pty_wait_no_text(c.pty, "PAUSED");
    pty_wait_text(c.pty, "commerce-orders");
    pty_wait_no_text(c.pty, "paused");
    console_close(&c);
}
END_TEST

START_TEST(a_refresh_is_followed_while_reading_is_paused)
{
    struct console c = on_a_data_type("");
    pty_keys(c.pty, "z");
    pty_wait_text(c.pty, "PAUSED");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "24 Nov 09:14:00 balanceSheet");
    sim_advance(c.sim, 300000);
    pty_wait_text(c.pty, ": Complete in ");
    pty_wait_text(c.pty, "PAUSED");
    console_close(&c);
}
END_TEST

/* --- who looks ---------------------------------------------------------------------- */

static const char focus_in[] = "\033[I", focus_out[] = "\033[O";

START_TEST(the_terminal_tells_of_its_focus_until_the_end)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_ready(&c);
    ck_assert(pty_raw_contains(c.pty, "\033[?1004h"));
    ck_assert(!pty_raw_contains(c.pty, "\033[?1004l"));
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    ck_assert(pty_raw_contains(c.pty, "\033[?1004l"));
    console_close(&c);
}
END_TEST

/* Without the focus it reads six times less often; with it, at once. */
START_TEST(without_the_focus_it_reads_less)
{
    static const char *const often[] = {"--interval", "2", NULL};
    struct console c = console_open(&(struct console_options){.args = often});
    console_wait_settled(&c);
    pty_keys(c.pty, focus_out);
    size_t before = console_requests(&c, "GET", "/dataStatus");
    pty_is_quiet(c.pty, 5000);
    ck_assert_uint_le(console_requests(&c, "GET", "/dataStatus"), before + 1);
    before = console_requests(&c, "GET", "/dataStatus");
    pty_keys(c.pty, focus_in);
    while (console_requests(&c, "GET", "/dataStatus") == before)
        pty_is_quiet(c.pty, 50);
    ck_assert_int_eq(pty_find_row(c.pty, "There is nothing"), -1);
    console_close(&c);
}
END_TEST

/* --- what changed ------------------------------------------------------------------- */

static struct console before_a_failure(const char *const *args, const char *const *env)
{
    struct console c =
        console_open(&(struct console_options){.cols = 120, .args = args, .env = env});
    console_wait_settled(&c);
    pty_keys(c.pty, "\t");
    return c;
}

START_TEST(what_changed_is_marked)
{
    struct console c = before_a_failure(NULL, NULL);
    ck_assert_int_eq(pty_find_row(c.pty, "•"), -1);
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "refresh queued");
    pty_wait_text(c.pty, "•");
    int row = pty_find_row(c.pty, "•");
    ck_assert_int_eq(pty_find_row(c.pty, "◐ accountTransactions"), row);
    console_close(&c);
}
END_TEST

/* Bells that end no sequence. */
static size_t lone_bells(const struct pty *p)
{
    size_t len, n = 0;
    const char *bytes = pty_raw(p, &len);
    bool inside = false;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == ']' && i > 0 && bytes[i - 1] == '\033')
            inside = true;
        if (bytes[i] != '\a')
            continue;
        n += !inside;
        inside = false;
    }
    return n;
}

/* A configuration file of that text; its path, a new string. Remove it. */
static char *write_config(const char *text)
{
    const char *folder = getenv("TMPDIR");
    char *path = xasprintf("%s/watch-XXXXXX", folder ? folder : "/tmp");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    return path;
}

/* The bytes for it are sent where they were wished for, and nowhere else. */
START_TEST(the_end_of_a_refresh_rings)
{
    static const char *const configs[] = {"", "[ui]\nbell = bell\n",
                                          "[ui]\nbell = osc9\n"};
    char *path = write_config(configs[_i]);
    const char *args[] = {"--config", path, NULL};
    struct console c = before_a_failure(args, NULL);
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "refresh queued");
    sim_advance(c.sim, 300000);
    pty_keys(c.pty, ".");
    pty_wait_text(c.pty, ": Complete in ");
    bool osc = pty_raw_contains(
        c.pty, "\033]9;codatop: accountTransactions of Ashdown Bakery Inc.: Complete in");
    ck_assert_int_eq(osc, _i == 2);
    ck_assert_uint_eq(lone_bells(c.pty), _i == 1);
    console_close(&c);
    unlink(path);
    free(path);
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("watch");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, a_refresh_that_waits_counts_down_and_can_be_given_up);
    tcase_add_test(tc, a_refresh_that_waited_is_sent_by_itself);
    tcase_add_test(tc, reads_that_wait_for_their_next_try_are_not_in_flight);
    tcase_add_test(tc, a_pause_reads_nothing_and_says_so);
    tcase_add_test(tc, a_refresh_is_followed_while_reading_is_paused);
    tcase_add_test(tc, the_terminal_tells_of_its_focus_until_the_end);
    tcase_add_test(tc, without_the_focus_it_reads_less);
    tcase_add_test(tc, what_changed_is_marked);
    tcase_add_loop_test(tc, the_end_of_a_refresh_rings, 0, 3);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("screen_watch");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
