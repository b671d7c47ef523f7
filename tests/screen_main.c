/* What the console shows, end to end: the real program against the simulator, whole
 * screens compared. */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/console.h"
#include "tests/suite.h"

/* --- whole screens --------------------------------------------------------------- */

static const struct view {
    int rows, cols;
    const char *fixture;
} views[] = {
    {24, 80, "main-80x24"}, {24, 100, "main-100x24"}, {60, 200, "main-200x60"},
    {12, 40, "main-40x12"}, {5, 20, "main-20x5"},
};

START_TEST(main_view)
{
    const struct view *v = &views[_i];
    struct console c =
        console_open(&(struct console_options){.rows = v->rows, .cols = v->cols});
    console_wait_settled(&c);
    pty_expect_screen(c.pty, v->fixture);
    console_close(&c);
}
END_TEST

START_TEST(main_view_in_ascii)
{
    static const char *const ascii[] = {"--ascii", NULL};
    struct console c = console_open(&(struct console_options){.args = ascii});
    console_wait_settled(&c);
    pty_expect_screen(c.pty, "main-ascii");
    console_close(&c);
}
END_TEST

/* The locale alone is enough, and then not one byte needs more than ASCII. */
START_TEST(main_view_in_locale_c)
{
    /* Not xterm: in this locale ncurses uses its "repeat character", after which libvterm
     * 0.1.4 misplaces what follows at the right border. */
    static const char *const env[] = {"LC_ALL=C", "TERM=tmux-256color", NULL};
    struct console c = console_open(&(struct console_options){.env = env});
    console_wait_settled(&c);
    pty_expect_screen(c.pty, "main-ascii");
    size_t len;
    const char *bytes = pty_raw(c.pty, &len);
    for (size_t i = 0; i < len; i++)
        ck_assert_msg((bytes[i] & 0x80) == 0, "byte %zu is %#x", i, bytes[i] & 0xff);
    console_close(&c);
}
END_TEST

START_TEST(first_frame_awaits_nothing)
{
    struct console c = console_open(&(struct console_options){.faults = "stall"});
    pty_expect_screen(c.pty, "first-frame");
    console_close(&c);
}
END_TEST

/* Wide characters, right-to-left text and combining marks leave every border in its
 * column. */
START_TEST(borders_stand_whatever_the_names)
{
    struct console c =
        console_open(&(struct console_options){.rows = 40, .companies = 60});
    console_wait_ready(&c);
    pty_wait_text(c.pty, " 1/60 ");
    int right = pty_find_col(c.pty, 1, "┐");
    ck_assert_int_gt(right, 20);
    for (int row = 2; row < 38; row++) {
        ck_assert_str_eq(pty_cell(c.pty, row, 0).text, "│");
        ck_assert_str_eq(pty_cell(c.pty, row, right).text, "│");
        ck_assert_int_eq(pty_cell(c.pty, row, pty_cols(c.pty) - 1).width, 1);
    }
    console_close(&c);
}
END_TEST

/* --- colour ---------------------------------------------------------------------- */

static struct pty_cell failed_sign(struct console *c)
{
    int row = pty_find_row(c->pty, "✗ ");
    ck_assert_int_ge(row, 0);
    return pty_cell(c->pty, row, pty_find_col(c->pty, row, "✗"));
}

START_TEST(a_failure_is_red)
{
    struct console c =
        console_open(&(struct console_options){.rows = 50, .companies = 40});
    pty_wait_text(c.pty, "✗ ");
    ck_assert_int_eq(failed_sign(&c).fg, 1);
    ck_assert_int_eq(failed_sign(&c).bg, PTY_DEFAULT);
    console_close(&c);
}
END_TEST

static void check_colorless(const struct console_options *o)
{
    struct console c = console_open(o);
    console_wait_ready(&c);
    for (int row = 0; row < pty_rows(c.pty); row++) {
        for (int col = 0; col < pty_cols(c.pty); col++) {
            ck_assert_int_eq(pty_cell(c.pty, row, col).fg, PTY_DEFAULT);
            ck_assert_int_eq(pty_cell(c.pty, row, col).bg, PTY_DEFAULT);
        }
    }
    console_close(&c);
}

START_TEST(color_can_be_refused)
{
    static const char *const args[] = {"--color", "never", NULL};
    static const char *const env[] = {"NO_COLOR=1", NULL};
    check_colorless(&(struct console_options){.args = args});
    check_colorless(&(struct console_options){.env = env});
}
END_TEST

START_TEST(a_monochrome_terminal_loses_no_word)
{
    static const char *const env[] = {"TERM=vt100", NULL};
    struct console c = console_open(&(struct console_options){.env = env});
    console_wait_settled(&c);
    pty_expect_screen(c.pty, "main-80x24");
    console_close(&c);
}
END_TEST

/* --- moving ---------------------------------------------------------------------- */

START_TEST(the_panes_settle_on_the_selected_company)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_ready(&c);
    pty_keys(c.pty, "jjjj\033OB\033OB\033OA");
    pty_wait_text(c.pty, "Data types · Thornbury");
    pty_wait_text(c.pty, "Pull history · Thornbury");
    pty_wait_text(c.pty, " 6/12 ");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "Data types · 金龙贸易");
    pty_keys(c.pty, "g");
    pty_wait_text(c.pty, "Data types · Ashdown");
    console_close(&c);
}
END_TEST

/* Holding an arrow key down over a long list asks for the company at rest, not for each.
 */
START_TEST(companies_passed_by_are_not_asked_for)
{
    struct console c = console_open(&(struct console_options){.companies = 2000});
    console_wait_ready(&c);
    pty_wait_text(c.pty, "/2,000 ");
    pty_keys(c.pty, "g");
    pty_wait_text(c.pty, " 1/2,000 ");
    for (int i = 0; i < 300; i++)
        pty_keys(c.pty, "j");
    pty_wait_text(c.pty, " 301/2,000 ");
    size_t histories = console_requests(&c, "GET", "/data/history");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, " 2,000/2,000 ");
    ck_assert_uint_le(histories, 60);
    console_close(&c);
}
END_TEST

/* --- sizes ----------------------------------------------------------------------- */

START_TEST(a_storm_of_sizes_ends_in_the_right_screen)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    for (int i = 0; i < 150; i++)
        pty_resize(c.pty, 1 + i * 7 % 60, 1 + i * 13 % 200);
    pty_resize(c.pty, 24, 100);
    pty_expect_screen(c.pty, "main-100x24");
    console_close(&c);
}
END_TEST

/* A terminal that shrinks loses what it showed, even if it grows back at once. */
START_TEST(there_and_back_is_painted_again)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    for (int i = 0; i < 20; i++) {
        pty_resize(c.pty, 3, 10);
        pty_resize(c.pty, 24, 80);
        pty_expect_screen(c.pty, "main-80x24");
    }
    console_close(&c);
}
END_TEST

START_TEST(the_smallest_terminals)
{
    struct console c = console_open(&(struct console_options){.rows = 1, .cols = 1});
    pty_wait_frame(c.pty);
    pty_keys(c.pty, "jkGg?\t");
    pty_resize(c.pty, 2, 10);
    pty_wait_text(c.pty, "Too small");
    pty_resize(c.pty, 1, 1);
    pty_wait_frame(c.pty);
    pty_resize(c.pty, 24, 80);
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "Companies");
    console_close(&c);
}
END_TEST

/* --- dialogs --------------------------------------------------------------------- */

START_TEST(help_is_made_from_the_table_of_keys)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    pty_keys(c.pty, "?");
    pty_expect_screen(c.pty, "help");
    pty_keys(c.pty, "q");
    pty_expect_screen(c.pty, "main-80x24");
    console_close(&c);
}
END_TEST

START_TEST(the_details_of_a_pull_are_read_afresh)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    size_t before = console_requests(&c, "GET", "/data/history/");
    pty_keys(c.pty, "\t\t\r");
    pty_expect_screen(c.pty, "details-pull");
    ck_assert_uint_gt(console_requests(&c, "GET", "/data/history/"), before);
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "Requested by");
    console_close(&c);
}
END_TEST

START_TEST(the_demo_needs_nothing)
{
    static const char *const env[] = {"CODAT_API_KEY", NULL};
    struct console c = console_open(&(struct console_options){.demo = true, .env = env});
    pty_wait_text(c.pty, "DEMO");
    pty_wait_text(c.pty, "240 companies");
    pty_wait_text(c.pty, "Complete");
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    console_close(&c);
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("main view");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_loop_test(tc, main_view, 0, sizeof views / sizeof *views);
    tcase_add_test(tc, main_view_in_ascii);
    tcase_add_test(tc, main_view_in_locale_c);
    tcase_add_test(tc, first_frame_awaits_nothing);
    tcase_add_test(tc, borders_stand_whatever_the_names);
    tcase_add_test(tc, a_failure_is_red);
    tcase_add_test(tc, color_can_be_refused);
    tcase_add_test(tc, a_monochrome_terminal_loses_no_word);
    tcase_add_test(tc, the_panes_settle_on_the_selected_company);
    tcase_add_test(tc, companies_passed_by_are_not_asked_for);
    tcase_add_test(tc, a_storm_of_sizes_ends_in_the_right_screen);
    tcase_add_test(tc, there_and_back_is_painted_again);
    tcase_add_test(tc, the_smallest_terminals);
    tcase_add_test(tc, help_is_made_from_the_table_of_keys);
    tcase_add_test(tc, the_details_of_a_pull_are_read_afresh);
    tcase_add_test(tc, the_demo_needs_nothing);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("screen_main");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
