/* Marks and the questions about many, as a person sees them: a world built by hand, on a
 * terminal. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/ui_child.h"

/* Six companies "a" to "f", the cursor on the first. */
static struct child start(int rows, int cols, bool ascii, bool read_only)
{
    struct child c = {.config = {.ascii = ascii, .read_only = read_only}};
    child_start(&c, rows, cols, NULL);
    child_order(&c, "names alpha bravo charlie delta echo foxtrot");
    pty_wait_text(c.pty, "foxtrot");
    return c;
}

/* Its row; the title of another pane may name it, too. */
static int row_of(struct pty *p, const char *name)
{
    for (int row = 2; row < pty_rows(p); row++) {
        int col = pty_find_col(p, row, name);
        if (col >= 0 && col < 10)
            return row;
    }
    return -1;
}

/* The companies whose rows show the mark, by their initials. */
static const char *marked_rows(struct pty *p, const char *mark)
{
    static const char *const names[] = {"alpha", "bravo", "charlie",
                                        "delta", "echo",  "foxtrot"};
    static char out[8];
    size_t n = 0;
    for (size_t i = 0; i < 6; i++) {
        int row = row_of(p, names[i]);
        int col = pty_find_col(p, row, names[i]);
        bool marked = false;
        for (int x = 0; x < col; x++)
            marked = marked || strcmp(pty_cell(p, row, x).text, mark) == 0;
        if (marked)
            out[n++] = names[i][0];
    }
    out[n] = '\0';
    return out;
}

/* --- marking ---------------------------------------------------------------------- */

START_TEST(space_marks_and_goes_down)
{
    struct child c = start(24, 100, false, false);
    pty_keys(c.pty, "  j ");
    pty_wait_text(c.pty, "Companies · 3 marked");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "abd");
    pty_keys(c.pty, "g ");
    pty_wait_text(c.pty, "Companies · 2 marked");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "bd");
    pty_keys(c.pty, "u");
    pty_wait_text(c.pty, "Companies unmarked: 2.");
    pty_wait_no_text(c.pty, "marked ");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "");
    pty_keys(c.pty, "u");
    pty_wait_text(c.pty, "No company is marked: Space marks one, V a range, * all.");
    child_quit(&c);
}
END_TEST

/* Every size and character set shows marks, by more than colour. */
START_TEST(marks_show_everywhere)
{
    static const struct {
        int rows, cols;
        bool ascii;
    } looks[] = {{24, 80, true}, {12, 40, true}, {12, 40, false}, {24, 36, true}};
    struct child c = start(looks[_i].rows, looks[_i].cols, looks[_i].ascii, false);
    pty_keys(c.pty, " j ");
    pty_wait_text(c.pty, "2 m");
    ck_assert_str_eq(marked_rows(c.pty, looks[_i].ascii ? "*" : "▌"), "ac");
    child_quit(&c);
}
END_TEST

START_TEST(a_range_is_shown_while_it_is_drawn)
{
    struct child c = start(24, 100, false, false);
    pty_keys(c.pty, "jVjj");
    pty_wait_text(c.pty, "Companies · range of 3");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "bcd");
    pty_keys(c.pty, "kkk");
    pty_wait_text(c.pty, "Companies · range of 2");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "ab");
    pty_keys(c.pty, "\033");
    pty_wait_text(c.pty, "The range is left: nothing of it was marked.");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "");
    pty_keys(c.pty, "GVkV");
    pty_wait_text(c.pty, "Companies · 2 marked");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "ef");
    pty_keys(c.pty, "gVj ");
    pty_wait_text(c.pty, "Companies · 4 marked");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "abef");
    child_quit(&c);
}
END_TEST

START_TEST(all_is_all_that_there_is)
{
    struct child c = start(24, 100, false, false);
    child_order(&c, "many 0 1200 1200");
    pty_wait_text(c.pty, "1,200 companies");
    pty_keys(c.pty, "*");
    pty_wait_text(c.pty, "1,200 marked");
    child_quit(&c);
}
END_TEST

/* Marks belong to companies: those that arrive between them are not marked, those that
 * leave take their marks along. */
/* Companies whose statuses are unread may be of that status, too. */
START_TEST(a_filter_by_status_says_how_many_it_can_judge)
{
    struct child c = start(24, 100, false, false);
    pty_keys(c.pty, "/status:failed\r");
    pty_wait_text(c.pty, "No company matches /status:failed");
    pty_wait_text(c.pty, "so far; the statuses of 0 of 6 are");
    pty_wait_text(c.pty, "0 of 6, 0 read");
    child_order(&c, "status alpha invoices FetchError");
    child_order(&c, "status delta invoices FetchError");
    child_order(&c, "status echo invoices Complete");
    pty_wait_text(c.pty, "2 of 6, 3 read");
    pty_keys(c.pty, "*");
    pty_wait_text(c.pty, "Companies marked: 2; the statuses of only 3 of 6 companies are "
                         "read so far.");
    pty_keys(c.pty, "R");
    pty_wait_text(c.pty,
                  "Filtered by status, and only 3 of 6 companies are read so far.");
    pty_keys(c.pty, "n/\025name:o\r");
    pty_wait_text(c.pty, "3 of 6 ");
    pty_keys(c.pty, "*");
    pty_wait_text(c.pty, "Companies marked: 5.");
    pty_keys(c.pty, "R");
    pty_wait_text(c.pty, "Refresh many");
    ck_assert_int_lt(pty_find_row(c.pty, "Filtered by status"), 0);
    pty_keys(c.pty, "n/\025status:failed\r");
    pty_wait_text(c.pty, "3 read");
    child_order(&c, "status bravo invoices Complete");
    child_order(&c, "status charlie invoices Complete");
    child_order(&c, "status foxtrot invoices Complete");
    pty_wait_text(c.pty, "2 of 6 ┐");
    child_quit(&c);
}
END_TEST

START_TEST(marks_stay_with_their_companies)
{
    struct child c = start(24, 100, false, false);
    pty_keys(c.pty, "j j ");
    pty_wait_text(c.pty, "Companies · 2 marked");
    child_order(&c, "names alpha aaa bravo bbb charlie delta echo foxtrot");
    pty_wait_text(c.pty, "bbb");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "bd");
    child_order(&c, "names alpha aaa bravo echo");
    pty_wait_text(c.pty, "Marked companies that left Codat's list, unmarked: 1.");
    pty_wait_text(c.pty, "Companies · 1 marked");
    ck_assert_str_eq(marked_rows(c.pty, "▌"), "b");
    child_quit(&c);
}
END_TEST

START_TEST(other_panes_mark_nothing)
{
    struct child c = start(24, 100, false, false);
    pty_keys(c.pty, "\t ");
    pty_wait_text(c.pty, "Companies are marked in their own pane: Esc goes there.");
    pty_keys(c.pty, "V*\033 ");
    pty_wait_text(c.pty, "Companies · 1 marked");
    child_quit(&c);
}
END_TEST

/* --- asking ----------------------------------------------------------------------- */

START_TEST(the_question_says_it_all)
{
    struct child c = start(24, 100, false, false);
    child_order(&c, "unlink bravo");
    pty_keys(c.pty, "*R");
    pty_expect_screen(c.pty, "question-bulk");
    pty_keys(c.pty, "n");
    pty_wait_no_text(c.pty, "Refresh many");
    pty_keys(c.pty, "ry");
    pty_wait_text(c.pty, "The question was not on screen yet. Press again.");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "intent: bulk all alpha charlie delta echo foxtrot");
    child_quit(&c);
}
END_TEST

/* Companies arrive, leave and lose their authorization while the question is open: what
 * is sent is what was marked and asked about. */
START_TEST(the_list_is_frozen_when_the_key_goes_down)
{
    struct child c = start(24, 120, false, false);
    pty_keys(c.pty, "j   R");
    pty_wait_text(c.pty, "Refresh all data types of 3 companies in PROD");
    child_order(&c, "names aaa alpha bbb bravo charlie echo foxtrot zzz");
    child_order(&c, "unlink bravo");
    pty_wait_text(c.pty, "8 companies");
    pty_wait_text(c.pty, "Refresh all data types of 3 companies in PROD");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "intent: bulk all bravo charlie delta");
    child_quit(&c);
}
END_TEST

/* A range that is still being drawn is what is seen as marked. */
START_TEST(a_range_is_taken_by_what_acts_on_it)
{
    struct child c = start(24, 120, false, false);
    pty_keys(c.pty, "VjR");
    pty_wait_text(c.pty, "Refresh all data types of 2 companies");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "intent: bulk all alpha bravo");
    child_quit(&c);
}
END_TEST

START_TEST(without_marks_it_is_the_one_under_the_cursor)
{
    struct child c = start(24, 120, false, false);
    pty_keys(c.pty, "jR");
    pty_wait_text(c.pty, "Refresh all data types of bravo in PROD?");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "intent: refresh bravo all");
    child_quit(&c);
}
END_TEST

START_TEST(one_data_type_of_all_that_are_marked)
{
    struct child c = {.config = {.ascii = false}};
    child_start(&c, 24, 120, NULL);
    child_order(&c, "picture");
    pty_wait_text(c.pty, "aardvark");
    pty_keys(c.pty, "jjjj");
    pty_wait_text(c.pty, "5/7");
    child_order(&c, "wait 200");
    pty_wait_text(c.pty, "1/14");
    pty_keys(c.pty, "t");
    pty_wait_text(c.pty, "No company is marked");
    pty_keys(c.pty, " kt");
    pty_wait_text(c.pty, "This is for a data type");
    pty_keys(c.pty, "\tt");
    pty_wait_text(c.pty, "Refresh invoices of 1 company in PROD");
    child_order(&c, "wait 200");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "intent: bulk invoices northwind");
    child_quit(&c);
}
END_TEST

START_TEST(where_none_is_ready_yes_does_nothing)
{
    struct child c = start(24, 100, false, false);
    child_order(&c, "unlink alpha");
    pty_wait_text(c.pty, "relink");
    pty_keys(c.pty, " R");
    pty_wait_text(c.pty, "1 deauthorized: alpha");
    pty_wait_text(c.pty, "[n] leave it: none is ready");
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "[n] leave it: none is ready");
    pty_keys(c.pty, "s\033");
    pty_wait_no_text(c.pty, "Refresh many");
    ck_assert_int_eq(pty_find_row(c.pty, "intent"), -1);
    child_quit(&c);
}
END_TEST

START_TEST(without_a_bulk_refresh_there_is_nothing_to_show)
{
    struct child c = start(24, 100, false, false);
    pty_keys(c.pty, "b");
    pty_wait_text(c.pty, "There is no bulk refresh: mark companies with Space, then R.");
    child_quit(&c);
}
END_TEST

START_TEST(read_only_refuses_before_it_asks)
{
    struct child c = start(24, 100, false, true);
    pty_keys(c.pty, "*R");
    pty_wait_text(c.pty, "Read-only: refreshes are switched off.");
    pty_keys(c.pty, "rt\tt");
    child_order(&c, "say hello");
    pty_wait_text(c.pty, "6 marked");
    ck_assert_int_eq(pty_find_row(c.pty, "Refresh many"), -1);
    ck_assert_int_eq(pty_find_row(c.pty, "intent"), -1);
    child_quit(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("ui_marks");
    TCase *tc = tcase_create("ui_marks");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, space_marks_and_goes_down);
    tcase_add_loop_test(tc, marks_show_everywhere, 0, 4);
    tcase_add_test(tc, a_range_is_shown_while_it_is_drawn);
    tcase_add_test(tc, all_is_all_that_there_is);
    tcase_add_test(tc, a_filter_by_status_says_how_many_it_can_judge);
    tcase_add_test(tc, marks_stay_with_their_companies);
    tcase_add_test(tc, other_panes_mark_nothing);
    tcase_add_test(tc, the_question_says_it_all);
    tcase_add_test(tc, the_list_is_frozen_when_the_key_goes_down);
    tcase_add_test(tc, a_range_is_taken_by_what_acts_on_it);
    tcase_add_test(tc, without_marks_it_is_the_one_under_the_cursor);
    tcase_add_test(tc, one_data_type_of_all_that_are_marked);
    tcase_add_test(tc, where_none_is_ready_yes_does_nothing);
    tcase_add_test(tc, without_a_bulk_refresh_there_is_nothing_to_show);
    tcase_add_test(tc, read_only_refuses_before_it_asks);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
