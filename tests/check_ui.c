/* The screen as a person sees it: a world built by hand, painted on a terminal. */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
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

static bool row_is_reversed(struct pty *p, const char *text)
{
    int row = pty_find_row(p, text);
    ck_assert_int_ge(row, 0);
    return pty_cell(p, row, pty_find_col(p, row, text)).reverse;
}

/* --- whole screens -------------------------------------------------------------- */

START_TEST(screens_of_every_size)
{
    static const struct {
        int rows, cols;
        const char *name;
    } sizes[] = {
        {24, 100, "ui-100x24"}, {24, 80, "ui-80x24"}, {60, 200, "ui-200x60"},
        {24, 40, "ui-40x24"},   {12, 40, "ui-40x12"}, {5, 20, "ui-20x5"},
        {20, 60, "ui-60x20"},   {8, 80, "ui-80x8"},
    };
    struct child c = {.config = {.ascii = false}};
    child_start(&c, sizes[_i].rows, sizes[_i].cols, NULL);
    child_order(&c, "picture");
    pty_wait_text(c.pty, "aardvark");
    pty_keys(c.pty, "jjjj");
    pty_wait_text(c.pty, "5/7");
    child_order(&c, "wait 200");
    pty_expect_screen(c.pty, sizes[_i].name);
    child_quit(&c);
}
END_TEST

START_TEST(ascii_screens)
{
    static const char *const locale_c[] = {"LC_ALL=C", NULL};
    struct child c = {.config = {.ascii = _i == 0}};
    child_start(&c, 24, 80, _i == 0 ? NULL : locale_c);
    child_order(&c, "picture");
    pty_wait_text(c.pty, "aardvark");
    pty_keys(c.pty, "jjjj");
    pty_wait_text(c.pty, "5/7");
    child_order(&c, "wait 200");
    pty_expect_screen(c.pty, "ui-80x24-ascii");
    size_t len;
    const char *raw = pty_raw(c.pty, &len);
    for (size_t i = 0; i < len; i++)
        ck_assert_uint_lt((unsigned char)raw[i], 128);
    child_quit(&c);
}
END_TEST

START_TEST(too_small_is_said_and_survived)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    static const int sizes[][2] = {{1, 1}, {4, 80}, {24, 19}, {2, 5}, {5, 20}, {1, 200}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        pty_resize(c.pty, sizes[i][0], sizes[i][1]);
        pty_wait_frame(c.pty);
        pty_keys(c.pty, "j?\033R");
        pty_keys(c.pty, "\033");
        if (sizes[i][0] < 5 && sizes[i][1] >= 30)
            pty_wait_text(c.pty, "Too small");
    }
    pty_resize(c.pty, 24, 80);
    pty_wait_text(c.pty, "┌ Companies");
    child_quit(&c);
}
END_TEST

START_TEST(states_without_rows_are_sentences)
{
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, 80, NULL);
    pty_wait_text(c.pty, "Reading companies…");
    child_order(&c, "fail list");
    pty_wait_text(c.pty, "timed out");
    pty_wait_text(c.pty, "Next try in");
    pty_wait_text(c.pty, "0a1b2c3d");
    child_order(&c, "names");
    pty_wait_text(c.pty, "No companies.");
    child_order(&c, "names Alone");
    pty_wait_text(c.pty, "Reading data types…");
    pty_wait_text(c.pty, "Reading the pull history…");
    child_quit(&c);
}
END_TEST

START_TEST(a_failing_pane_keeps_its_rows_and_says_since_when)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    child_order(&c, "fail pulls");
    pty_wait_text(c.pty, "timed out since 09:15:00, next try in 5s");
    ck_assert_int_ge(pty_find_row(c.pty, "24 Nov 09:14:02 invoices"), 0);
    child_order(&c, "fail statuses");
    pty_wait_text(c.pty, "Traders ── timed out since 09:15:00");
    ck_assert_int_ge(pty_find_row(c.pty, "PrerequisiteNotMet"), 0);
    child_order(&c, "wait 1500");
    pty_wait_text(c.pty, "next try in 4s");
    child_quit(&c);
}
END_TEST

/* --- the cursor ----------------------------------------------------------------- */

START_TEST(the_cursor_stays_on_its_company)
{
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, 80, NULL);
    child_order(&c, "names Bravo Delta Foxtrot");
    pty_wait_text(c.pty, "1/3");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "2/3");
    child_order(&c, "names Alpha Bravo Charlie Delta Echo Foxtrot");
    pty_wait_text(c.pty, "4/6");
    ck_assert(row_is_reversed(c.pty, "  Delta"));
    child_order(&c, "names Alpha Echo Foxtrot");
    pty_wait_text(c.pty, "3/3");
    ck_assert(row_is_reversed(c.pty, "  Foxtrot"));
    child_quit(&c);
}
END_TEST

/* While a fleet arrives, the first company of all is shown, until somebody uses a key. */
START_TEST(an_untouched_cursor_stays_on_the_first_company)
{
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, 80, NULL);
    child_order(&c, "names Delta Foxtrot");
    pty_wait_text(c.pty, "1/2");
    child_order(&c, "names Alpha Bravo Delta Foxtrot");
    pty_wait_text(c.pty, "1/4");
    ck_assert(row_is_reversed(c.pty, "  Alpha"));
    pty_keys(c.pty, "?\033");
    child_order(&c, "names Aaron Alpha Bravo Delta Foxtrot");
    pty_wait_text(c.pty, "2/5");
    ck_assert(row_is_reversed(c.pty, "  Alpha"));
    child_quit(&c);
}
END_TEST

START_TEST(the_panes_follow_when_the_cursor_rests)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_wait_text(c.pty, "Data types · Northwind Traders");
    pty_keys(c.pty, "k");
    pty_wait_text(c.pty, "4/7");
    ck_assert_int_ge(pty_find_row(c.pty, "Data types · Northwind Traders"), 0);
    child_order(&c, "wait 200");
    pty_wait_text(c.pty, "Data types · Fabrikam");
    pty_wait_text(c.pty, "Reading data types…");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "5/7");
    pty_keys(c.pty, "\t");
    pty_wait_text(c.pty, "Data types · Northwind Traders");
    child_quit(&c);
}
END_TEST

START_TEST(focus_goes_round)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\tj");
    pty_wait_text(c.pty, "2/14");
    pty_keys(c.pty, "\t\033[B");
    pty_wait_text(c.pty, "2/412");
    pty_keys(c.pty, "\tk");
    pty_wait_text(c.pty, "4/7");
    pty_keys(c.pty,
             "lllhj"); /* the data types are beside the companies, and nothing more */
    pty_wait_text(c.pty, "5/7");
    pty_keys(c.pty, "\033[Zhk"); /* and so is the history */
    pty_wait_text(c.pty, "4/7");
    pty_keys(c.pty, "j\033[Z");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "61/412");
    pty_keys(c.pty, "g");
    pty_wait_text(c.pty, "1/412");
    child_quit(&c);
}
END_TEST

/* Nobody uses the history's cursor: it shows what is new. */
START_TEST(new_pulls_are_in_sight)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    for (int i = 0; i < 20; i++) {
        child_order(&c, "wait 1000");
        child_order(&c, "pull new-%d items%d Queued 0", i, i);
    }
    pty_wait_text(c.pty, "1/412");
    pty_wait_text(c.pty, "items19");
    ck_assert_int_gt(pty_find_row(c.pty, "09:15 items"), 12);
    pty_keys(c.pty, "\t\tj");
    pty_wait_text(c.pty, "2/412");
    child_order(&c, "wait 1000");
    child_order(&c, "pull newest journals Queued 0");
    pty_wait_text(c.pty, "3/412");
    child_quit(&c);
}
END_TEST

START_TEST(a_list_that_loads_shows_how_far)
{
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, 80, NULL);
    child_order(&c, "many 0 100 100000");
    pty_wait_text(c.pty, "100 / 100,000 companies");
    child_order(&c, "many 0 5000 100000");
    pty_wait_text(c.pty, "5,000 / 100,000 companies");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "5,000/5,000");
    child_quit(&c);
}
END_TEST

START_TEST(resizes_in_a_row_end_well)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    for (int i = 0; i < 60; i++)
        pty_resize(c.pty, 1 + i * 7 % 50, 1 + i * 37 % 180);
    pty_resize(c.pty, 24, 100);
    pty_expect_screen(c.pty, "ui-100x24");
    child_quit(&c);
}
END_TEST

/* --- refreshing ----------------------------------------------------------------- */

START_TEST(r_refreshes_the_data_type_under_the_cursor)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\tj");
    pty_wait_text(c.pty, "2/14");
    pty_keys(c.pty, "kr");
    pty_wait_text(c.pty, "intent: refresh northwind invoices -");
    pty_wait_text(c.pty, "sending…");
    child_quit(&c);
}
END_TEST

/* The row under the cursor is another one by the time the key is read. */
START_TEST(r_means_what_was_on_screen)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\tj");
    pty_wait_text(c.pty, "2/14");
    ck_assert(row_is_reversed(c.pty, "banking-transacti"));
    child_order(&c, "pull p1 taxRates FetchError -1");
    pty_wait_text(c.pty, "3/14");
    ck_assert(row_is_reversed(c.pty, "banking-transacti"));
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "intent: refresh northwind banking-transactionCategories -");
    child_quit(&c);
}
END_TEST

START_TEST(r_in_the_history_names_the_connection)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\033[Z");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "intent: refresh northwind bills northwind");
    child_quit(&c);
}
END_TEST

START_TEST(a_company_is_only_refreshed_after_yes)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    pty_keys(c.pty, _i == 0 ? "R" : "r");
    pty_wait_text(c.pty, "Refresh all data types of Northwind Traders in PROD?");
    pty_wait_text(c.pty, "[y] yes");
    pty_keys(c.pty, "xj");
    pty_keys(c.pty, "n");
    pty_wait_no_text(c.pty, "Refresh all data types of Northwind");
    /* Nobody answers what was not asked yet. */
    pty_keys(c.pty, "Ry");
    pty_wait_text(c.pty, "The question was not on screen yet. Press again.");
    pty_wait_text(c.pty, "[y] yes");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "intent: refresh northwind all -");
    ck_assert_int_lt(pty_find_row(c.pty, "Refresh all data types of Northwind"), 0);
    child_quit(&c);
}
END_TEST

START_TEST(read_only_says_why_not)
{
    struct child c = {.config = {.read_only = true}};
    start_picture(&c, 24, 100);
    pty_wait_text(c.pty, "READ-ONLY");
    ck_assert_int_lt(pty_find_row(c.pty, "refresh all"), 0);
    pty_keys(c.pty, "R");
    pty_wait_text(c.pty, "Read-only: refreshes are switched off.");
    child_order(&c, "wait 6000");
    pty_wait_no_text(c.pty, "Read-only:");
    pty_keys(c.pty, "\tr");
    pty_wait_text(c.pty, "Read-only: refreshes are switched off.");
    child_quit(&c);
}
END_TEST

/* --- details -------------------------------------------------------------------- */

START_TEST(details_of_a_pull_move_with_it)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\t\tj\r");
    pty_wait_text(c.pty, "┌ Pull ─");
    pty_wait_text(c.pty, "The platform answered 503.");
    pty_wait_text(c.pty, "0b6f6d4e-0000-4b1c-9a55-6a3d2f0c7e11");
    pty_wait_text(c.pty, "Refresh again later");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "┌ Pull ─");
    pty_keys(c.pty, "k\r");
    pty_wait_text(c.pty, "◐ Fetching  ████▌░░░░░ 46%");
    child_order(&c, "pull moving-pull bills Mapping 70");
    pty_wait_text(c.pty, "◐ Mapping  ███████░░░ 70%");
    child_order(&c, "pull moving-pull bills AuthError -1");
    pty_wait_text(c.pty, "The customer must relink");
    pty_wait_text(c.pty, "https://link.codat.io/company/3f2a/xero");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "intent: refresh northwind bills northwind");
    pty_keys(c.pty, "q");
    pty_wait_no_text(c.pty, "┌ Pull ─");
    child_quit(&c);
}
END_TEST

START_TEST(a_data_type_without_a_pull_has_details)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 100);
    pty_keys(c.pty, "\t");
    pty_keys(c.pty, "G\r");
    pty_wait_text(c.pty, "No pull of this data type is known.");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "No pull of");
    child_quit(&c);
}
END_TEST

/* --- help and messages ---------------------------------------------------------- */

START_TEST(help_scrolls_and_closes)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    pty_keys(c.pty, "?");
    pty_wait_text(c.pty, "refresh all data types of the company");
    pty_wait_text(c.pty, "1-19 of");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "2-20 of");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "reads happen by themselves");
    pty_keys(c.pty, "\003");
    pty_wait_no_text(c.pty, "┌ Help");
    pty_keys(c.pty, "\003");
    pty_wait_text(c.pty, "intent: cancel");
    pty_keys(c.pty, ".");
    pty_wait_text(c.pty, "intent: read");
    child_quit(&c);
}
END_TEST

START_TEST(messages_leave_the_status_line_and_stay_in_the_log)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    child_order(&c,
                "complain A sentence that is far too long for one line of the screen, "
                "with an end that only the log shows: 7f3e.");
    pty_wait_text(c.pty, "A sentence that");
    pty_wait_text(c.pty, "m: all of it");
    child_order(&c, "wait 30000");
    pty_wait_no_text(c.pty, "A sentence that");
    pty_wait_text(c.pty, "r refresh");
    pty_keys(c.pty, "m");
    pty_wait_text(c.pty, "24 Nov 09:15:00");
    pty_wait_text(c.pty, "7f3e.");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "7f3e.");
    child_quit(&c);
}
END_TEST

/* --- colours -------------------------------------------------------------------- */

static bool any_colour(struct pty *p)
{
    for (int row = 0; row < pty_rows(p); row++)
        for (int col = 0; col < pty_cols(p); col++) {
            struct pty_cell cell = pty_cell(p, row, col);
            if (cell.fg != PTY_DEFAULT || cell.bg != PTY_DEFAULT)
                return true;
        }
    return false;
}

START_TEST(colours_can_be_left_out)
{
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    static const char *const vt100[] = {"TERM=vt100", NULL};
    static const char *const empty[] = {"NO_COLOR=", NULL};
    static const struct {
        const char *const *env;
        enum ui_color color;
        bool colored;
    } rows[] = {
        {NULL, UI_COLOR_AUTO, true},       {no_color, UI_COLOR_AUTO, false},
        {NULL, UI_COLOR_NEVER, false},     {vt100, UI_COLOR_AUTO, false},
        {no_color, UI_COLOR_ALWAYS, true}, {empty, UI_COLOR_AUTO, true},
    };
    struct child c = {.config = {.color = rows[_i].color, .production = true}};
    child_start(&c, 24, 80, rows[_i].env);
    child_order(&c, "picture");
    pty_wait_text(c.pty, "Northwind");
    ck_assert_int_eq(any_colour(c.pty), rows[_i].colored);
    ck_assert(row_is_reversed(c.pty, "  aardvark"));
    ck_assert(row_is_reversed(c.pty, "PROD"));
    child_quit(&c);
}
END_TEST

START_TEST(production_is_red_and_others_are_not)
{
    struct child c = {.config = {.production = true, .environment = "PROD"}};
    child_start(&c, 24, 80, NULL);
    pty_wait_text(c.pty, "PROD");
    struct pty_cell cell = pty_cell(c.pty, 0, pty_find_col(c.pty, 0, "PROD"));
    ck_assert(cell.reverse && cell.bold);
    ck_assert_int_eq(cell.fg, 1);
    child_quit(&c);
    c = (struct child){.config = {.environment = "DEMO"}};
    child_start(&c, 24, 80, NULL);
    pty_wait_text(c.pty, "DEMO");
    cell = pty_cell(c.pty, 0, pty_find_col(c.pty, 0, "DEMO"));
    ck_assert(!cell.reverse);
    child_quit(&c);
}
END_TEST

/* --- bytes
 * ---------------------------------------------------------------------------------------
 */

/* The frame's title, which only tests ask for. */
#define TITLE_BYTES 12

START_TEST(a_move_of_the_cursor_costs_few_bytes)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    child_order(&c, "many 0 3000 3007");
    pty_wait_text(c.pty, "/3,007");
    /* As far as the rows of the smallest pane reach: scrolling moves all of them. */
    static const char *const keys[] = {"j", "\033[B", "j", "\033[B", "k", "\033[A"};
    for (int pane = 0; pane < 3; pane++) {
        for (int i = 0; i < 12; i++) {
            size_t before = pty_bytes_written(c.pty);
            pty_keys(c.pty, keys[i % 6]);
            pty_wait_frame(c.pty);
            size_t bytes = pty_bytes_written(c.pty) - before;
            ck_assert_msg(bytes <= 200 + TITLE_BYTES, "%zu bytes in pane %d", bytes,
                          pane);
        }
        pty_keys(c.pty, "\t");
        pty_wait_frame(c.pty);
    }
    child_quit(&c);
}
END_TEST

START_TEST(nothing_changed_nothing_written)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    size_t before = pty_bytes_written(c.pty);
    child_order(&c, "wait 1");
    pty_wait_frame(c.pty);
    ck_assert_uint_le(pty_bytes_written(c.pty) - before, TITLE_BYTES);
    child_quit(&c);
}
END_TEST

/* --- the terminal --------------------------------------------------------------- */

START_TEST(the_terminal_is_given_back)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    ck_assert(pty_alternate(c.pty));
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    ck_assert(!pty_alternate(c.pty));
    pty_free(&c.pty);
}
END_TEST

START_TEST(the_terminal_is_given_back_by_a_crash)
{
    static const struct {
        const char *order;
        int signal;
    } ways[] = {{"crash", SIGSEGV}, {"abort", SIGABRT}, {NULL, SIGQUIT}, {NULL, SIGBUS}};
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    int row, col;
    if (ways[_i].order)
        child_order(&c, "%s", ways[_i].order);
    else if (ways[_i].signal == SIGQUIT)
        pty_keys(c.pty, "\034");
    else
        pty_signal(c.pty, ways[_i].signal);
    int status = pty_wait_exit(c.pty);
    /* A sanitizer takes the signal over, tells of it, and exits by itself. */
    ck_assert_msg(status == 128 + ways[_i].signal || status == 1 || status == 66,
                  "it ended with %d", status);
    ck_assert(!pty_alternate(c.pty));
    ck_assert(pty_cursor(c.pty, &row, &col));
    pty_free(&c.pty);
}
END_TEST

START_TEST(a_terminal_that_hangs_up_ends_it)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    pty_hang_up(c.pty);
    int status = pty_wait_exit(c.pty);
    ck_assert(status == 0 || status == 128 + SIGHUP);
    pty_free(&c.pty);
}
END_TEST

START_TEST(suspended_and_continued_in_another_size)
{
    struct child c = {.config = {.ascii = false}};
    start_picture(&c, 24, 80);
    pty_keys(c.pty, "\032");
    pty_wait_stopped(c.pty);
    ck_assert(!pty_alternate(c.pty));
    pty_resize(c.pty, 24, 100);
    pty_signal(c.pty, SIGCONT);
    pty_wait_text(c.pty, "2h ago");
    ck_assert(pty_alternate(c.pty));
    child_quit(&c);
}
END_TEST

START_TEST(terminals_that_cannot_are_refused)
{
    static const char *const terms[][2] = {
        {"TERM=dumb", NULL}, {"TERM=no-such-terminal", NULL}, {"TERM", NULL}};
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, 200, terms[_i]);
    ck_assert_int_eq(pty_wait_exit(c.pty), 9);
    ck_assert(pty_raw_contains(c.pty, "TERM"));
    pty_free(&c.pty);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("ui");
    TCase *tc = tcase_create("ui");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_loop_test(tc, screens_of_every_size, 0, 8);
    tcase_add_loop_test(tc, ascii_screens, 0, 2);
    tcase_add_test(tc, too_small_is_said_and_survived);
    tcase_add_test(tc, states_without_rows_are_sentences);
    tcase_add_test(tc, a_failing_pane_keeps_its_rows_and_says_since_when);
    tcase_add_test(tc, the_cursor_stays_on_its_company);
    tcase_add_test(tc, an_untouched_cursor_stays_on_the_first_company);
    tcase_add_test(tc, the_panes_follow_when_the_cursor_rests);
    tcase_add_test(tc, focus_goes_round);
    tcase_add_test(tc, new_pulls_are_in_sight);
    tcase_add_test(tc, a_list_that_loads_shows_how_far);
    tcase_add_test(tc, resizes_in_a_row_end_well);
    tcase_add_test(tc, r_refreshes_the_data_type_under_the_cursor);
    tcase_add_test(tc, r_means_what_was_on_screen);
    tcase_add_test(tc, r_in_the_history_names_the_connection);
    tcase_add_loop_test(tc, a_company_is_only_refreshed_after_yes, 0, 2);
    tcase_add_test(tc, read_only_says_why_not);
    tcase_add_test(tc, details_of_a_pull_move_with_it);
    tcase_add_test(tc, a_data_type_without_a_pull_has_details);
    tcase_add_test(tc, help_scrolls_and_closes);
    tcase_add_test(tc, messages_leave_the_status_line_and_stay_in_the_log);
    tcase_add_loop_test(tc, colours_can_be_left_out, 0, 6);
    tcase_add_test(tc, production_is_red_and_others_are_not);
    tcase_add_test(tc, a_move_of_the_cursor_costs_few_bytes);
    tcase_add_test(tc, nothing_changed_nothing_written);
    tcase_add_test(tc, the_terminal_is_given_back);
    tcase_add_loop_test(tc, the_terminal_is_given_back_by_a_crash, 0, 4);
    tcase_add_test(tc, a_terminal_that_hangs_up_ends_it);
    tcase_add_test(tc, suspended_and_continued_in_another_size);
    tcase_add_loop_test(tc, terminals_that_cannot_are_refused, 0, 3);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
