/* Refreshing many, end to end: marking, asking, the bar, pause, cancel, summary; and what
 * goes over the wire, which the simulator counts. Its time moves only here. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/console.h"
#include "tests/suite.h"

#define COMPANIES 24

static struct console open_console(const char *const *args)
{
    struct console c = console_open(&(struct console_options){
        .companies = COMPANIES, .rows = 40, .cols = 120, .args = args});
    console_wait_settled(&c);
    return c;
}

static size_t posts(struct console *c)
{
    return console_requests(c, "POST", NULL);
}

/* Waits until so many POSTs have arrived; the bar paints a frame for each. */
static void wait_posts(struct console *c, size_t count)
{
    while (posts(c) < count)
        pty_wait_frame(c->pty);
}

/* Marks all companies, and says yes once that is asked. */
static void refresh_all(struct console *c)
{
    pty_keys(c->pty, "*R");
    pty_wait_text(c->pty, "[y] ");
    pty_keys(c->pty, "y");
}

/* Lets simulated time go on until the screen shows text; following paints frames. */
static void move_until(struct console *c, const char *text)
{
    for (int steps = 0; steps < 250 && pty_find_row(c->pty, text) < 0; steps++) {
        sim_advance(c->sim, 5000);
        pty_keys(c->pty, ".");
        pty_wait_frame(c->pty);
    }
    pty_wait_text(c->pty, text);
}

/* The number in front of text on the screen's row that shows it. */
static size_t number_before(struct pty *p, const char *text)
{
    const char *row = pty_row(p, pty_find_row(p, text));
    const char *at = strstr(row, text);
    while (at > row && at[-1] >= '0' && at[-1] <= '9')
        at--;
    return strtoul(at, NULL, 10);
}

/* Mark all, drop two, refresh, watch the bar, cancel half-way, read the summary. */
START_TEST(an_operators_afternoon)
{
    struct console c = open_console(NULL);
    pty_keys(c.pty, "*");
    pty_wait_text(c.pty, "24 marked");
    pty_keys(c.pty, " j ");
    pty_wait_text(c.pty, "22 marked");
    pty_keys(c.pty, "R");
    pty_wait_text(c.pty, "Refresh all data types of 22 companies in 127.0.0.1");
    pty_wait_text(c.pty, "1 unlinked: ");
    size_t ready = number_before(c.pty, " that are ready");
    ck_assert_uint_gt(ready, 8);
    ck_assert_uint_lt(ready, 22);
    ck_assert_uint_eq(posts(&c), 0);
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "bulk █");
    wait_posts(&c, 3);
    pty_keys(c.pty, "b");
    pty_wait_text(c.pty, "State     sending");
    pty_keys(c.pty, "p");
    pty_wait_text(c.pty, "State     paused");
    pty_wait_text(c.pty, "bulk paused");
    pty_keys(c.pty, "p");
    pty_wait_text(c.pty, "State     sending");
    wait_posts(&c, 5);
    pty_keys(c.pty, "x");
    pty_wait_text(c.pty, "State     cancelled; what was sent is followed");
    pty_wait_no_text(c.pty, "not answered yet");
    size_t sent = posts(&c);
    ck_assert_uint_lt(sent, ready);
    ck_assert_uint_eq(number_before(c.pty, " not sent, because it was cancelled"),
                      ready - sent);
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "bulk, following");
    move_until(&c, "Bulk refresh of all data types cancelled:");
    pty_keys(c.pty, "b");
    pty_wait_text(c.pty, "State     cancelled");
    pty_wait_text(c.pty, "100%");
    pty_wait_text(c.pty, "1 left out: unlinked");
    ck_assert_uint_eq(posts(&c), sent);
    ck_assert_uint_eq(console_requests(&c, "POST", "/data/all"), sent);
    pty_keys(c.pty, "\033");
    console_close(&c);
}
END_TEST

START_TEST(one_data_type_of_the_marked_companies)
{
    struct console c = open_console(NULL);
    pty_keys(c.pty, "VjjjjjjjVg");
    pty_wait_text(c.pty, "8 marked");
    pty_wait_text(c.pty, "Pull history · Ashdown");
    pty_wait_text(c.pty, "✓ accountTransactions");
    pty_keys(c.pty, "\t");
    pty_wait_frame(c.pty);
    pty_keys(c.pty, "t");
    pty_wait_text(c.pty, "[y] ");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "bulk, following");
    pty_keys(c.pty, "bx");
    pty_wait_text(c.pty, "Nothing of the bulk refresh is left to be sent");
    pty_keys(c.pty, "\033");
    move_until(&c, " ended: ");
    size_t sent = posts(&c);
    ck_assert_uint_ge(sent, 1);
    ck_assert_uint_le(sent, 8);
    ck_assert_uint_eq(console_requests(&c, "POST", "/data/queue/"), sent);
    console_close(&c);
}
END_TEST

/* A limit of the account would meet every request: it stops at the first, and asks. */
START_TEST(it_stops_by_itself_and_asks)
{
    struct console c = open_console(NULL);
    console_faults(&c, "402:method=POST:error=The trial has expired");
    refresh_all(&c);
    pty_wait_text(c.pty, "State     stopped: go on, or cancel it?");
    pty_wait_text(c.pty, "The trial has expired");
    size_t sent = posts(&c);
    ck_assert_uint_le(sent, 4);
    console_faults(&c, "");
    pty_keys(c.pty, "p");
    pty_wait_text(c.pty, "State     sending");
    wait_posts(&c, sent + 2);
    pty_keys(c.pty, "x");
    pty_wait_text(c.pty, "State     cancelled");
    pty_keys(c.pty, "\033");
    console_close(&c);
}
END_TEST

START_TEST(a_second_one_waits_for_the_first)
{
    struct console c = open_console(NULL);
    refresh_all(&c);
    pty_wait_text(c.pty, "bulk █");
    pty_keys(c.pty, "R");
    pty_wait_text(c.pty, "A bulk refresh is under way: b shows it.");
    ck_assert_int_eq(pty_find_row(c.pty, "Refresh many"), -1);
    pty_keys(c.pty, "\003");
    pty_wait_text(c.pty, "again to cancel the bulk refresh");
    pty_keys(c.pty, "\003");
    pty_wait_text(c.pty, "Bulk refresh cancelled: b shows what was sent");
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    console_close(&c);
}
END_TEST

START_TEST(quitting_asks_while_something_is_unsent)
{
    struct console c = open_console(NULL);
    refresh_all(&c);
    pty_wait_text(c.pty, "bulk █");
    pty_keys(c.pty, "q");
    pty_wait_text(c.pty, "requests of the bulk refresh are not sent yet.");
    pty_keys(c.pty, "n");
    pty_wait_no_text(c.pty, "are not sent yet");
    pty_keys(c.pty, "q");
    pty_wait_text(c.pty, "are not sent yet");
    pty_keys(c.pty, "y");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    ck_assert_uint_lt(posts(&c), COMPANIES);
    console_close(&c);
}
END_TEST

/* In a narrow terminal and in ASCII it is all there. */
START_TEST(it_fits_a_small_terminal)
{
    static const char *const args[] = {"--ascii", NULL};
    struct console c = console_open(&(struct console_options){
        .companies = COMPANIES, .rows = 12, .cols = 40, .args = args});
    console_wait_settled(&c);
    pty_keys(c.pty, "*");
    pty_wait_text(c.pty, "24 m");
    pty_keys(c.pty, "R");
    pty_wait_text(c.pty, "Refresh all data types of");
    pty_wait_text(c.pty, "y yes");
    pty_keys(c.pty, "y");
    wait_posts(&c, 2);
    pty_keys(c.pty, "b");
    pty_wait_text(c.pty, "sending");
    pty_keys(c.pty, "x");
    pty_wait_text(c.pty, "cancelled");
    pty_keys(c.pty, "\033");
    console_close(&c);
}
END_TEST

/* No key and no command that refreshes sends anything: counted where it would arrive. */
START_TEST(read_only_sends_nothing)
{
    static const char *const args[] = {"--read-only", NULL};
    /* Where nothing is asked, y offers to copy, which Esc leaves. */
    static const char *const keys[] = {
        "r",    "ry",   "\033", "R",       "Ry",   "\033",    "*R",   "*Ry",  "\033",
        " r",   "VjRy", "\033", "bpx",     "t",    "ty",      "\033", "\tr",  "ry",
        "\033", "R",    "Ry",   "\033",    "t",    "ty",      "\033", "\tr",  "ry",
        "\033", "\rr",  "ry",   "\033",    "\033", "u",       "r",    "\rry", "\033",
        "\033", "ry",   "\033", ":bulk\r", "\033", "\033\033"};
    static const char *const names[] = {"refresh", "refresh-all", "refresh-type",
                                        "refresh-this", "bulk-pause"};
    struct console c = open_console(args);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        pty_keys(c.pty, keys[i]);
        pty_wait_frame(c.pty);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        pty_keys(c.pty, ":");
        pty_keys(c.pty, names[i]);
        pty_keys(c.pty, "\r");
        pty_wait_frame(c.pty);
        pty_keys(c.pty, "\033y");
        pty_wait_frame(c.pty);
        pty_keys(c.pty, "\033");
        pty_wait_frame(c.pty);
    }
    pty_keys(c.pty, "m");
    pty_wait_text(c.pty, "Messages");
    size_t before = console_requests(&c, "GET", "/dataStatus");
    pty_keys(c.pty, "\033.");
    while (console_requests(&c, "GET", "/dataStatus") == before)
        pty_wait_frame(c.pty);
    ck_assert_uint_eq(posts(&c), 0);
    ck_assert_uint_gt(console_requests(&c, "GET", NULL), COMPANIES);
    console_close(&c);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen_bulk");
    TCase *tc = tcase_create("bulk");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, an_operators_afternoon);
    tcase_add_test(tc, one_data_type_of_the_marked_companies);
    tcase_add_test(tc, it_stops_by_itself_and_asks);
    tcase_add_test(tc, a_second_one_waits_for_the_first);
    tcase_add_test(tc, quitting_asks_while_something_is_unsent);
    tcase_add_test(tc, it_fits_a_small_terminal);
    tcase_add_test(tc, read_only_sends_nothing);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
