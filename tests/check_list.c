/* The cursor over rows that come and go. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/list.h"

#define MOST 64

static const char *ids[MOST];
static size_t id_count;

static const char *id_at(const void *ctx, size_t i)
{
    ck_assert_ptr_null(ctx);
    ck_assert_uint_lt(i, id_count);
    return ids[i];
}

/* One letter is one row. */
static struct list_source rows(const char *letters)
{
    static char text[MOST][2];
    id_count = strlen(letters);
    for (size_t i = 0; i < id_count; i++) {
        text[i][0] = letters[i];
        ids[i] = text[i];
    }
    return (struct list_source){NULL, id_count, id_at, NULL, 0};
}

static void sync(struct list *l, const char *letters, size_t visible)
{
    struct list_source s = rows(letters);
    list_sync(l, &s, visible);
}

static void go(struct list *l, const char *letters, enum list_move move)
{
    struct list_source s = rows(letters);
    list_move(l, &s, move);
}

START_TEST(the_first_row_is_selected)
{
    struct list l = {0};
    sync(&l, "abc", 2);
    ck_assert_str_eq(l.id, "a");
    ck_assert_uint_eq(l.cursor, 0);
    list_free(&l);
}
END_TEST

START_TEST(no_rows_no_cursor)
{
    struct list l = {0};
    sync(&l, "", 5);
    ck_assert_ptr_null(l.id);
    go(&l, "", LIST_DOWN);
    go(&l, "", LIST_LAST);
    ck_assert_ptr_null(l.id);
    sync(&l, "abc", 5);
    sync(&l, "", 5);
    ck_assert_ptr_null(l.id);
    ck_assert_uint_eq(l.cursor, 0);
    ck_assert_uint_eq(l.top, 0);
    list_free(&l);
}
END_TEST

START_TEST(rows_that_arrive_do_not_move_the_selection)
{
    struct list l = {0};
    sync(&l, "bdf", 10);
    go(&l, "bdf", LIST_DOWN);
    sync(&l, "abcdef", 10);
    ck_assert_str_eq(l.id, "d");
    ck_assert_uint_eq(l.cursor, 3);
    ck_assert_uint_eq(l.top, 0);
    list_free(&l);
}
END_TEST

START_TEST(the_cursor_keeps_its_line_on_screen)
{
    struct list l = {0};
    sync(&l, "mnopqr", 3);
    go(&l, "mnopqr", LIST_LAST);
    go(&l, "mnopqr", LIST_UP);
    size_t line = l.cursor - l.top;
    sync(&l, "abcdmnopqrstuv", 3);
    ck_assert_str_eq(l.id, "q");
    ck_assert_uint_eq(l.cursor - l.top, line);
    list_free(&l);
}
END_TEST

START_TEST(rows_that_resort_do_not_move_the_selection)
{
    struct list l = {0};
    sync(&l, "abcdef", 3);
    go(&l, "abcdef", LIST_DOWN);
    sync(&l, "fedcba", 3);
    ck_assert_str_eq(l.id, "b");
    ck_assert_uint_eq(l.cursor, 4);
    ck_assert(l.top <= 4 && 4 < l.top + 3);
    list_free(&l);
}
END_TEST

START_TEST(a_row_that_leaves_gives_the_cursor_to_its_neighbour)
{
    struct list l = {0};
    sync(&l, "abcd", 4);
    go(&l, "abcd", LIST_DOWN);
    sync(&l, "acd", 4);
    ck_assert_str_eq(l.id, "c");
    go(&l, "acd", LIST_LAST);
    sync(&l, "ac", 4);
    ck_assert_str_eq(l.id, "c");
    list_free(&l);
}
END_TEST

START_TEST(moves_stop_at_the_ends)
{
    const char *all = "abcdefghij";
    struct list l = {0};
    sync(&l, all, 4);
    go(&l, all, LIST_UP);
    ck_assert_str_eq(l.id, "a");
    go(&l, all, LIST_PAGE_UP);
    ck_assert_str_eq(l.id, "a");
    go(&l, all, LIST_PAGE_DOWN);
    ck_assert_str_eq(l.id, "d");
    go(&l, all, LIST_PAGE_DOWN);
    ck_assert_str_eq(l.id, "g");
    go(&l, all, LIST_PAGE_DOWN);
    go(&l, all, LIST_PAGE_DOWN);
    ck_assert_str_eq(l.id, "j");
    go(&l, all, LIST_DOWN);
    ck_assert_str_eq(l.id, "j");
    ck_assert_uint_eq(l.top, 6);
    go(&l, all, LIST_FIRST);
    ck_assert_str_eq(l.id, "a");
    ck_assert_uint_eq(l.top, 0);
    list_free(&l);
}
END_TEST

START_TEST(the_cursor_is_always_in_sight)
{
    const char *all = "abcdefghijklmnopqrstuvwxyz";
    struct list l = {0};
    for (size_t visible = 0; visible < 30; visible++) {
        sync(&l, all, visible);
        for (int move = LIST_UP; move <= LIST_LAST; move++) {
            go(&l, all, (enum list_move)move);
            size_t least = visible > 0 ? visible : 1;
            ck_assert_uint_le(l.top, l.cursor);
            ck_assert_uint_lt(l.cursor, l.top + least);
            ck_assert(l.top == 0 || l.top + least <= l.count);
        }
    }
    list_free(&l);
}
END_TEST

START_TEST(a_smaller_window_keeps_the_cursor_in_sight)
{
    struct list l = {0};
    sync(&l, "abcdefgh", 8);
    go(&l, "abcdefgh", LIST_LAST);
    sync(&l, "abcdefgh", 2);
    ck_assert_str_eq(l.id, "h");
    ck_assert_uint_eq(l.top, 6);
    sync(&l, "abcdefgh", 8);
    ck_assert_uint_eq(l.top, 0);
    list_free(&l);
}
END_TEST

START_TEST(what_came_above_the_rows_in_sight_is_counted)
{
    struct list l = {0};
    sync(&l, "abcdef", 2);
    sync(&l, "xabcdef", 2);
    ck_assert_uint_eq(l.newer, 0);
    go(&l, "xabcdef", LIST_LAST);
    sync(&l, "xabcdef", 2);
    ck_assert_uint_eq(l.newer, 0);
    sync(&l, "zyxabcdef", 2);
    ck_assert_uint_eq(l.newer, 2);
    sync(&l, "zyabcdef", 2);
    ck_assert_uint_eq(l.newer, 0);
    go(&l, "zyabcdef", LIST_FIRST);
    sync(&l, "zyabcdef", 2);
    go(&l, "zyabcdef", LIST_LAST);
    sync(&l, "qzyabcdef", 2);
    ck_assert_uint_eq(l.newer, 1);
    list_free(&l);
}
END_TEST

START_TEST(a_reset_selects_the_first_row_again)
{
    struct list l = {0};
    sync(&l, "abc", 3);
    go(&l, "abc", LIST_LAST);
    list_reset(&l);
    ck_assert_ptr_null(l.id);
    sync(&l, "xyz", 3);
    ck_assert_str_eq(l.id, "x");
    list_free(&l);
}
END_TEST

static void go_home(struct list *l, const char *letters, size_t visible)
{
    struct list_source s = rows(letters);
    list_go_home(l, &s);
    list_sync(l, &s, visible);
}

START_TEST(home_is_the_first_row_that_went)
{
    struct list l = {0};
    sync(&l, "abcdef", 3);
    go(&l, "abcdef", LIST_DOWN);
    go(&l, "abcdef", LIST_DOWN);
    sync(&l, "abdef", 3);
    ck_assert_str_eq(l.id, "d");
    sync(&l, "", 3);
    ck_assert_ptr_null(l.id);
    sync(&l, "af", 3);
    ck_assert_str_eq(l.home, "c");
    go_home(&l, "af", 3);
    ck_assert_str_eq(l.id, "a");
    go_home(&l, "abcdef", 3);
    ck_assert_str_eq(l.id, "c");
    ck_assert_ptr_null(l.home);
    list_free(&l);
}
END_TEST

START_TEST(who_moves_has_no_home)
{
    struct list l = {0};
    sync(&l, "abc", 3);
    go(&l, "abc", LIST_DOWN);
    sync(&l, "ac", 3);
    ck_assert_str_eq(l.home, "b");
    go(&l, "ac", LIST_UP);
    go_home(&l, "abc", 3);
    ck_assert_str_eq(l.id, "a");
    sync(&l, "bc", 3);
    list_settle(&l);
    go_home(&l, "abc", 3);
    ck_assert_str_eq(l.id, "b");
    list_free(&l);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("list");
    TCase *tc = tcase_create("list");
    tcase_add_test(tc, the_first_row_is_selected);
    tcase_add_test(tc, no_rows_no_cursor);
    tcase_add_test(tc, rows_that_arrive_do_not_move_the_selection);
    tcase_add_test(tc, the_cursor_keeps_its_line_on_screen);
    tcase_add_test(tc, rows_that_resort_do_not_move_the_selection);
    tcase_add_test(tc, a_row_that_leaves_gives_the_cursor_to_its_neighbour);
    tcase_add_test(tc, moves_stop_at_the_ends);
    tcase_add_test(tc, the_cursor_is_always_in_sight);
    tcase_add_test(tc, a_smaller_window_keeps_the_cursor_in_sight);
    tcase_add_test(tc, what_came_above_the_rows_in_sight_is_counted);
    tcase_add_test(tc, a_reset_selects_the_first_row_again);
    tcase_add_test(tc, home_is_the_first_row_that_went);
    tcase_add_test(tc, who_moves_has_no_home);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
