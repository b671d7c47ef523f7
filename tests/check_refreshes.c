/* Refreshes: from the key to the notice, whatever becomes of the POST; never lost, never
 * doubled. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_make.h"
#include "model_world.h"
#include "tests/suite.h"

static struct world *w;

/* A world in which nobody looks at anything: only following reads. */
static void setup(void)
{
    w = world_new(5, 3);
    world_run(w, MINUTE_MS);
    w->attention.paused = true;
    memset(w->sent, 0, sizeof w->sent);
}

static void teardown(void)
{
    world_free(&w);
}

static const char *last_message(void)
{
    const struct message *m = messages_at(w->messages, 0);
    return m ? m->text : "";
}

static enum message_level last_level(void)
{
    return messages_at(w->messages, 0)->level;
}

static void assert_said(const char *part)
{
    for (size_t i = 0; i < messages_count(w->messages); i++)
        if (strstr(messages_at(w->messages, i)->text, part))
            return;
    ck_abort_msg("not said: %s; the last message is: %s", part, last_message());
}

static size_t posts(void)
{
    return w->sent[OP_REFRESH_TYPE] + w->sent[OP_REFRESH_ALL];
}

/* --- one data type ------------------------------------------------------------------ */

START_TEST(a_refresh_is_followed_to_its_end)
{
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    ck_assert_int_eq(r->phase, REFRESH_SENDING);
    ck_assert_str_eq(r->company_name, "Some Company");
    ck_assert_int_eq(r->sent_server, WALL + r->asked);
    world_run(w, SECOND_MS);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    ck_assert_uint_eq(r->pull_count, 1);
    ck_assert_ptr_eq(refreshes_find(w->refreshes, "company-1", "bills"), r);
    ck_assert_ptr_eq(refreshes_find(w->refreshes, "company-1", NULL), r);
    ck_assert_ptr_null(refreshes_find(w->refreshes, "company-1", "items"));
    ck_assert_ptr_null(refreshes_find(w->refreshes, "company-2", "bills"));
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, 1);
    ck_assert_uint_eq(r->failed, 0);
    ck_assert_int_gt(r->ended, r->asked + 20000);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    ck_assert_uint_eq(refreshes_count(w->refreshes), 1);
    ck_assert_ptr_eq(refreshes_at(w->refreshes, 0), r);
    ck_assert_ptr_null(refreshes_at(w->refreshes, 1));
    ck_assert_ptr_null(refreshes_find(w->refreshes, "company-1", "bills"));
    ck_assert_str_eq(last_message(), "bills of Some Company: Complete in 41s");
    ck_assert_int_eq(last_level(), MESSAGE_GOOD);
    ck_assert_uint_eq(posts(), 1);
}
END_TEST

START_TEST(following_slows_down)
{
    w->pull_ms = HOUR_MS;
    w->latency = 1;
    world_refresh(w, "company-1", "bills");
    world_run(w, 2500);
    ck_assert_uint_eq(w->sent[OP_LIST_PULLS], 1);
    world_run(w, 58 * SECOND_MS);
    ck_assert_uint_ge(w->sent[OP_LIST_PULLS], 5);
    ck_assert_uint_le(w->sent[OP_LIST_PULLS], 7);
    size_t before = w->sent[OP_LIST_PULLS];
    world_run(w, 30 * MINUTE_MS);
    ck_assert_uint_ge(w->sent[OP_LIST_PULLS] - before, 59);
    ck_assert_uint_le(w->sent[OP_LIST_PULLS] - before, 64);
    world_run(w, 2 * HOUR_MS);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
}
END_TEST

/* The history is never answered, whether the worker gives up or goes on trying: the data
 * status tells the end. */
START_TEST(without_a_history_the_status_tells_the_end)
{
    w->no_history = true;
    w->retried = _i % 2;
    w->pull_end = _i < 2 ? "Complete" : "FetchError";
    w->pull_ms = 70000;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, _i < 2);
    ck_assert_uint_eq(r->failed, _i >= 2);
    assert_said(_i < 2 ? "bills of Some Company: Complete in"
                       : "bills of Some Company: FetchError");
    ck_assert_uint_eq(posts(), 1);
    ck_assert_uint_le(w->sent[OP_DATA_STATUS], 12);
}
END_TEST

START_TEST(what_cannot_be_followed_is_said)
{
    w->no_history = true;
    w->fate = _i == 1 ? POST_LOST_AFTER : POST_DONE;
    const struct refresh *r = world_refresh(w, "company-1", _i == 0 ? NULL : "bills");
    world_run(w, 2 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    assert_said(_i == 0 ? "cannot be followed, because the pull history cannot be read"
                        : "nobody knows whether it was carried out");
    ck_assert_uint_eq(posts(), 1);
}
END_TEST

/* While nothing at all is answered, nobody gives up. */
START_TEST(a_lost_network_is_waited_for)
{
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, SECOND_MS);
    w->down = true;
    world_run(w, 20 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    w->down = false;
    world_run(w, 10 * MINUTE_MS);
    assert_said("bills of Some Company: Complete in");
}
END_TEST

START_TEST(a_refresh_that_was_given_up_ends_with_a_notice)
{
    const struct call call = call_refresh("company-1", "bills");
    struct refresh *r = refreshes_begin(w->refreshes, &call, w->fleet, w->now,
                                        WALL + w->now, w->messages);
    refreshes_sent(w->refreshes, r->id, 999);
    ck_assert(refreshes_waits(w->refreshes, 999, w->now + 5000));
    ck_assert_int_eq(r->waits_until, w->now + 5000);
    struct api_error error = make_error(ERROR_CANCELLED, &call);
    refreshes_rejected(w->refreshes, 999, &error, w->fleet, w->now, w->messages);
    ck_assert_int_eq(r->phase, REFRESH_FAILED);
    ck_assert_int_eq(last_level(), MESSAGE_INFO);
    assert_said("bills of Some Company: the refresh was given up before Codat took it");
    ck_assert(!refreshes_waits(w->refreshes, 999, w->now + 9000));
    world_run(w, MINUTE_MS);
    ck_assert_uint_eq(w->sent[OP_LIST_PULLS], 0);
}
END_TEST

START_TEST(one_read_serves_all_refreshes_of_a_company)
{
    w->latency = 1;
    for (int i = 0; i < WORLD_TYPES; i++)
        world_refresh(w, "company-1", world_type(i));
    world_run(w, 10 * MINUTE_MS);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    ck_assert_uint_le(w->sent[OP_LIST_PULLS], 8);
    ck_assert_uint_eq(w->sent[OP_GET_PULL], 0);
}
END_TEST

START_TEST(statuses_are_read_when_a_followed_pull_ends)
{
    world_refresh(w, "company-1", "bills");
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(fleet_find(w->fleet, "company-1")->queue, QUEUE_CHANGED);
    w->attention.paused = false;
    world_run(w, SECOND_MS);
    ck_assert_int_eq(fleet_find(w->fleet, "company-1")->queue, QUEUE_OLD);
    ck_assert_int_gt(fleet_find(w->fleet, "company-1")->statuses_read,
                     w->now - SECOND_MS);
}
END_TEST

START_TEST(a_second_key_press_sends_nothing)
{
    ck_assert_ptr_nonnull(world_refresh(w, "company-1", "bills"));
    ck_assert_ptr_null(world_refresh(w, "company-1", "bills"));
    ck_assert_str_eq(last_message(), "bills of Some Company: a refresh is on its way "
                                     "already; it is followed");
    ck_assert_ptr_nonnull(world_refresh(w, "company-1", "items"));
    ck_assert_ptr_nonnull(world_refresh(w, "company-2", "bills"));
    world_run(w, 2 * MINUTE_MS);
    ck_assert_ptr_nonnull(world_refresh(w, "company-1", "bills"));
    ck_assert_uint_eq(posts(), 4);
}
END_TEST

START_TEST(a_running_pull_is_joined)
{
    world_sync(w, 1, 1);
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, SECOND_MS);
    ck_assert(r->joined);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    ck_assert_str_eq(last_message(),
                     "bills of Some Company: a pull is running already; it is followed");
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, 1);
    assert_said("Complete in 41s");
}
END_TEST

/* pull-1 of bills moves for long, and more than a page of other pulls is newer. */
static void put_beyond_the_first_page(void)
{
    w->pull_ms = 400 * SECOND_MS;
    world_sync(w, 1, 1);
    w->pull_ms = 1;
    world_sync(w, 1, 1); /* the numbers of the world's types go on from bills */
    for (int i = 0; i < 150; i++) {
        world_sync(w, 1, 2);
        w->pulls[w->pull_count - 2].type = 1;
    }
}

/* Codat says that pull-1 is running already. */
static const struct refresh *join_pull_1(void)
{
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    struct call call = call_refresh("company-1", "bills");
    struct api_error error = make_error(ERROR_IN_PROGRESS, &call);
    error.pull_id = "pull-1";
    refreshes_rejected(w->refreshes, r->request, &error, w->fleet, w->now, w->messages);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    return r;
}

START_TEST(a_joined_pull_beyond_the_first_page_is_read_by_itself)
{
    put_beyond_the_first_page();
    const struct refresh *r = join_pull_1();
    world_run(w, 10 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, 1);
    ck_assert_uint_gt(w->sent[OP_GET_PULL], 2);
    ck_assert_uint_le(w->sent[OP_GET_PULL], 20);
}
END_TEST

/* It is no less followed where a filter of the history has brought it before. */
START_TEST(a_joined_pull_that_a_query_found_is_followed)
{
    put_beyond_the_first_page();
    struct call call = call_pulls("company-1", 1);
    call.query = "status=Fetching";
    struct pull *found[] = {make_pull("pull-1", "bills", "Fetching", WALL)};
    fleet_asked(w->fleet, &call, w->now);
    fleet_put_pulls(w->fleet, &call, found, 1, &SAYS_NOTHING, w->now);
    const struct refresh *r = join_pull_1();
    world_run(w, 10 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_ptr_null(r->lost);
    ck_assert_uint_eq(r->complete, 1);
}
END_TEST

START_TEST(a_joined_pull_that_nobody_names_is_found)
{
    world_sync(w, 1, 1);
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    struct call call = call_refresh("company-1", "bills");
    struct api_error error = make_error(ERROR_IN_PROGRESS, &call);
    refreshes_rejected(w->refreshes, r->request, &error, w->fleet, w->now, w->messages);
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, 1);
    r = world_refresh(w, "company-1", "items");
    call.data_type = "items";
    refreshes_rejected(w->refreshes, r->request, &error, w->fleet, w->now, w->messages);
    w->fate = POST_REFUSED;
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    assert_said("items of Some Company: the pull that was running has ended meanwhile");
}
END_TEST

START_TEST(a_joined_pull_that_is_nowhere_ends)
{
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    struct call call = call_refresh("company-1", "bills");
    struct api_error error = make_error(ERROR_IN_PROGRESS, &call);
    error.pull_id = "nowhere";
    refreshes_rejected(w->refreshes, r->request, &error, w->fleet, w->now, w->messages);
    world_run(w, 10 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    assert_said("its pull cannot be found in the history");
    ck_assert_int_eq(last_level(), MESSAGE_WARNING);
}
END_TEST

START_TEST(a_refused_refresh_says_why)
{
    w->fate = POST_REFUSED;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, SECOND_MS);
    ck_assert_int_eq(r->phase, REFRESH_FAILED);
    ck_assert_int_eq(r->error->kind, ERROR_CONFLICT);
    ck_assert_str_eq(last_message(),
                     "bills of Some Company: Could not start a refresh of "
                     "bills: not ready: no. Try again in a moment.");
    ck_assert_int_eq(last_level(), MESSAGE_ERROR);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
}
END_TEST

static const struct {
    const char *status, *said;
    enum message_level level;
} ends[] = {
    {"FetchError", "FetchError after 41s. Refresh again later; if it stays",
     MESSAGE_ERROR},
    {"ValidationError", "Read the validation results", MESSAGE_ERROR},
    {"AuthError",
     "AuthError (relink needed) after 41s. The customer must relink: send them "
     "https://link.example/1 (a "
     "refresh will not help).",
     MESSAGE_ERROR},
    {"PermissionsError", "must grant access", MESSAGE_ERROR},
    {"NotSupported", "NotSupported after 41s", MESSAGE_WARNING},
    {"Complete", "Complete in 41s", MESSAGE_GOOD},
};

START_TEST(an_end_says_what_to_do)
{
    w->pull_end = ends[_i].status;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_ptr_nonnull(strstr(last_message(), ends[_i].said));
    ck_assert_int_eq(last_level(), ends[_i].level);
    ck_assert_uint_eq(r->failed, ends[_i].level == MESSAGE_ERROR);
}
END_TEST

/* --- outcomes that nobody knows ----------------------------------------------------- */

START_TEST(a_lost_answer_is_found_in_the_history)
{
    w->fate = POST_LOST_AFTER;
    w->queue_lag = 3000;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, SECOND_MS);
    ck_assert_int_eq(r->phase, REFRESH_CHECKING);
    ck_assert(r->error->outcome_unknown);
    ck_assert_int_eq(last_level(), MESSAGE_WARNING);
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_ptr_null(r->error);
    assert_said("Complete in 41s");
    ck_assert_uint_eq(posts(), 1);
}
END_TEST

START_TEST(a_lost_request_is_told_after_two_looks)
{
    w->fate = POST_LOST_BEFORE;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_FAILED);
    ck_assert_uint_eq(w->sent[OP_LIST_PULLS], 2);
    ck_assert_str_eq(last_message(), "bills of Some Company: the refresh was not carried "
                                     "out, as the history shows; refresh again");
    ck_assert_uint_eq(posts(), 1);
}
END_TEST

/* A rate limit may hold a POST back for many minutes: what counts is when it left. */
START_TEST(a_late_post_is_found_in_the_history)
{
    w->held = 10 * MINUTE_MS;
    w->fate = _i == 0 ? POST_LOST_AFTER : POST_DONE;
    const struct refresh *r = world_refresh(w, "company-1", _i == 0 ? "bills" : NULL);
    world_run(w, 5 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_SENDING);
    world_run(w, 8 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, _i == 0 ? 1 : WORLD_TYPES);
    ck_assert_int_eq(last_level(), MESSAGE_GOOD);
    ck_assert_uint_eq(posts(), 1);
}
END_TEST

/* The server's clock is found to be another one while the POST is on its way. */
START_TEST(a_clock_that_jumps_hides_no_pull)
{
    w->fate = POST_LOST_AFTER;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    fleet_put_server_date(w->fleet, WALL + w->now + MINUTE_MS, WALL + w->now);
    world_run(w, 2 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, 1);
    ck_assert_uint_eq(posts(), 1);
}
END_TEST

/* The company synchronizes by itself before the POST leaves, which then is lost. */
START_TEST(pulls_before_a_late_post_are_not_its_own)
{
    w->held = 10 * MINUTE_MS;
    w->fate = POST_LOST_BEFORE;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, 5 * MINUTE_MS);
    world_sync(w, 1, WORLD_TYPES);
    world_run(w, 8 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_FAILED);
    ck_assert_uint_eq(r->pull_count, 0);
}
END_TEST

/* A pull of the type that was there before the key went down is not its own, and neither
 * is one of another type or connection. */
START_TEST(other_pulls_are_not_mistaken)
{
    struct call call = call_refresh("c1", "bills");
    call.connection_id = "connection-1";
    put_company(w->fleet, make_company("c1", "One", WALL), w->now);
    put_pulls(w->fleet, "c1", w->now,
              make_pull("before", "bills", "Fetching", WALL + w->now - 1000), NULL);
    struct refresh *r = refreshes_begin(w->refreshes, &call, w->fleet, w->now,
                                        WALL + w->now, w->messages);
    refreshes_sent(w->refreshes, r->id, 99);
    struct api_error error = make_error(ERROR_NETWORK, &call);
    error.outcome_unknown = true;
    refreshes_rejected(w->refreshes, 98, &error, w->fleet, w->now, w->messages);
    ck_assert_int_eq(r->phase, REFRESH_SENDING);
    refreshes_rejected(w->refreshes, 99, &error, w->fleet, w->now, w->messages);
    struct pull *other = make_pull("other", "bills", "Fetching", WALL + w->now + 100);
    other->connection_id = "connection-2";
    for (int i = 0; i < 2; i++) {
        w->now += 4000;
        put_pulls(w->fleet, "c1", w->now, pull_copy(other),
                  make_pull("type", "items", "Fetching", WALL + w->now),
                  make_pull("before", "bills", "Fetching", WALL + 1000), NULL);
        refreshes_update(w->refreshes, w->fleet, w->now, w->messages);
    }
    free(other);
    ck_assert_int_eq(r->phase, REFRESH_FAILED);
    ck_assert_uint_eq(r->pull_count, 0);
}
END_TEST

START_TEST(an_answer_without_its_pull_is_looked_up)
{
    w->fate = POST_WITHOUT_PULL;
    const struct refresh *r = world_refresh(w, "company-1", "bills");
    world_run(w, SECOND_MS);
    ck_assert_int_eq(r->phase, REFRESH_CHECKING);
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, 1);
}
END_TEST

START_TEST(without_network_it_waits)
{
    world_refresh(w, "company-1", "bills");
    world_run(w, SECOND_MS);
    w->down = true;
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 1);
    w->down = false;
    world_run(w, 6 * MINUTE_MS);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    assert_said("Complete in 41s");
}
END_TEST

/* --- all data types ----------------------------------------------------------------- */

START_TEST(a_refresh_of_all_ends_when_all_have_ended)
{
    const struct refresh *r = world_refresh(w, "company-1", NULL);
    world_run(w, 10 * SECOND_MS);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    ck_assert_uint_eq(r->pull_count, WORLD_TYPES);
    ck_assert_ptr_eq(refreshes_find(w->refreshes, "company-1", "items"), r);
    w->pulls[1].end = "FetchError";
    w->pulls[2].end = "NotSupported";
    w->pulls[3].ends += MINUTE_MS;
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    ck_assert_uint_eq(r->complete + r->failed, 2);
    world_run(w, 5 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_ptr_nonnull(
        strstr(last_message(), "all data types of Some Company: 2 complete, 1 failed, 1 "
                               "cancelled or not supported in 1m"));
    ck_assert_int_eq(last_level(), MESSAGE_ERROR);
}
END_TEST

START_TEST(pulls_that_come_late_belong_to_it)
{
    w->pull_ms = 1000;
    const struct refresh *r = world_refresh(w, "company-1", NULL);
    world_run(w, SECOND_MS);
    w->pulls[0].requested += 2 * SECOND_MS; /* shows later */
    w->pulls[0].ends += 2 * SECOND_MS;
    w->queue_lag = SECOND_MS;
    world_run(w, 5 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, WORLD_TYPES);
}
END_TEST

START_TEST(a_refresh_of_all_without_pulls_ends_with_a_warning)
{
    w->queue_lag = HOUR_MS;
    const struct refresh *r = world_refresh(w, "company-1", NULL);
    world_run(w, 50 * SECOND_MS);
    ck_assert_int_eq(r->phase, REFRESH_FOLLOWING);
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    assert_said("Codat accepted it, but no pull has appeared within a minute");
    ck_assert_int_eq(last_level(), MESSAGE_WARNING);
}
END_TEST

START_TEST(a_refresh_of_all_on_a_deauthorized_company_says_relink)
{
    w->pull_end = "AuthError";
    world_refresh(w, "company-1", NULL);
    world_run(w, 5 * MINUTE_MS);
    assert_said("4 failed");
    assert_said("The customer must relink");
}
END_TEST

START_TEST(all_of_a_lost_answer_are_found)
{
    w->fate = POST_LOST_AFTER;
    const struct refresh *r = world_refresh(w, "company-1", NULL);
    world_run(w, 5 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    ck_assert_uint_eq(r->complete, WORLD_TYPES);
    w->fate = POST_LOST_BEFORE;
    r = world_refresh(w, "company-2", NULL);
    world_run(w, 5 * MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_FAILED);
    assert_said("refresh again");
}
END_TEST

/* --- keeping, leaving --------------------------------------------------------------- */

START_TEST(the_last_ended_ones_are_kept)
{
    w->fate = POST_REFUSED;
    for (int i = 0; i < 80; i++) {
        world_refresh(w, world_company((size_t)i % 3), world_type(i % WORLD_TYPES));
        world_run(w, SECOND_MS);
    }
    ck_assert_uint_eq(refreshes_count(w->refreshes), REFRESHES_KEPT);
    ck_assert_uint_eq(refreshes_at(w->refreshes, 0)->id, 31);
    ck_assert_uint_eq(refreshes_at(w->refreshes, 49)->id, 80);
}
END_TEST

START_TEST(a_company_that_leaves_ends_its_refreshes)
{
    const struct refresh *r = world_refresh(w, "company-2", "bills");
    world_run(w, SECOND_MS);
    w->companies = 2;
    w->attention.paused = false;
    world_run(w, MINUTE_MS);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
    assert_said("the company is no longer in the list");
}
END_TEST

START_TEST(a_company_that_was_never_there_is_not_read)
{
    const struct refresh *r = world_refresh(w, "stranger-1", "bills");
    struct call call;
    int64_t when;
    ck_assert_str_eq(r->company_name, "stranger-1");
    refreshes_accepted(w->refreshes, r->request, NULL, w->now, w->messages);
    ck_assert(!refreshes_next_read(w->refreshes, w->fleet, &call, &when));
    ck_assert_int_eq(when, INT64_MAX);
    refreshes_update(w->refreshes, w->fleet, w->now, w->messages);
    ck_assert_int_eq(r->phase, REFRESH_ENDED);
}
END_TEST

/* --- many --------------------------------------------------------------------------- */

static struct refresh *begin_part(const char *company_id, uint64_t tag)
{
    struct call call = call_refresh(company_id, "bills");
    return refreshes_begin_part(w->refreshes, &call, tag, w->fleet, w->now,
                                WALL + w->now);
}

static void assert_taken(uint64_t tag, enum refresh_phase phase)
{
    const struct refresh *r = refreshes_take_changed(w->refreshes);
    ck_assert_ptr_nonnull(r);
    ck_assert_uint_eq(r->tag, tag);
    ck_assert_int_eq(r->phase, phase);
    ck_assert_ptr_null(refreshes_take_changed(w->refreshes));
}

START_TEST(a_part_is_handed_out_and_not_told)
{
    uint64_t said = messages_version(w->messages);
    struct refresh *r = begin_part("company-1", 7);
    ck_assert_ptr_null(begin_part("company-1", 8));
    ck_assert_ptr_null(refreshes_take_changed(w->refreshes));
    refreshes_sent(w->refreshes, r->id, 1000);
    struct pull *pull = make_pull("pull-x", "bills", "Queued", WALL + w->now);
    refreshes_accepted(w->refreshes, 1000, pull, w->now, w->messages);
    free(pull);
    assert_taken(7, REFRESH_FOLLOWING);
    put_pulls(w->fleet, "company-1", w->now + 1,
              make_pull("pull-x", "bills", "FetchError", WALL + w->now), NULL);
    refreshes_update_company(w->refreshes, w->fleet, "company-2", w->now, w->messages);
    ck_assert_ptr_null(refreshes_take_changed(w->refreshes));
    refreshes_update_company(w->refreshes, w->fleet, "company-1", w->now, w->messages);
    ck_assert_uint_eq(refreshes_count(w->refreshes), 1);
    ck_assert_int_eq(r->failed_status, PULL_FETCH_ERROR);
    assert_taken(7, REFRESH_ENDED);
    refreshes_update(w->refreshes, w->fleet, w->now, w->messages);
    ck_assert_uint_eq(refreshes_count(w->refreshes), 0);
    ck_assert_uint_eq(messages_version(w->messages), said);
}
END_TEST

/* A part that failed is kept until its end was handed out, however many others end. */
START_TEST(parts_do_not_push_out_what_a_key_asked_for)
{
    world_refresh(w, "company-0", "items");
    world_run(w, 2 * MINUTE_MS);
    ck_assert_uint_eq(refreshes_count(w->refreshes), 1);
    for (uint64_t i = 0; i < 3 * REFRESHES_KEPT; i++) {
        struct refresh *r = begin_part("company-1", i + 1);
        struct api_error error = make_error(ERROR_CONFLICT, r->call);
        refreshes_sent(w->refreshes, r->id, 5000 + i);
        refreshes_rejected(w->refreshes, 5000 + i, &error, w->fleet, w->now, w->messages);
    }
    ck_assert_uint_eq(refreshes_count(w->refreshes), 1 + 3 * REFRESHES_KEPT);
    for (uint64_t i = 0; i < 3 * REFRESHES_KEPT; i++) {
        const struct refresh *r = refreshes_take_changed(w->refreshes);
        ck_assert_uint_eq(r->tag, i + 1);
        ck_assert_int_eq(r->error->kind, ERROR_CONFLICT);
    }
    refreshes_update(w->refreshes, w->fleet, w->now, w->messages);
    ck_assert_uint_eq(refreshes_count(w->refreshes), 1);
    ck_assert_uint_eq(refreshes_at(w->refreshes, 0)->tag, 0);
}
END_TEST

/* The reads of many come one by one, the earliest due first, none twice at a time. */
START_TEST(many_take_turns)
{
    enum { MANY = 40 };
    size_t ended = 0;
    world_free(&w);
    w = world_new(3, MANY);
    world_run(w, 5 * MINUTE_MS);
    w->attention.paused = true;
    memset(w->sent, 0, sizeof w->sent);
    for (size_t i = 0; i < MANY; i++)
        world_refresh(w, world_company(i), "bills");
    world_run(w, 2 * SECOND_MS + MINUTE_MS / 10);
    ck_assert_uint_le(w->sent[OP_LIST_PULLS], 6 * 4 + 1);
    world_run(w, 5 * MINUTE_MS);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    for (size_t i = 0; i < refreshes_count(w->refreshes); i++)
        ended += refreshes_at(w->refreshes, i)->complete;
    ck_assert_uint_eq(ended, MANY);
    ck_assert_uint_eq(posts(), MANY);
}
END_TEST

/* Many refreshes of random fates, with failing reads and lagging queues: each ends, each
 * says so, and no key press is carried out twice. */
START_TEST(never_lost_never_doubled)
{
    struct rng r = {.state = (uint64_t)_i + 7};
    size_t begun = 0;
    w->faults = (unsigned)rng_below(&r, 40);
    w->latency = 1 + (int64_t)rng_below(&r, 2000);
    w->queue_lag = (int64_t)rng_below(&r, 2500);
    for (int i = 0; i < 30; i++) {
        w->fate = (enum post_fate)rng_below(&r, POST_FATES);
        w->pull_ms = 1 + (int64_t)rng_below(&r, 90000);
        int type = (int)rng_below(&r, WORLD_TYPES + 1);
        begun += world_refresh(w, world_company(rng_below(&r, 3)),
                               type == WORLD_TYPES ? NULL : world_type(type)) != NULL;
        world_run(w, (int64_t)rng_below(&r, 20000));
    }
    w->faults = 0;
    world_run(w, HOUR_MS);
    ck_assert_uint_eq(posts(), begun);
    ck_assert_uint_eq(refreshes_active(w->refreshes), 0);
    for (size_t i = 0; i < refreshes_count(w->refreshes); i++) {
        const struct refresh *refresh = refreshes_at(w->refreshes, i);
        ck_assert_int_ge(refresh->ended, refresh->asked);
        ck_assert_uint_le(refresh->complete + refresh->failed, refresh->pull_count);
        ck_assert(refresh->phase != REFRESH_FAILED || refresh->error);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("refreshes");
    TCase *t = tcase_create("refreshes");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 120);
    tcase_add_test(t, a_refresh_is_followed_to_its_end);
    tcase_add_test(t, following_slows_down);
    tcase_add_test(t, one_read_serves_all_refreshes_of_a_company);
    tcase_add_loop_test(t, without_a_history_the_status_tells_the_end, 0, 4);
    tcase_add_loop_test(t, what_cannot_be_followed_is_said, 0, 2);
    tcase_add_test(t, a_lost_network_is_waited_for);
    tcase_add_test(t, a_refresh_that_was_given_up_ends_with_a_notice);
    tcase_add_test(t, statuses_are_read_when_a_followed_pull_ends);
    tcase_add_test(t, a_second_key_press_sends_nothing);
    tcase_add_test(t, a_running_pull_is_joined);
    tcase_add_test(t, a_joined_pull_beyond_the_first_page_is_read_by_itself);
    tcase_add_test(t, a_joined_pull_that_a_query_found_is_followed);
    tcase_add_test(t, a_joined_pull_that_nobody_names_is_found);
    tcase_add_test(t, a_joined_pull_that_is_nowhere_ends);
    tcase_add_test(t, a_refused_refresh_says_why);
    tcase_add_loop_test(t, an_end_says_what_to_do, 0, (int)(sizeof ends / sizeof *ends));
    tcase_add_test(t, a_lost_answer_is_found_in_the_history);
    tcase_add_test(t, a_lost_request_is_told_after_two_looks);
    tcase_add_loop_test(t, a_late_post_is_found_in_the_history, 0, 2);
    tcase_add_test(t, pulls_before_a_late_post_are_not_its_own);
    tcase_add_test(t, a_clock_that_jumps_hides_no_pull);
    tcase_add_test(t, other_pulls_are_not_mistaken);
    tcase_add_test(t, an_answer_without_its_pull_is_looked_up);
    tcase_add_test(t, without_network_it_waits);
    tcase_add_test(t, a_refresh_of_all_ends_when_all_have_ended);
    tcase_add_test(t, pulls_that_come_late_belong_to_it);
    tcase_add_test(t, a_refresh_of_all_without_pulls_ends_with_a_warning);
    tcase_add_test(t, a_refresh_of_all_on_a_deauthorized_company_says_relink);
    tcase_add_test(t, all_of_a_lost_answer_are_found);
    tcase_add_test(t, the_last_ended_ones_are_kept);
    tcase_add_test(t, a_company_that_leaves_ends_its_refreshes);
    tcase_add_test(t, a_company_that_was_never_there_is_not_read);
    tcase_add_test(t, a_part_is_handed_out_and_not_told);
    tcase_add_test(t, parts_do_not_push_out_what_a_key_asked_for);
    tcase_add_test(t, many_take_turns);
    tcase_add_loop_test(t, never_lost_never_doubled, 0, 40);
    suite_add_tcase(suite, t);
    return suite_run(suite);
}
