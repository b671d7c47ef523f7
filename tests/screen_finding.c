/* Finding, end to end: filters, sorting, and what of a filter Codat is asked. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "model/planner.h"
#include "tests/console.h"
#include "tests/suite.h"

static size_t queries(struct console *c, const char *part)
{
    return console_requests(c, "GET", part);
}

/* --- companies ------------------------------------------------------------------- */

START_TEST(failing_companies_of_one_platform)
{
    struct console c =
        console_open(&(struct console_options){.cols = 100, .companies = 60});
    console_wait_settled(&c);
    pty_keys(c.pty, "/platform:xero status:failed\r");
    pty_wait_text(c.pty, " of 60 ");
    for (int row = 3; pty_find_col(c.pty, row, "│ ✗") >= 0; row++)
        ck_assert_int_ge(pty_find_col(c.pty, row, "Xero"), 0);
    ck_assert_int_ge(pty_find_col(c.pty, 3, "│ ✗"), 0);
    pty_keys(c.pty, "/ age>x");
    pty_wait_text(c.pty, "/platform:xero status:failed age>x");
    pty_keys(c.pty, "\r");
    pty_wait_frame(c.pty);
    int last = pty_rows(c.pty) - 1;
    ck_assert(pty_cell(c.pty, last, pty_find_col(c.pty, last, "age>x") + 4).underline);
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "age>x");
    pty_wait_text(c.pty, "/platform:xero st");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, " of 60 ");
    pty_keys(c.pty, "g");
    pty_wait_text(c.pty, " 1/60 ");
    pty_keys(c.pty, "s");
    pty_wait_text(c.pty, "▲");
    pty_wait_text(c.pty, "Company ");
    ck_assert_uint_eq(queries(&c, "?query="), 0);
    console_close(&c);
}
END_TEST

/* --- the history ----------------------------------------------------------------- */

/* A console on the history of the first company. */
static struct console on_the_history(void)
{
    struct console c = console_open(&(struct console_options){.cols = 120, .rows = 40});
    console_wait_settled(&c);
    pty_wait_text(c.pty, " 1/506 ");
    pty_keys(c.pty, "\t\t");
    return c;
}

/* The API says how many there are; scrolling brings the others, and the history itself is
 * no longer than it was. */
START_TEST(a_filter_is_asked_of_codat)
{
    struct console c = on_the_history();
    size_t plain = queries(&c, "/data/history") - queries(&c, "/data/history?query=");
    pty_keys(c.pty, "/type:invoices status:complete\r");
    while (queries(&c, "/data/history?query=") == 0)
        pty_wait_frame(c.pty);
    pty_wait_text(c.pty, " of 506 ");
    ck_assert_uint_gt(queries(&c, "dataType"), 0);
    ck_assert_uint_gt(queries(&c, "status"), 0);
    pty_wait_no_text(c.pty, "+ of 506");
    for (int row = 0; row < pty_rows(c.pty); row++) {
        int stamp = pty_find_col(c.pty, row, " Nov ");
        if (stamp >= 0)
            ck_assert_int_ge(pty_find_col(c.pty, row, "invoices"), 0);
    }
    pty_keys(c.pty, "GGG");
    pty_wait_frame(c.pty);
    ck_assert_uint_le(queries(&c, "/data/history") - queries(&c, "/data/history?query="),
                      plain + 1);
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "/type:");
    pty_keys(c.pty, "g");
    pty_wait_text(c.pty, " 1/506 ");
    console_close(&c);
}
END_TEST

/* Not at each keystroke: when the keys rest, or at Enter. */
START_TEST(typing_is_not_asked_letter_by_letter)
{
    struct console c = on_the_history();
    const char *text = "/type:invoices";
    for (size_t i = 0; text[i]; i++) {
        pty_keys(c.pty, (char[]){text[i], '\0'});
        pty_wait_frame(c.pty);
    }
    pty_keys(c.pty, "\r");
    while (queries(&c, "dataType") == 0)
        pty_wait_frame(c.pty);
    ck_assert_uint_le(queries(&c, "?query="), 3);
    console_close(&c);
}
END_TEST

/* A filter that no query can say is looked for in older and older pages. */
START_TEST(words_are_looked_for_page_by_page)
{
    struct console c = on_the_history();
    pty_keys(c.pty, "/took>99d\r");
    pty_wait_text(c.pty, "No pull ");
    pty_wait_text(c.pty, "0 of 506 ");
    ck_assert_uint_ge(queries(&c, "/data/history"), 506 / PLANNER_HISTORY_PAGE);
    ck_assert_uint_eq(queries(&c, "?query="), 0);
    console_close(&c);
}
END_TEST

START_TEST(a_found_pull_has_details_and_can_be_refreshed)
{
    struct console c = on_the_history();
    pty_keys(c.pty, "/type:invoices\r");
    while (queries(&c, "?query=") == 0)
        pty_wait_frame(c.pty);
    pty_wait_no_text(c.pty, "+ of 506");
    pty_keys(c.pty, "G\r");
    pty_wait_text(c.pty, "┌ Pull ");
    pty_wait_text(c.pty, "invoices");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "┌ Pull ");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "invoices of Ashdown Bakery Inc.: refresh queued");
    ck_assert_uint_eq(console_requests(&c, "POST", "/data/queue/invoices"), 1);
    console_close(&c);
}
END_TEST

/* What belongs to the filter goes with the screen: under AddressSanitizer nothing leaks. */
START_TEST(quitting_frees_the_query_of_a_filter)
{
    struct console c = on_the_history();
    pty_keys(c.pty, "/type:invoices\r");
    while (queries(&c, "?query=") == 0)
        pty_wait_frame(c.pty);
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    console_close(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("screen_finding");
    TCase *tc = tcase_create("finding");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, failing_companies_of_one_platform);
    tcase_add_test(tc, a_filter_is_asked_of_codat);
    tcase_add_test(tc, typing_is_not_asked_letter_by_letter);
    tcase_add_test(tc, words_are_looked_for_page_by_page);
    tcase_add_test(tc, a_found_pull_has_details_and_can_be_refreshed);
    tcase_add_test(tc, quitting_frees_the_query_of_a_filter);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
