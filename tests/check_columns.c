/* Columns by name: reading, telling, and what they look like. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/pane.h"

static struct columns parse(const struct column_kinds *kinds, const char *text)
{
    struct columns columns;
    char *error = NULL;
    ck_assert_msg(columns_parse(kinds, text, &columns, &error), "%s: %s", text, error);
    return columns;
}

static void expect_text(const struct column_kinds *kinds, const char *text,
                        const char *expected)
{
    struct columns columns = parse(kinds, text);
    char *told = columns_text(kinds, &columns);
    ck_assert_str_eq(told, expected);
    free(told);
}

START_TEST(names_are_read_and_told)
{
    const struct column_kinds *k = &pane_companies.columns;
    expect_text(k, "state,name,platform", "state,name,platform");
    expect_text(k, " name ,\ttags  id,", "state,name,tags,id");
    expect_text(k, "name,state", "state,name");
    expect_text(k, "-state,name", "-state,name");
    expect_text(k, "name -state", "-state,name");
    expect_text(k, "state", "state");
    ck_assert(!parse(k, k->usual).chosen);
    ck_assert(parse(k, "name,state").chosen);
    expect_text(k, "", k->usual);
    expect_text(k, " , ", k->usual);
    expect_text(&pane_history.columns, "id,state", "id,state");
}
END_TEST

START_TEST(what_was_told_is_read_again)
{
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        const struct column_kinds *k = &pane_kinds[pane]->columns;
        ck_assert_uint_le(k->count, TABLE_COLUMNS);
        char *all = columns_names(k);
        struct columns columns = parse(k, all);
        ck_assert_uint_eq(columns.count, k->count);
        ck_assert(columns.chosen);
        char *told = columns_text(k, &columns);
        expect_text(k, told, told);
        free(told);
        free(all);
        ck_assert(!parse(k, "").chosen);
    }
}
END_TEST

START_TEST(what_is_wrong_is_named_and_changes_nothing)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"name,colour", "\"colour\""},
        {"nmae", "There is no column \"nmae\"; there are: state, name, platform"},
        {"name,id,name", "\"name\" comes twice"},
        {"-state,state", "\"state\" comes twice"},
        {"-name", "\"-name\""},
        {"-", "\"-\""},
        {"-state", "At least one column"},
        {"name;id", "\"name;id\""},
        {"Name", "\"Name\""},
    };
    const struct column_kinds *k = &pane_companies.columns;
    struct columns columns = parse(k, "id"), before = columns;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *error = NULL;
        ck_assert(!columns_parse(k, rows[i].text, &columns, &error));
        ck_assert_ptr_nonnull(error);
        ck_assert_msg(strstr(error, rows[i].says), "%s: %s", rows[i].text, error);
        ck_assert_mem_eq(&columns, &before, sizeof columns);
        free(error);
    }
}
END_TEST

static bool shows(const struct column_kinds *k, const struct columns *columns, int width,
                  const char *name)
{
    struct column look[TABLE_COLUMNS];
    struct table_fit fit;
    columns_look(k, columns, width, look);
    table_fit(look, columns->count, width, &fit);
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(k->items[columns->at[i]].name, name) == 0)
            return fit.width[i] > 0;
    return false;
}

START_TEST(narrow_panes_leave_the_roomy_ones_out)
{
    const struct column_kinds *k = &pane_history.columns;
    struct columns usual = parse(k, ""), named = parse(k, "requested,by,message");
    ck_assert(!shows(k, &usual, COLUMNS_WIDE - 1, "by"));
    ck_assert(shows(k, &usual, COLUMNS_WIDE + 20, "by"));
    ck_assert(shows(k, &named, COLUMNS_WIDE - 1, "by"));
    ck_assert(shows(k, &named, COLUMNS_WIDE - 1, "message"));
}
END_TEST

START_TEST(every_column_can_be_drawn_and_named)
{
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        const struct column_kinds *k = &pane_kinds[pane]->columns;
        for (size_t i = 0; i < k->count; i++) {
            const struct column_kind *kind = &k->items[i];
            ck_assert_ptr_nonnull(kind->draw);
            ck_assert_ptr_nonnull(kind->wide.title);
            ck_assert_int_gt(kind->wide.min, 0);
            ck_assert_uint_eq(strspn(kind->name, "abcdefghijklmnopqrstuvwxyz-"),
                              strlen(kind->name));
            ck_assert_uint_eq(columns_find(k, kind->name, strlen(kind->name)), i);
        }
    }
}
END_TEST

/* --- sorting --------------------------------------------------------------------- */

START_TEST(sorts_are_read_and_told)
{
    static const char *const texts[] = {"name", "-name", "last-sync", "-connections"};
    const struct column_kinds *k = &pane_companies.columns;
    struct sort sort;
    char *error = NULL;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert(sort_parse(k, texts[i], &sort, &error));
        ck_assert_int_eq(sort.descending, texts[i][0] == '-');
        char *told = sort_text(k, &sort);
        ck_assert_str_eq(told, texts[i]);
        free(told);
    }
    static const char *const wrong[] = {"tags", "-", "nmae", "name ", "--name"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!sort_parse(k, wrong[i], &sort, &error), "%s", wrong[i]);
        ck_assert_ptr_nonnull(strstr(error, "there is: state, name, platform"));
        free(error);
    }
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        k = &pane_kinds[pane]->columns;
        ck_assert(sort_parse(k, "", &sort, &error));
        ck_assert(sort_is_usual(k, &sort));
        sort.descending = !sort.descending;
        ck_assert(!sort_is_usual(k, &sort));
    }
}
END_TEST

START_TEST(the_next_sort_goes_round_the_columns_that_show)
{
    static const char *const expected[] = {"platform", "-created", "name"};
    const struct column_kinds *k = &pane_companies.columns;
    struct columns columns = parse(k, "name,tags,platform,last-sync,created,-state");
    const bool shown[TABLE_COLUMNS] = {true, true, true, false, true};
    struct sort sort;
    char *error = NULL;
    ck_assert(sort_parse(k, "name", &sort, &error));
    for (size_t i = 0; i < 6; i++) {
        sort = sort_next(k, &columns, shown, &sort);
        char *told = sort_text(k, &sort);
        ck_assert_str_eq(told, expected[i % 3]);
        free(told);
    }
    struct columns none = parse(k, "tags,-state");
    struct sort same = sort_next(k, &none, shown, &sort);
    ck_assert(same.at == sort.at && same.descending == sort.descending);
}
END_TEST

/* A column of numbers, of which zero is none. */
static void number_of(const void *data, const struct scene *s, size_t row,
                      struct sort_value *v)
{
    (void)s;
    v->number = ((const int *)data)[row];
    v->none = v->number == 0;
}

START_TEST(rows_without_a_value_come_last_both_ways)
{
    static const struct column_kind kind = {.name = "n", .value = number_of};
    static const struct column_kinds k = {&kind, 1, "n", "n"};
    static const int numbers[] = {0, 5, 3, 0, 5, 9};
    static const size_t rising[] = {2, 1, 4, 5, 0, 3}, falling[] = {5, 1, 4, 2, 0, 3};
    size_t out[6];
    sort_rows(&k, &(struct sort){0, false}, numbers, NULL, 6, out);
    ck_assert_mem_eq(out, rising, sizeof out);
    sort_rows(&k, &(struct sort){0, true}, numbers, NULL, 6, out);
    ck_assert_mem_eq(out, falling, sizeof out);
    sort_rows(&k, &(struct sort){0, true}, numbers, NULL, 0, out);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("columns");
    TCase *tc = tcase_create("columns");
    tcase_add_test(tc, names_are_read_and_told);
    tcase_add_test(tc, what_was_told_is_read_again);
    tcase_add_test(tc, what_is_wrong_is_named_and_changes_nothing);
    tcase_add_test(tc, narrow_panes_leave_the_roomy_ones_out);
    tcase_add_test(tc, every_column_can_be_drawn_and_named);
    tcase_add_test(tc, sorts_are_read_and_told);
    tcase_add_test(tc, the_next_sort_goes_round_the_columns_that_show);
    tcase_add_test(tc, rows_without_a_value_come_last_both_ways);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
