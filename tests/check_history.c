/* Histories and rows: pages that join, repeat, leave gaps; pulls against statuses. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/xmalloc.h"
#include "model_make.h"
#include "tests/suite.h"

static struct fleet *f;

static void setup(void)
{
    f = fleet_new();
}

static void teardown(void)
{
    fleet_free(&f);
    ck_assert_ptr_null(f);
}

/* --- histories ---------------------------------------------------------------------- */

#define SECOND 1000

/* A page of the history whose pulls are numbered from newest down to oldest. */
static void put_numbered(int page, int newest, int oldest, int64_t total, bool next,
                         int64_t now)
{
    struct pull *items[100];
    size_t count = 0;
    for (int i = newest; i >= oldest; i--) {
        char id[16];
        snprintf(id, sizeof id, "p%d", i);
        items[count++] = make_pull(id, "bills", "Complete", WALL + i * SECOND);
    }
    struct call call = call_pulls("c1", page);
    fleet_asked(f, &call, now);
    fleet_put_pulls(f, &call, items, count, &(struct paging){page, 100, total, next},
                    now);
}

static const struct company_detail *detail(void)
{
    return fleet_find(f, "c1")->detail;
}

static void assert_newest_first(void)
{
    const struct company_detail *d = detail();
    for (size_t i = 1; i < d->pull_count; i++) {
        ck_assert_int_ge(d->pulls[i - 1]->requested, d->pulls[i]->requested);
        ck_assert_str_ne(d->pulls[i - 1]->id, d->pulls[i]->id);
    }
}

START_TEST(history_pages_join)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_numbered(1, 249, 150, 250, true, 2);
    ck_assert_int_eq(detail()->pages_read, 1);
    ck_assert_int_eq(detail()->pulls_total, 250);
    ck_assert(!detail()->pulls_end);
    put_numbered(2, 149, 50, 250, true, 3);
    put_numbered(3, 49, 0, 250, false, 4);
    ck_assert_uint_eq(detail()->pull_count, 250);
    ck_assert_int_eq(detail()->pages_read, 3);
    ck_assert(detail()->pulls_end);
    put_numbered(1, 254, 155, 255, true, 5);
    ck_assert_uint_eq(detail()->pull_count, 255);
    ck_assert(detail()->pulls_end);
    assert_newest_first();
}
END_TEST

START_TEST(a_history_with_a_gap_begins_again)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_numbered(1, 199, 100, -1, true, 2);
    put_numbered(2, 99, 0, -1, false, 3);
    put_numbered(1, 499, 400, -1, true, 4);
    ck_assert_uint_eq(detail()->pull_count, 100);
    ck_assert_int_eq(detail()->pages_read, 1);
    ck_assert(!detail()->pulls_end);
    put_numbered(2, 399, 300, -1, true, 5);
    ck_assert_uint_eq(detail()->pull_count, 200);
    assert_newest_first();
}
END_TEST

START_TEST(histories_that_repeat_end)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_numbered(1, 99, 0, 0, true, 2);
    ck_assert(!detail()->pulls_end);
    ck_assert_int_eq(detail()->pulls_total, -1);
    put_numbered(2, 99, 0, 0, true, 3);
    ck_assert(detail()->pulls_end);
    ck_assert_uint_eq(detail()->pull_count, 100);
}
END_TEST

START_TEST(an_empty_history_is_known)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_numbered(1, 0, 1, 0, false, 2);
    ck_assert(detail()->pulls_end);
    ck_assert_int_eq(detail()->pulls_total, 0);
    ck_assert_uint_eq(detail()->pull_count, 0);
    ck_assert_int_eq(detail()->pulls_known.read, 2);
}
END_TEST

START_TEST(pulls_without_date_come_last)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_pulls(f, "c1", 2, make_pull("x", "a", "Complete", TIME_NONE),
              make_pull("y", "a", "Fetching", WALL), NULL);
    ck_assert_str_eq(detail()->pulls[0]->id, "y");
    ck_assert_str_eq(detail()->pulls[1]->id, "x");
    ck_assert_uint_eq(detail()->moving, 1);
    ck_assert_str_eq(fleet_find_pull(f, "c1", "x")->id, "x");
    ck_assert_ptr_null(fleet_find_pull(f, "c1", "z"));
    ck_assert_ptr_null(fleet_find_pull(f, "c2", "x"));
    ck_assert_ptr_null(fleet_find_pull(f, "c1", NULL));
}
END_TEST

START_TEST(an_older_answer_does_not_undo_an_end)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    struct call history = call_pulls("c1", 1), one = call_pull("c1", "p");
    fleet_asked(f, &history, 10);
    fleet_asked(f, &one, 11);
    fleet_put_pull(f, &one, make_pull("p", "a", "Complete", WALL), 12);
    struct pull *late[] = {make_pull("p", "a", "Fetching", WALL)};
    fleet_put_pulls(f, &history, late, 1, &SAYS_NOTHING, 13);
    ck_assert_int_eq(fleet_find_pull(f, "c1", "p")->status, PULL_COMPLETE);
    put_pulls(f, "c1", 14, make_pull("p", "a", "Fetching", WALL), NULL);
    ck_assert_int_eq(fleet_find_pull(f, "c1", "p")->status, PULL_FETCHING);
}
END_TEST

START_TEST(random_histories_stay_sorted_and_single)
{
    struct rng r = {.state = (uint64_t)_i};
    put_company(f, make_company("c1", "One", WALL), 1);
    for (int64_t now = 2; now < 30; now++) {
        struct pull *items[20];
        size_t count = rng_below(&r, 20);
        for (size_t i = 0; i < count; i++) {
            char id[16];
            snprintf(id, sizeof id, "p%d", (int)rng_below(&r, 40));
            items[i] = make_pull(id, "a", rng_below(&r, 2) ? "Complete" : "Mapping",
                                 WALL + (int64_t)rng_below(&r, 50));
        }
        struct call call = call_pulls("c1", 1 + (int)rng_below(&r, 3));
        fleet_asked(f, &call, now);
        fleet_put_pulls(f, &call, items, count, &SAYS_NOTHING, now);
        size_t moving = 0;
        for (size_t i = 0; i < detail()->pull_count; i++) {
            moving += !pull_ended(detail()->pulls[i]);
            for (size_t k = i + 1; k < detail()->pull_count; k++)
                ck_assert_str_ne(detail()->pulls[i]->id, detail()->pulls[k]->id);
        }
        ck_assert_uint_eq(detail()->moving, moving);
        assert_newest_first();
    }
}
END_TEST

/* --- rows --------------------------------------------------------------------------- */

static struct type_row row_of(const char *data_type)
{
    struct type_row *rows, found = {0};
    size_t count = fleet_type_rows(f, "c1", &rows);
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].data_type, data_type) == 0)
            found = rows[i];
    free(rows);
    ck_assert_ptr_nonnull(found.data_type);
    return found;
}

START_TEST(rows_come_worst_first_and_then_by_name)
{
    static const char *const expected[] = {"d", "g", "b", "e", "a", "f", "c"};
    struct type_row *rows;
    put_company(f, make_company("c1", "One", WALL), 1);
    ck_assert_uint_eq(fleet_type_rows(f, "c1", &rows), 0);
    ck_assert_ptr_null(rows);
    put_statuses(f, "c1",
                 make_statuses("g", "AuthError", "1", "a", "Complete", "2", "c",
                               "Cancelled", "3", "d", "MapError", "4", "e", "Mapping",
                               "5", "b", "Queued", "6", "f", NULL, NULL, NULL),
                 2);
    size_t count = fleet_type_rows(f, "c1", &rows);
    ck_assert_uint_eq(count, 7);
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(rows[i].data_type, expected[i]);
    free(rows);
    ck_assert_uint_eq(fleet_type_rows(f, "nobody", &rows), 0);
}
END_TEST

START_TEST(a_newer_pull_leads_its_row)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_pulls(f, "c1", 2, make_pull("s1", "a", "Complete", WALL), NULL);
    put_statuses(f, "c1", make_statuses("a", "Complete", "s1", NULL), 3);
    ck_assert_str_eq(row_of("a").pull->id, "s1");
    struct call call = call_refresh("c1", "a");
    fleet_put_pull(f, &call, make_pull("s2", "a", "Fetching", WALL + 9), 4);
    ck_assert_int_eq(row_of("a").state, STATE_MOVING);
    ck_assert_int_eq(row_of("a").progress, 40);
    put_statuses(f, "c1", make_statuses("a", "Complete", "s1", NULL), 5);
    ck_assert_int_eq(row_of("a").state, STATE_MOVING); /* the status lags behind */
    put_statuses(f, "c1", make_statuses("a", "Complete", "s2", NULL), 6);
    ck_assert_int_eq(row_of("a").state, STATE_COMPLETE); /* the history lags behind */
    ck_assert_int_eq(row_of("a").progress, -1);
    put_pulls(f, "c1", 7, make_pull("s2", "a", "Complete", WALL + 9), NULL);
    ck_assert_int_eq(row_of("a").last_success, WALL + 9 + 41000);
}
END_TEST

START_TEST(a_newer_status_leads_its_row)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_pulls(f, "c1", 2, make_pull("s1", "a", "FetchError", WALL), NULL);
    put_statuses(f, "c1", make_statuses("a", "Complete", "s9", NULL), 3);
    ck_assert_int_eq(row_of("a").state, STATE_COMPLETE);
    ck_assert_str_eq(row_of("a").pull->id, "s1");
    put_statuses(f, "c1", make_statuses("a", "Mapping", "s1", NULL), 4);
    ck_assert_int_eq(row_of("a").state, STATE_FAILED); /* an end is not undone */
}
END_TEST

START_TEST(types_of_the_history_alone_have_rows)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_pulls(f, "c1", 2, make_pull("s1", "custom", "FetchError", WALL), NULL);
    ck_assert_int_eq(row_of("custom").state, STATE_FAILED);
    ck_assert_int_eq(fleet_find(f, "c1")->state, STATE_UNKNOWN);
    put_statuses(f, "c1", make_statuses("a", NULL, NULL, NULL), 3);
    ck_assert_int_eq(row_of("a").state, STATE_NEVER);
    ck_assert_ptr_null(row_of("a").status_text);
    ck_assert_int_eq(fleet_find(f, "c1")->state, STATE_FAILED);
}
END_TEST

/* --- what a query finds ------------------------------------------------------------- */

/* A page of what a query finds: every step-th of the numbered pulls. */
static void put_found(const char *query, int page, int newest, int oldest, int step,
                      int64_t total, int64_t now)
{
    struct pull *items[100];
    size_t count = 0;
    for (int i = newest; i >= oldest; i -= step) {
        char id[16];
        snprintf(id, sizeof id, "p%d", i);
        items[count++] = make_pull(id, "bills", "FetchError", WALL + i * SECOND);
    }
    struct call call = call_pulls("c1", page);
    call.query = query;
    fleet_asked(f, &call, now);
    fleet_put_pulls(f, &call, items, count, &(struct paging){page, 100, total, true},
                    now);
}

START_TEST(what_is_found_leaves_the_history_as_it_was)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_numbered(1, 999, 900, 1000, true, 2);
    uint64_t version = detail()->version;
    put_found("status=FetchError", 1, 990, 0, 10, 150, 3);
    ck_assert_uint_ne(detail()->version, version);
    ck_assert_uint_eq(detail()->pull_count, 100);
    ck_assert_int_eq(detail()->pages_read, 1);
    ck_assert_int_eq(detail()->pulls_total, 1000);
    ck_assert_uint_eq(detail()->found.count, 90);
    ck_assert_uint_eq(detail()->found.brought, 100);
    ck_assert_int_eq(detail()->found.total, 150);
    ck_assert(!detail()->found.end);
    ck_assert_str_eq(fleet_find_pull(f, "c1", "p10")->status_text, "FetchError");
    ck_assert_str_eq(fleet_find_pull(f, "c1", "p990")->status_text, "FetchError");
    ck_assert_str_eq(fleet_find_pull(f, "c1", "p991")->status_text, "Complete");
    put_numbered(2, 899, 800, 1000, true, 4);
    ck_assert_uint_eq(detail()->pull_count, 200);
    ck_assert_uint_eq(detail()->found.count, 80);
    assert_newest_first();
}
END_TEST

START_TEST(pages_of_what_is_found_join_and_end)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_found("q", 1, 990, 0, 10, 150, 2);
    put_found("q", 2, -10, -500, 10, 150, 3);
    ck_assert_int_eq(detail()->found.pages_read, 2);
    ck_assert_uint_eq(detail()->found.count, 150);
    ck_assert(detail()->found.end);
    put_found("q", 1, 990, 0, 10, 150, 4);
    ck_assert_int_eq(detail()->found.pages_read, 2);
    ck_assert_uint_eq(detail()->found.count, 150);
    /* So much is new that nothing is known of the first page. */
    put_found("q", 1, 1990, 1000, 10, 350, 5);
    ck_assert_int_eq(detail()->found.pages_read, 1);
    ck_assert(!detail()->found.end);
    put_found("q", 2, 1990, 1000, 10, -1, 6); /* a server that repeats itself */
    ck_assert(detail()->found.end);
}
END_TEST

START_TEST(another_query_begins_anew)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_found("q", 1, 990, 0, 10, 150, 2);
    struct call late = call_pulls("c1", 2);
    late.query = "q";
    fleet_asked(f, &late, 3);
    put_found("r", 1, 5, 1, 1, 5, 4);
    ck_assert_str_eq(detail()->found.query, "r");
    ck_assert_uint_eq(detail()->found.count, 5);
    struct pull *items[] = {make_pull("old", "bills", "Complete", WALL)};
    fleet_put_pulls(f, &late, items, 1, &(struct paging){2, 100, 150, true}, 5);
    ck_assert_ptr_null(items[0]);
    ck_assert_uint_eq(detail()->found.count, 5);
    ck_assert_ptr_null(fleet_find_pull(f, "c1", "old"));
    struct api_error error = {.call = late, .kind = ERROR_TIMEOUT};
    fleet_failed(f, &late, &error, true, 6);
    ck_assert_int_eq(detail()->found.known.failing, 0);
    error.call.query = "r";
    fleet_failed(f, &error.call, &error, true, 7);
    ck_assert_int_eq(detail()->found.known.failing, 7);
    ck_assert_int_eq(detail()->pulls_known.failing, 0);
}
END_TEST

/* It is not sent once more beside the one that is under way. What that one brings has
 * nothing in front of it: the first page comes next. */
START_TEST(a_query_under_way_outlasts_a_gap)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_numbered(1, 999, 900, 1000, true, 2);
    put_found("q", 1, 500, 401, 1, 1000, 3);
    struct call call = call_pulls("c1", 2);
    call.query = "q";
    fleet_asked(f, &call, 4);
    put_numbered(1, 9999, 9900, 9000, true, 5);
    ck_assert_int_eq(detail()->found.known.asked, 4);
    ck_assert(!detail()->found.stale);
    put_found("q", 2, 400, 301, 1, 1000, 6);
    ck_assert_int_eq(detail()->found.known.asked, 0);
    ck_assert_int_eq(detail()->found.pages_read, 0);
    ck_assert(detail()->found.stale);
}
END_TEST

START_TEST(a_found_pull_is_read_where_it_is)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_numbered(1, 999, 900, 1000, true, 2);
    put_found("q", 1, 5, 1, 1, 5, 3);
    struct call call = call_pull("c1", "p5");
    fleet_asked(f, &call, 4);
    fleet_put_pull(f, &call, make_pull("p5", "bills", "Complete", WALL + 5 * SECOND), 5);
    ck_assert_uint_eq(detail()->pull_count, 100);
    ck_assert_str_eq(fleet_find_pull(f, "c1", "p5")->status_text, "Complete");
    put_numbered(1, 9999, 9900, 9000, true, 6); /* a gap: everything begins anew */
    ck_assert_uint_eq(detail()->found.count, 0);
    ck_assert_int_eq(detail()->found.pages_read, 0);
    ck_assert_str_eq(detail()->found.query, "q");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("history");
    TCase *t = tcase_create("history");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, history_pages_join);
    tcase_add_test(t, a_history_with_a_gap_begins_again);
    tcase_add_test(t, histories_that_repeat_end);
    tcase_add_test(t, an_empty_history_is_known);
    tcase_add_test(t, pulls_without_date_come_last);
    tcase_add_test(t, an_older_answer_does_not_undo_an_end);
    tcase_add_loop_test(t, random_histories_stay_sorted_and_single, 0, 20);
    tcase_add_test(t, rows_come_worst_first_and_then_by_name);
    tcase_add_test(t, a_newer_pull_leads_its_row);
    tcase_add_test(t, a_newer_status_leads_its_row);
    tcase_add_test(t, types_of_the_history_alone_have_rows);
    tcase_add_test(t, what_is_found_leaves_the_history_as_it_was);
    tcase_add_test(t, pages_of_what_is_found_join_and_end);
    tcase_add_test(t, another_query_begins_anew);
    tcase_add_test(t, a_query_under_way_outlasts_a_gap);
    tcase_add_test(t, a_found_pull_is_read_where_it_is);
    suite_add_tcase(suite, t);
    return suite_run(suite);
}
