/* Typing at the screen: the prompt, commands by name, searching in dialogs, and keys that
 * were remapped, in a world built by hand. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/ui_child.h"

static void start(struct child *c, int rows, int cols)
{
    child_start(c, rows, cols, NULL);
    child_order(c, "picture");
    pty_wait_text(c->pty, "aardvark");
}

/* The status row. */
static const char *last_row(struct pty *p)
{
    return pty_row(p, pty_rows(p) - 1);
}

static bool row_is_reversed(struct pty *p, const char *text)
{
    int row = pty_find_row(p, text);
    ck_assert_int_ge(row, 0);
    return pty_cell(p, row, pty_find_col(p, row, text)).reverse;
}

static struct pty_cell cell_of(struct pty *p, int row, const char *text)
{
    int col = pty_find_col(p, row, text);
    ck_assert_int_ge(col, 0);
    return pty_cell(p, row, col);
}

static void remap(struct child *c, const char *command, const char *keys)
{
    char *error = NULL;
    if (!keymap_bind(&c->config.keymap, command, keys, &error))
        ck_abort_msg("%s", error);
}

/* --- the prompt ------------------------------------------------------------------- */

START_TEST(the_cursor_shows_where_text_is_typed)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    int row, col;
    ck_assert(!pty_cursor(c.pty, &row, &col));
    pty_keys(c.pty, ":東é");
    pty_wait_text(c.pty, ":東é");
    ck_assert(pty_cursor(c.pty, &row, &col));
    ck_assert_int_eq(row, 23);
    ck_assert_int_eq(col, pty_find_col(c.pty, 23, ":") + 4);
    pty_keys(c.pty, "\033[D\033[D\033[3~");
    pty_wait_text(c.pty, ":é");
    ck_assert(pty_cursor(c.pty, &row, &col));
    ck_assert_int_eq(col, pty_find_col(c.pty, 23, ":") + 1);
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "? help");
    ck_assert(!pty_cursor(c.pty, &row, &col));
    child_quit(&c);
}
END_TEST

START_TEST(a_long_text_scrolls)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 12, 40);
    int row, col;
    pty_keys(c.pty, ":company 0123456789012345678901234567890123456789end");
    pty_wait_text(c.pty, "0123456789end");
    ck_assert(pty_cursor(c.pty, &row, &col));
    ck_assert_int_eq(col, 39);
    pty_keys(c.pty, "\001");
    pty_wait_text(c.pty, ":company 0123");
    pty_keys(c.pty, "\003");
    child_quit(&c);
}
END_TEST

/* Ctrl-C, Esc and Ctrl-G leave it, and do nothing else. */
START_TEST(a_prompt_is_abandoned)
{
    static const char *const keys[] = {"\003", "\033", "\007"};
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, ":quit");
    pty_wait_text(c.pty, ":quit");
    pty_keys(c.pty, keys[_i]);
    pty_wait_text(c.pty, "? help");
    ck_assert_int_eq(pty_find_row(c.pty, "intent: cancel"), -1);
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "2/7");
    child_quit(&c);
}
END_TEST

START_TEST(what_was_typed_comes_back)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, ":down\r");
    pty_wait_text(c.pty, "2/7");
    pty_keys(c.pty, ":last\r");
    pty_wait_text(c.pty, "7/7");
    pty_keys(c.pty, ":dra\033[A\033[A");
    pty_wait_text(c.pty, ":down");
    pty_keys(c.pty, "\033[B\033[B");
    pty_wait_text(c.pty, ":dra");
    pty_keys(c.pty, "\033[A\r");
    pty_wait_text(c.pty, "7/7");
    child_quit(&c);
}
END_TEST

/* What is pasted never acts: not as Enter in a prompt, and not as keys outside. */
START_TEST(pasted_text_does_not_act)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    ck_assert(pty_raw_contains(c.pty, "\033[?2004h"));
    pty_keys(c.pty, "\033[200~Ry\rq\033[201~");
    pty_wait_text(c.pty, "only a prompt takes pasted text");
    ck_assert_int_eq(pty_find_row(c.pty, "Refresh all"), -1);
    pty_keys(c.pty, ":\033[200~company\tblue\r\nx\001\003\033[201~");
    pty_wait_text(c.pty, ":company blue x");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, ":company");
    child_quit(&c);
}
END_TEST

/* On a slow line a paste comes in pieces: the later ones are no keys either. */
START_TEST(a_paste_that_stalls_does_not_act)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "\033[200~j");
    pty_wait_text(c.pty, "only a prompt");
    child_order(&c, "wait 6000");
    pty_wait_no_text(c.pty, "only a prompt");
    pty_keys(c.pty, "jR\033[201~");
    pty_wait_text(c.pty, "only a prompt");
    ck_assert_int_eq(pty_find_row(c.pty, "Refresh all"), -1);
    pty_wait_text(c.pty, "1/7");
    child_quit(&c);
}
END_TEST

/* A terminal that forgets to say where the paste ends does not lock anybody out. */
START_TEST(a_paste_without_an_end_ends)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "\033[200~j");
    pty_wait_text(c.pty, "only a prompt");
    child_order(&c, "wait 10500");
    pty_wait_no_text(c.pty, "only a prompt");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "2/7");
    /* Who does not want to wait for that presses Ctrl-C. */
    pty_keys(c.pty, "\033[200~j");
    pty_wait_text(c.pty, "only a prompt");
    child_order(&c, "wait 5500");
    pty_wait_no_text(c.pty, "only a prompt");
    pty_keys(c.pty, "\003");
    pty_wait_text(c.pty, "intent: cancel");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, "3/7");
    child_quit(&c);
}
END_TEST

/* --- commands by name ------------------------------------------------------------- */

START_TEST(names_are_completed)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, ":ref\t");
    pty_wait_text(c.pty, "│ refresh-all ");
    ck_assert_str_eq(last_row(c.pty), " :refresh");
    pty_keys(c.pty, "\t\t");
    pty_wait_text(c.pty, ":refresh-all");
    ck_assert(row_is_reversed(c.pty, "refresh all data types of"));
    pty_keys(c.pty, "\033[Z-a\t");
    pty_wait_text(c.pty, ":refresh-all");
    pty_wait_no_text(c.pty, "│ refresh-all ");
    pty_keys(c.pty, "\003");
    child_quit(&c);
}
END_TEST

START_TEST(candidates_are_chosen)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, ":prev\t");
    pty_wait_text(c.pty, ":previous-pane");
    pty_keys(c.pty, "\025zz\t");
    pty_wait_text(c.pty, "nothing begins like this");
    pty_keys(c.pty, "\025comp\tblu\t");
    pty_wait_text(c.pty, ":company Blue Bottle Ltd");
    pty_keys(c.pty, "\r");
    pty_wait_text(c.pty, "2/7");
    child_quit(&c);
}
END_TEST

/* A key asks for what the command cannot do without. */
START_TEST(a_key_asks_for_the_argument)
{
    struct child c = {.config = {.ascii = false}};
    remap(&c, "company", "F2");
    start(&c, 24, 80);
    pty_keys(c.pty, "\033OQ");
    pty_wait_text(c.pty, ":company");
    pty_keys(c.pty, "blue\r");
    pty_wait_text(c.pty, "2/7");
    child_quit(&c);
}
END_TEST

START_TEST(filters_are_completed)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "/!sta\t");
    pty_wait_text(c.pty, "/!status:");
    pty_keys(c.pty, "f\t");
    pty_wait_text(c.pty, "/!status:failed");
    pty_wait_text(c.pty, "6 of 7");
    pty_keys(c.pty, "\r");
    pty_wait_text(c.pty, "Esc clear");
    pty_keys(c.pty, "\033:filter conn\tlin\t\r");
    pty_wait_text(c.pty, "┌ /connection:linked");
    pty_wait_text(c.pty, "6 of 7");
    pty_keys(c.pty, "/\025\t");
    pty_wait_text(c.pty, "│ platform:");
    pty_keys(c.pty, "\003\033");
    child_quit(&c);
}
END_TEST

START_TEST(what_is_wrong_is_marked_and_kept)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, ":fly high\r");
    pty_wait_text(c.pty, ":fly high   no such command");
    ck_assert(cell_of(c.pty, 23, "fly").underline);
    ck_assert(!cell_of(c.pty, 23, "high").underline);
    pty_keys(c.pty, "\025res\r");
    pty_wait_text(c.pty, "no such command");
    pty_keys(c.pty, "\025ref\r");
    pty_wait_text(c.pty, "which one? refresh, refresh-all");
    pty_keys(c.pty, "\025close\r");
    pty_wait_text(c.pty, "close works in what is open above the panes only");
    pty_keys(c.pty, "\025company zebra\r");
    pty_wait_text(c.pty, "no company that is shown");
    ck_assert(cell_of(c.pty, 23, "zebra").underline);
    pty_keys(c.pty, "\177\177\177\177\177blue\r");
    pty_wait_text(c.pty, "2/7");
    child_quit(&c);
}
END_TEST

/* What a command answers is seen at once, as with its key. */
START_TEST(an_old_notice_does_not_cover_an_answer)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "V");
    pty_wait_text(c.pty, "Move to the other end");
    pty_keys(c.pty, ":read-now\r");
    pty_wait_text(c.pty, "intent: read");
    child_quit(&c);
}
END_TEST

START_TEST(read_only_holds_by_name)
{
    struct child c = {.config = {.read_only = true}};
    start(&c, 24, 80);
    pty_keys(c.pty, ":refresh-all\r");
    pty_wait_text(c.pty, "Read-only: refreshes are switched off");
    ck_assert(cell_of(c.pty, 23, "refresh-all").underline);
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "? help");
    child_quit(&c);
}
END_TEST

START_TEST(a_name_does_what_its_key_does)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "jjjj:refresh-all\r");
    pty_wait_text(c.pty, "Refresh all data types of Northwind Traders in PROD?");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "intent: refresh northwind all");
    pty_keys(c.pty, ":messages\r");
    pty_wait_text(c.pty, "┌ Messages");
    pty_keys(c.pty, ":help refresh\r");
    pty_wait_text(c.pty, ":refresh");
    pty_wait_text(c.pty, "refresh what the cursor is on");
    pty_keys(c.pty, "\033:help S\r");
    pty_wait_text(c.pty, ":sort-reverse");
    pty_keys(c.pty, "\033:help /\r");
    pty_wait_text(c.pty, "What a filter may contain");
    pty_wait_text(c.pty, "platform:xero");
    pty_keys(c.pty, ":quit\r");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    ck_assert(pty_raw_contains(c.pty, "\033[?2004l"));
    pty_free(&c.pty);
}
END_TEST

/* One cell changes, and nothing else is painted. */
START_TEST(typing_costs_little)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, ":comp");
    pty_wait_text(c.pty, ":comp");
    size_t before = pty_bytes_written(c.pty);
    pty_keys(c.pty, "a");
    pty_wait_text(c.pty, ":compa");
    ck_assert_uint_le(pty_bytes_written(c.pty) - before, 40);
    pty_keys(c.pty, "\003");
    child_quit(&c);
}
END_TEST

/* Keys that come before the dialog was ever painted count. */
START_TEST(dialogs_scroll_before_they_are_painted)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "?jj");
    pty_wait_text(c.pty, " 3-21 of ");
    pty_keys(c.pty, "q?G");
    pty_wait_text(c.pty, "reads happen by themselves");
    pty_keys(c.pty, "k");
    pty_wait_no_text(c.pty, "reads happen by themselves");
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

/* --- searching in dialogs ----------------------------------------------------------- */

START_TEST(dialogs_are_searched)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "?/SYNCED");
    pty_wait_text(c.pty, "match 1 of 1");
    int row = pty_find_row(c.pty, "never synced");
    ck_assert_int_ge(row, 0);
    ck_assert(cell_of(c.pty, row, "synced").reverse);
    ck_assert(!cell_of(c.pty, row, "never").reverse);
    pty_keys(c.pty, "\025pane");
    pty_wait_text(c.pty, "match 1 of");
    pty_keys(c.pty, "\rn");
    pty_wait_text(c.pty, "match 2 of");
    pty_wait_text(c.pty, "n next match");
    pty_keys(c.pty, "nNNN");
    pty_wait_text(c.pty, "match ");
    pty_keys(c.pty, "/nowhere to be found\r");
    pty_wait_text(c.pty, "not found");
    pty_wait_text(c.pty, "No match. / searches for something else.");
    child_order(&c, "wait 20000");
    pty_wait_text(c.pty, "/ search  : command");
    ck_assert_int_lt(pty_find_col(c.pty, 23, "next match"), 0);
    pty_keys(c.pty, "nN/\033");
    pty_wait_no_text(c.pty, "not found");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "┌ Help");
    child_quit(&c);
}
END_TEST

START_TEST(an_abandoned_search_is_where_it_began)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80);
    pty_keys(c.pty, "?");
    pty_wait_text(c.pty, "┌ Help");
    pty_keys(c.pty, "j");
    pty_wait_text(c.pty, " 2-20 of");
    pty_keys(c.pty, "/never synced");
    pty_wait_text(c.pty, "match 1 of 1");
    pty_wait_no_text(c.pty, " 2-20 of");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, " 2-20 of");
    pty_keys(c.pty, "n");
    pty_wait_text(c.pty, "There is no match to go to: / searches.");
    pty_keys(c.pty, "\033");
    child_quit(&c);
}
END_TEST

/* --- other keys ------------------------------------------------------------------- */

START_TEST(a_remapped_key_shows_everywhere)
{
    struct child c = {.config = {.ascii = false}};
    remap(&c, "refresh", "F5 x");
    remap(&c, "refresh-all", "ö");
    remap(&c, "messages", "none");
    remap(&c, "yes", "Ctrl-Y");
    remap(&c, "search", "F3");
    start(&c, 24, 80);
    pty_wait_text(c.pty, "F5 refresh  ö refresh all");
    pty_keys(c.pty, "?");
    pty_wait_text(c.pty, "F5 x ");
    pty_wait_text(c.pty, "F3 search");
    ck_assert_int_lt(pty_find_row(c.pty, " r  "), 0);
    pty_keys(c.pty, "qjjjjr");
    pty_wait_text(c.pty, "5/7");
    pty_keys(c.pty, "ö");
    pty_wait_text(c.pty, "[Ctrl-Y] yes  [n] no");
    pty_keys(c.pty, "y");
    pty_keys(c.pty, "\031");
    pty_wait_text(c.pty, "intent: refresh northwind all");
    child_order(&c, "complain %0120d", 0);
    pty_wait_text(c.pty, " :messages: all of it");
    pty_keys(c.pty, "\t");
    pty_wait_text(c.pty, "Data types · Northwind");
    pty_keys(c.pty, "\033OP\033[15~");
    pty_wait_text(c.pty, "intent: refresh northwind invoices");
    child_quit(&c);
}
END_TEST

/* The hint line says what keys mean where one is, and with what is marked. */
START_TEST(hints_follow_the_state)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 100);
    pty_wait_text(c.pty, "R refresh all");
    ck_assert_ptr_null(strstr(last_row(c.pty), "Esc"));
    pty_keys(c.pty, "V");
    pty_wait_text(c.pty, "Move to the other end");
    child_order(&c, "wait 6000");
    pty_wait_text(c.pty, "V mark up to here");
    pty_wait_text(c.pty, "Esc leave the range");
    pty_keys(c.pty, "jV");
    pty_wait_text(c.pty, "Companies marked: 2");
    child_order(&c, "wait 6000");
    pty_wait_text(c.pty, "R refresh marked");
    pty_wait_text(c.pty, "u unmark all");
    pty_keys(c.pty, "u\t");
    pty_wait_text(c.pty, "Companies unmarked: 2");
    child_order(&c, "wait 6000");
    pty_wait_text(c.pty, "Esc companies");
    pty_wait_text(c.pty, "R refresh all");
    child_quit(&c);
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("keys");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, the_cursor_shows_where_text_is_typed);
    tcase_add_test(tc, a_long_text_scrolls);
    tcase_add_loop_test(tc, a_prompt_is_abandoned, 0, 3);
    tcase_add_test(tc, what_was_typed_comes_back);
    tcase_add_test(tc, pasted_text_does_not_act);
    tcase_add_test(tc, a_paste_that_stalls_does_not_act);
    tcase_add_test(tc, a_paste_without_an_end_ends);
    tcase_add_test(tc, names_are_completed);
    tcase_add_test(tc, candidates_are_chosen);
    tcase_add_test(tc, a_key_asks_for_the_argument);
    tcase_add_test(tc, filters_are_completed);
    tcase_add_test(tc, what_is_wrong_is_marked_and_kept);
    tcase_add_test(tc, an_old_notice_does_not_cover_an_answer);
    tcase_add_test(tc, read_only_holds_by_name);
    tcase_add_test(tc, a_name_does_what_its_key_does);
    tcase_add_test(tc, typing_costs_little);
    tcase_add_test(tc, dialogs_scroll_before_they_are_painted);
    tcase_add_test(tc, dialogs_are_searched);
    tcase_add_test(tc, an_abandoned_search_is_where_it_began);
    tcase_add_test(tc, a_remapped_key_shows_everywhere);
    tcase_add_test(tc, hints_follow_the_state);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("ui keys");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
