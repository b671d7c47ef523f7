/* The fleet: companies that change, their states, and how well things are known. */
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

static const struct company_detail *detail(void)
{
    return fleet_find(f, "c1")->detail;
}

/* --- change and state --------------------------------------------------------------- */

/* The queues hold everybody once, the counts add up, and the map is true. */
static size_t queue_length(enum fleet_queue queue)
{
    size_t n = 0;
    const struct fleet_company *c = fleet_queue_head(f, queue);
    while (c) {
        ck_assert_int_eq(c->queue, queue);
        n++;
        c = c->behind == UINT32_MAX ? NULL : fleet_at(f, c->behind);
    }
    return n;
}

static void assert_sound(void)
{
    size_t queued = 0, by_state = 0;
    for (int q = 0; q < QUEUE_COUNT; q++)
        queued += queue_length((enum fleet_queue)q);
    ck_assert_uint_eq(queued, fleet_size(f));
    ck_assert_uint_eq(fleet_counts(f)->companies, fleet_size(f));
    size_t read = 0;
    for (size_t i = 0; i < fleet_size(f); i++)
        read += fleet_at(f, i)->statuses_read != 0;
    ck_assert_uint_eq(fleet_counts(f)->read, read);
    for (int s = 0; s <= STATE_UNKNOWN; s++)
        by_state += fleet_counts(f)->by_state[s];
    ck_assert_uint_eq(by_state, fleet_size(f));
    for (size_t i = 0; i < fleet_size(f); i++)
        ck_assert_ptr_eq(fleet_find(f, fleet_at(f, i)->record->id), fleet_at(f, i));
}

/* Random departures and arrivals, with companies in all queues. */
static void random_round(struct rng *r, int64_t now)
{
    fleet_list_begin(f);
    struct call call = fleet_list_call(f);
    struct company *items[60];
    size_t count = 0;
    for (int i = 0; i < 60; i++) {
        char id[16];
        snprintf(id, sizeof id, "id-%d", i);
        if (rng_below(r, 3) > 0)
            items[count++] = make_company(id, id, WALL + (int64_t)rng_below(r, 2));
    }
    fleet_asked(f, &call, now);
    fleet_put_companies(f, &call, items, count, 0, &SAYS_NOTHING, now);
}

START_TEST(random_comings_and_goings)
{
    struct rng r = {.state = (uint64_t)_i};
    for (int64_t now = 1; now < 60; now++) {
        random_round(&r, now);
        for (int k = 0; k < 10; k++) {
            char id[16];
            snprintf(id, sizeof id, "id-%d", (int)rng_below(&r, 60));
            struct call call = call_statuses(id);
            fleet_asked(f, &call, now);
            struct api_error e =
                make_error(rng_below(&r, 2) ? ERROR_CANCELLED : ERROR_NOT_FOUND, &call);
            if (rng_below(&r, 2))
                fleet_put_statuses(f, id, make_statuses("bills", "Complete", "s", NULL),
                                   now);
            else if (rng_below(&r, 2))
                fleet_failed(f, &call, &e, true, now);
            if (rng_below(&r, 4) == 0)
                fleet_mark_stale(f, id);
        }
        assert_sound();
    }
}
END_TEST

START_TEST(a_change_in_the_list_is_noticed)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_company(f, make_company("c1", "One", WALL + 1), 2);
    ck_assert(!fleet_find(f, "c1")->changed); /* nothing of it was read */
    ck_assert_int_eq(fleet_find(f, "c1")->queue, QUEUE_NEW);
    put_statuses(f, "c1", make_statuses("bills", "Complete", "s", NULL), 3);
    ck_assert_int_eq(fleet_find(f, "c1")->queue, QUEUE_OLD);
    put_company(f, make_company("c1", "Renamed", WALL + 1), 4);
    ck_assert(!fleet_find(f, "c1")->changed);
    put_company(f, make_company("c1", "Renamed", WALL + 2), 5);
    ck_assert(fleet_find(f, "c1")->changed);
    ck_assert(fleet_find(f, "c1")->detail->statuses_stale);
    ck_assert_int_eq(fleet_find(f, "c1")->queue, QUEUE_CHANGED);
    put_statuses(f, "c1", make_statuses("bills", "Complete", "s", NULL), 6);
    ck_assert(!fleet_find(f, "c1")->changed);
    ck_assert_int_eq(fleet_find(f, "c1")->queue, QUEUE_OLD);
}
END_TEST

START_TEST(a_change_while_a_read_is_under_way_outlasts_it)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_statuses(f, "c1", make_statuses("bills", "Complete", "s", NULL), 2);
    struct call call = call_statuses("c1");
    fleet_asked(f, &call, 3);
    put_company(f, make_company("c1", "One", WALL + 1), 4);
    fleet_put_statuses(f, "c1", make_statuses("bills", "Complete", "s", NULL), 5);
    ck_assert(fleet_find(f, "c1")->changed);
    ck_assert_int_eq(fleet_find(f, "c1")->queue, QUEUE_CHANGED);
}
END_TEST

/* What the newest changes say; the company is always the first one. */
static void expect_changes(uint64_t *seen, const uint32_t *what, size_t count)
{
    ck_assert_uint_eq(fleet_changes(f) - *seen, count);
    for (size_t i = 0; i < count; i++, ++*seen) {
        ck_assert_uint_eq(fleet_change(f, *seen)->company, 0);
        ck_assert_uint_eq(fleet_change(f, *seen)->what, what[i]);
    }
}

START_TEST(changes_are_remembered)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    uint64_t seen = fleet_changes(f);
    ck_assert_uint_eq(seen, 0);
    put_company(f, make_company("c1", "One", WALL), 2);
    expect_changes(&seen, NULL, 0);
    put_company(f, make_company("c1", "One", WALL + 1), 3);
    expect_changes(&seen, (uint32_t[]){CHANGE_MOVED}, 1);
    put_company(f, make_company("c1", "Two", WALL + 1), 4);
    expect_changes(&seen, (uint32_t[]){CHANGE_NAME}, 1);
    ck_assert_str_eq(fleet_find(f, "c1")->record->name, "Two");
    put_company(f, make_company("c1", "One", WALL), 5);
    expect_changes(&seen, (uint32_t[]){CHANGE_NAME | CHANGE_MOVED}, 1);
    struct company *other = make_company("c1", "One", WALL);
    other->created++;
    put_company(f, other, 6);
    expect_changes(&seen, (uint32_t[]){CHANGE_OTHER}, 1);
    put_statuses(f, "c1", make_statuses("a", "FetchError", "s1", NULL), 7);
    expect_changes(&seen, (uint32_t[]){CHANGE_STATE}, 1);
    put_statuses(f, "c1", make_statuses("a", "MapError", "s2", NULL), 8);
    expect_changes(&seen, NULL, 0);
}
END_TEST

START_TEST(changes_are_forgotten_in_time)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    for (int i = 1; i <= 100000; i++)
        put_company(f, make_company("c1", "One", WALL + i), 1 + i);
    ck_assert_uint_eq(fleet_changes(f), 100000);
    ck_assert_ptr_null(fleet_change(f, 0));
    ck_assert_ptr_nonnull(fleet_change(f, 99999));
    ck_assert_ptr_nonnull(fleet_change(f, 90000));
    ck_assert_ptr_null(fleet_change(f, 100000));
}
END_TEST

static enum state state_of(const char *first, const char *second)
{
    put_statuses(f, "c1", make_statuses("a", first, "s1", "b", second, "s2", NULL), 5);
    assert_sound();
    return fleet_find(f, "c1")->state;
}

START_TEST(a_company_is_as_its_worst_type)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    ck_assert_int_eq(fleet_find(f, "c1")->state, STATE_UNKNOWN);
    ck_assert_int_eq(state_of("Complete", "Complete"), STATE_COMPLETE);
    ck_assert_int_eq(state_of("Complete", "NotSupported"), STATE_COMPLETE);
    ck_assert_int_eq(state_of("Complete", NULL), STATE_COMPLETE);
    ck_assert_int_eq(state_of(NULL, "NotSupported"), STATE_NEVER);
    ck_assert_int_eq(state_of("Complete", "Fetching"), STATE_MOVING);
    ck_assert_int_eq(state_of("AuthError", "Fetching"), STATE_ATTENTION);
    ck_assert_int_eq(state_of("AuthError", "MapError"), STATE_FAILED);
    ck_assert_int_eq(state_of("Enriching", "Complete"), STATE_COMPLETE);
}
END_TEST

START_TEST(a_failed_company_moves_while_its_failed_type_is_refreshed)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    ck_assert_int_eq(state_of("FetchError", "Complete"), STATE_FAILED);
    struct call call = call_refresh("c1", "a");
    fleet_put_pull(f, &call, make_pull("s3", "a", "Queued", WALL), 6);
    ck_assert_int_eq(fleet_find(f, "c1")->state, STATE_MOVING);
    ck_assert_uint_eq(fleet_counts(f)->by_state[STATE_MOVING], 1);
    call = call_pull("c1", "s3");
    fleet_asked(f, &call, 7);
    fleet_put_pull(f, &call, make_pull("s3", "a", "Complete", WALL), 8);
    ck_assert_int_eq(fleet_find(f, "c1")->state, STATE_COMPLETE);
    ck_assert_int_eq(fleet_find(f, "c1")->queue, QUEUE_CHANGED);
}
END_TEST

START_TEST(a_deauthorized_connection_needs_a_person)
{
    put_company(f, make_linked("c1", CONNECTION_DEAUTHORIZED), 1);
    ck_assert_int_eq(fleet_find(f, "c1")->state, STATE_ATTENTION);
    ck_assert_str_eq(fleet_needs_relink(f, "c1")->link_url, "https://link.example/1");
    ck_assert_int_eq(state_of("Complete", "Complete"), STATE_ATTENTION);
    ck_assert_int_eq(state_of("Complete", "FetchError"), STATE_FAILED);
    put_company(f, make_linked("c1", CONNECTION_LINKED), 2);
    ck_assert_int_eq(state_of("Complete", "Complete"), STATE_COMPLETE);
    ck_assert_ptr_null(fleet_needs_relink(f, "c1"));
    put_company(f, make_linked("c1", CONNECTION_PENDING_AUTH), 3);
    ck_assert_int_eq(state_of("Complete", "Complete"), STATE_COMPLETE);
    ck_assert_ptr_nonnull(fleet_needs_relink(f, "c1"));
    ck_assert_ptr_null(fleet_needs_relink(f, "nobody"));
}
END_TEST

START_TEST(connections_replace_those_of_the_record)
{
    put_company(f, make_linked("c1", CONNECTION_LINKED), 1);
    struct call call = {.op = OP_LIST_CONNECTIONS, .company_id = "c1", .page = 1};
    struct connection *items[] = {
        connection_copy(&(struct connection){.id = "n1", .status = CONNECTION_UNLINKED}),
        connection_copy(&(struct connection){.id = "n2", .status = CONNECTION_LINKED})};
    fleet_asked(f, &call, 2);
    fleet_put_connections(f, &call, items, 2, 3);
    ck_assert_uint_eq(fleet_find(f, "c1")->record->connection_count, 2);
    ck_assert_str_eq(fleet_find(f, "c1")->record->name, "c1");
    call.page = 2;
    struct connection *more[] = {
        connection_copy(&(struct connection){.id = "n2", .status = CONNECTION_UNKNOWN}),
        connection_copy(
            &(struct connection){.id = "n3", .status = CONNECTION_DEAUTHORIZED})};
    fleet_put_connections(f, &call, more, 2, 4);
    const struct company *record = fleet_find(f, "c1")->record;
    ck_assert_uint_eq(record->connection_count, 3);
    ck_assert_int_eq(record->connections[1].status, CONNECTION_UNKNOWN);
    ck_assert_int_eq(fleet_find(f, "c1")->state, STATE_ATTENTION);
    ck_assert_int_eq(fleet_find(f, "c1")->detail->connections_known.read, 4);
    call.company_id = "nobody";
    struct connection *lost[] = {connection_copy(&(struct connection){.id = "n1"})};
    fleet_put_connections(f, &call, lost, 1, 5);
    ck_assert_ptr_null(fleet_find(f, "nobody"));
}
END_TEST

/* --- knowledge ---------------------------------------------------------------------- */

START_TEST(statuses_with_news_make_the_history_stale)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    put_statuses(f, "c1",
                 make_statuses("a", "Complete", "s1", "b", "Complete", "far", NULL), 2);
    put_pulls(f, "c1", 3, make_pull("s1", "a", "Complete", WALL), NULL);
    put_statuses(f, "c1",
                 make_statuses("a", "Complete", "s1", "b", "Complete", "far", NULL), 4);
    ck_assert(!detail()->pulls_stale);
    put_statuses(f, "c1",
                 make_statuses("a", "Fetching", "s2", "b", "Complete", "far", NULL), 5);
    ck_assert(detail()->pulls_stale);
    put_pulls(f, "c1", 6, make_pull("s2", "a", "Fetching", WALL + 1), NULL);
    ck_assert(!detail()->pulls_stale);
    put_statuses(f, "c1",
                 make_statuses("a", "Mapping", "s2", "b", "Complete", "far", NULL), 7);
    ck_assert(detail()->pulls_stale);
}
END_TEST

START_TEST(failing_reads_wait_longer_each_time)
{
    static const int64_t waits[] = {5, 10, 20, 40, 80, 160, 300, 300};
    put_company(f, make_company("c1", "One", WALL), 1);
    struct call call = call_statuses("c1");
    struct api_error error = make_error(ERROR_AUTH, &call);
    int64_t now = 1000;
    for (int i = 0; i < 8; i++, now += 1000000) {
        fleet_asked(f, &call, now);
        fleet_failed(f, &call, &error, true, now);
        const struct knowledge *k = &detail()->statuses_known;
        ck_assert_int_eq(k->asked, 0);
        ck_assert_int_eq(k->not_before, now + waits[i] * 1000);
        ck_assert_int_eq(k->failing, 1000);
        ck_assert_uint_eq(k->failures, (unsigned)i + 1);
        ck_assert_int_eq(k->error->kind, ERROR_AUTH);
    }
    ck_assert_int_eq(fleet_service(f)->not_before, now - 1000000 + 300000);
    put_statuses(f, "c1", make_statuses("a", NULL, NULL, NULL), now);
    ck_assert_int_eq(detail()->statuses_known.failing, 0);
    ck_assert_int_eq(detail()->statuses_known.not_before, 0);
    ck_assert_ptr_null(detail()->statuses_known.error);
    ck_assert_int_eq(fleet_service(f)->failing, 0);
}
END_TEST

START_TEST(a_server_says_how_long_to_wait)
{
    struct call call = {.op = OP_PROFILE};
    struct api_error error = make_error(ERROR_RATE_LIMIT, &call);
    error.retry_after_ms = 42000;
    fleet_asked(f, &call, 10);
    fleet_failed(f, &call, &error, true, 10);
    ck_assert_int_eq(fleet_profile_known(f)->not_before, 42010);
    error.retry_after_ms = INT64_MAX;
    fleet_failed(f, &call, &error, true, 20);
    ck_assert_int_eq(fleet_profile_known(f)->not_before, 3600020);
    fleet_mark_stale(f, NULL);
    ck_assert_int_eq(fleet_profile_known(f)->not_before, 3600020);
    error = make_error(ERROR_SERVER, &call);
    fleet_failed(f, &call, &error, true, 30);
    fleet_mark_stale(f, NULL);
    ck_assert_int_eq(fleet_profile_known(f)->not_before, 0);
    ck_assert(fleet_list_state(f)->stale);
}
END_TEST

START_TEST(a_retried_read_stays_under_way)
{
    struct call call = {.op = OP_PROFILE};
    struct api_error error = make_error(ERROR_SERVER, &call);
    fleet_asked(f, &call, 10);
    fleet_failed(f, &call, &error, false, 11);
    ck_assert_int_eq(fleet_profile_known(f)->asked, 10);
    ck_assert_int_eq(fleet_profile_known(f)->failing, 11);
    ck_assert_ptr_nonnull(fleet_profile_known(f)->error);
    fleet_put_profile(f, profile_copy(&(struct profile){"Acme"}), 12);
    ck_assert_int_eq(fleet_profile_known(f)->read, 12);
    ck_assert_int_eq(fleet_profile_known(f)->read_asked, 10);
    ck_assert_int_eq(fleet_profile_known(f)->failing, 0);
    ck_assert_str_eq(fleet_profile(f)->name, "Acme");
}
END_TEST

START_TEST(a_cancelled_read_only_ends)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    struct call call = call_statuses("c1");
    struct api_error error = make_error(ERROR_CANCELLED, &call);
    fleet_asked(f, &call, 10);
    fleet_failed(f, &call, &error, true, 11);
    const struct knowledge *k = &detail()->statuses_known;
    ck_assert_int_eq(k->asked, 0);
    ck_assert_int_eq(k->failing, 0);
    ck_assert_int_eq(k->not_before, 0);
    ck_assert_ptr_null(k->error);
    ck_assert_int_eq(fleet_find(f, "c1")->queue, QUEUE_NEW);
}
END_TEST

START_TEST(one_company_that_is_missing_is_no_trouble_of_the_service)
{
    put_company(f, make_company("c1", "One", WALL), 1);
    struct call call = call_statuses("c1");
    struct api_error error = make_error(ERROR_NOT_FOUND, &call);
    fleet_asked(f, &call, 10);
    fleet_failed(f, &call, &error, true, 11);
    ck_assert_int_eq(fleet_service(f)->failing, 0);
    error.kind = ERROR_NETWORK;
    fleet_failed(f, &call, &error, true, 12);
    fleet_failed(f, &call, &error, true, 13); /* failed together: counted once */
    ck_assert_int_eq(fleet_service(f)->failing, 12);
    ck_assert_uint_eq(fleet_service(f)->failures, 1);
}
END_TEST

START_TEST(answers_for_strangers_are_dropped)
{
    struct call call = call_pulls("nobody", 1), one = call_pull("nobody", "p");
    struct pull *items[] = {make_pull("p", "a", "Complete", WALL)};
    fleet_asked(f, &call, 1);
    fleet_put_pulls(f, &call, items, 1, &SAYS_NOTHING, 2);
    fleet_put_pull(f, &one, make_pull("p", "a", "Complete", WALL), 2);
    fleet_put_statuses(f, "nobody", make_statuses("a", NULL, NULL, NULL), 2);
    struct api_error error = make_error(ERROR_SERVER, &call);
    fleet_failed(f, &call, &error, true, 3);
    fleet_mark_stale(f, "nobody");
    ck_assert_uint_eq(fleet_size(f), 0);
    put_company(f, company_copy(&(struct company){.name = "no id"}), 4);
    ck_assert_uint_eq(fleet_size(f), 0);
}
END_TEST

START_TEST(only_the_last_details_are_kept)
{
    char id[16];
    for (int i = 0; i < 1000; i++) {
        snprintf(id, sizeof id, "c%d", i);
        put_company(f, make_company(id, id, WALL), 1);
        put_statuses(f, id, make_statuses("a", "FetchError", "s", NULL), 2);
    }
    size_t kept = 0;
    for (size_t i = 0; i < fleet_size(f); i++) {
        kept += fleet_at(f, i)->detail != NULL;
        ck_assert_int_eq(fleet_at(f, i)->state, STATE_FAILED);
        ck_assert_int_eq(fleet_at(f, i)->statuses_read, 2);
    }
    ck_assert_uint_le(kept, 256);
    ck_assert_ptr_nonnull(fleet_find(f, "c999")->detail);
    ck_assert_uint_eq(fleet_counts(f)->by_state[STATE_FAILED], 1000);
}
END_TEST

START_TEST(what_is_looked_at_is_kept)
{
    char id[16];
    put_company(f, make_company("seen", "Seen", WALL), 1);
    put_pulls(f, "seen", 1, make_pull("p", "a", "Complete", WALL), NULL);
    for (int i = 0; i < 1000; i++) {
        snprintf(id, sizeof id, "c%d", i);
        put_company(f, make_company(id, id, WALL), 1);
        put_statuses(f, id, make_statuses("a", "Complete", "s", NULL), 2);
    }
    ck_assert_ptr_nonnull(fleet_find_pull(f, "seen", "p"));
}
END_TEST

START_TEST(quota_and_clock)
{
    ck_assert_int_eq(fleet_quota(f)->remaining, -1);
    fleet_put_quota(f, &(struct quota){1000, 980, WALL});
    fleet_put_quota(f, &(struct quota){-1, 979, TIME_NONE});
    ck_assert_int_eq(fleet_quota(f)->limit, 1000);
    ck_assert_int_eq(fleet_quota(f)->remaining, 979);
    ck_assert_int_eq(fleet_quota(f)->reset, WALL);
    fleet_put_server_date(f, WALL, WALL + 900);
    ck_assert_int_eq(fleet_clock_offset(f), 0);
    fleet_put_server_date(f, WALL + 86400000, WALL);
    ck_assert_int_eq(fleet_clock_offset(f), 86400500);
    fleet_put_server_date(f, WALL + 86400000, WALL + 700);
    ck_assert_int_eq(fleet_clock_offset(f), 86400500);
    fleet_put_server_date(f, TIME_NONE, WALL);
    ck_assert_int_eq(fleet_clock_offset(f), 86400500);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fleet");
    TCase *t = tcase_create("fleet");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, random_comings_and_goings, 0, 20);
    tcase_add_test(t, a_change_in_the_list_is_noticed);
    tcase_add_test(t, a_change_while_a_read_is_under_way_outlasts_it);
    tcase_add_test(t, changes_are_remembered);
    tcase_add_test(t, changes_are_forgotten_in_time);
    tcase_add_test(t, a_company_is_as_its_worst_type);
    tcase_add_test(t, a_failed_company_moves_while_its_failed_type_is_refreshed);
    tcase_add_test(t, a_deauthorized_connection_needs_a_person);
    tcase_add_test(t, connections_replace_those_of_the_record);
    tcase_add_test(t, statuses_with_news_make_the_history_stale);
    tcase_add_test(t, failing_reads_wait_longer_each_time);
    tcase_add_test(t, a_server_says_how_long_to_wait);
    tcase_add_test(t, a_retried_read_stays_under_way);
    tcase_add_test(t, a_cancelled_read_only_ends);
    tcase_add_test(t, one_company_that_is_missing_is_no_trouble_of_the_service);
    tcase_add_test(t, answers_for_strangers_are_dropped);
    tcase_add_test(t, only_the_last_details_are_kept);
    tcase_add_test(t, what_is_looked_at_is_kept);
    tcase_add_test(t, quota_and_clock);
    suite_add_tcase(suite, t);
    return suite_run(suite);
}
