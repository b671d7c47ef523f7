/* The planner: what comes first, what may be spent, and that in worlds of all weathers it
 * reads everything, never too much, and sleeps in between. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_make.h"
#include "model_world.h"
#include "tests/suite.h"

static struct world *w;

static void setup(void)
{
    w = world_new(1, 20);
}

static void teardown(void)
{
    world_free(&w);
}

static struct plan ask(void)
{
    struct budget budget = w->budget;
    budget.wall = WALL + w->now;
    return planner_next(w->fleet, w->refreshes, &w->attention, &budget, w->now);
}

/* Tells the fleet that it was sent, and asks again. */
static struct plan ask_next(const struct plan *plan)
{
    fleet_asked(w->fleet, &plan->call, w->now);
    return ask();
}

static size_t unread_companies(void)
{
    return fleet_counts(w->fleet)->by_state[STATE_UNKNOWN];
}

/* --- order -------------------------------------------------------------------------- */

START_TEST(the_first_page_of_the_list_is_the_first_read)
{
    struct plan plan = ask();
    ck_assert(plan.send && !plan.background);
    ck_assert_int_eq(plan.call.op, OP_LIST_COMPANIES);
    ck_assert_int_eq(plan.call.page, 1);
    ck_assert_int_eq(plan.call.page_size, 100);
    plan = ask_next(&plan);
    ck_assert(plan.send);
    ck_assert_int_eq(plan.call.op, OP_PROFILE);
    plan = ask_next(&plan);
    ck_assert(!plan.send);
    ck_assert_int_eq(plan.when, INT64_MAX);
}
END_TEST

START_TEST(what_is_on_screen_comes_in_its_order)
{
    put_company(w->fleet, make_company("c1", "One", WALL), w->now);
    world_look(w, "c1");
    w->now += PLANNER_SETTLE_MS;
    struct plan plan = ask();
    plan = ask_next(&plan);
    plan = ask_next(&plan);
    ck_assert_int_eq(plan.call.op, OP_DATA_STATUS);
    ck_assert_str_eq(plan.call.company_id, "c1");
    plan = ask_next(&plan);
    ck_assert_int_eq(plan.call.op, OP_LIST_PULLS);
    ck_assert_int_eq(plan.call.page, 1);
    ck_assert_int_eq(plan.call.page_size, 100);
    ck_assert_str_eq(plan.call.order_by, "-requested");
    plan = ask_next(&plan);
    ck_assert(!plan.send);
}
END_TEST

START_TEST(a_running_cursor_reads_nothing)
{
    world_run(w, MINUTE_MS);
    size_t before = w->sent[OP_LIST_PULLS];
    for (int i = 0; i < 20; i++) {
        world_look(w, world_company((size_t)i));
        world_run(w, PLANNER_SETTLE_MS - 1);
    }
    ck_assert_uint_eq(w->sent[OP_LIST_PULLS], before);
    world_run(w, 2);
    ck_assert_uint_eq(w->sent[OP_LIST_PULLS], before + 1);
}
END_TEST

START_TEST(older_history_is_read_as_far_as_it_is_wanted)
{
    w->pull_ms = 1;
    world_sync(w, 3, 320);
    world_look(w, "company-3");
    w->attention.history_rows = 150;
    world_run(w, 5 * SECOND_MS);
    const struct company_detail *d = fleet_find(w->fleet, "company-3")->detail;
    ck_assert_uint_eq(d->pull_count, 200);
    ck_assert_int_eq(d->pages_read, 2);
    w->attention.history_rows = 1000;
    world_run(w, 5 * SECOND_MS);
    ck_assert_uint_eq(d->pull_count, 320);
    ck_assert(d->pulls_end);
    size_t before = w->sent[OP_LIST_PULLS];
    world_run(w, 50 * SECOND_MS);
    ck_assert_uint_eq(w->sent[OP_LIST_PULLS], before);
}
END_TEST

static void answer_found(const struct call *call, int from)
{
    struct pull *items[100];
    for (int i = 0; i < 100; i++) {
        char id[16];
        snprintf(id, sizeof id, "found-%d", from + i);
        items[i] = make_pull(id, "bills", "FetchError", WALL - (from + i) * 1000);
    }
    struct paging paging = {call->page, 100, 250, true};
    fleet_put_pulls(w->fleet, call, items, 100, &paging, w->now);
}

START_TEST(a_query_is_asked_beside_the_history)
{
    world_look(w, "company-3");
    world_run(w, 5 * SECOND_MS);
    ck_assert(!ask().send);
    w->attention.history_query = "status=FetchError";
    struct plan plan = ask();
    ck_assert(plan.send && !plan.background);
    ck_assert_int_eq(plan.call.op, OP_LIST_PULLS);
    ck_assert_str_eq(plan.call.query, "status=FetchError");
    ck_assert_int_eq(plan.call.page, 1);
    ck_assert(!ask_next(&plan).send);
    answer_found(&plan.call, 0);
    ck_assert(!ask().send);
    w->attention.history_found_most = 101;
    plan = ask();
    ck_assert(plan.send);
    ck_assert_int_eq(plan.call.page, 2);
    ck_assert_str_eq(plan.call.query, "status=FetchError");
    ck_assert(!ask_next(&plan).send);
    w->attention.history_query = "dataType=bills";
    plan = ask();
    ck_assert(plan.send);
    ck_assert_int_eq(plan.call.page, 1);
    ck_assert_str_eq(plan.call.query, "dataType=bills");
    w->attention.history_query = NULL;
    ck_assert(!ask().send);
}
END_TEST

/* A filter that hardly anything matches does not read a history without end. */
START_TEST(a_query_brings_no_more_than_is_wanted)
{
    world_look(w, "company-3");
    world_run(w, 5 * SECOND_MS);
    w->attention.history_query = "status=FetchError";
    w->attention.history_found_most = 101;
    for (int page = 0; page < 2; page++) {
        struct plan plan = ask();
        ck_assert(plan.send);
        ck_assert_int_eq(plan.call.page, page + 1);
        fleet_asked(w->fleet, &plan.call, w->now);
        answer_found(&plan.call, page * 100);
    }
    ck_assert(!ask().send);
    w->attention.history_found_most = 201;
    ck_assert_int_eq(ask().call.page, 3);
}
END_TEST

START_TEST(what_is_followed_comes_before_a_query)
{
    world_look(w, "company-3");
    world_run(w, 5 * SECOND_MS);
    world_refresh(w, "company-1", "bills");
    world_run(w, 500);
    while (!ask().send)
        w->now += 10;
    ck_assert(ask().followed);
    w->attention.history_query = "status=FetchError";
    ck_assert(ask().followed);
    ck_assert_str_eq(ask().call.company_id, "company-1");
}
END_TEST

START_TEST(a_resting_history_is_read_less_often_than_statuses)
{
    world_look(w, "company-3");
    world_run(w, HOUR_MS);
    size_t statuses = w->sent[OP_DATA_STATUS] - w->background;
    ck_assert_uint_ge(statuses, 340);
    ck_assert_uint_le(statuses, 361);
    ck_assert_uint_ge(w->sent[OP_LIST_PULLS], 58);
    ck_assert_uint_le(w->sent[OP_LIST_PULLS], 61);
    ck_assert_uint_eq(w->sent[OP_PROFILE], 1);
    ck_assert_uint_eq(w->sent[OP_GET_PULL], 0);
}
END_TEST

START_TEST(an_open_pull_is_read_by_itself)
{
    world_run(w, MINUTE_MS);
    world_look(w, "company-3");
    w->pull_ms = 20000;
    world_refresh(w, "company-3", "bills");
    world_run(w, SECOND_MS);
    struct call call = {
        .op = OP_GET_PULL, .company_id = "company-3", .pull_id = "pull-1"};
    world_open_document(w, &call);
    world_run(w, 10 * SECOND_MS);
    ck_assert_uint_ge(w->sent[OP_GET_PULL], 4);
    ck_assert_uint_le(w->sent[OP_GET_PULL], 6);
    world_run(w, MINUTE_MS);
    size_t before = w->sent[OP_GET_PULL];
    world_run(w, MINUTE_MS);
    ck_assert_uint_le(w->sent[OP_GET_PULL] - before, 6);
    call.pull_id = "missing";
    world_open_document(w, &call);
    before = w->sent[OP_GET_PULL];
    world_run(w, HOUR_MS);
    ck_assert_uint_le(w->sent[OP_GET_PULL] - before, 20);
}
END_TEST

/* Opens that and lets an hour go by; how often it was read. */
static size_t reads_in_an_hour(enum operation op, bool raw)
{
    const struct call call = {
        .op = op, .company_id = "company-3", .pull_id = "pull-1", .raw = raw};
    size_t before = w->sent[op];
    world_open_document(w, &call);
    world_run(w, HOUR_MS);
    ck_assert(w->attention.document->known.read != 0);
    return w->sent[op] - before;
}

START_TEST(documents_are_read_at_once_and_seldom_again)
{
    world_run(w, MINUTE_MS);
    world_look(w, "company-3");
    world_run(w, MINUTE_MS);
    ck_assert_uint_eq(reads_in_an_hour(OP_VALIDATION, false), 1);
    ck_assert_uint_eq(reads_in_an_hour(OP_GET_COMPANY, true), 1);
    size_t company = reads_in_an_hour(OP_GET_COMPANY, false);
    ck_assert_uint_ge(company, 58);
    ck_assert_uint_le(company, 61);
}
END_TEST

START_TEST(what_was_opened_is_asked_for_like_a_key_press)
{
    world_run(w, MINUTE_MS);
    world_look(w, "company-3");
    world_run(w, MINUTE_MS);
    const struct call call = {.op = OP_GET_COMPANY, .company_id = "company-3"};
    world_open_document(w, &call);
    struct plan plan =
        planner_next(w->fleet, w->refreshes, &w->attention, &w->budget, w->now);
    ck_assert(plan.send && plan.pressed);
    ck_assert_int_eq(plan.call.op, OP_GET_COMPANY);
    world_run(w, SECOND_MS);
    documents_mark_stale(w->documents);
    plan = planner_next(w->fleet, w->refreshes, &w->attention, &w->budget, w->now);
    ck_assert(plan.send && plan.pressed);
    world_run(w, SECOND_MS);
    ck_assert(!w->attention.document->stale);
}
END_TEST

/* A person who pauses reading and opens something wants to see it. */
START_TEST(what_is_opened_while_paused_is_read_once)
{
    world_run(w, MINUTE_MS);
    world_look(w, "company-3");
    w->attention.paused = true;
    ck_assert_uint_eq(reads_in_an_hour(OP_GET_COMPANY, false), 1);
    ck_assert_uint_eq(reads_in_an_hour(OP_VALIDATION, false), 1);
    ck_assert_uint_eq(reads_in_an_hour(OP_GET_PULL, true), 1);
}
END_TEST

START_TEST(changed_companies_come_before_the_rest)
{
    world_run(w, 10 * MINUTE_MS);
    ck_assert_uint_eq(unread_companies(), 0);
    put_company(w->fleet, make_company("company-7", "Some Company", WALL + 5), w->now);
    ck_assert(fleet_find(w->fleet, "company-7")->changed);
    size_t before = w->background;
    world_run(w, SECOND_MS);
    ck_assert_uint_eq(w->background, before + 1);
    ck_assert_str_eq(w->last_background, "company-7");
    ck_assert(!fleet_find(w->fleet, "company-7")->changed);
}
END_TEST

START_TEST(the_list_is_read_again_in_rounds)
{
    world_run(w, HOUR_MS);
    ck_assert_uint_ge(w->sent[OP_LIST_COMPANIES], 110);
    ck_assert_uint_le(w->sent[OP_LIST_COMPANIES], 122);
    size_t before = w->sent[OP_LIST_COMPANIES];
    fleet_mark_stale(w->fleet, NULL);
    world_run(w, SECOND_MS);
    ck_assert_uint_eq(w->sent[OP_LIST_COMPANIES], before + 1);
}
END_TEST

START_TEST(pausing_stops_all_but_what_is_followed)
{
    world_run(w, 10 * SECOND_MS);
    world_look(w, "company-3");
    w->attention.paused = true;
    size_t before = world_reads(w);
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(world_reads(w), before);
    world_refresh(w, "company-4", "bills");
    world_run(w, MINUTE_MS);
    ck_assert_uint_gt(w->sent[OP_LIST_PULLS], 0);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    ck_assert_uint_eq(world_reads(w), before + w->sent[OP_LIST_PULLS]);
}
END_TEST

/* Six times less often, until somebody is back: then what is old by then is read at once.
 */
START_TEST(nobody_looks_and_reads_are_few)
{
    world_run(w, 10 * MINUTE_MS);
    world_look(w, "company-3");
    world_run(w, HOUR_MS);
    size_t statuses = w->sent[OP_DATA_STATUS] - w->background;
    size_t lists = w->sent[OP_LIST_COMPANIES];
    w->attention.slow = true;
    world_run(w, HOUR_MS);
    size_t slow_statuses = w->sent[OP_DATA_STATUS] - w->background - statuses;
    size_t slow_lists = w->sent[OP_LIST_COMPANIES] - lists;
    ck_assert_uint_ge(slow_statuses, 58);
    ck_assert_uint_le(slow_statuses, statuses / (PLANNER_SLOW - 1));
    ck_assert_uint_ge(slow_lists, 15);
    ck_assert_uint_le(slow_lists, lists / (PLANNER_SLOW - 1));
    world_run(w, 30 * SECOND_MS);
    size_t before = w->sent[OP_DATA_STATUS];
    w->attention.slow = false;
    world_run(w, SECOND_MS);
    ck_assert_uint_gt(w->sent[OP_DATA_STATUS], before);
}
END_TEST

START_TEST(a_refresh_is_followed_as_fast_though_nobody_looks)
{
    world_run(w, 10 * MINUTE_MS);
    w->attention.slow = true;
    world_refresh(w, "company-4", "bills");
    world_run(w, MINUTE_MS);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
}
END_TEST

/* --- what may be spent -------------------------------------------------------------- */

START_TEST(one_place_is_left_for_keys)
{
    w->budget.under_way = 9;
    struct plan plan = ask();
    ck_assert(!plan.send);
    ck_assert_int_eq(plan.when, INT64_MAX);
    w->budget.under_way = 8;
    ck_assert(ask().send);
    w->budget.at_once = 1;
    w->budget.under_way = 0;
    ck_assert(ask().send);
    w->budget.under_way = 1;
    ck_assert(!ask().send);
    w->budget.under_way = 0;
}
END_TEST

START_TEST(background_reads_are_spread)
{
    world_free(&w);
    w = world_new(3, 3000);
    world_run(w, MINUTE_MS);
    ck_assert_uint_le(w->background, 481);
    ck_assert_uint_ge(w->background, 400);
    world_run(w, MINUTE_MS);
    ck_assert_uint_le(w->background, 2 * 481);
}
END_TEST

START_TEST(a_low_quota_stops_the_background)
{
    w->quota = (struct quota){1000, 199, WALL + HOUR_MS};
    world_run(w, 30 * MINUTE_MS);
    ck_assert_uint_eq(w->background, 0);
    w->quota = (struct quota){1000, 1000, WALL + 25 * HOUR_MS};
    world_run(w, MINUTE_MS);
    ck_assert_uint_gt(w->background, 0);
}
END_TEST

START_TEST(the_background_takes_a_tenth_of_the_day)
{
    w->quota = (struct quota){100, -1, TIME_NONE};
    world_run(w, 14 * HOUR_MS); /* until 23 o'clock */
    ck_assert_uint_eq(w->background, 10);
    world_run(w, 2 * HOUR_MS);
    ck_assert_uint_eq(w->background, 20);
}
END_TEST

/* At each moment what is planned takes at most half of what remains: in half of the time
 * a third is spent, and never all of it. */
START_TEST(reading_on_screen_leaves_quota_to_others)
{
    world_look(w, "company-3");
    w->quota = (struct quota){100000, 200, WALL + 2 * HOUR_MS};
    world_run(w, SECOND_MS);
    size_t before = world_reads(w);
    world_run(w, HOUR_MS);
    ck_assert_uint_le(world_reads(w) - before, 67);
    ck_assert_uint_ge(world_reads(w) - before, 20);
    world_run(w, HOUR_MS - 10 * SECOND_MS);
    ck_assert_int_gt(w->quota.remaining, 0);
    w->quota = (struct quota){100000, 100000, WALL + 30 * HOUR_MS};
    before = world_reads(w);
    world_run(w, HOUR_MS);
    ck_assert_uint_ge(world_reads(w) - before, 400);
}
END_TEST

START_TEST(an_exhausted_quota_waits_for_its_reset)
{
    world_look(w, "company-3");
    world_run(w, MINUTE_MS);
    w->quota = (struct quota){1000, 0, WALL + 10 * HOUR_MS};
    world_run(w, MINUTE_MS);
    size_t before = world_reads(w);
    world_run(w, 9 * HOUR_MS);
    ck_assert_uint_le(world_reads(w) - before, 20);
}
END_TEST

START_TEST(everything_waits_for_a_rate_limit)
{
    world_look(w, "company-3");
    world_run(w, MINUTE_MS);
    struct call call = call_statuses("company-3");
    struct api_error error = make_error(ERROR_RATE_LIMIT, &call);
    error.retry_after_ms = 30 * MINUTE_MS;
    fleet_failed(w->fleet, &call, &error, true, w->now);
    size_t before = world_reads(w);
    world_run(w, 29 * MINUTE_MS);
    ck_assert_uint_le(world_reads(w) - before, 0);
    world_run(w, 2 * MINUTE_MS);
    ck_assert_uint_gt(world_reads(w) - before, 5);
}
END_TEST

/* --- weathers ----------------------------------------------------------------------- */

START_TEST(an_hour_without_network_costs_little_and_ends_by_itself)
{
    world_look(w, "company-3");
    world_run(w, MINUTE_MS);
    w->down = true;
    size_t before = world_reads(w);
    world_run(w, HOUR_MS);
    ck_assert_uint_le(world_reads(w) - before, 100);
    w->down = false;
    world_run(w, 6 * MINUTE_MS);
    const struct company_detail *d = fleet_find(w->fleet, "company-3")->detail;
    ck_assert_int_eq(d->statuses_known.failing, 0);
    ck_assert_int_eq(d->pulls_known.failing, 0);
    ck_assert_int_eq(fleet_list_state(w->fleet)->known.failing, 0);
    ck_assert_int_eq(fleet_service(w->fleet)->failing, 0);
}
END_TEST

START_TEST(it_starts_without_network_and_recovers)
{
    w->down = true;
    world_run(w, HOUR_MS);
    ck_assert_uint_le(world_reads(w), 60);
    w->down = false;
    world_run(w, 10 * MINUTE_MS);
    ck_assert_uint_eq(fleet_size(w->fleet), 20);
    ck_assert_uint_eq(unread_companies(), 0);
    ck_assert_str_eq(fleet_profile(w->fleet)->name, "World");
}
END_TEST

START_TEST(the_contract_mock_costs_little)
{
    w->mock = true;
    world_run(w, MINUTE_MS);
    ck_assert_uint_eq(fleet_size(w->fleet), 1);
    world_look(w, "company-0");
    size_t before = world_reads(w);
    world_run(w, HOUR_MS);
    ck_assert_uint_le(world_reads(w) - before, 360 + 2 * 360 + 120 * 2 + 20);
    ck_assert_uint_eq(fleet_size(w->fleet), 1);
}
END_TEST

START_TEST(an_empty_fleet_costs_little)
{
    world_free(&w);
    w = world_new(1, 0);
    world_run(w, HOUR_MS);
    ck_assert_uint_le(world_reads(w), 125);
}
END_TEST

/* Whatever the latency and the faults, everything is read in the end, while the screen
 * wanders about. The world itself watches the planner's promises. */
START_TEST(in_all_weathers_everything_is_read)
{
    struct rng r = {.state = (uint64_t)_i + 100};
    world_free(&w);
    w = world_new((uint64_t)_i, 1 + rng_below(&r, 400));
    w->latency = 1 + (int64_t)rng_below(&r, 5000);
    w->faults = (unsigned)rng_below(&r, 60);
    w->budget.at_once = 1 + (int)rng_below(&r, 12);
    w->budget.interval_ms = 2000 + (int64_t)rng_below(&r, 20000);
    char company[32];
    for (int i = 0; i < 40; i++) {
        strcpy(company, world_company(rng_below(&r, w->companies)));
        world_look(w, rng_below(&r, 4) ? company : NULL);
        if (rng_below(&r, 3) == 0)
            world_refresh(w, company, world_type((int)rng_below(&r, WORLD_TYPES)));
        world_run(w, (int64_t)rng_below(&r, 30000));
    }
    w->faults = 0;
    world_run(w, 2 * HOUR_MS);
    ck_assert_uint_eq(fleet_size(w->fleet), w->companies);
    ck_assert_uint_eq(unread_companies(), 0);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    for (size_t i = 0; i < fleet_size(w->fleet); i++)
        ck_assert(!fleet_at(w->fleet, i)->changed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("planner");
    TCase *t = tcase_create("planner");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 120);
    tcase_add_test(t, the_first_page_of_the_list_is_the_first_read);
    tcase_add_test(t, what_is_on_screen_comes_in_its_order);
    tcase_add_test(t, a_running_cursor_reads_nothing);
    tcase_add_test(t, older_history_is_read_as_far_as_it_is_wanted);
    tcase_add_test(t, a_query_is_asked_beside_the_history);
    tcase_add_test(t, a_query_brings_no_more_than_is_wanted);
    tcase_add_test(t, what_is_followed_comes_before_a_query);
    tcase_add_test(t, a_resting_history_is_read_less_often_than_statuses);
    tcase_add_test(t, an_open_pull_is_read_by_itself);
    tcase_add_test(t, documents_are_read_at_once_and_seldom_again);
    tcase_add_test(t, what_was_opened_is_asked_for_like_a_key_press);
    tcase_add_test(t, what_is_opened_while_paused_is_read_once);
    tcase_add_test(t, nobody_looks_and_reads_are_few);
    tcase_add_test(t, a_refresh_is_followed_as_fast_though_nobody_looks);
    tcase_add_test(t, changed_companies_come_before_the_rest);
    tcase_add_test(t, the_list_is_read_again_in_rounds);
    tcase_add_test(t, pausing_stops_all_but_what_is_followed);
    tcase_add_test(t, one_place_is_left_for_keys);
    tcase_add_test(t, background_reads_are_spread);
    tcase_add_test(t, a_low_quota_stops_the_background);
    tcase_add_test(t, the_background_takes_a_tenth_of_the_day);
    tcase_add_test(t, reading_on_screen_leaves_quota_to_others);
    tcase_add_test(t, an_exhausted_quota_waits_for_its_reset);
    tcase_add_test(t, everything_waits_for_a_rate_limit);
    tcase_add_test(t, an_hour_without_network_costs_little_and_ends_by_itself);
    tcase_add_test(t, it_starts_without_network_and_recovers);
    tcase_add_test(t, the_contract_mock_costs_little);
    tcase_add_test(t, an_empty_fleet_costs_little);
    tcase_add_loop_test(t, in_all_weathers_everything_is_read, 0, 30);
    suite_add_tcase(suite, t);
    return suite_run(suite);
}
