/* The places of the panes in terminals of every size. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/layout.h"

static const struct layout_sizes usual = {0};

static bool overlap(const struct rect *a, const struct rect *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h &&
           b->y < a->y + a->h;
}

/* Everything that must be true of a layout of any size. */
static void check(const struct layout *l, enum pane_id focus)
{
    const struct rect *p = l->pane;
    int cells = 0;
    for (int i = 0; i < PANE_COUNT; i++) {
        if (p[i].h == 0)
            continue;
        ck_assert_int_ge(p[i].y, 1);
        ck_assert_int_le(p[i].y + p[i].h, l->rows - 1);
        ck_assert_int_ge(p[i].x, 0);
        ck_assert_int_le(p[i].x + p[i].w, l->cols);
        cells += p[i].h * p[i].w;
    }
    struct rect types = p[PANE_TYPES];
    if (l->divided) {
        ck_assert_int_eq(types.y + types.h - 1, p[PANE_HISTORY].y);
        cells -= types.w;
        types.h--;
    }
    ck_assert(!overlap(&p[PANE_COMPANIES], &types));
    ck_assert(!overlap(&p[PANE_COMPANIES], &p[PANE_HISTORY]));
    ck_assert(!overlap(&types, &p[PANE_HISTORY]));
    ck_assert_int_eq(cells, (l->rows - 2) * l->cols);
    int edges = l->framed ? 2 : 1;
    ck_assert_msg(p[focus].h > edges || l->rows < 6, "no row to see at %dx%d", l->cols,
                  l->rows);
    ck_assert_int_ge(p[focus].h, 2);
}

START_TEST(every_cell_is_used_once_at_every_size)
{
    struct layout l;
    for (int rows = LAYOUT_MIN_ROWS; rows < 70; rows++)
        for (int cols = LAYOUT_MIN_COLS; cols < 260; cols++)
            for (int focus = 0; focus < PANE_COUNT; focus++) {
                layout_compute(rows, cols, (enum pane_id)focus, &usual, &l);
                ck_assert(!l.too_small);
                check(&l, (enum pane_id)focus);
            }
}
END_TEST

START_TEST(smaller_ones_are_too_small)
{
    struct layout l;
    for (int rows = 1; rows < 10; rows++)
        for (int cols = 1; cols < 30; cols++) {
            layout_compute(rows, cols, PANE_TYPES, &usual, &l);
            ck_assert_int_eq(l.too_small,
                             rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS);
        }
}
END_TEST

START_TEST(the_picture_has_two_columns)
{
    struct layout l;
    layout_compute(24, 100, PANE_COMPANIES, &usual, &l);
    ck_assert(l.framed && l.divided);
    ck_assert_int_eq(l.pane[PANE_COMPANIES].w, 38);
    ck_assert_int_eq(l.pane[PANE_COMPANIES].h, 22);
    ck_assert_int_eq(l.pane[PANE_TYPES].x, 38);
    ck_assert_int_eq(l.pane[PANE_HISTORY].w, 62);
}
END_TEST

START_TEST(a_large_terminal_has_three_columns)
{
    struct layout l;
    layout_compute(60, 200, PANE_COMPANIES, &usual, &l);
    for (int i = 0; i < PANE_COUNT; i++)
        ck_assert_int_eq(l.pane[i].h, 58);
    ck_assert(!l.divided);
}
END_TEST

START_TEST(narrow_terminals_have_one_column)
{
    struct layout l;
    layout_compute(24, LAYOUT_STACK_COLS - 1, PANE_COMPANIES, &usual, &l);
    ck_assert(!l.framed);
    for (int i = 0; i < PANE_COUNT; i++) {
        ck_assert_int_eq(l.pane[i].w, LAYOUT_STACK_COLS - 1);
        ck_assert_int_ge(l.pane[i].h, 7);
    }
    layout_compute(12, 40, PANE_HISTORY, &usual, &l);
    ck_assert_int_eq(l.pane[PANE_COMPANIES].h, 1);
    ck_assert_int_eq(l.pane[PANE_TYPES].h, 1);
    ck_assert_int_eq(l.pane[PANE_HISTORY].h, 8);
}
END_TEST

/* --- sizes ----------------------------------------------------------------------- */

static const struct {
    int rows, cols;
} places[] = {{24, 80}, {30, 100}, {60, 200}, {20, 60}, {24, 40}, {40, 161}};
enum { PLACES = sizeof places / sizeof places[0] };

static int size_of(const struct layout_sizes *sizes, int place, enum pane_id pane)
{
    struct layout l;
    layout_compute(places[place].rows, places[place].cols, PANE_COMPANIES, sizes, &l);
    check(&l, PANE_COMPANIES);
    return l.size[pane].cells;
}

/* Presses the key for as long as it does something; returns the steps. */
static int press(struct layout_sizes *sizes, int place, enum pane_id pane, int by)
{
    for (int steps = 0;; steps++) {
        struct layout l;
        layout_compute(places[place].rows, places[place].cols, PANE_COMPANIES, sizes, &l);
        check(&l, PANE_COMPANIES);
        ck_assert_int_lt(steps, 1000);
        if (!layout_resize(&l, PANE_COMPANIES, pane, by, sizes))
            return steps;
        ck_assert_int_eq(size_of(sizes, place, pane), l.size[pane].cells + by);
    }
}

/* Each step is exactly that; at both ends all panes still have room. */
START_TEST(panes_are_sized_in_steps)
{
    for (int pane = PANE_COMPANIES; pane <= PANE_TYPES; pane++) {
        struct layout_sizes sizes = {0};
        int first = size_of(&sizes, _i, (enum pane_id)pane);
        press(&sizes, _i, (enum pane_id)pane, -1);
        int down = size_of(&sizes, _i, (enum pane_id)pane);
        int steps = press(&sizes, _i, (enum pane_id)pane, 1);
        int up = size_of(&sizes, _i, (enum pane_id)pane);
        ck_assert_int_lt(down, first);
        ck_assert_int_gt(up, first);
        ck_assert_int_eq(steps, up - down);
    }
}
END_TEST

/* A size that was chosen in one terminal holds its share in every other. */
START_TEST(sizes_fit_into_every_terminal)
{
    struct layout l;
    for (int share = 1; share < LAYOUT_WHOLE; share += 37)
        for (int rows = LAYOUT_MIN_ROWS; rows < 50; rows += 3)
            for (int cols = LAYOUT_MIN_COLS; cols < 260; cols += 7) {
                struct layout_sizes sizes = {share, LAYOUT_WHOLE - share, false};
                layout_compute(rows, cols, PANE_HISTORY, &sizes, &l);
                check(&l, PANE_HISTORY);
            }
}
END_TEST

START_TEST(where_nothing_fits_nothing_changes)
{
    struct layout l;
    struct layout_sizes sizes = {0};
    layout_compute(12, 40, PANE_COMPANIES, &sizes, &l);
    ck_assert(!layout_resize(&l, PANE_COMPANIES, PANE_COMPANIES, 1, &sizes));
    layout_compute(8, 80, PANE_COMPANIES, &sizes, &l);
    ck_assert(!layout_resize(&l, PANE_COMPANIES, PANE_TYPES, 1, &sizes));
    ck_assert_int_eq(sizes.companies, 0);
    ck_assert_int_eq(sizes.types, 0);
}
END_TEST

START_TEST(one_pane_can_have_it_all)
{
    struct layout_sizes zoom = {.zoom = true};
    struct layout l;
    layout_compute(24, 80, PANE_HISTORY, &zoom, &l);
    check(&l, PANE_HISTORY);
    ck_assert_int_eq(l.pane[PANE_HISTORY].w, 80);
    ck_assert_int_eq(l.pane[PANE_HISTORY].h, 22);
    ck_assert_int_eq(l.pane[PANE_COMPANIES].h, 0);
    ck_assert(!layout_resize(&l, PANE_HISTORY, PANE_COMPANIES, 1, &zoom));
}
END_TEST

START_TEST(columns_begin_at_60_and_above_160)
{
    struct layout l;
    layout_compute(24, 59, PANE_COMPANIES, &usual, &l);
    ck_assert_int_eq(l.pane[PANE_TYPES].x, 0);
    layout_compute(24, 60, PANE_COMPANIES, &usual, &l);
    ck_assert_int_gt(l.pane[PANE_TYPES].x, 0);
    ck_assert_int_eq(l.pane[PANE_TYPES].x, l.pane[PANE_HISTORY].x);
    layout_compute(24, 160, PANE_COMPANIES, &usual, &l);
    ck_assert_int_eq(l.pane[PANE_TYPES].x, l.pane[PANE_HISTORY].x);
    layout_compute(24, 161, PANE_COMPANIES, &usual, &l);
    ck_assert_int_lt(l.pane[PANE_TYPES].x, l.pane[PANE_HISTORY].x);
}
END_TEST

/* h and l go where the eye goes. */
static const struct {
    int rows, cols;
    bool zoom;
    enum pane_id left[PANE_COUNT], right[PANE_COUNT];
} ways[] = {
    {24,
     100,
     false,
     {PANE_COMPANIES, PANE_COMPANIES, PANE_COMPANIES},
     {PANE_TYPES, PANE_TYPES, PANE_HISTORY}},
    {8,
     100,
     false,
     {PANE_COMPANIES, PANE_COMPANIES, PANE_COMPANIES},
     {PANE_TYPES, PANE_TYPES, PANE_HISTORY}},
    {60,
     200,
     false,
     {PANE_COMPANIES, PANE_COMPANIES, PANE_TYPES},
     {PANE_TYPES, PANE_HISTORY, PANE_HISTORY}},
    {40,
     50,
     false,
     {PANE_COMPANIES, PANE_COMPANIES, PANE_TYPES},
     {PANE_TYPES, PANE_HISTORY, PANE_HISTORY}},
    {24,
     100,
     true,
     {PANE_COMPANIES, PANE_COMPANIES, PANE_TYPES},
     {PANE_TYPES, PANE_HISTORY, PANE_HISTORY}},
};

START_TEST(the_pane_beside_is_the_one_that_is_seen_there)
{
    const struct layout_sizes sizes = {.zoom = ways[_i].zoom};
    struct layout l;
    for (int i = 0; i < PANE_COUNT; i++) {
        enum pane_id pane = (enum pane_id)i;
        layout_compute(ways[_i].rows, ways[_i].cols, pane, &sizes, &l);
        ck_assert_int_eq(layout_beside(&l, pane, false), ways[_i].left[i]);
        ck_assert_int_eq(layout_beside(&l, pane, true), ways[_i].right[i]);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("layout");
    TCase *tc = tcase_create("layout");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, every_cell_is_used_once_at_every_size);
    tcase_add_test(tc, smaller_ones_are_too_small);
    tcase_add_test(tc, the_picture_has_two_columns);
    tcase_add_test(tc, a_large_terminal_has_three_columns);
    tcase_add_test(tc, narrow_terminals_have_one_column);
    tcase_add_loop_test(tc, panes_are_sized_in_steps, 0, PLACES);
    tcase_add_test(tc, sizes_fit_into_every_terminal);
    tcase_add_test(tc, where_nothing_fits_nothing_changes);
    tcase_add_test(tc, one_pane_can_have_it_all);
    tcase_add_test(tc, columns_begin_at_60_and_above_160);
    tcase_add_loop_test(tc, the_pane_beside_is_the_one_that_is_seen_there, 0,
                        sizeof ways / sizeof *ways);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
