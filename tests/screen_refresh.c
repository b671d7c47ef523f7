/* Refreshes, end to end: what a key sends, what the screen follows, how it is told. The
 * simulator counts the requests, and its time moves only here. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/console.h"
#include "tests/suite.h"

#define STEP_MS 500

/* Makes the program read again, and waits until it did. */
static void read_now(struct console *c)
{
    size_t before = console_requests(c, "GET", "/dataStatus");
    pty_keys(c->pty, ".");
    while (console_requests(c, "GET", "/dataStatus") == before)
        pty_wait_frame(c->pty);
    pty_wait_frame(c->pty);
}

/* Presses a key that refreshes. Pulls are told apart by the server's date, which tests
 * move in leaps: the program hears it first. */
static void press(struct console *c, const char *keys)
{
    read_now(c);
    pty_keys(c->pty, keys);
}

/* A row that shows all of these (NULL: two are enough). */
struct words {
    const char *one, *two, *three;
};

static bool shows_words(struct pty *p, const struct words *w)
{
    for (int row = 0; row < pty_rows(p); row++) {
        const char *text = pty_row(p, row);
        if (strstr(text, w->one) && strstr(text, w->two) &&
            (!w->three || strstr(text, w->three)))
            return true;
    }
    return false;
}

/* Moves simulated time in small steps until a row shows the words. */
static void move_until(struct console *c, struct words w)
{
    for (int steps = 0; steps < 250 && !shows_words(c->pty, &w); steps++) {
        sim_advance(c->sim, STEP_MS);
        read_now(c);
    }
    if (!shows_words(c->pty, &w))
        pty_fail(c->pty, "no step of time brought \"%s ... %s\"", w.one, w.two);
}

static const struct words completed = {"balanceSheet of Ashdown Bakery Inc.",
                                       ": Complete in ", NULL};

/* Moves the cursor down to the row that shows text, in a pane whose first row is on row
 * first of the screen. */
static void move_to(struct console *c, const char *text, int first)
{
    pty_wait_text(c->pty, text);
    for (int row = pty_find_row(c->pty, text); row > first; row--)
        pty_keys(c->pty, "j");
}

/* With the cursor on a data type of the first company. */
static struct console on_a_data_type(const char *const *args)
{
    struct console c = console_open(&(struct console_options){.args = args, .cols = 120});
    console_wait_settled(&c);
    pty_keys(c.pty, "\t");
    move_to(&c, "✓ balanceSheet", 3);
    return c;
}

START_TEST(one_key_one_post_followed_through_the_stages_to_the_end)
{
    struct console c = on_a_data_type(NULL);
    press(&c, "r");
    pty_wait_text(c.pty, "balanceSheet of Ashdown Bakery Inc.: refresh queued");
    pty_wait_text(c.pty, "◐ balanceSheet");
    move_until(&c, (struct words){"24 Nov 09:14:00", "balanceSheet", NULL});
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    ck_assert_uint_eq(console_requests(&c, "POST", "/data/queue/balanceSheet"), 1);
    move_until(&c, (struct words){"◐ balanceSheet", "Fetching", "█"});
    move_until(&c, (struct words){"◐ balanceSheet", "Validating", "%"});
    move_until(&c, completed);
    pty_wait_text(c.pty, "✓ balanceSheet");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    console_close(&c);
}
END_TEST

START_TEST(the_same_key_again_sends_nothing)
{
    struct console c = on_a_data_type(NULL);
    press(&c, "r");
    pty_wait_text(c.pty, "refresh queued");
    pty_wait_text(c.pty, "◐ balanceSheet");
    int row = pty_find_row(c.pty, "◐ balanceSheet");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "on its way already");
    ck_assert_int_eq(pty_find_row(c.pty, "◐ balanceSheet"), row);
    move_until(&c, completed);
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    console_close(&c);
}
END_TEST

/* Codat refuses a second pull and names the first: whoever asked second follows that one.
 */
START_TEST(a_pull_that_somebody_else_began_is_followed)
{
    struct console first = on_a_data_type(NULL);
    struct console second = console_open(
        &(struct console_options){.base_url = sim_url(first.sim), .cols = 120});
    second.sim = first.sim;
    console_wait_ready(&second);
    pty_keys(second.pty, "\t");
    move_to(&second, "✓ balanceSheet", 3);
    press(&first, "r");
    pty_wait_text(first.pty, "refresh queued");
    press(&second, "r");
    pty_wait_text(second.pty, "a pull is running already; it is followed");
    move_until(&second, completed);
    ck_assert_uint_eq(console_requests(&first, "POST", NULL), 2);
    second.sim = NULL;
    console_close(&second);
    console_close(&first);
}
END_TEST

/* The POST is carried out but its answer is lost: the history tells, nothing is sent
 * again. */
START_TEST(a_lost_answer_is_looked_up)
{
    struct console c = on_a_data_type(NULL);
    console_faults(&c, "reset:method=POST:when=after:count=1");
    press(&c, "r");
    pty_wait_text(c.pty, "◐ balanceSheet");
    move_until(&c, completed);
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    console_close(&c);
}
END_TEST

START_TEST(a_refused_refresh_says_why)
{
    struct console c = on_a_data_type(NULL);
    console_faults(&c, "402:method=POST:error=The trial has expired");
    pty_keys(c.pty, "rm");
    pty_wait_text(c.pty, "The trial has expired");
    pty_wait_text(c.pty, "Correlation id");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    console_close(&c);
}
END_TEST

START_TEST(all_is_asked_for_first_and_only_then_sent)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    pty_keys(c.pty, "R");
    pty_expect_screen(c.pty, "question-all");
    pty_keys(c.pty, "n");
    pty_wait_no_text(c.pty, "[y] yes");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 0);
    press(&c, "R");
    pty_wait_text(c.pty, "[y] yes");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "refreshed 0/");
    pty_wait_text(c.pty, "◐ accountTransacti");
    pty_wait_text(c.pty, "◐ billCreditNotes");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    ck_assert_uint_eq(console_requests(&c, "POST", "/data/all"), 1);
    sim_advance(c.sim, 300000);
    move_until(
        &c, (struct words){"all data types of Ashdown Bakery Inc.", " complete", NULL});
    pty_wait_no_text(c.pty, "◐");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    console_close(&c);
}
END_TEST

/* A question names what was under the cursor when the key went down, and only who can
 * have read it answers it: keys typed ahead send nothing. */
START_TEST(keys_typed_ahead_hit_what_was_under_the_cursor)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    pty_keys(c.pty, "jRy");
    pty_wait_text(c.pty, "The question was not on screen yet. Press again.");
    pty_wait_text(c.pty, "Refresh all data types of Bright & Early Cycles");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 0);
    pty_keys(c.pty, "y");
    pty_wait_no_text(c.pty, "[y] yes");
    pty_wait_text(c.pty, "all data types of Bright & Early Cycles");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    console_close(&c);
}
END_TEST

/* A row that was never on screen, a pull that nobody saw, a terminal too small to show
 * anything: nothing is sent. */
START_TEST(what_was_not_on_screen_is_not_refreshed)
{
    struct console c = on_a_data_type(NULL);
    pty_keys(c.pty, "Gr");
    pty_wait_text(c.pty, "the row was not on screen yet");
    pty_keys(c.pty, "\t");
    pty_keys(c.pty, "\r");
    pty_wait_text(c.pty, "┌ Pull");
    pty_keys(c.pty, "[r");
    pty_wait_text(c.pty, "what this is about was not on screen yet");
    pty_keys(c.pty, "q");
    pty_wait_no_text(c.pty, "┌ Pull");
    pty_resize(c.pty, 4, 18);
    pty_wait_text(c.pty, "Too small");
    pty_keys(c.pty, "rRy:refresh-all\ry");
    pty_resize(c.pty, 24, 80);
    pty_wait_text(c.pty, "Companies");
    read_now(&c);
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 0);
    console_close(&c);
}
END_TEST

START_TEST(a_lost_authorization_asks_for_the_customer)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    move_to(&c, " relink ", 3);
    pty_wait_text(c.pty, "Data types · Lone Star");
    pty_wait_text(c.pty, " 1/43 ");
    pty_keys(c.pty, "\t");
    press(&c, "r");
    pty_wait_text(c.pty, "refresh queued");
    sim_advance(c.sim, 60000);
    read_now(&c);
    pty_wait_text(c.pty, "Lone Star Pharmacy: AuthError");
    pty_wait_text(c.pty, "! banking-accountBala… AuthError");
    pty_keys(c.pty, "m");
    pty_wait_text(c.pty, "The customer must");
    pty_wait_text(c.pty, "https://link-api.codat.io/companies/");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 1);
    console_close(&c);
}
END_TEST

START_TEST(read_only_sends_nothing_and_says_so)
{
    static const char *const args[] = {"--read-only", NULL};
    struct console c = on_a_data_type(args);
    pty_wait_text(c.pty, "READ-ONLY");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "Read-only: refreshes are switched off.");
    pty_keys(c.pty, "Ry");
    read_now(&c);
    ck_assert_int_eq(pty_find_row(c.pty, "[y] yes"), -1);
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 0);
    console_close(&c);
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("refresh");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, one_key_one_post_followed_through_the_stages_to_the_end);
    tcase_add_test(tc, the_same_key_again_sends_nothing);
    tcase_add_test(tc, a_pull_that_somebody_else_began_is_followed);
    tcase_add_test(tc, a_lost_answer_is_looked_up);
    tcase_add_test(tc, a_refused_refresh_says_why);
    tcase_add_test(tc, all_is_asked_for_first_and_only_then_sent);
    tcase_add_test(tc, keys_typed_ahead_hit_what_was_under_the_cursor);
    tcase_add_test(tc, what_was_not_on_screen_is_not_refreshed);
    tcase_add_test(tc, a_lost_authorization_asks_for_the_customer);
    tcase_add_test(tc, read_only_sends_nothing_and_says_so);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("screen_refresh");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
