/* How the whole program looks and is pointed at: themes, colours by role, sizes of panes,
 * and the mouse. */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/console.h"
#include "tests/place.h"
#include "tests/suite.h"

/* The console with that configuration; env may be NULL. */
static struct console open_configured(const char *config, const char *const *env)
{
    const char *const args[] = {"-c", place_puts("config.ini", config), NULL};
    struct console c =
        console_open(&(struct console_options){.rows = 24, .args = args, .env = env});
    console_wait_settled(&c);
    pty_wait_text(c.pty, "1/12");
    pty_wait_text(c.pty, "✗ ");
    return c;
}

static struct pty_cell cell_of(struct console *c, const char *text)
{
    int row = pty_find_row(c->pty, text);
    ck_assert_msg(row >= 0, "\"%s\" is not on the screen", text);
    return pty_cell(c->pty, row, pty_find_col(c->pty, row, text));
}

/* --- themes ---------------------------------------------------------------------- */

START_TEST(a_theme_is_chosen_in_the_configuration)
{
    struct console c = open_configured("[ui]\ntheme = light\n", NULL);
    ck_assert_int_eq(cell_of(&c, "✗ ").fg, 124);
    ck_assert_int_eq(cell_of(&c, "│ ✓").fg, 25); /* the edge */
    console_close(&c);
}
END_TEST

START_TEST(eight_colors_are_enough)
{
    static const char *const env[] = {"TERM=xterm", NULL};
    struct console c = open_configured("[ui]\ntheme = light\n", env);
    ck_assert_int_eq(cell_of(&c, "✗ ").fg, 1);
    ck_assert_int_eq(cell_of(&c, "│ ✓").fg, 4);
    console_close(&c);
}
END_TEST

START_TEST(roles_are_set_one_by_one)
{
    struct console c = open_configured("[theme]\nfailed = bold underline 200 on 17\n"
                                       "cursor = bold 16 on 153\n",
                                       NULL);
    struct pty_cell failed = cell_of(&c, "✗ "), cursor = cell_of(&c, "✓ Ashdown");
    ck_assert_int_eq(failed.fg, 200);
    ck_assert_int_eq(failed.bg, 17);
    ck_assert(failed.bold && failed.underline);
    ck_assert_int_eq(cursor.fg, 16);
    ck_assert_int_eq(cursor.bg, 153);
    ck_assert(cursor.bold && !cursor.reverse);
    console_close(&c);
}
END_TEST

static bool is_plain(struct pty *p, const void *arg)
{
    (void)arg;
    for (int row = 0; row < pty_rows(p); row++)
        for (int col = 0; col < pty_cols(p); col++)
            if (pty_cell(p, row, col).fg != PTY_DEFAULT ||
                pty_cell(p, row, col).bg != PTY_DEFAULT)
                return false;
    return true;
}

static bool has_light_edges(struct pty *p, const void *arg)
{
    (void)arg;
    return pty_cell(p, 1, 0).fg == 25;
}

START_TEST(themes_are_changed_by_name)
{
    struct console c = open_configured("", NULL);
    pty_keys(c.pty, ":theme mono\r");
    pty_wait_until(c.pty, is_plain, NULL, "a screen without colours");
    pty_keys(c.pty, ":theme light\r");
    pty_wait_until(c.pty, has_light_edges, NULL, "the light theme's edges");
    pty_keys(c.pty, ":theme solarized\r");
    pty_wait_text(c.pty, "There is no theme");
    console_close(&c);
}
END_TEST

START_TEST(no_color_leaves_the_attributes)
{
    static const char *const env[] = {"NO_COLOR=1", NULL};
    struct console c =
        open_configured("[ui]\ntheme = dark\n[theme]\nfailed = underline red\n", env);
    ck_assert(is_plain(c.pty, NULL));
    ck_assert(cell_of(&c, "✗ ").underline);
    ck_assert(cell_of(&c, "✓ Ashdown").reverse);
    console_close(&c);
}
END_TEST

/* --- sizes ----------------------------------------------------------------------- */

/* Where the edge between companies and data types is. */
static bool edge_at(struct pty *p, const void *arg)
{
    return pty_find_col(p, 1, "┐") == *(const int *)arg;
}

static void wait_edge(struct console *c, int col)
{
    pty_wait_until(c->pty, edge_at, &col, "the edge in its place");
}

static bool row_of_history(struct pty *p, const void *arg)
{
    return pty_find_row(p, "Pull history") == *(const int *)arg;
}

static void wait_history(struct console *c, int row)
{
    pty_wait_until(c->pty, row_of_history, &row, "the history in its place");
}

START_TEST(panes_change_their_sizes)
{
    struct console c = open_configured("", NULL);
    int usual = pty_find_col(c.pty, 1, "┐"), row = pty_find_row(c.pty, "Pull history");
    pty_keys(c.pty, ">>");
    wait_edge(&c, usual + 4);
    pty_keys(c.pty, "<<<");
    wait_edge(&c, usual - 2);
    pty_keys(c.pty, "+++");
    wait_history(&c, row + 3);
    pty_keys(c.pty, "-----");
    wait_history(&c, row - 2);
    pty_keys(c.pty, "=");
    wait_edge(&c, usual);
    wait_history(&c, row);
    pty_keys(c.pty, "f");
    wait_edge(&c, pty_cols(c.pty) - 1);
    pty_keys(c.pty, ">");
    pty_wait_text(c.pty, "f ends that");
    pty_keys(c.pty, "\t");
    wait_history(&c, -1);
    pty_wait_text(c.pty, "┌ Data types");
    pty_keys(c.pty, "f");
    wait_edge(&c, usual);
    console_close(&c);
}
END_TEST

/* --- the mouse ------------------------------------------------------------------- */

#define MOUSE "[ui]\nmouse = true\n"

/* The button goes down and up again over that cell. */
static void click(struct console *c, int row, int col)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1,
             col + 1, row + 1);
    pty_keys(c->pty, bytes);
}

static void click_on(struct console *c, const char *text)
{
    int row = pty_find_row(c->pty, text);
    ck_assert_msg(row >= 0, "\"%s\" is not on the screen", text);
    click(c, row, pty_find_col(c->pty, row, text));
}

static void turn_wheel(struct console *c, bool down, int row, int col)
{
    char bytes[32];
    snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM", down ? 65 : 64, col + 1, row + 1);
    pty_keys(c->pty, bytes);
}

START_TEST(the_mouse_is_left_alone_until_it_is_asked_for)
{
    struct console c = open_configured("", NULL);
    ck_assert(!pty_raw_contains(c.pty, "\033[?1000h"));
    /* What a terminal sends all the same does nothing. */
    click_on(&c, "✓ Granary");
    pty_keys(c.pty, ":mouse\r");
    pty_wait_text(c.pty, "The mouse is on");
    ck_assert(cell_of(&c, "✓ Ashdown").reverse);
    ck_assert(pty_raw_contains(c.pty, "\033[?1000h\033[?1006h"));
    ck_assert(!pty_raw_contains(c.pty, "\033[?1000l"));
    pty_keys(c.pty, ":mouse\r");
    pty_wait_text(c.pty, "The mouse is off");
    ck_assert(pty_raw_contains(c.pty, "\033[?1006l\033[?1000l"));
    console_close(&c);
}
END_TEST

START_TEST(the_mouse_is_given_back)
{
    struct console c = open_configured(MOUSE, NULL);
    ck_assert(pty_raw_contains(c.pty, "\033[?1000h"));
    pty_keys(c.pty, "q");
    pty_wait_exit(c.pty);
    ck_assert(pty_raw_contains(c.pty, "\033[?1006l\033[?1000l"));
    console_close(&c);
}
END_TEST

START_TEST(the_mouse_is_given_back_by_a_crash)
{
    struct console c = open_configured(MOUSE, NULL);
    pty_signal(c.pty, SIGQUIT);
    pty_wait_exit(c.pty);
    ck_assert(pty_raw_contains(c.pty, "\033[?1006l\033[?1000l"));
    console_close(&c);
}
END_TEST

START_TEST(a_click_selects_and_a_double_click_shows_details)
{
    struct console c = open_configured(MOUSE, NULL);
    click_on(&c, "✓ Granary");
    pty_wait_text(c.pty, "Data types · Granary");
    pty_wait_text(c.pty, "3/12");
    ck_assert(cell_of(&c, "✓ Granary").reverse);
    pty_wait_text(c.pty, "never synced");
    int row = pty_find_row(c.pty, "balanceSheet");
    int col = pty_find_col(c.pty, row, "balanceSheet");
    click(&c, row, col);
    pty_wait_text(c.pty, "6/43");
    ck_assert(cell_of(&c, "balanceSheet").reverse);
    click(&c, row, col);
    click(&c, row, col);
    pty_wait_text(c.pty, "Esc close");
    click_on(&c, "Esc close");
    pty_wait_no_text(c.pty, "Esc close");
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 0);
    console_close(&c);
}
END_TEST

START_TEST(the_wheel_scrolls_what_is_under_it)
{
    struct console c = open_configured(MOUSE, NULL);
    int row = pty_find_row(c.pty, "balanceSheet");
    ck_assert_int_gt(row, 0);
    turn_wheel(&c, true, row, 60);
    pty_wait_no_text(c.pty, "balanceSheet  ");
    /* The companies keep the focus and their cursor. */
    ck_assert(cell_of(&c, "✓ Ashdown").reverse);
    pty_wait_text(c.pty, "1/12");
    turn_wheel(&c, false, row, 60);
    pty_wait_text(c.pty, "balanceSheet  ");
    console_close(&c);
}
END_TEST

/* The names of the first and the last company on the screen. */
static bool begins_with(struct pty *p, const void *name)
{
    return strstr(pty_row(p, 3), name) != NULL;
}

START_TEST(a_click_on_a_title_sorts)
{
    struct console c = open_configured(MOUSE, NULL);
    pty_wait_until(c.pty, begins_with, "✓ Ashdown", "the first name first");
    click_on(&c, "Company");
    pty_wait_until(c.pty, begins_with, "✓ 金龙贸易", "the last name first");
    click_on(&c, "Company");
    pty_wait_until(c.pty, begins_with, "✓ Ashdown", "the first name first");
    /* The cursor has been on its company all the time. */
    ck_assert(cell_of(&c, "✓ Ashdown").reverse);
    console_close(&c);
}
END_TEST

START_TEST(hints_can_be_clicked)
{
    struct console c = open_configured(MOUSE, NULL);
    click_on(&c, "? help");
    pty_wait_text(c.pty, "┌ Help");
    turn_wheel(&c, true, 10, 10);
    pty_wait_text(c.pty, " 4-");
    click_on(&c, "Esc close");
    pty_wait_no_text(c.pty, "┌ Help");
    console_close(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("screen_look");
    TCase *tc = tcase_create("look");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_checked_fixture(tc, place_open, place_close);
    tcase_add_test(tc, a_theme_is_chosen_in_the_configuration);
    tcase_add_test(tc, eight_colors_are_enough);
    tcase_add_test(tc, roles_are_set_one_by_one);
    tcase_add_test(tc, themes_are_changed_by_name);
    tcase_add_test(tc, no_color_leaves_the_attributes);
    tcase_add_test(tc, panes_change_their_sizes);
    tcase_add_test(tc, the_mouse_is_left_alone_until_it_is_asked_for);
    tcase_add_test(tc, the_mouse_is_given_back);
    tcase_add_test(tc, the_mouse_is_given_back_by_a_crash);
    tcase_add_test(tc, a_click_selects_and_a_double_click_shows_details);
    tcase_add_test(tc, the_wheel_scrolls_what_is_under_it);
    tcase_add_test(tc, a_click_on_a_title_sorts);
    tcase_add_test(tc, hints_can_be_clicked);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
