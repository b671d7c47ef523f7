/* Long dialogs: only what is seen is written, and everything has its place. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/suite.h"
#include "ui/lines.h"

static const struct draw utf8 = {.ascii = false};
static const struct draw ascii = {.ascii = true};

/* --- rolls -------------------------------------------------------------------------- */

static size_t written; /* how often an item was written */

/* Item i takes 1 + i % 3 rows. */
static void write_item(const void *ctx, size_t i, struct page *page)
{
    char text[32];
    (void)ctx;
    written++;
    for (size_t n = 0; n <= i % 3; n++) {
        snprintf(text, sizeof text, "%zu.%zu", i, n);
        page_row(page, ROLE_TEXT, text, strlen(text));
    }
}

/* The text of a page's row, or "" where nothing was written. */
static const char *row_of(const struct page *p, int row)
{
    for (size_t i = 0; i < p->count; i++) {
        int rows = p->lines[i].gap > 0 ? p->lines[i].gap : 1;
        if (row < rows)
            return p->lines[i].gap > 0 ? "" : p->lines[i].text;
        row -= rows;
    }
    return "";
}

static void expect_row(const struct page *p, int head, int row)
{
    char expected[32];
    int item = row / 6 * 3, left = row % 6;
    for (; left > item % 3; item++)
        left -= item % 3 + 1;
    snprintf(expected, sizeof expected, "%d.%d", item, left);
    ck_assert_str_eq(row_of(p, head + row), expected);
}

START_TEST(a_roll_writes_what_is_seen_where_it_belongs)
{
    struct roll roll = {0};
    const struct roll_items items = {.count = 9000, .version = 1, .write = write_item};
    for (int top = 0; top < 18010; top += 601) {
        struct page page;
        page_init(&page, &utf8, 40);
        page.top = top;
        page.rows = 20;
        page_text(&page, ROLE_TEXT, "head");
        page_text(&page, ROLE_TEXT, "");
        written = 0;
        roll_write(&roll, &items, &page);
        page_text(&page, ROLE_TEXT, "foot");
        ck_assert_int_eq(page.height, 2 + 18000 + 1);
        ck_assert_str_eq(row_of(&page, 0), "head");
        ck_assert_str_eq(row_of(&page, 18002), "foot");
        for (int row = top; row < top + 20; row++)
            if (row >= 2 && row < 18002)
                expect_row(&page, 2, row - 2);
        if (top > 0)
            ck_assert_uint_le(written, 20);
        ck_assert_uint_lt(page.count, 40);
        page_free(&page);
    }
    roll_free(&roll);
}
END_TEST

START_TEST(a_roll_is_measured_anew_where_something_changed)
{
    struct roll roll = {0};
    struct roll_items items = {.count = 300, .version = 1, .write = write_item};
    static const struct {
        size_t count;
        uint64_t version;
        int cells;
        const struct draw *draw;
        bool again;
    } rows[] = {
        {300, 1, 40, &utf8, true},   {300, 1, 40, &utf8, false},
        {300, 2, 40, &utf8, true},   {300, 2, 41, &utf8, true},
        {300, 2, 41, &ascii, true},  {299, 2, 41, &ascii, true},
        {299, 2, 41, &ascii, false}, {0, 3, 41, &ascii, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct page page;
        page_init(&page, rows[i].draw, rows[i].cells);
        page.rows = 10;
        items.count = rows[i].count;
        items.version = rows[i].version;
        written = 0;
        roll_write(&roll, &items, &page);
        ck_assert_int_eq(written >= 299, rows[i].again);
        ck_assert_int_eq(page.height, rows[i].count == 300   ? 600
                                      : rows[i].count == 299 ? 597
                                                             : 0);
        page_free(&page);
    }
    roll_free(&roll);
}
END_TEST

/* Who searches a dialog wants all of it. */
START_TEST(a_page_that_is_seen_whole_has_no_gaps)
{
    struct roll roll = {0};
    const struct roll_items items = {.count = 3000, .version = 1, .write = write_item};
    struct page page;
    page_init(&page, &utf8, 40);
    roll_write(&roll, &items, &page);
    ck_assert_int_eq(page.height, 6000);
    ck_assert_uint_eq(page.count, 6000);
    page_free(&page);
    roll_free(&roll);
}
END_TEST

/* --- lines -------------------------------------------------------------------------- */

static char *shown(const char *text, int cells, bool flat)
{
    struct lines lines = {.flat = flat};
    struct page page;
    struct buf out = {0};
    page_init(&page, &utf8, cells);
    lines_set(&lines, text, 1);
    ck_assert_int_eq(lines_write(&lines, &page), 0);
    for (int row = 0; row < page.height; row++)
        buf_addf(&out, "%s|", row_of(&page, row));
    page_free(&page);
    lines_free(&lines);
    return buf_take(&out);
}

START_TEST(lines_are_wrapped_hard_and_keep_their_place)
{
    static const struct {
        const char *text;
        int cells;
        bool flat;
        const char *shown;
    } rows[] = {
        {"", 10, false, ""},
        {"\n", 10, false, "|"},
        {"a\nb\n", 10, false, "a|b|"},
        {"  two  spaces\n", 20, false, "  two  spaces|"},
        {"0123456789abc\n", 10, false, "0123456789|  abc|"},
        {"0123456789abc\n", 10, true, "0123456789|abc|"},
        {"  \"key\": \"0123456789\"\n", 12, false,
         "  \"key\": \"01|    23456789|    \"|"},
        {"東京商会\n", 5, true, "東京|商会|"},
        {"東\n", 1, true, "東|"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = shown(rows[i].text, rows[i].cells, rows[i].flat);
        ck_assert_str_eq(text, rows[i].shown);
        free(text);
    }
}
END_TEST

START_TEST(a_line_is_found_and_has_its_row)
{
    struct lines lines = {0};
    struct page page;
    page_init(&page, &utf8, 10);
    lines_set(&lines, "{\n  \"a\": 0123456789,\n  \"b\": 2\n}\n", 1);
    lines_write(&lines, &page);
    ck_assert_uint_eq(lines_find(&lines, "  \"b\": "), 2);
    ck_assert_int_eq(lines_row(&lines, 2), 1 + 3);
    ck_assert_uint_eq(lines_find(&lines, "  \"c\": "), SIZE_MAX);
    page_free(&page);
    lines_free(&lines);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("roll");
    TCase *t = tcase_create("roll");
    tcase_add_test(t, a_roll_writes_what_is_seen_where_it_belongs);
    tcase_add_test(t, a_roll_is_measured_anew_where_something_changed);
    tcase_add_test(t, a_page_that_is_seen_whole_has_no_gaps);
    tcase_add_test(t, lines_are_wrapped_hard_and_keep_their_place);
    tcase_add_test(t, a_line_is_found_and_has_its_row);
    suite_add_tcase(s, t);
    return suite_run(s);
}
