/* Keeping watch, on a world built by hand: what is new, what is marked and for how long,
 * what rings, and a pause. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/ui_child.h"

/* Shows the picture with the cursor on Northwind Traders. */
static void start_picture(struct child *c, int rows, int cols)
{
    child_start(c, rows, cols, NULL);
    child_order(c, "picture");
    pty_wait_text(c->pty, "Blue Bottle");
    pty_keys(c->pty, "jjjj");
    pty_wait_text(c->pty, "5/7");
    child_order(c, "wait 200");
    pty_wait_text(c->pty, "1/14");
}

/* The history's cursor is used, far down: what comes above is told until it was seen. */
START_TEST(newer_pulls_out_of_sight_are_told)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\t\tG");
    pty_wait_text(c.pty, "61/412");
    child_order(&c, "wait 1000");
    child_order(&c, "pull new-1 journals Queued 0");
    pty_wait_text(c.pty, "1 newer above");
    child_order(&c, "wait 1000");
    child_order(&c, "pull new-2 items Queued 0");
    pty_wait_text(c.pty, "2 newer above");
    pty_keys(c.pty, "g");
    pty_wait_no_text(c.pty, "newer above");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "63/412");
    ck_assert_int_lt(pty_find_row(c.pty, "newer above"), 0);
    child_quit(&c);
}
END_TEST

static bool is_marked(struct pty *p, const char *name)
{
    return strstr(pty_row(p, pty_find_row(p, name)), "•") != NULL;
}

/* Becoming known is no change; changing is, for half a minute. */
START_TEST(a_company_that_changed_is_marked_for_a_while)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    child_order(&c, "wait 60000");
    child_order(&c, "status bottle bills Complete");
    pty_wait_text(c.pty, "✓ Blue Bottle");
    ck_assert(!is_marked(c.pty, "Blue Bottle"));
    child_order(&c, "status bottle bills FetchError");
    pty_wait_text(c.pty, "✗ Blue Bottle");
    ck_assert(is_marked(c.pty, "Blue Bottle"));
    child_order(&c, "wait 28000");
    pty_wait_frame(c.pty);
    ck_assert(is_marked(c.pty, "Blue Bottle"));
    child_order(&c, "wait 3000");
    pty_wait_no_text(c.pty, "•");
    child_quit(&c);
}
END_TEST

/* While the terminal had no focus nobody saw it: the mark waits for who comes back. */
START_TEST(a_change_that_nobody_saw_is_marked_until_it_was_seen)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    child_order(&c, "status bottle bills Complete");
    child_order(&c, "wait 60000");
    pty_keys(c.pty, "\033[O");
    pty_wait_text(c.pty, "read 1m ago, slow");
    child_order(&c, "status bottle bills FetchError");
    pty_wait_text(c.pty, "✗ Blue Bottle");
    child_order(&c, "wait 600000");
    pty_wait_text(c.pty, "read 11m ago, slow");
    ck_assert(is_marked(c.pty, "Blue Bottle"));
    pty_keys(c.pty, "\033[I");
    pty_wait_no_text(c.pty, "slow");
    ck_assert(is_marked(c.pty, "Blue Bottle"));
    child_order(&c, "wait 31000");
    pty_wait_no_text(c.pty, "•");
    child_quit(&c);
}
END_TEST

START_TEST(a_company_on_screen_that_begins_to_fail_rings)
{
    struct child c = {.config = {.bell = _i == 0 ? UI_BELL_NONE : UI_BELL_OSC9}};
    start_picture(&c, 24, 80);
    child_order(&c, "status bottle bills FetchError");
    pty_wait_text(c.pty, "✗ Blue Bottle");
    child_order(&c, "status acme bills Complete");
    child_order(&c, "status acme bills AuthError");
    pty_wait_text(c.pty, "! Ácme");
    /* It was known as failing before anything else: that is no change. */
    ck_assert(!pty_raw_contains(c.pty, "Blue Bottle Ltd is"));
    bool rang = pty_raw_contains(c.pty, "\033]9;codatop: Ácme Čompany needs a person\a");
    ck_assert_int_eq(rang, _i);
    child_quit(&c);
}
END_TEST

/* A terminal that is not UTF-8 takes the second byte of "Ĝ" for the end of the text, and
 * what follows for commands: it gets ASCII. */
START_TEST(a_notification_is_ascii_where_the_terminal_is)
{
    static const char *const latin[] = {"LC_ALL=C", NULL};
    struct child c = {.config = {.bell = UI_BELL_OSC9, .ascii = _i == 0}};
    child_start(&c, 24, 80, _i == 0 ? NULL : latin);
    child_order(&c, "names Ĝamma–Ltd");
    pty_wait_text(c.pty, "amma-Ltd");
    child_order(&c, "status Ĝamma–Ltd bills Complete");
    pty_wait_text(c.pty, "+ ");
    child_order(&c, "status Ĝamma–Ltd bills AuthError");
    pty_wait_text(c.pty, "! ");
    ck_assert(pty_raw_contains(c.pty, "\033]9;codatop: Gamma-Ltd needs a person\a"));
    size_t len;
    const char *raw = pty_raw(c.pty, &len);
    for (size_t i = 0; i < len; i++)
        ck_assert_int_lt((unsigned char)raw[i], 0x80);
    child_quit(&c);
}
END_TEST

START_TEST(pausing_is_said_and_nothing_is_wanted)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "z");
    pty_wait_text(c.pty, "PROD  PAUSED");
    child_order(&c, "wait 180000");
    pty_wait_text(c.pty, "PAUSED 3m");
    pty_wait_text(c.pty, "paused, read 3m ago");
    pty_keys(c.pty, "z");
    pty_wait_no_text(c.pty, "PAUSED");
    pty_wait_text(c.pty, "intent: read");
    child_quit(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("ui_watch");
    TCase *tc = tcase_create("watch");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, newer_pulls_out_of_sight_are_told);
    tcase_add_test(tc, a_company_that_changed_is_marked_for_a_while);
    tcase_add_test(tc, a_change_that_nobody_saw_is_marked_until_it_was_seen);
    tcase_add_loop_test(tc, a_company_on_screen_that_begins_to_fail_rings, 0, 2);
    tcase_add_loop_test(tc, a_notification_is_ascii_where_the_terminal_is, 0, 2);
    tcase_add_test(tc, pausing_is_said_and_nothing_is_wanted);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
