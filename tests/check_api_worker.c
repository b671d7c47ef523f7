/* The worker against the simulator: every operation over real HTTP, and the faults that
 * the simulator knows. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api_rig.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "sim/sim.h"
#include "tests/suite.h"

struct world {
    struct sim *sim;
    struct rig rig;
    char *company_id; /* the first company's */
};

static void world_sim(struct world *w, const char *faults)
{
    struct sim_config config = {.companies = 12,
                                .seed = 1,
                                .manual_time = true,
                                .api_key = RIG_KEY,
                                .profile = "Rig",
                                .faults = faults};
    char *error = NULL;
    w->sim = sim_start(&config, &error);
    ck_assert_msg(w->sim != NULL, "%s", error);
}

static void world_open(struct world *w)
{
    *w = (struct world){0};
    world_sim(w, NULL);
    struct api_config config = rig_config(sim_url(w->sim));
    rig_start(&w->rig, &config);
    struct call list = {.op = OP_LIST_COMPANIES, .page = 1, .page_size = 1};
    struct api_event *event = rig_ask(&w->rig, &list);
    ck_assert_int_eq(event->type, API_DONE);
    ck_assert_uint_eq(event->company_count, 1);
    w->company_id = xstrdup(event->companies[0]->id);
    api_event_free(&event);
}

static void world_close(struct world *w)
{
    rig_stop(&w->rig);
    sim_stop(&w->sim);
    free(w->company_id);
}

static struct api_event *done(struct world *w, const struct call *call)
{
    struct api_event *event = rig_ask(&w->rig, call);
    ck_assert_msg(event->type == API_DONE, "%s", event->error ? event->error->text : "");
    ck_assert_ptr_null(event->error);
    ck_assert_int_eq(event->call->op, call->op);
    ck_assert_int_ge(event->took_ms, 0);
    return event;
}

/* --- operations ------------------------------------------------------------------ */

START_TEST(test_reads)
{
    struct world w;
    world_open(&w);
    struct api_event *event = done(&w, &(struct call){.op = OP_PROFILE});
    ck_assert_str_eq(event->profile->name, "Rig");
    ck_assert_int_gt(event->quota.limit, 0);
    ck_assert_int_gt(event->quota.remaining, 0);
    ck_assert_int_ne(event->quota.reset, TIME_NONE);
    ck_assert_int_ne(event->server_date, TIME_NONE);
    api_event_free(&event);

    event = done(&w, &(struct call){.op = OP_LIST_COMPANIES, .page = 2, .page_size = 5});
    ck_assert_uint_eq(event->company_count, 5);
    ck_assert_int_eq(event->paging.page_number, 2);
    ck_assert_int_eq(event->paging.page_size, 5);
    ck_assert_int_eq(event->paging.total, 12);
    ck_assert(event->paging.has_next);
    api_event_free(&event);

    event = done(&w, &(struct call){.op = OP_GET_COMPANY, .company_id = w.company_id});
    ck_assert_uint_eq(event->company_count, 1);
    ck_assert_str_eq(event->companies[0]->id, w.company_id);
    ck_assert_uint_gt(event->companies[0]->connection_count, 0);
    size_t connections = event->companies[0]->connection_count;
    api_event_free(&event);

    event = done(&w, &(struct call){.op = OP_GET_COMPANY,
                                    .company_id = w.company_id,
                                    .raw = true});
    ck_assert_uint_eq(event->company_count, 0);
    ck_assert_ptr_nonnull(strstr(event->raw, "\n  \"id\": \""));
    ck_assert_ptr_nonnull(strstr(event->raw, w.company_id));
    api_event_free(&event);

    event =
        done(&w, &(struct call){.op = OP_LIST_CONNECTIONS, .company_id = w.company_id});
    ck_assert_uint_eq(event->connection_count, connections);
    api_event_free(&event);

    event = done(&w, &(struct call){.op = OP_DATA_STATUS, .company_id = w.company_id});
    ck_assert_uint_gt(event->statuses->count, 5);
    ck_assert_uint_eq(event->skipped, 0);
    api_event_free(&event);
    world_close(&w);
}
END_TEST

START_TEST(test_pulls)
{
    struct world w;
    world_open(&w);
    struct call list = {.op = OP_LIST_PULLS,
                        .company_id = w.company_id,
                        .page = 1,
                        .page_size = 3,
                        .order_by = "-requested"};
    struct api_event *event = done(&w, &list);
    ck_assert_uint_eq(event->pull_count, 3);
    ck_assert_int_ge(event->pulls[0]->requested, event->pulls[2]->requested);
    char *id = xstrdup(event->pulls[1]->id);
    api_event_free(&event);

    struct call one = {.op = OP_GET_PULL, .company_id = w.company_id, .pull_id = id};
    event = done(&w, &one);
    ck_assert_uint_eq(event->pull_count, 1);
    ck_assert_str_eq(event->pulls[0]->id, id);
    api_event_free(&event);

    one.op = OP_VALIDATION;
    event = done(&w, &one);
    ck_assert_ptr_nonnull(event->validation);
    api_event_free(&event);
    free(id);

    char *query = xasprintf("status=NoSuchStatus");
    list.query = query;
    event = done(&w, &list);
    ck_assert_uint_eq(event->pull_count, 0);
    api_event_free(&event);
    free(query);
    world_close(&w);
}
END_TEST

/* A company whose accounts are linked, so that its refreshes run; a new string. */
static char *linked_company(struct world *w)
{
    char *id = NULL;
    struct call list = {.op = OP_LIST_COMPANIES, .page = 1, .page_size = 100};
    struct api_event *event = done(w, &list);
    for (size_t i = 0; i < event->company_count && !id; i++) {
        const struct company *c = event->companies[i];
        for (size_t n = 0; n < c->connection_count && !id; n++)
            if (c->connections[n].status == CONNECTION_LINKED &&
                strcmp(c->connections[n].source_type, "Accounting") == 0)
                id = xstrdup(c->id);
    }
    api_event_free(&event);
    ck_assert_ptr_nonnull(id);
    return id;
}

START_TEST(test_refreshes)
{
    struct world w;
    world_open(&w);
    char *company = linked_company(&w);
    struct call refresh = {
        .op = OP_REFRESH_TYPE, .company_id = company, .data_type = "invoices"};
    struct api_event *event = done(&w, &refresh);
    ck_assert_uint_eq(event->pull_count, 1);
    ck_assert_str_eq(event->pulls[0]->data_type, "invoices");
    char *id = xstrdup(event->pulls[0]->id);
    api_event_free(&event);
    ck_assert_uint_eq(sim_requests_seen(w.sim, "POST", NULL), 1);

    /* A second one, while the first runs, names it. */
    event = rig_ask(&w.rig, &refresh);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_int_eq(event->error->kind, ERROR_IN_PROGRESS);
    ck_assert_str_eq(event->error->pull_id, id);
    ck_assert_ptr_nonnull(event->error->correlation_id);
    ck_assert(!event->error->outcome_unknown);
    api_event_free(&event);
    free(id);

    event = done(&w, &(struct call){.op = OP_REFRESH_ALL, .company_id = company});
    api_event_free(&event);
    ck_assert_uint_eq(sim_requests_seen(w.sim, "POST", "/data/all"), 1);
    free(company);
    world_close(&w);
}
END_TEST

START_TEST(test_not_found)
{
    struct world w;
    world_open(&w);
    struct call call = {.op = OP_GET_COMPANY, .company_id = RIG_COMPANY};
    struct api_event *event = rig_ask(&w.rig, &call);
    ck_assert_int_eq(event->error->kind, ERROR_NOT_FOUND);
    ck_assert_int_eq(event->error->http_status, 404);
    ck_assert_ptr_nonnull(event->error->correlation_id);
    ck_assert_str_eq(event->error->call.company_id, RIG_COMPANY);
    api_event_free(&event);
    world_close(&w);
}
END_TEST

START_TEST(test_wrong_key)
{
    struct world w = {0};
    world_sim(&w, NULL);
    struct api_config config = rig_config(sim_url(w.sim));
    config.key = "wrong";
    rig_start(&w.rig, &config);
    struct api_event *event = rig_ask(&w.rig, &(struct call){.op = OP_PROFILE});
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_int_eq(event->error->kind, ERROR_AUTH);
    ck_assert_int_eq(event->error->attempts, 1);
    ck_assert_uint_eq(sim_requests_seen(w.sim, NULL, NULL), 1);
    api_event_free(&event);
    world_close(&w);
}
END_TEST

/* The header as the portal shows it is not encoded again. */
START_TEST(test_ready_key)
{
    struct world w = {0};
    world_sim(&w, NULL);
    struct api_config config = rig_config(sim_url(w.sim));
    config.key = "Basic " RIG_KEY_BASE64;
    rig_start(&w.rig, &config);
    struct api_event *event = done(&w, &(struct call){.op = OP_PROFILE});
    api_event_free(&event);
    world_close(&w);
}
END_TEST

START_TEST(test_read_only)
{
    struct world w = {0};
    world_sim(&w, NULL);
    struct api_config config = rig_config(sim_url(w.sim));
    config.read_only = true;
    rig_start(&w.rig, &config);
    struct call refresh = {.op = OP_REFRESH_ALL, .company_id = RIG_COMPANY};
    struct api_event *event = rig_ask(&w.rig, &refresh);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_int_eq(event->error->kind, ERROR_READ_ONLY);
    ck_assert(!event->error->outcome_unknown);
    api_event_free(&event);
    event = done(&w, &(struct call){.op = OP_PROFILE});
    api_event_free(&event);
    ck_assert_uint_eq(sim_requests_seen(w.sim, "POST", NULL), 0);
    world_close(&w);
}
END_TEST

/* --- faults ---------------------------------------------------------------------- */

/* One fault, then the truth: what the read makes of it on the way. */
static const struct {
    const char *fault;
    enum error_kind kind;
    bool passing; /* tried again */
} faults[] = {
    {"500:count=1", ERROR_SERVER, true},
    {"502:count=1", ERROR_SERVER, true},
    {"503:count=1", ERROR_SERVER, true},
    {"504:count=1", ERROR_SERVER, true},
    {"408:count=1", ERROR_TIMEOUT, true},
    {"429:count=1", ERROR_RATE_LIMIT, true},
    {"429:count=1:retry-after=-3", ERROR_RATE_LIMIT, true},
    {"429:count=1:retry-after=soon", ERROR_RATE_LIMIT, true},
    {"429:count=1:retry-after=Sun\\, 06 Nov 1994 08\\:49\\:37 GMT", ERROR_RATE_LIMIT,
     true},
    {"cut:count=1", ERROR_PROTOCOL, true},
    {"unsized:count=1", ERROR_PROTOCOL, true},
    {"close:count=1", ERROR_NETWORK, true},
    {"reset:count=1", ERROR_NETWORK, true},
    {"400:count=1", ERROR_REQUEST, false},
    {"401:count=1", ERROR_AUTH, false},
    {"402:count=1", ERROR_ACCOUNT_LIMIT, false},
    {"403:count=1", ERROR_FORBIDDEN, false},
    {"404:count=1", ERROR_NOT_FOUND, false},
    {"409:count=1", ERROR_CONFLICT, false},
    {"html:count=1", ERROR_PROTOCOL, false},
    {"empty:count=1", ERROR_PROTOCOL, false},
    {"badjson:count=1", ERROR_PROTOCOL, false},
    {"redirect:count=1", ERROR_PROTOCOL, false},
    {"garbage:count=1", ERROR_PROTOCOL, false},
};

START_TEST(test_faults)
{
    struct world w = {0};
    world_sim(&w, faults[_i].fault);
    struct api_config config = rig_config(sim_url(w.sim));
    rig_start(&w.rig, &config);
    struct call list = {.op = OP_LIST_COMPANIES, .page = 1, .page_size = 100};
    uint64_t id = api_send(w.rig.api, &list, API_SCREEN);
    struct api_event *event = rig_wait(&w.rig);
    ck_assert_ptr_nonnull(event->error);
    ck_assert_msg(event->error->kind == faults[_i].kind, "%d: %s",
                  (int)event->error->kind, event->error->text);
    ck_assert_int_eq(event->type, faults[_i].passing ? API_RETRYING : API_FAILED);
    ck_assert_uint_eq(event->company_count, 0);
    ck_assert(text_is_clean(event->error->text, strlen(event->error->text)));
    api_event_free(&event);
    event = faults[_i].passing ? rig_final(&w.rig, id, NULL) : rig_ask(&w.rig, &list);
    ck_assert_int_eq(event->type, API_DONE);
    ck_assert_uint_eq(event->company_count, 12);
    api_event_free(&event);
    world_close(&w);
}
END_TEST

static const char *const stalls[] = {"stall", "slow"};

START_TEST(test_stalls)
{
    struct world w = {0};
    world_sim(&w, stalls[_i]);
    struct api_config config = rig_config(sim_url(w.sim));
    config.answer_timeout_ms = 300;
    config.retry.max_elapsed_ms = 1;
    rig_start(&w.rig, &config);
    struct call list = {.op = OP_LIST_COMPANIES, .page = 1, .page_size = 100};
    struct api_event *event = rig_ask(&w.rig, &list);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_int_eq(event->error->kind, ERROR_TIMEOUT);
    ck_assert(event->error->may_retry);
    api_event_free(&event);
    world_close(&w);
}
END_TEST

/* Lost on its way there or back: nobody knows, and it is not sent again. */
static const char *const lost[] = {
    "close:method=POST",
    "reset:method=POST",
    "close:method=POST:when=after",
    "reset:method=POST:when=after",
    "500:method=POST:when=after",
};

START_TEST(test_refresh_lost)
{
    struct world w = {0};
    char *error = NULL;
    world_open(&w);
    char *company = linked_company(&w);
    ck_assert(sim_set_faults(w.sim, lost[_i], &error));
    struct call refresh = {
        .op = OP_REFRESH_TYPE, .company_id = company, .data_type = "invoices"};
    struct api_event *event = rig_ask(&w.rig, &refresh);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert(event->error->outcome_unknown);
    ck_assert(!event->error->may_retry);
    ck_assert_uint_eq(sim_requests_seen(w.sim, "POST", NULL), 1);
    api_event_free(&event);
    free(company);
    world_close(&w);
}
END_TEST

/* Busy, so certainly not carried out: sent again, carried out once. */
static const char *const busy[] = {"503:method=POST:count=2", "429:method=POST:count=2"};

START_TEST(test_refresh_busy)
{
    struct world w = {0};
    char *error = NULL;
    int retries = 0;
    world_open(&w);
    char *company = linked_company(&w);
    ck_assert(sim_set_faults(w.sim, busy[_i], &error));
    struct call refresh = {
        .op = OP_REFRESH_TYPE, .company_id = company, .data_type = "invoices"};
    uint64_t id = api_send(w.rig.api, &refresh, API_KEY_PRESS);
    struct api_event *event = rig_final(&w.rig, id, &retries);
    ck_assert_int_eq(event->type, API_DONE);
    ck_assert_int_eq(retries, 2);
    ck_assert_uint_eq(sim_requests_seen(w.sim, "POST", NULL), 3);
    api_event_free(&event);
    free(company);
    world_close(&w);
}
END_TEST

/* --- many ------------------------------------------------------------------------ */

/* A storm of reads with faults among them: each is answered by exactly one final event.
 */
START_TEST(test_storm)
{
    enum { READS = 300 };
    struct world w = {0};
    char *error = NULL;
    int finals[READS + 2] = {0}, left = READS;
    world_open(&w);
    ck_assert(sim_set_faults(w.sim, "503:probability=0.2,cut:probability=0.1", &error));
    struct call call = {.op = OP_DATA_STATUS, .company_id = w.company_id};
    for (int i = 0; i < READS; i++) {
        uint64_t id = api_send(w.rig.api, &call, (enum api_priority)(i % 3));
        ck_assert_uint_eq(id, (uint64_t)i + 2);
        if (i % 50 == 49)
            api_cancel(w.rig.api, id);
    }
    while (left > 0) {
        struct api_event *event = rig_wait(&w.rig);
        if (event->type != API_RETRYING) {
            left--;
            ck_assert_int_eq(finals[event->id]++, 0);
        }
        api_event_free(&event);
    }
    world_close(&w);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api worker");
    TCase *tc = tcase_create("worker");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_reads);
    tcase_add_test(tc, test_pulls);
    tcase_add_test(tc, test_refreshes);
    tcase_add_test(tc, test_not_found);
    tcase_add_test(tc, test_wrong_key);
    tcase_add_test(tc, test_ready_key);
    tcase_add_test(tc, test_read_only);
    LOOP(tc, test_faults, faults);
    LOOP(tc, test_stalls, stalls);
    LOOP(tc, test_refresh_lost, lost);
    LOOP(tc, test_refresh_busy, busy);
    tcase_add_test(tc, test_storm);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
