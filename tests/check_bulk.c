/* Bulk refreshes: what is worth a request, what is sent and when, how one stops, and what
 * is said of it in the end. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_make.h"
#include "model_world.h"
#include "tests/suite.h"

#define GAP_MS 250 /* two fifths of 600 a minute */

static struct world *w;

static void begin_world(size_t companies)
{
    w = world_new(11, companies);
    world_run(w, 2 * MINUTE_MS);
    w->attention.paused = true;
    memset(w->sent, 0, sizeof w->sent);
}

static void setup(void)
{
    begin_world(30);
}

static void teardown(void)
{
    bulk_free(&w->bulk);
    world_free(&w);
}

/* --- helpers ------------------------------------------------------------------------ */

/* Companies [0, count) as they are known now, shown or not. */
static struct bulk_list *freeze(size_t count, const char *data_type)
{
    struct bulk_list *list = bulk_list_new(data_type);
    for (size_t i = 0; i < count; i++)
        bulk_list_add(list, world_company(i), "Some Company", i % 2 == 0);
    bulk_list_classify(list, w->fleet, w->refreshes);
    return list;
}

static void begin(size_t count, const char *data_type)
{
    struct bulk_list *list = freeze(count, data_type);
    w->bulk = bulk_new(&list, 1, 0, w->now);
    ck_assert_ptr_null(list);
}

static size_t posts(void)
{
    return w->sent[OP_REFRESH_TYPE] + w->sent[OP_REFRESH_ALL];
}

static size_t with(enum bulk_fate fate)
{
    return bulk_with(w->bulk, fate);
}

/* Every company has one fate, and the counts agree with them. */
static void assert_counts(void)
{
    size_t found[BULK_FATES] = {0};
    for (size_t i = 0; i < bulk_count(w->bulk); i++)
        found[bulk_at(w->bulk, i)->fate]++;
    for (int fate = 0; fate < BULK_FATES; fate++)
        ck_assert_uint_eq(found[fate], with((enum bulk_fate)fate));
}

static void assert_sentence(const char *expected)
{
    char *sentence = bulk_sentence(w->bulk);
    ck_assert_str_eq(sentence, expected);
    free(sentence);
}

/* --- the list ----------------------------------------------------------------------- */

START_TEST(connections_decide_whether_it_is_worth_it)
{
    static const struct {
        enum connection_status status;
        enum bulk_why why;
    } rows[] = {
        {CONNECTION_LINKED, BULK_READY},
        {CONNECTION_UNKNOWN, BULK_READY},
        {CONNECTION_DEAUTHORIZED, BULK_DEAUTHORIZED},
        {CONNECTION_PENDING_AUTH, BULK_PENDING},
        {CONNECTION_UNLINKED, BULK_UNLINKED},
    };
    put_company(w->fleet, make_linked("c1", rows[_i].status), w->now);
    struct bulk_list *list = bulk_list_new(NULL);
    bulk_list_add(list, "c1", "C", true);
    bulk_list_classify(list, w->fleet, w->refreshes);
    ck_assert_int_eq(list->companies[0].why, rows[_i].why);
    bulk_list_free(&list);
    ck_assert_ptr_null(list);
}
END_TEST

/* One linked connection is enough; without any, nothing is worth a request. */
START_TEST(the_best_connection_counts)
{
    const struct connection both[] = {{.id = "1", .status = CONNECTION_DEAUTHORIZED},
                                      {.id = "2", .status = CONNECTION_LINKED}};
    struct company company = {
        .id = "c1", .connections = both, .connection_count = 2, .created = TIME_NONE};
    struct bulk_list *list = bulk_list_new(NULL);
    bulk_list_add(list, "c1", "C", true);
    put_company(w->fleet, company_copy(&company), w->now);
    bulk_list_classify(list, w->fleet, w->refreshes);
    ck_assert_int_eq(list->companies[0].why, BULK_READY);
    company.connection_count = 0;
    put_company(w->fleet, company_copy(&company), w->now);
    bulk_list_classify(list, w->fleet, w->refreshes);
    ck_assert_int_eq(list->companies[0].why, BULK_NO_CONNECTION);
    bulk_list_free(&list);
}
END_TEST

START_TEST(what_runs_already_is_left_out)
{
    world_refresh(w, "company-1", "bills");
    world_run(w, SECOND_MS);
    put_statuses(
        w->fleet, "company-2",
        make_statuses("bills", "Fetching", "x", "items", "NotSupported", NULL, NULL),
        w->now);
    struct bulk_list *all = freeze(4, NULL), *bills = freeze(4, "bills"),
                     *items = freeze(4, "items");
    ck_assert_int_eq(all->companies[0].why, BULK_READY);
    ck_assert_int_eq(all->companies[1].why, BULK_REFRESHING);
    ck_assert_int_eq(all->companies[2].why, BULK_MOVING);
    ck_assert_int_eq(bills->companies[1].why, BULK_REFRESHING);
    ck_assert_int_eq(bills->companies[2].why, BULK_MOVING);
    ck_assert_int_eq(items->companies[1].why, BULK_READY);
    ck_assert_int_eq(items->companies[2].why, BULK_NOT_SUPPORTED);
    for (enum bulk_why why = BULK_READY; why < BULK_WHY_COUNT; why++)
        ck_assert_ptr_nonnull(bulk_why_text(why));
    bulk_list_free(&all);
    bulk_list_free(&bills);
    bulk_list_free(&items);
}
END_TEST

START_TEST(those_that_are_shown_can_be_chosen)
{
    struct bulk_list *list = freeze(5, NULL);
    bulk_list_add(list, "stranger", "Stranger", true);
    bulk_list_classify(list, w->fleet, w->refreshes);
    struct bulk_counts all = bulk_list_count(list, false);
    struct bulk_counts shown = bulk_list_count(list, true);
    ck_assert_uint_eq(all.all, 6);
    ck_assert_uint_eq(all.ready, 5);
    ck_assert_uint_eq(all.why[BULK_GONE], 1);
    ck_assert_uint_eq(shown.all, 4);
    ck_assert_uint_eq(shown.ready, 3);
    bulk_list_drop_hidden(list);
    ck_assert_uint_eq(list->count, 4);
    ck_assert_str_eq(list->companies[1].id, "company-2");
    ck_assert_str_eq(list->companies[3].id, "stranger");
    bulk_list_free(&list);
}
END_TEST

/* --- sending ------------------------------------------------------------------------ */

START_TEST(each_company_is_sent_once_and_followed_to_its_end)
{
    begin(30, "bills");
    ck_assert_int_eq(bulk_state(w->bulk), BULK_SENDING);
    ck_assert_uint_eq(bulk_total(w->bulk), 30);
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(w->sent[OP_REFRESH_TYPE], 30);
    ck_assert_uint_eq(w->posts_done, 30);
    ck_assert_uint_eq(with(BULK_COMPLETE), 30);
    ck_assert_uint_eq(bulk_handed(w->bulk), 30);
    ck_assert_uint_eq(bulk_accepted(w->bulk), 30);
    ck_assert_uint_eq(bulk_settled(w->bulk), 30);
    ck_assert_uint_le(refreshes_count(w->refreshes), 1); /* the last one */
    assert_sentence("Bulk refresh of bills ended: 30 complete");
    assert_counts();
}
END_TEST

START_TEST(all_data_types_are_one_request_each)
{
    begin(3, NULL);
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(w->sent[OP_REFRESH_ALL], 3);
    ck_assert_uint_eq(with(BULK_COMPLETE), 3);
    assert_sentence("Bulk refresh of all data types ended: 3 complete");
}
END_TEST

START_TEST(the_budget_is_kept)
{
    begin(30, "bills");
    ck_assert_int_eq(bulk_time_left(w->bulk, w->now), 30 * GAP_MS);
    ck_assert_int_eq(bulk_expected(30, 0), 29 * GAP_MS);
    ck_assert_int_eq(bulk_expected(0, 0), 0);
    ck_assert_int_eq(bulk_expected(3, 60), 2 * 10 * GAP_MS);
    world_run(w, 2 * SECOND_MS);
    ck_assert_uint_le(posts(), 2 * SECOND_MS / GAP_MS + 1);
    ck_assert_uint_ge(posts(), 4);
    ck_assert_int_ge(bulk_time_left(w->bulk, w->now),
                     (int64_t)with(BULK_UNSENT) * GAP_MS);
}
END_TEST

/* Where answers take long, few requests are under way together. */
START_TEST(few_are_under_way_at_once)
{
    w->latency = 20 * SECOND_MS;
    begin(30, "bills");
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(w->bulk_at_once, BULK_UNANSWERED);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(posts(), 30);
}
END_TEST

START_TEST(too_many_that_are_followed_hold_it_up)
{
    struct call call;
    uint64_t tag;
    int64_t when;
    begin(3, "bills");
    ck_assert(
        !bulk_next(w->bulk, w->fleet, BULK_MOST_FOLLOWED, w->now, &call, &tag, &when));
    ck_assert_int_eq(when, INT64_MAX);
    ck_assert(
        bulk_next(w->bulk, w->fleet, BULK_MOST_FOLLOWED - 1, w->now, &call, &tag, &when));
    ck_assert_str_eq(call.company_id, "company-0");
    ck_assert_str_eq(call.data_type, "bills");
}
END_TEST

START_TEST(nothing_that_is_ready_is_an_end)
{
    put_company(w->fleet, make_linked("company-0", CONNECTION_UNLINKED), w->now);
    begin(1, NULL);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    world_run(w, MINUTE_MS);
    ck_assert_uint_eq(posts(), 0);
    assert_sentence("Bulk refresh of all data types ended: 1 left out");
    ck_assert_str_eq(bulk_at(w->bulk, 0)->reason, "unlinked");
}
END_TEST

START_TEST(a_pause_sends_nothing)
{
    begin(30, "bills");
    world_run(w, 2 * SECOND_MS);
    bulk_pause(w->bulk, w->now);
    bulk_pause(w->bulk, w->now);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_PAUSED);
    size_t sent = posts();
    int64_t left = bulk_time_left(w->bulk, w->now);
    world_run(w, 10 * MINUTE_MS);
    ck_assert_uint_eq(posts(), sent);
    ck_assert_uint_eq(with(BULK_COMPLETE), sent);
    ck_assert_int_eq(bulk_time_left(w->bulk, w->now), left);
    bulk_resume(w->bulk, w->now);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_SENDING);
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(posts(), 30);
    ck_assert_uint_eq(with(BULK_COMPLETE), 30);
    bulk_pause(w->bulk, w->now);
    bulk_resume(w->bulk, w->now);
    bulk_cancel(w->bulk, w->now);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert(!bulk_was_cancelled(w->bulk));
}
END_TEST

START_TEST(cancelled_half_way_it_follows_what_was_sent)
{
    begin(30, "bills");
    world_run(w, 3 * SECOND_MS);
    size_t sent = posts();
    bulk_cancel(w->bulk, w->now);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_FOLLOWING);
    ck_assert(bulk_was_cancelled(w->bulk));
    ck_assert_int_eq(bulk_time_left(w->bulk, w->now), 0);
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(posts(), sent);
    ck_assert_uint_gt(sent, 5);
    ck_assert_uint_eq(with(BULK_COMPLETE), sent);
    ck_assert_uint_eq(with(BULK_CANCELLED), 30 - sent);
    struct bulk_group *groups;
    ck_assert_uint_eq(bulk_groups(w->bulk, &groups), 1);
    ck_assert_int_eq(groups[0].fate, BULK_CANCELLED);
    ck_assert_uint_eq(groups[0].count, 30 - sent);
    free(groups);
    assert_counts();
}
END_TEST

/* Requests that are on their way are told of, too: they may have been carried out. */
START_TEST(a_request_on_its_way_is_not_given_up)
{
    w->latency = 20 * SECOND_MS;
    begin(2, "bills");
    world_run(w, SECOND_MS);
    ck_assert_uint_eq(with(BULK_POSTED), 2);
    bulk_cancel(w->bulk, w->now);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_FOLLOWING);
    world_run(w, HOUR_MS);
    assert_sentence("Bulk refresh of bills ended: 2 complete");
}
END_TEST

START_TEST(what_was_sent_is_followed_to_its_end)
{
    w->pull_ms = 10 * MINUTE_MS;
    begin(3, "bills");
    world_run(w, MINUTE_MS);
    for (int i = 0; i < 2; i++) {
        bulk_cancel(w->bulk, w->now);
        ck_assert_int_eq(bulk_state(w->bulk), BULK_FOLLOWING);
        ck_assert(!bulk_was_cancelled(w->bulk));
    }
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    assert_sentence("Bulk refresh of bills ended: 3 complete");
}
END_TEST

/* --- stopping by itself ------------------------------------------------------------- */

START_TEST(the_first_failures_stop_it)
{
    w->fate = POST_REFUSED;
    begin(30, "bills");
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ASKING);
    ck_assert_uint_ge(with(BULK_FAILED), BULK_FAILED_AT_FIRST);
    ck_assert_uint_le(posts(), BULK_FAILED_AT_FIRST + BULK_UNANSWERED);
    ck_assert_ptr_nonnull(strstr(bulk_trouble(w->bulk), "requests in a row failed"));
    ck_assert_ptr_nonnull(strstr(bulk_trouble(w->bulk), "not ready"));
    size_t failed = with(BULK_FAILED);
    w->fate = POST_DONE;
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(with(BULK_FAILED), failed);
    bulk_resume(w->bulk, w->now);
    ck_assert_ptr_null(bulk_trouble(w->bulk));
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(posts(), 30);
    ck_assert_uint_eq(with(BULK_COMPLETE), 30 - failed);
}
END_TEST

START_TEST(later_it_takes_more_of_them_in_a_row)
{
    w->latency = 1;
    begin(30, "bills");
    world_run(w, 2 * SECOND_MS);
    for (int i = 0; i < 3; i++) {
        w->fate = POST_REFUSED;
        world_run(w, (BULK_FAILED_IN_A_ROW - 1) * GAP_MS);
        ck_assert_int_eq(bulk_state(w->bulk), BULK_SENDING);
        w->fate = POST_DONE;
        world_run(w, GAP_MS);
    }
    ck_assert_uint_eq(with(BULK_FAILED), 3 * (BULK_FAILED_IN_A_ROW - 1));
    w->fate = POST_REFUSED;
    world_run(w, (BULK_FAILED_IN_A_ROW + 1) * GAP_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ASKING);
    bulk_cancel(w->bulk, w->now);
    ck_assert_ptr_null(bulk_trouble(w->bulk));
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    assert_counts();
}
END_TEST

/* What would be said to every other request as well stops it at once. */
START_TEST(a_rejected_key_stops_it_at_once)
{
    static const enum error_kind kinds[] = {ERROR_AUTH, ERROR_FORBIDDEN,
                                            ERROR_ACCOUNT_LIMIT, ERROR_READ_ONLY};
    w->latency = 1;
    begin(30, "bills");
    world_run(w, 2 * SECOND_MS);
    size_t before = posts();
    w->fate = POST_REFUSED;
    w->refusal = kinds[_i];
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ASKING);
    ck_assert_uint_le(posts(), before + 1);
    ck_assert_ptr_nonnull(strstr(bulk_trouble(w->bulk), error_kind_name(kinds[_i])));
}
END_TEST

/* A data type that their platforms do not have is no reason, either. */
START_TEST(what_is_not_found_does_not_stop_it)
{
    w->fate = POST_REFUSED;
    w->refusal = ERROR_NOT_FOUND;
    begin(30, "bills");
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(with(BULK_FAILED), 30);
    ck_assert_str_eq(bulk_at(w->bulk, 0)->reason, "not found");
}
END_TEST

/* Pulls that fail are no reason: each customer has troubles of his own. */
START_TEST(failed_pulls_do_not_stop_it)
{
    w->pull_ms = 1;
    w->pull_end = "AuthError";
    begin(30, "bills");
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(with(BULK_FAILED), 30);
    const struct bulk_item *item = bulk_at(w->bulk, 3);
    ck_assert_str_eq(item->reason, "AuthError");
    ck_assert_ptr_nonnull(strstr(item->remedy, "relink"));
    assert_sentence("Bulk refresh of bills ended: 30 failed");
}
END_TEST

/* --- fates -------------------------------------------------------------------------- */

START_TEST(a_running_pull_is_joined)
{
    w->pull_ms = 3 * MINUTE_MS;
    world_sync(w, 0, 1); /* of the first data type */
    begin(1, "bills");
    world_run(w, SECOND_MS);
    ck_assert(bulk_at(w->bulk, 0)->joined);
    ck_assert_int_eq(bulk_at(w->bulk, 0)->fate, BULK_RUNNING);
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(with(BULK_COMPLETE), 1);
    ck_assert_uint_eq(w->posts_done, 0);
}
END_TEST

START_TEST(unknown_outcomes_are_looked_up)
{
    w->fate = _i == 0 ? POST_LOST_AFTER : POST_LOST_BEFORE;
    begin(2, "bills");
    world_run(w, SECOND_MS);
    ck_assert_uint_eq(with(BULK_CHECKING), 2);
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(posts(), 2);
    ck_assert_uint_eq(with(_i == 0 ? BULK_COMPLETE : BULK_FAILED), 2);
    if (_i == 1)
        ck_assert_str_eq(bulk_at(w->bulk, 0)->reason, "not carried out");
}
END_TEST

START_TEST(unknown_outcomes_in_a_row_stop_it)
{
    w->fate = POST_LOST_BEFORE;
    begin(30, "bills");
    world_run(w, 10 * SECOND_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ASKING);
    ck_assert_uint_le(posts(), BULK_FAILED_AT_FIRST + BULK_UNANSWERED);
}
END_TEST

START_TEST(companies_that_leave_are_passed_over)
{
    begin(30, "bills");
    world_run(w, 2 * SECOND_MS);
    size_t sent = posts();
    bulk_pause(w->bulk, w->now);
    w->companies = 2;
    w->attention.paused = false;
    world_run(w, 2 * MINUTE_MS);
    ck_assert_ptr_null(fleet_find(w->fleet, "company-5"));
    bulk_resume(w->bulk, w->now);
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(posts(), sent);
    ck_assert_uint_eq(with(BULK_LEFT_OUT), 30 - sent);
    ck_assert_str_eq(bulk_at(w->bulk, 29)->reason, "no longer in Codat's list");
    assert_counts();
}
END_TEST

/* Between the question and its turn somebody presses r on one of them. */
START_TEST(what_a_key_refreshes_meanwhile_is_left_to_it)
{
    w->pull_ms = 10 * MINUTE_MS;
    begin(5, "bills");
    world_refresh(w, "company-4", "bills");
    world_run(w, MINUTE_MS);
    ck_assert_uint_eq(posts(), 5);
    ck_assert_uint_eq(with(BULK_RUNNING), 4);
    ck_assert_uint_eq(with(BULK_LEFT_OUT), 1);
    ck_assert_int_eq(bulk_at(w->bulk, 4)->company->why, BULK_REFRESHING);
}
END_TEST

/* Taken back before it left: it was never sent. */
START_TEST(a_request_that_was_taken_back_was_not_sent)
{
    w->fate = POST_REFUSED;
    w->refusal = ERROR_CANCELLED;
    begin(3, "bills");
    world_run(w, 1);
    ck_assert_uint_eq(with(BULK_POSTED), 1);
    ck_assert_uint_ne(bulk_at(w->bulk, 0)->request, 0);
    bulk_cancel(w->bulk, w->now);
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(with(BULK_CANCELLED), 3);
    assert_sentence("Bulk refresh of bills cancelled: 3 not sent");
}
END_TEST

START_TEST(parts_of_another_one_are_ignored)
{
    begin(3, "bills");
    struct refresh other = {.tag = (uint64_t)2 << 32 | 1, .phase = REFRESH_FAILED};
    bulk_learn(w->bulk, &other, w->now);
    other.tag = (uint64_t)1 << 32 | 4;
    bulk_learn(w->bulk, &other, w->now);
    other.tag = (uint64_t)1 << 32;
    bulk_learn(w->bulk, &other, w->now);
    bulk_sent(w->bulk, other.tag, 5, w->now);
    ck_assert_uint_eq(with(BULK_UNSENT), 3);
}
END_TEST

START_TEST(failures_come_first_and_the_largest_group_of_them)
{
    put_company(w->fleet, make_linked("company-0", CONNECTION_DEAUTHORIZED), w->now);
    w->latency = 1;
    w->pull_ms = 1;
    w->pull_end = "FetchError";
    begin(30, "bills");
    world_run(w, SECOND_MS);
    w->fate = POST_REFUSED;
    world_run(w, 2 * GAP_MS);
    w->fate = POST_DONE;
    w->pull_end = "Cancelled";
    world_run(w, HOUR_MS);
    struct bulk_group *groups;
    size_t count = bulk_groups(w->bulk, &groups);
    ck_assert_uint_eq(count, 4);
    ck_assert_str_eq(groups[0].reason, "FetchError");
    ck_assert_str_eq(groups[1].reason, "not ready");
    ck_assert_uint_eq(groups[1].count, 2);
    ck_assert_int_eq(groups[2].fate, BULK_FRUITLESS);
    ck_assert_str_eq(groups[3].reason, "deauthorized");
    size_t members = 0;
    for (size_t i = 0; i < bulk_count(w->bulk); i++)
        members += bulk_is_in(bulk_at(w->bulk, i), &groups[0]);
    ck_assert_uint_eq(members, groups[0].count);
    free(groups);
}
END_TEST

/* --- many --------------------------------------------------------------------------- */

/* Random fates, failing reads, pauses and stops: each company comes to an end, and none
 * is sent twice. */
START_TEST(never_lost_never_doubled)
{
    struct rng r = {.state = (uint64_t)_i + 3};
    w->faults = (unsigned)rng_below(&r, 40);
    w->latency = 1 + (int64_t)rng_below(&r, 2000);
    w->queue_lag = (int64_t)rng_below(&r, 2500);
    begin(30, rng_below(&r, 2) ? "items" : NULL);
    for (int i = 0; i < 60; i++) {
        w->fate = (enum post_fate)rng_below(&r, POST_FATES);
        w->pull_ms = 1 + (int64_t)rng_below(&r, 90000);
        world_run(w, (int64_t)rng_below(&r, 2000));
        if (rng_below(&r, 10) == 0)
            bulk_pause(w->bulk, w->now);
        else if (rng_below(&r, 3) == 0)
            bulk_resume(w->bulk, w->now);
    }
    w->faults = 0;
    for (int i = 0; i < 20; i++) {
        bulk_resume(w->bulk, w->now);
        world_run(w, HOUR_MS / 10);
    }
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(posts(), 30);
    ck_assert_uint_eq(bulk_settled(w->bulk), 30);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    ck_assert_uint_le(refreshes_count(w->refreshes), 1); /* the last one */
    assert_counts();
}
END_TEST

/* A thousand take their time, and leave room for what is on screen. */
START_TEST(a_thousand_leave_room_for_other_reads)
{
    teardown();
    begin_world(1000);
    w->pull_ms = MINUTE_MS;
    begin(1000, "bills");
    w->attention.paused = false;
    world_look(w, "company-7");
    world_run(w, 3 * MINUTE_MS);
    ck_assert_uint_le(posts(), 3 * 240 + 1);
    ck_assert_uint_ge(posts(), 3 * 200);
    ck_assert_uint_le(w->sent[OP_LIST_PULLS], 3 * (240 + 10));
    ck_assert_uint_ge(w->sent[OP_LIST_COMPANIES], 3);
    world_run(w, HOUR_MS);
    ck_assert_int_eq(bulk_state(w->bulk), BULK_ENDED);
    ck_assert_uint_eq(posts(), 1000);
    ck_assert_uint_eq(with(BULK_COMPLETE), 1000);
}
END_TEST

static TCase *case_of_sending(void)
{
    TCase *t = tcase_create("sending");
    tcase_add_test(t, each_company_is_sent_once_and_followed_to_its_end);
    tcase_add_test(t, all_data_types_are_one_request_each);
    tcase_add_test(t, the_budget_is_kept);
    tcase_add_test(t, few_are_under_way_at_once);
    tcase_add_test(t, too_many_that_are_followed_hold_it_up);
    tcase_add_test(t, nothing_that_is_ready_is_an_end);
    tcase_add_test(t, a_pause_sends_nothing);
    tcase_add_test(t, cancelled_half_way_it_follows_what_was_sent);
    tcase_add_test(t, what_was_sent_is_followed_to_its_end);
    tcase_add_test(t, a_request_on_its_way_is_not_given_up);
    tcase_add_test(t, the_first_failures_stop_it);
    tcase_add_test(t, later_it_takes_more_of_them_in_a_row);
    tcase_add_loop_test(t, a_rejected_key_stops_it_at_once, 0, 4);
    tcase_add_test(t, what_is_not_found_does_not_stop_it);
    tcase_add_test(t, failed_pulls_do_not_stop_it);
    return t;
}

static TCase *case_of_fates(void)
{
    TCase *t = tcase_create("fates");
    tcase_add_loop_test(t, connections_decide_whether_it_is_worth_it, 0, 5);
    tcase_add_test(t, the_best_connection_counts);
    tcase_add_test(t, what_runs_already_is_left_out);
    tcase_add_test(t, those_that_are_shown_can_be_chosen);
    tcase_add_test(t, a_running_pull_is_joined);
    tcase_add_loop_test(t, unknown_outcomes_are_looked_up, 0, 2);
    tcase_add_test(t, unknown_outcomes_in_a_row_stop_it);
    tcase_add_test(t, companies_that_leave_are_passed_over);
    tcase_add_test(t, what_a_key_refreshes_meanwhile_is_left_to_it);
    tcase_add_test(t, a_request_that_was_taken_back_was_not_sent);
    tcase_add_test(t, parts_of_another_one_are_ignored);
    tcase_add_test(t, failures_come_first_and_the_largest_group_of_them);
    tcase_add_loop_test(t, never_lost_never_doubled, 0, 20);
    tcase_add_test(t, a_thousand_leave_room_for_other_reads);
    return t;
}

int main(void)
{
    Suite *suite = suite_create("bulk");
    TCase *cases[] = {case_of_sending(), case_of_fates()};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tcase_add_checked_fixture(cases[i], setup, teardown);
        tcase_set_timeout(cases[i], 120);
        suite_add_tcase(suite, cases[i]);
    }
    return suite_run(suite);
}
