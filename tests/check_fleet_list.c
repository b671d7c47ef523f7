/* The list of companies: rounds against servers of all manners. */
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

/* --- a server of lists -------------------------------------------------------------- */

/* What a server holds and how it answers. */
struct server {
    size_t companies;
    int64_t clamp; /* the largest page it serves; 0: any */
    bool tells_size, tells_total, tells_next;
    bool always_next;   /* a next link on every page */
    bool same_for_ever; /* every page shows the first company */
    bool error_beyond;  /* a page beyond the last is not found */
    bool repeats_last;  /* a page beyond the last shows the last again */
    int64_t total_lie;  /* added to the total */
    size_t duplicates;  /* the last so many carry the first one's id */
};

static const struct server honest = {
    .companies = 250, .tells_size = true, .tells_total = true, .tells_next = true};

static struct company *company_number(const struct server *s, size_t i)
{
    char id[32], name[32];
    if (s->same_for_ever || i + s->duplicates >= s->companies)
        i = 0;
    snprintf(id, sizeof id, "id-%zu", i);
    snprintf(name, sizeof name, "Company %zu", i);
    return make_company(id, name, WALL);
}

static size_t page_start(const struct server *s, size_t page, size_t size)
{
    size_t start = (page - 1) * size;
    if (s->repeats_last && start >= s->companies && s->companies > 0)
        start = (s->companies - 1) / size * size;
    return start;
}

static void answer_list(const struct server *s, const struct call *call, int64_t now)
{
    size_t size = (size_t)call->page_size;
    if (s->clamp > 0 && (int64_t)size > s->clamp)
        size = (size_t)s->clamp;
    size_t start = page_start(s, (size_t)call->page, size);
    size_t end = start + size < s->companies ? start + size : s->companies;
    if (s->same_for_ever)
        start = 0, end = 1;
    if (start >= s->companies && start > 0 && s->error_beyond) {
        struct api_error error = make_error(ERROR_NOT_FOUND, call);
        fleet_failed(f, call, &error, true, now);
        return;
    }
    size_t count = start < end ? end - start : 0;
    struct company **items = xcalloc(count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = company_number(s, start + i);
    struct paging paging = {
        .page_number = call->page,
        .page_size = s->tells_size ? (int64_t)size : 0,
        .total = s->tells_total ? (int64_t)s->companies + s->total_lie : 0,
        .has_next = s->always_next || (s->tells_next && end < s->companies),
    };
    fleet_put_companies(f, call, items, count, 0, &paging, now);
    for (size_t i = 0; i < count; i++)
        ck_assert_ptr_null(items[i]);
    free(items);
}

/* One page of the round that runs or begins; true while the round goes on. */
static bool read_page(const struct server *s, int64_t now)
{
    struct call call = fleet_list_call(f);
    fleet_asked(f, &call, now);
    ck_assert_int_ne(fleet_list_state(f)->known.asked, 0);
    answer_list(s, &call, now);
    ck_assert_int_eq(fleet_list_state(f)->known.asked, 0);
    return fleet_list_state(f)->next_page != 0;
}

/* Reads a whole round; how many pages it took. */
static int read_round(const struct server *s, int64_t now)
{
    int pages = 1;
    while (read_page(s, now)) {
        pages++;
        ck_assert_int_le(pages, 3000);
    }
    return pages;
}

START_TEST(a_small_first_page_is_followed_by_large_ones)
{
    struct call call = fleet_list_call(f);
    ck_assert_int_eq(call.page, 1);
    ck_assert_int_eq(call.page_size, FLEET_FIRST_PAGE);
    ck_assert(read_page(&honest, 1));
    ck_assert_uint_eq(fleet_size(f), 100);
    ck_assert_uint_eq(fleet_list_state(f)->seen, 100);
    ck_assert_int_eq(fleet_list_state(f)->total, 250);
    call = fleet_list_call(f);
    ck_assert_int_eq(call.page, 1);
    ck_assert_int_eq(call.page_size, FLEET_PAGE);
    ck_assert(!read_page(&honest, 2));
    ck_assert_uint_eq(fleet_size(f), 250);
    ck_assert_uint_eq(fleet_list_state(f)->seen, 250);
    ck_assert_int_eq(fleet_list_state(f)->completed, 2);
    ck_assert(!fleet_list_state(f)->partial);
    call = fleet_list_call(f);
    ck_assert_int_eq(call.page_size, FLEET_PAGE);
    ck_assert_int_eq(read_round(&honest, 3), 1);
    ck_assert_uint_eq(fleet_size(f), 250);
}
END_TEST

START_TEST(a_small_fleet_takes_one_page)
{
    struct server s = honest;
    s.companies = 100;
    ck_assert_int_eq(read_round(&s, 1), 1);
    ck_assert_uint_eq(fleet_size(f), 100);
    s.companies = 7;
    ck_assert_int_eq(read_round(&s, 2), 1);
    ck_assert_uint_eq(fleet_size(f), 7);
}
END_TEST

START_TEST(an_empty_fleet_is_known_to_be_empty)
{
    struct server s = honest;
    s.companies = 0;
    ck_assert_int_eq(read_round(&s, 5), 1);
    ck_assert_int_eq(fleet_list_state(f)->completed, 5);
    ck_assert_uint_eq(fleet_size(f), 0);
}
END_TEST

START_TEST(a_clamping_server_is_read_to_its_end)
{
    struct server s = honest;
    s.clamp = 100;
    ck_assert_int_eq(read_round(&s, 1), 1 + 3);
    ck_assert_uint_eq(fleet_size(f), 250);
    ck_assert(!fleet_list_state(f)->partial);
}
END_TEST

START_TEST(the_contract_mock_ends)
{
    struct server s = {.companies = 1, .always_next = true, .same_for_ever = true};
    ck_assert_int_le(read_round(&s, 1), 3);
    ck_assert_uint_eq(fleet_size(f), 1);
    ck_assert(fleet_list_state(f)->partial);
    ck_assert_int_le(read_round(&s, 2), 2);
    ck_assert_uint_eq(fleet_size(f), 1);
    ck_assert_str_eq(fleet_at(f, 0)->record->name, "Company 0");
}
END_TEST

/* Every mixture of manners: the round ends, nothing is counted twice, nothing is missed
 * that the server would have shown. */
START_TEST(servers_of_all_manners_are_read_to_their_end)
{
    struct rng r = {.state = (uint64_t)_i};
    struct server s = {
        .companies = rng_below(&r, 12) * rng_below(&r, 100),
        .clamp = (int64_t)rng_below(&r, 3) * 50,
        .tells_total = rng_below(&r, 2),
        .tells_next = rng_below(&r, 2),
        .always_next = rng_below(&r, 4) == 0,
        .error_beyond = rng_below(&r, 2),
        .repeats_last = rng_below(&r, 4) == 0,
    };
    s.tells_size = s.clamp > 0 || rng_below(&r, 2);
    read_round(&s, 1);
    ck_assert_uint_eq(fleet_size(f), s.companies);
    ck_assert_uint_eq(fleet_list_state(f)->seen, s.companies);
    read_round(&s, 2);
    ck_assert_uint_eq(fleet_size(f), s.companies);
    ck_assert_uint_eq(fleet_counts(f)->companies, s.companies);
    ck_assert_uint_eq(fleet_counts(f)->by_state[STATE_UNKNOWN], s.companies);
}
END_TEST

START_TEST(an_endless_list_is_cut)
{
    struct server s = {
        .companies = 300000, .clamp = 100, .tells_size = true, .always_next = true};
    int pages = read_round(&s, 1);
    ck_assert_int_eq(pages, 1 + 2000);
    ck_assert(fleet_list_state(f)->partial);
    ck_assert_uint_eq(fleet_size(f), 200000);
}
END_TEST

START_TEST(a_total_that_lies_makes_it_partial)
{
    struct server s = honest;
    s.total_lie = 1000;
    read_round(&s, 1);
    ck_assert_uint_eq(fleet_size(f), 250);
    ck_assert(fleet_list_state(f)->partial);
    s.total_lie = -500;
    read_round(&s, 2);
    ck_assert_uint_eq(fleet_size(f), 250);
}
END_TEST

START_TEST(duplicates_count_once)
{
    struct server s = honest;
    s.duplicates = 50;
    read_round(&s, 1);
    ck_assert_uint_eq(fleet_size(f), 200);
    ck_assert(fleet_list_state(f)->partial);
}
END_TEST

START_TEST(who_leaves_is_forgotten_after_a_whole_round)
{
    struct server s = honest;
    read_round(&s, 1);
    uint64_t changes = fleet_changes(f);
    s.companies = 200;
    read_round(&s, 2);
    ck_assert_uint_eq(fleet_size(f), 200);
    ck_assert_ptr_null(fleet_find(f, "id-249"));
    ck_assert_ptr_nonnull(fleet_find(f, "id-199"));
    ck_assert_uint_eq(fleet_changes(f) - changes, 51); /* and the others closed up */
    ck_assert_uint_eq(fleet_change(f, changes)->what, CHANGE_LEFT);
    ck_assert_uint_eq(fleet_change(f, changes)->company, 200);
    ck_assert_uint_eq(fleet_change(f, changes + 50)->what, CHANGE_CLOSED_UP);
    for (size_t i = 0; i < fleet_size(f); i++)
        ck_assert_ptr_eq(fleet_find(f, fleet_at(f, i)->record->id), fleet_at(f, i));
}
END_TEST

START_TEST(nobody_is_forgotten_after_a_partial_round)
{
    struct server s = honest;
    read_round(&s, 1);
    s.companies = 200;
    s.total_lie = 50;
    read_round(&s, 2);
    ck_assert_uint_eq(fleet_size(f), 250);
}
END_TEST

START_TEST(one_empty_list_is_not_believed)
{
    struct server empty = honest;
    read_round(&honest, 1);
    empty.companies = 0;
    read_round(&empty, 2);
    ck_assert_uint_eq(fleet_size(f), 250);
    read_round(&empty, 3);
    ck_assert_uint_eq(fleet_size(f), 0);
}
END_TEST

START_TEST(a_stale_page_does_not_turn_the_round)
{
    ck_assert(read_page(&honest, 1));
    struct call old = call_list(7, 100);
    answer_list(&honest, &old, 2);
    ck_assert_int_eq(fleet_list_call(f).page, 1);
    ck_assert_int_eq(fleet_list_call(f).page_size, FLEET_PAGE);
}
END_TEST

START_TEST(unusable_items_count_towards_the_total)
{
    struct call call = fleet_list_call(f);
    struct company *items[] = {make_company("a", "A", WALL)};
    fleet_asked(f, &call, 1);
    fleet_put_companies(f, &call, items, 1, 2, &(struct paging){1, 100, 3, false}, 1);
    ck_assert_int_eq(fleet_list_state(f)->next_page, 0);
    ck_assert(!fleet_list_state(f)->partial);
    ck_assert_uint_eq(fleet_list_state(f)->skipped, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fleet_list");
    TCase *t = tcase_create("fleet_list");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, a_small_first_page_is_followed_by_large_ones);
    tcase_add_test(t, a_small_fleet_takes_one_page);
    tcase_add_test(t, an_empty_fleet_is_known_to_be_empty);
    tcase_add_test(t, a_clamping_server_is_read_to_its_end);
    tcase_add_test(t, the_contract_mock_ends);
    tcase_add_loop_test(t, servers_of_all_manners_are_read_to_their_end, 0, 200);
    tcase_add_test(t, an_endless_list_is_cut);
    tcase_add_test(t, a_total_that_lies_makes_it_partial);
    tcase_add_test(t, duplicates_count_once);
    tcase_add_test(t, who_leaves_is_forgotten_after_a_whole_round);
    tcase_add_test(t, nobody_is_forgotten_after_a_partial_round);
    tcase_add_test(t, one_empty_list_is_not_believed);
    tcase_add_test(t, a_stale_page_does_not_turn_the_round);
    tcase_add_test(t, unusable_items_count_towards_the_total);
    suite_add_tcase(suite, t);
    return suite_run(suite);
}
