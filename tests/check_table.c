/* Columns, pieces and bars in a width. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/suite.h"
#include "ui/table.h"

static const struct column columns[] = {
    {.title = "", .min = 1, .keep = 3},
    {.title = "name", .min = 8, .max = 20, .grow = 2, .keep = 4},
    {.title = "status", .min = 8, .grow = 1, .keep = 2},
    {.title = "age", .min = 4, .keep = 1, .right = true},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* Cells from the first to the end of the last column. */
static int extent(const struct table_fit *fit)
{
    int end = 0;
    for (int i = 0; i < COLUMNS; i++)
        if (fit->width[i] > 0)
            end = fit->x[i] + fit->width[i];
    return end;
}

START_TEST(columns_never_leave_the_width)
{
    for (int width = 1; width < 200; width++) {
        struct table_fit fit;
        table_fit(columns, COLUMNS, width, &fit);
        ck_assert_int_le(extent(&fit), width);
        ck_assert_int_gt(fit.width[1], 0);
        int next = 0;
        for (int i = 0; i < COLUMNS; i++) {
            if (fit.width[i] == 0)
                continue;
            ck_assert_int_eq(fit.x[i], next);
            next = fit.x[i] + fit.width[i] + 1;
        }
    }
}
END_TEST

START_TEST(the_least_important_leave_first)
{
    struct table_fit fit;
    table_fit(columns, COLUMNS, 24, &fit);
    ck_assert_int_eq(fit.width[3], 4);
    table_fit(columns, COLUMNS, 23, &fit);
    ck_assert_int_eq(fit.width[3], 0);
    ck_assert_int_ge(fit.width[2], 8);
    table_fit(columns, COLUMNS, 18, &fit);
    ck_assert_int_eq(fit.width[2], 0);
    ck_assert_int_eq(fit.width[0], 1);
    table_fit(columns, COLUMNS, 5, &fit);
    ck_assert_int_eq(fit.width[0], 0);
    ck_assert_int_eq(fit.width[1], 5);
}
END_TEST

START_TEST(what_is_left_over_goes_to_those_that_grow)
{
    struct table_fit fit;
    table_fit(columns, COLUMNS, 30, &fit);
    ck_assert_int_eq(extent(&fit), 30);
    ck_assert_int_eq(fit.width[1], 12);
    ck_assert_int_eq(fit.width[2], 10);
    ck_assert_int_eq(fit.width[3], 4);
    table_fit(columns, COLUMNS, 100, &fit);
    ck_assert_int_eq(fit.width[1], 20);
    ck_assert_int_eq(extent(&fit), 100);
}
END_TEST

START_TEST(pieces_leave_by_importance)
{
    const int widths[] = {7, 0, 4, 12}, keep[] = {1, 9, 5, 3};
    bool shown[4];
    ck_assert_int_eq(pieces_fit(widths, keep, 4, 2, 27, shown), 27);
    ck_assert(shown[0] && !shown[1] && shown[2] && shown[3]);
    ck_assert_int_eq(pieces_fit(widths, keep, 4, 2, 26, shown), 18);
    ck_assert(!shown[0] && shown[2] && shown[3]);
    ck_assert_int_eq(pieces_fit(widths, keep, 4, 2, 4, shown), 4);
    ck_assert(shown[2] && !shown[3]);
    ck_assert_int_eq(pieces_fit(widths, keep, 4, 2, 3, shown), 0);
}
END_TEST

START_TEST(bars_have_their_width_and_grow)
{
    char bar[128], before[128] = "";
    for (int ascii = 0; ascii < 2; ascii++)
        for (size_t cells = 3; cells < 20; cells++)
            for (int percent = -1; percent <= 101; percent++) {
                bar_format(percent, cells, ascii, bar);
                ck_assert_uint_eq(text_width(bar), cells);
                if (percent <= 0)
                    strcpy(before, bar);
                else if (percent >= 100)
                    ck_assert_str_ne(bar, before);
            }
}
END_TEST

START_TEST(bars_are_drawn_as_in_the_picture)
{
    char bar[64];
    bar_format(46, 8, false, bar);
    ck_assert_str_eq(bar, "███▌░░░░");
    bar_format(100, 4, false, bar);
    ck_assert_str_eq(bar, "████");
    bar_format(99, 4, false, bar);
    ck_assert_str_eq(bar, "███▌");
    bar_format(0, 4, false, bar);
    ck_assert_str_eq(bar, "░░░░");
    bar_format(60, 7, true, bar);
    ck_assert_str_eq(bar, "[###..]");
}
END_TEST

int main(void)
{
    Suite *s = suite_create("table");
    TCase *tc = tcase_create("table");
    tcase_add_test(tc, columns_never_leave_the_width);
    tcase_add_test(tc, the_least_important_leave_first);
    tcase_add_test(tc, what_is_left_over_goes_to_those_that_grow);
    tcase_add_test(tc, pieces_leave_by_importance);
    tcase_add_test(tc, bars_have_their_width_and_grow);
    tcase_add_test(tc, bars_are_drawn_as_in_the_picture);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
