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
        {"nam", "There is no column \"nam\"; there are: state, name, platform"},
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

int main(void)
{
    Suite *s = suite_create("columns");
    TCase *tc = tcase_create("columns");
    tcase_add_test(tc, names_are_read_and_told);
    tcase_add_test(tc, what_was_told_is_read_again);
    tcase_add_test(tc, what_is_wrong_is_named_and_changes_nothing);
    tcase_add_test(tc, narrow_panes_leave_the_roomy_ones_out);
    tcase_add_test(tc, every_column_can_be_drawn_and_named);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
