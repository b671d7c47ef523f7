/* Finding on the screen: filters as they are typed, sorting, and the cursor meanwhile. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/ui_child.h"

/* The picture with the cursor on Northwind Traders. */
static void start_picture(struct child *c, int rows, int cols)
{
    child_start(c, rows, cols, NULL);
    child_order(c, "picture");
    pty_wait_text(c->pty, "Blue Bottle");
    pty_keys(c->pty, "/northwind\r");
    pty_wait_text(c->pty, "of 7");
    pty_keys(c->pty, "j\033");
    pty_wait_text(c->pty, "/7");
    child_order(c, "wait 200");
    pty_wait_text(c->pty, "1/14");
}

static bool cursor_is_on(struct pty *p, const char *text)
{
    int row = pty_find_row(p, text);
    ck_assert_msg(row >= 0, "there is no %s", text);
    return pty_cell(p, row, pty_find_col(p, row, text)).reverse;
}

/* The row of the screen; names of companies come once on it in these tests. */
static int row_of(struct pty *p, const char *text)
{
    int row = pty_find_row(p, text);
    ck_assert_msg(row >= 0, "there is no %s", text);
    return row;
}

/* --- whole screens --------------------------------------------------------------- */

static const struct view {
    int rows, cols;
    bool ascii;
    const char *fixture;
} views[] = {
    {24, 80, false, "finding-80x24"},
    {60, 200, false, "finding-200x60"},
    {12, 40, false, "finding-40x12"},
    {24, 80, true, "finding-80x24-ascii"},
};

START_TEST(filtered_and_sorted_screens)
{
    const struct view *v = &views[_i];
    struct child c = {.config = {.ascii = v->ascii}};
    start_picture(&c, v->rows, v->cols);
    pty_keys(c.pty, "/xero !status:complete\r");
    pty_wait_text(c.pty, "3/3");
    pty_keys(c.pty, "sS\t/!complete\r");
    pty_wait_text(c.pty, "1/7");
    pty_keys(c.pty, "\t/status:failed\r");
    pty_wait_text(c.pty, "1/9");
    pty_expect_screen(c.pty, v->fixture);
    child_quit(&c);
}
END_TEST

/* --- filters --------------------------------------------------------------------- */

START_TEST(every_keystroke_filters)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    pty_keys(c.pty, "/");
    pty_wait_text(c.pty, "Tab: what can be written");
    pty_keys(c.pty, "x");
    pty_wait_text(c.pty, "/x");
    pty_keys(c.pty, "er");
    pty_wait_text(c.pty, "3/3 of 7");
    ck_assert_int_lt(pty_find_row(c.pty, "Blue Bottle"), 0);
    pty_keys(c.pty, "o north");
    pty_wait_text(c.pty, "1/1 of 7");
    pty_keys(c.pty, "\027");
    pty_wait_text(c.pty, "3/3 of 7");
    pty_keys(c.pty, "\r");
    pty_wait_text(c.pty, "Companies /xero");
    pty_wait_text(c.pty, "? help");
    child_quit(&c);
}
END_TEST

START_TEST(a_bad_term_is_marked_and_the_last_good_filter_stays)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "/xero");
    pty_wait_text(c.pty, "3/3 of 7");
    pty_keys(c.pty, " age>");
    pty_wait_frame(c.pty);
    int last = pty_rows(c.pty) - 1;
    int col = pty_find_col(c.pty, last, "age>");
    ck_assert_int_ge(col, 0);
    ck_assert(pty_cell(c.pty, last, col).underline);
    ck_assert(!pty_cell(c.pty, last, pty_find_col(c.pty, last, "xero")).underline);
    pty_keys(c.pty, "\r");
    pty_wait_frame(c.pty);
    ck_assert_int_ge(pty_find_col(c.pty, last, "/xero age>"), 0);
    pty_keys(c.pty, "2h\r");
    pty_wait_text(c.pty, "Companies /xero age>2h");
    child_quit(&c);
}
END_TEST

START_TEST(esc_while_typing_restores_and_esc_in_the_pane_clears)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "/xero\r");
    pty_wait_text(c.pty, "3/3 of 7");
    pty_keys(c.pty, "/ fabri");
    pty_wait_text(c.pty, "1/1 of 7");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "3/3 of 7");
    pty_wait_text(c.pty, "Companies /xero ");
    pty_keys(c.pty, "\t/!complete\r");
    pty_wait_text(c.pty, "Data types · Northwind Traders /!complete");
    pty_wait_text(c.pty, "1/7 of 14");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "1/14");
    ck_assert_int_ge(pty_find_row(c.pty, "Companies /xero "), 0);
    pty_keys(c.pty, "\033");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "5/7");
    child_quit(&c);
}
END_TEST

START_TEST(nothing_that_matches_is_a_sentence)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "/zebra\r");
    pty_wait_text(c.pty, "No company matches /zebra;");
    pty_wait_text(c.pty, "clears the filter.");
    pty_wait_text(c.pty, "0 of 7");
    pty_keys(c.pty, "R");
    pty_wait_text(c.pty, "There is no company selected.");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "5/7");
    ck_assert(cursor_is_on(c.pty, "✗ Northwind"));
    child_quit(&c);
}
END_TEST

/* Its row leaves, a neighbour takes its place, and it comes back. */
START_TEST(the_cursor_comes_home_when_the_filter_is_abandoned)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "/freee");
    pty_wait_text(c.pty, "1/1 of 7");
    ck_assert(cursor_is_on(c.pty, " freee"));
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "5/7");
    ck_assert(cursor_is_on(c.pty, "✗ Northwind"));
    child_quit(&c);
}
END_TEST

/* Whoever keeps a filter goes on with what it found, also when it was typed at once. */
START_TEST(the_cursor_stays_when_a_kept_filter_is_cleared)
{
    static const char *const keys[] = {"/quick\r", ":filter quick\r"};
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, keys[_i]);
    pty_wait_text(c.pty, "1/1 of 7");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "2/7");
    ck_assert(cursor_is_on(c.pty, "Blue Bottle"));
    child_quit(&c);
}
END_TEST

START_TEST(a_filtered_cursor_stays_on_its_company)
{
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, 80, NULL);
    child_order(&c, "names Bravo Delta Foxtrot");
    pty_wait_text(c.pty, "1/3");
    pty_keys(c.pty, "/a\r");
    pty_wait_text(c.pty, "1/2 of 3");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "2/2 of 3");
    child_order(&c, "names Alpha Bravo Charlie Delta Echo Foxtrot");
    pty_wait_text(c.pty, "4/4 of 6");
    ck_assert(cursor_is_on(c.pty, "  Delta"));
    child_order(&c, "names Alpha Echo Foxtrot");
    pty_wait_text(c.pty, "1/1 of 3");
    ck_assert(cursor_is_on(c.pty, "  Alpha"));
    child_quit(&c);
}
END_TEST

/* The row under the cursor left after the last frame: the key meant that one. */
START_TEST(a_key_does_not_move_on_from_a_row_that_went)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\t/status:fetching\r");
    pty_wait_text(c.pty, "1/1 of 14");
    child_order(&c, "pull moving-pull bills Complete -1");
    pty_wait_text(c.pty, "≠ no longer matches");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "intent: refresh northwind bills");
    child_quit(&c);
}
END_TEST

/* Both failed, until alpha is refreshed. */
static void start_failures(struct child *c)
{
    child_start(c, 24, 100, NULL);
    child_order(c, "names alpha bravo charlie");
    child_order(c, "status alpha bills FetchError");
    child_order(c, "status bravo invoices FetchError");
    child_order(c, "say ready");
    pty_wait_text(c->pty, "ready");
    pty_keys(c->pty, "/status:failed\r");
    pty_wait_text(c->pty, "1/2 of 3");
    pty_keys(c->pty, "\t");
    pty_wait_text(c->pty, "Data types · alpha");
}

/* What r does to it takes it out of the filter: the next r must not be another one's. */
START_TEST(a_company_stays_while_somebody_works_on_it)
{
    struct child c = {.config = {.ascii = false}};
    start_failures(&c);
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "intent: refresh alpha bills");
    child_order(&c, "status alpha bills Fetching");
    pty_wait_text(c.pty, "≠ no longer matches");
    child_order(&c, "wait 6000");
    child_order(&c, "say later");
    pty_wait_text(c.pty, "later");
    pty_wait_text(c.pty, "Data types · alpha");
    pty_wait_text(c.pty, "1/2 of 3");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "intent: refresh alpha bills");
    pty_keys(c.pty, "\033[Z*");
    pty_wait_text(c.pty, "Companies marked: 1");
    pty_keys(c.pty, "u");
    pty_wait_text(c.pty, "Companies unmarked: 1.");
    /* It goes as soon as the cursor does. */
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "1/1 of 3");
    pty_wait_no_text(c.pty, "≠");
    ck_assert(cursor_is_on(c.pty, "✗ bravo"));
    child_quit(&c);
}
END_TEST

/* A filter that is typed anew keeps nobody. */
START_TEST(a_new_filter_keeps_nobody)
{
    struct child c = {.config = {.ascii = false}};
    start_failures(&c);
    child_order(&c, "status alpha bills Fetching");
    pty_wait_text(c.pty, "≠ no longer matches");
    pty_keys(c.pty, "\033[Z/ r\r");
    pty_wait_text(c.pty, "1/1 of 3");
    pty_wait_no_text(c.pty, "≠");
    child_quit(&c);
}
END_TEST

/* The panes on the right do not go on with another company by themselves. */
START_TEST(a_company_that_left_the_list_sends_the_focus_back)
{
    struct child c = {.config = {.ascii = false}};
    start_failures(&c);
    child_order(&c, "names bravo charlie");
    pty_wait_text(c.pty, "Codat does not list the company any more");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "Refresh all data types of bravo");
    pty_keys(c.pty, "n");
    child_quit(&c);
}
END_TEST

START_TEST(the_filter_belongs_to_the_pane)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\t/inv\r\t/type:bills\r");
    pty_wait_text(c.pty, "Pull history · Northwind Traders /type:bills");
    pty_wait_text(c.pty, "1/13+ of 412");
    pty_keys(c.pty, "\tk");
    pty_wait_text(c.pty, "4/7");
    child_order(&c, "wait 200");
    pty_wait_text(c.pty, "Data types · Fabrikam /inv");
    pty_wait_text(c.pty, "Pull history · Fabrikam /type:bills");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "5/7");
    child_order(&c, "wait 200");
    pty_wait_text(c.pty, "1/13+ of 412");
    child_quit(&c);
}
END_TEST

/* A filter stands out without colour, and is never left out of a title. */
START_TEST(a_filter_shows_in_every_width)
{
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    static const int widths[] = {20, 26, 34, 40, 60, 61, 79, 100, 149, 200};
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, widths[_i], no_color);
    child_order(&c, "picture");
    pty_wait_text(c.pty, "Blue B");
    pty_keys(c.pty, "/xero\r");
    pty_wait_text(c.pty, "/xero");
    int row = row_of(c.pty, "/xero");
    ck_assert(pty_cell(c.pty, row, pty_find_col(c.pty, row, "/xero")).reverse);
    pty_wait_no_text(c.pty, "Blue B");
    child_quit(&c);
}
END_TEST

START_TEST(marks_stay_in_the_title_of_a_filtered_pane)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    pty_keys(c.pty, "*/xero\r");
    pty_wait_text(c.pty, "┌ 7 marked");
    pty_wait_text(c.pty, "/xero");
    child_quit(&c);
}
END_TEST

/* --- sorting --------------------------------------------------------------------- */

START_TEST(sorting_shows_and_keeps_the_cursor_on_its_row)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_wait_text(c.pty, "Company▲");
    pty_keys(c.pty, "s");
    pty_wait_text(c.pty, "Source▲");
    ck_assert_int_lt(row_of(c.pty, "MYOB"), row_of(c.pty, "Sage 50"));
    ck_assert(cursor_is_on(c.pty, "✗ Northwind"));
    pty_keys(c.pty, "S");
    pty_wait_text(c.pty, "Source▼");
    ck_assert_int_gt(row_of(c.pty, "MYOB"), row_of(c.pty, "Sage 50"));
    pty_keys(c.pty, "s");
    pty_wait_text(c.pty, "Age▲");
    ck_assert_int_eq(row_of(c.pty, "Contoso"), 3);
    ck_assert_int_eq(row_of(c.pty, "aardvark"), 9);
    pty_keys(c.pty, "S");
    pty_wait_text(c.pty, "Age▼");
    ck_assert_int_eq(row_of(c.pty, "Ácme"), 3);
    ck_assert_int_eq(row_of(c.pty, "aardvark"), 9);
    ck_assert(cursor_is_on(c.pty, "✗ Northwind"));
    pty_keys(c.pty, "ss");
    pty_wait_text(c.pty, "Company▲");
    child_quit(&c);
}
END_TEST

START_TEST(data_types_and_pulls_are_sorted_too)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 40, 120);
    pty_keys(c.pty, "\ts");
    pty_wait_text(c.pty, "Data type▲");
    ck_assert_int_lt(row_of(c.pty, " accountTransa"), row_of(c.pty, " taxRates"));
    pty_keys(c.pty, "s");
    pty_wait_text(c.pty, "Status▲");
    ck_assert_int_lt(row_of(c.pty, " invoices"), row_of(c.pty, " suppliers"));
    ck_assert_int_lt(row_of(c.pty, " suppliers"), row_of(c.pty, " bills"));
    ck_assert_int_lt(row_of(c.pty, " bills"), row_of(c.pty, " journals"));
    pty_keys(c.pty, "s");
    pty_wait_text(c.pty, "Success▲");
    ck_assert_int_gt(row_of(c.pty, " journals"), row_of(c.pty, " suppliers"));
    pty_keys(c.pty, "S");
    pty_wait_text(c.pty, "Success▼");
    ck_assert_int_gt(row_of(c.pty, " journals"), row_of(c.pty, " taxRates"));
    pty_keys(c.pty, "\tsss");
    pty_wait_text(c.pty, "Took▼");
    pty_keys(c.pty, "\t\tg");
    pty_wait_text(c.pty, "1/14");
    child_quit(&c);
}
END_TEST

/* Where the columns have no titles, the pane's title says what is not as usual. */
START_TEST(without_titles_of_columns_the_pane_says_it)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 8, 80);
    ck_assert_int_lt(pty_find_row(c.pty, "Company▲"), 0);
    pty_keys(c.pty, "ss");
    pty_wait_text(c.pty, "Companies · age▲");
    pty_keys(c.pty, "s");
    pty_wait_text(c.pty, "Companies · state▲");
    pty_keys(c.pty, "s");
    pty_wait_text(c.pty, "┌ Companies ────");
    child_quit(&c);
}
END_TEST

/* --- by name --------------------------------------------------------------------- */

START_TEST(commands_by_name_take_columns_and_filters)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 120);
    pty_keys(c.pty, ":columns id,connections,name\r");
    pty_wait_text(c.pty, "Con Company▲");
    ck_assert(cursor_is_on(c.pty, "northwind"));
    pty_keys(c.pty, ":columns history state,message\r");
    pty_wait_text(c.pty, "  Message");
    pty_wait_text(c.pty, "✗ The platform");
    pty_keys(c.pty, ":columns colour\r");
    pty_wait_text(c.pty, "There is no column \"colour\"; there are: state, name");
    pty_keys(c.pty, "\025columns \t");
    pty_wait_text(c.pty, "│ last-sync ");
    pty_keys(c.pty, "\033:columns companies\r");
    pty_wait_text(c.pty, "Company▲");
    pty_wait_text(c.pty, "Platform");
    pty_keys(c.pty, ":sort last-sync\r");
    pty_wait_text(c.pty, "Age▼");
    ck_assert_int_lt(row_of(c.pty, "Ácme"), row_of(c.pty, "Contoso"));
    pty_keys(c.pty, ":sort -last-sync\r");
    pty_wait_text(c.pty, "Age▲");
    ck_assert_int_lt(row_of(c.pty, "Contoso"), row_of(c.pty, "Ácme"));
    pty_keys(c.pty, ":sort age\r");
    pty_wait_text(c.pty, "Age▼");
    pty_keys(c.pty, ":sort company\r");
    pty_wait_text(c.pty, "Company▲");
    pty_keys(c.pty, ":sort last\r");
    pty_wait_text(c.pty, "Age▼");
    pty_keys(c.pty, ":sort -name\r");
    pty_wait_text(c.pty, "Company▼");
    pty_keys(c.pty, ":sort tags\r");
    pty_wait_text(c.pty, "There is no sorting by \"tags\"");
    pty_keys(c.pty, "\033:filter xero\r");
    pty_wait_text(c.pty, "/3 of 7");
    pty_keys(c.pty, ":filter age>\r");
    pty_wait_text(c.pty, ":filter age>");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "/3 of 7");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "3/7");
    child_quit(&c);
}
END_TEST

START_TEST(a_setup_is_how_panes_begin)
{
    struct child c = {.config = {.ascii = false}};
    char *error = NULL;
    ck_assert(ui_settings_set(&c.config, "columns", "companies", "name,id", &error));
    ck_assert(ui_settings_set(&c.config, "sort", "companies", "-name", &error));
    ck_assert(ui_settings_set(&c.config, "arrangement", "types-columns", "type", &error));
    ck_assert(ui_settings_set(&c.config, "arrangement", "types-sort", "-type", &error));
    start_picture(&c, 24, 100);
    pty_wait_text(c.pty, "Company▼");
    pty_wait_text(c.pty, "Data type▼");
    pty_keys(c.pty, ":columns tags\r");
    pty_wait_text(c.pty, "Tags");
    pty_keys(c.pty, ":columns\r");
    pty_wait_text(c.pty, "The usual columns. There are: state,name,");
    pty_wait_text(c.pty, "Company▼");
    pty_wait_text(c.pty, "Id");
    child_quit(&c);
}
END_TEST

/* --- bytes ----------------------------------------------------------------------- */

/* The frame's title, which only tests ask for. */
#define TITLE_BYTES 16

START_TEST(a_filtered_pane_moves_at_the_same_price)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    child_order(&c, "many 0 3000 3007");
    pty_wait_text(c.pty, "/3,007");
    pty_keys(c.pty, "/company\rsg");
    pty_wait_text(c.pty, "3,000 of 3,007");
    for (int i = 0; i < 12; i++) {
        size_t before = pty_bytes_written(c.pty);
        pty_keys(c.pty, "j");
        pty_wait_frame(c.pty);
        size_t bytes = pty_bytes_written(c.pty) - before;
        ck_assert_msg(bytes <= 200 + TITLE_BYTES, "%zu bytes", bytes);
    }
    size_t before = pty_bytes_written(c.pty);
    child_order(&c, "wait 1");
    pty_wait_frame(c.pty);
    ck_assert_uint_le(pty_bytes_written(c.pty) - before, TITLE_BYTES);
    child_quit(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("finding");
    TCase *tc = tcase_create("finding");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_loop_test(tc, filtered_and_sorted_screens, 0, sizeof views / sizeof *views);
    tcase_add_test(tc, every_keystroke_filters);
    tcase_add_test(tc, a_bad_term_is_marked_and_the_last_good_filter_stays);
    tcase_add_test(tc, esc_while_typing_restores_and_esc_in_the_pane_clears);
    tcase_add_test(tc, nothing_that_matches_is_a_sentence);
    tcase_add_test(tc, the_cursor_comes_home_when_the_filter_is_abandoned);
    tcase_add_loop_test(tc, the_cursor_stays_when_a_kept_filter_is_cleared, 0, 2);
    tcase_add_test(tc, a_filtered_cursor_stays_on_its_company);
    tcase_add_test(tc, a_key_does_not_move_on_from_a_row_that_went);
    tcase_add_test(tc, a_company_stays_while_somebody_works_on_it);
    tcase_add_test(tc, a_new_filter_keeps_nobody);
    tcase_add_test(tc, a_company_that_left_the_list_sends_the_focus_back);
    tcase_add_test(tc, the_filter_belongs_to_the_pane);
    tcase_add_loop_test(tc, a_filter_shows_in_every_width, 0, 10);
    tcase_add_test(tc, marks_stay_in_the_title_of_a_filtered_pane);
    tcase_add_test(tc, sorting_shows_and_keeps_the_cursor_on_its_row);
    tcase_add_test(tc, data_types_and_pulls_are_sorted_too);
    tcase_add_test(tc, without_titles_of_columns_the_pane_says_it);
    tcase_add_test(tc, commands_by_name_take_columns_and_filters);
    tcase_add_test(tc, a_setup_is_how_panes_begin);
    tcase_add_test(tc, a_filtered_pane_moves_at_the_same_price);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
