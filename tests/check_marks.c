/* Marks: a set of ids that outlives filters, orders and departures, and the range that is
 * being drawn. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/marks.h"

/* --- rows ------------------------------------------------------------------------- */

static const char *id_at(const void *ctx, size_t i)
{
    const char *const *ids = ctx;
    return ids[i];
}

/* The rows up to NULL. */
static struct list_source rows_of(const char *const *ids)
{
    struct list_source s = {.ctx = ids, .id_at = id_at};
    while (ids[s.count])
        s.count++;
    return s;
}

static const char *const letters[] = {"a", "b", "c", "d", "e", NULL};

/* The marked letters among a to z, as a string. */
static const char *marked(const struct marks *m)
{
    static char out[27];
    size_t n = 0;
    for (char c = 'a'; c <= 'z'; c++)
        if (marks_has(m, (char[]){c, '\0'}))
            out[n++] = c;
    out[n] = '\0';
    ck_assert_uint_eq(n, m->count);
    return out;
}

static bool is_vowel(const void *ctx, const char *id)
{
    (void)ctx;
    return strchr("aeiou", *id) != NULL;
}

/* --- the set ---------------------------------------------------------------------- */

START_TEST(marks_are_set_and_taken_off)
{
    struct marks m = {0};
    ck_assert(!marks_has(&m, "a"));
    ck_assert(!marks_has(&m, NULL));
    char id[] = "a";
    marks_set(&m, id, true);
    *id = 'x'; /* it was copied */
    uint64_t version = m.version;
    marks_set(&m, "a", true);
    ck_assert_uint_eq(m.version, version);
    marks_set(&m, "b", true);
    marks_set(&m, "c", true);
    ck_assert_uint_ne(m.version, version);
    ck_assert_str_eq(marked(&m), "abc");
    marks_set(&m, "a", false);
    marks_set(&m, "z", false);
    marks_set(&m, NULL, true);
    ck_assert_str_eq(marked(&m), "bc");
    ck_assert_uint_eq(marks_clear(&m), 2);
    ck_assert_uint_eq(marks_clear(&m), 0);
    ck_assert_str_eq(marked(&m), "");
    marks_set(&m, "q", true);
    ck_assert_str_eq(marked(&m), "q");
    marks_free(&m);
}
END_TEST

START_TEST(all_rows_are_marked_beside_what_is_marked)
{
    struct marks m = {0};
    struct list_source s = rows_of(letters);
    marks_set(&m, "b", true);
    marks_set(&m, "x", true);
    ck_assert_uint_eq(marks_set_all(&m, &s), 4);
    ck_assert_str_eq(marked(&m), "abcdex");
    ck_assert_uint_eq(marks_set_all(&m, &s), 0);
    s.count = 0;
    ck_assert_uint_eq(marks_set_all(&m, &s), 0);
    marks_free(&m);
}
END_TEST

static size_t find_letter(const void *ctx, const char *id)
{
    const char *const *ids = ctx;
    for (size_t i = 0; ids[i]; i++)
        if (strcmp(ids[i], id) == 0)
            return i;
    return LIST_NOT_FOUND;
}

START_TEST(those_that_are_hidden_are_told_from_those_that_show)
{
    struct marks m = {0};
    struct list_source s = rows_of(letters);
    ck_assert_uint_eq(marks_shown(&m, &s), 0);
    marks_set(&m, "b", true);
    marks_set(&m, "x", true);
    marks_set(&m, "e", true);
    ck_assert_uint_eq(marks_shown(&m, &s), 2);
    s.find = find_letter;
    ck_assert_uint_eq(marks_shown(&m, &s), 2);
    for (char c = 'k'; c < 'u'; c++)
        marks_set(&m, (char[]){c, '\0'}, true);
    ck_assert_uint_eq(marks_shown(&m, &s), 2);
    s.count = 0;
    ck_assert_uint_eq(marks_shown(&m, &s), 0);
    marks_free(&m);
}
END_TEST

START_TEST(who_left_is_forgotten)
{
    struct marks m = {0};
    struct list_source s = rows_of(letters);
    ck_assert_uint_eq(marks_keep(&m, is_vowel, NULL), 0);
    marks_set_all(&m, &s);
    ck_assert_uint_eq(marks_keep(&m, is_vowel, NULL), 3);
    ck_assert_str_eq(marked(&m), "ae");
    uint64_t version = m.version;
    ck_assert_uint_eq(marks_keep(&m, is_vowel, NULL), 0);
    ck_assert_uint_eq(m.version, version);
    marks_free(&m);
}
END_TEST

/* --- ranges ----------------------------------------------------------------------- */

START_TEST(a_range_grows_both_ways_and_is_marked_when_taken)
{
    struct marks m = {0};
    struct list_source s = rows_of(letters);
    struct marks_range none = marks_range(&m, &s, 2);
    ck_assert_uint_eq(none.first, none.end);
    marks_begin_range(&m, "c");
    struct marks_range up = marks_range(&m, &s, 0), down = marks_range(&m, &s, 4);
    ck_assert_uint_eq(up.first, 0);
    ck_assert_uint_eq(up.end, 3);
    ck_assert_uint_eq(down.first, 2);
    ck_assert_uint_eq(down.end, 5);
    ck_assert_uint_eq(m.count, 0);
    ck_assert_uint_eq(marks_take_range(&m, &s, 1), 2);
    ck_assert_str_eq(marked(&m), "bc");
    ck_assert_ptr_null(m.anchor);
    marks_free(&m);
}
END_TEST

START_TEST(a_range_that_is_left_marks_nothing)
{
    struct marks m = {0};
    struct list_source s = rows_of(letters);
    marks_begin_range(&m, "a");
    marks_begin_range(&m, "b");
    marks_leave_range(&m);
    ck_assert_uint_eq(marks_take_range(&m, &s, 3), 0);
    ck_assert_str_eq(marked(&m), "");
    marks_begin_range(&m, "b");
    marks_clear(&m);
    ck_assert_ptr_null(m.anchor);
    marks_free(&m);
}
END_TEST

/* Rows come, go and change their places while a range is drawn: it holds to the ids. */
START_TEST(a_range_follows_its_rows)
{
    static const char *const sorted_anew[] = {"e", "a", "new", "d", "c", "b", NULL};
    static const char *const without_it[] = {"e", "d", "c", NULL};
    struct marks m = {0};
    struct list_source s = rows_of(sorted_anew);
    marks_begin_range(&m, "b");
    struct marks_range range = marks_range(&m, &s, 3);
    ck_assert_uint_eq(range.first, 3);
    ck_assert_uint_eq(range.end, 6);
    s = rows_of(without_it);
    range = marks_range(&m, &s, 1);
    ck_assert_uint_eq(range.first, 1);
    ck_assert_uint_eq(range.end, 2);
    s.count = 0;
    ck_assert_uint_eq(marks_take_range(&m, &s, 0), 0);
    marks_free(&m);
}
END_TEST

static const char *number_at(const void *ctx, size_t i)
{
    static char id[48];
    (void)ctx;
    snprintf(id, sizeof id, "00000000-0000-0000-0000-%012zu", i);
    return id;
}

START_TEST(a_hundred_thousand_are_no_trouble)
{
    struct marks m = {0};
    struct list_source s = {.count = 100000, .id_at = number_at};
    ck_assert_uint_eq(marks_set_all(&m, &s), 100000);
    ck_assert_uint_eq(marks_shown(&m, &s), 100000);
    for (size_t i = 0; i < s.count; i += 2)
        marks_set(&m, number_at(NULL, i), false);
    ck_assert_uint_eq(m.count, 50000);
    ck_assert(!marks_has(&m, number_at(NULL, 500)));
    ck_assert(marks_has(&m, number_at(NULL, 99999)));
    marks_free(&m);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("marks");
    TCase *tc = tcase_create("marks");
    tcase_add_test(tc, marks_are_set_and_taken_off);
    tcase_add_test(tc, all_rows_are_marked_beside_what_is_marked);
    tcase_add_test(tc, those_that_are_hidden_are_told_from_those_that_show);
    tcase_add_test(tc, who_left_is_forgotten);
    tcase_add_test(tc, a_range_grows_both_ways_and_is_marked_when_taken);
    tcase_add_test(tc, a_range_that_is_left_marks_nothing);
    tcase_add_test(tc, a_range_follows_its_rows);
    tcase_add_test(tc, a_hundred_thousand_are_no_trouble);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
