/* A world for the planner and the refreshes, in simulated time. */
#include "config.h"

#include "base/text.h"
#include "model_world.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "model_make.h"

#define DAY_MS INT64_C(86400000)

/* --- making ------------------------------------------------------------------------- */

struct world *world_new(uint64_t seed, size_t companies)
{
    struct world *w = xcalloc(1, sizeof *w);
    w->rng.state = seed;
    w->now = 1000;
    w->fleet = fleet_new();
    w->refreshes = refreshes_new();
    w->messages = messages_new(1000);
    w->documents = documents_new();
    w->companies = companies;
    w->pull_ms = 20000;
    w->pull_end = "Complete";
    w->latency = 200;
    w->quota = (struct quota){-1, -1, TIME_NONE};
    w->budget.interval_ms = 10000;
    w->budget.at_once = 10;
    return w;
}

void world_free(struct world **w)
{
    for (size_t i = 0; i < (*w)->flight_count; i++)
        free((*w)->flights[i].call);
    fleet_free(&(*w)->fleet);
    refreshes_free(&(*w)->refreshes);
    messages_free(&(*w)->messages);
    documents_free(&(*w)->documents);
    free((*w)->pulls);
    free(*w);
    *w = NULL;
}

const char *world_company(size_t i)
{
    static char ids[4][32];
    static size_t turn;
    char *id = ids[turn++ % 4];
    snprintf(id, sizeof ids[0], "company-%zu", i);
    return id;
}

const char *world_type(int i)
{
    static const char *const types[WORLD_TYPES] = {"bills", "invoices", "items",
                                                   "payments"};
    return types[i];
}

static size_t company_number(const char *id)
{
    return (size_t)strtoul(id + strlen("company-"), NULL, 10);
}

static int type_number(const char *type)
{
    for (int i = 0; i < WORLD_TYPES; i++)
        if (strcmp(type, world_type(i)) == 0)
            return i;
    return -1;
}

void world_look(struct world *w, const char *company_id)
{
    w->attention.company_id = company_id;
    w->attention.since = w->now;
    w->attention.history_rows = 20;
}

void world_open_document(struct world *w, const struct call *call)
{
    w->attention.open[0] = call;
    w->attention.open_count = call ? 1 : 0;
    documents_keep(w->documents, w->attention.open, w->attention.open_count);
    w->attention.document = documents_top(w->documents);
}

size_t world_reads(const struct world *w)
{
    size_t reads = 0;
    for (int op = 0; op < OP_REFRESH_ALL; op++)
        reads += w->sent[op];
    return reads;
}

/* --- the server --------------------------------------------------------------------- */

static const char *pull_status(const struct world *w, const struct world_pull *p)
{
    if (w->now >= p->ends)
        return p->end;
    return w->now - p->requested < (p->ends - p->requested) / 2 ? "Fetching" : "Mapping";
}

static struct world_pull *add_pull(struct world *w, size_t company, int type)
{
    w->pulls = xreallocarray(w->pulls, w->pull_count + 1, sizeof *w->pulls);
    struct world_pull *p = &w->pulls[w->pull_count++];
    *p = (struct world_pull){.company = company,
                             .type = type,
                             .requested = w->now,
                             .ends = w->now + w->pull_ms,
                             .end = w->pull_end};
    snprintf(p->id, sizeof p->id, "pull-%zu", w->pull_count);
    return p;
}

void world_sync(struct world *w, size_t company, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_pull(w, company, (int)(i % WORLD_TYPES));
        w->now += SECOND_MS;
    }
}

static struct pull *pull_record(const struct world *w, const struct world_pull *p)
{
    return make_pull(p->id, world_type(p->type), pull_status(w, p), WALL + p->requested);
}

/* The newest pull of that type that shows already, or NULL. */
static const struct world_pull *newest(const struct world *w, size_t company, int type)
{
    for (size_t i = w->pull_count; i-- > 0;) {
        const struct world_pull *p = &w->pulls[i];
        if (p->company == company && p->type == type &&
            p->requested + w->queue_lag <= w->now)
            return p;
    }
    return NULL;
}

static void answer_list(struct world *w, const struct call *call)
{
    size_t start = (size_t)(call->page - 1) * (size_t)call->page_size;
    size_t end = start + (size_t)call->page_size;
    end = end < w->companies ? end : w->companies;
    if (w->mock)
        start = 0, end = 1;
    size_t count = start < end ? end - start : 0;
    struct company **items = xcalloc(count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = make_company(world_company(start + i), "Some Company", WALL);
    struct paging paging = {call->page, call->page_size, (int64_t)w->companies,
                            end < w->companies};
    if (w->mock)
        paging = (struct paging){0, 0, 0, true};
    fleet_put_companies(w->fleet, call, items, count, 0, &paging, w->now);
    free(items);
}

static void answer_statuses(struct world *w, const struct call *call)
{
    size_t company = company_number(call->company_id);
    struct data_status items[WORLD_TYPES];
    char ids[WORLD_TYPES][32];
    for (int t = 0; t < WORLD_TYPES; t++) {
        const struct world_pull *p = newest(w, company, t);
        const char *text = p ? pull_status(w, p) : "Complete";
        snprintf(ids[t], sizeof ids[t], "old-%d-%d", t,
                 w->mock ? (int)rng_below(&w->rng, 1000) : 0);
        items[t] = (struct data_status){
            .data_type = world_type(t),
            .status_text = text,
            .status = pull_status_parse(text),
            .last_success = TIME_NONE,
            .latest_sync_id = p ? p->id : ids[t],
        };
    }
    fleet_put_statuses(w->fleet, call->company_id,
                       data_statuses_copy(&(struct data_statuses){items, WORLD_TYPES}),
                       w->now);
}

static void answer_pulls(struct world *w, const struct call *call)
{
    size_t company = company_number(call->company_id), count = 0;
    size_t skip = (size_t)(call->page - 1) * (size_t)call->page_size;
    struct pull *items[100];
    for (size_t i = w->pull_count; i-- > 0 && count < 100;) {
        const struct world_pull *p = &w->pulls[i];
        bool shows = p->company == company && p->requested + w->queue_lag <= w->now;
        if (shows && skip > 0)
            skip--;
        else if (shows)
            items[count++] = pull_record(w, p);
    }
    struct paging paging = {call->page, 100, -1, count == 100};
    if (w->mock) {
        paging = (struct paging){0, 0, 0, true};
        items[0] = make_pull("mock", "bills", "Fetching", WALL);
        count = 1;
    }
    fleet_put_pulls(w->fleet, call, items, count, &paging, w->now);
}

/* False: there is no such pull. */
static bool answer_pull(struct world *w, const struct call *call)
{
    for (size_t i = 0; i < w->pull_count; i++) {
        if (strcmp(w->pulls[i].id, call->pull_id) == 0) {
            fleet_put_pull(w->fleet, call, pull_record(w, &w->pulls[i]), w->now);
            return true;
        }
    }
    struct api_error error = make_error(ERROR_NOT_FOUND, call);
    fleet_failed(w->fleet, call, &error, true, w->now);
    documents_failed(w->documents, call, &error, true, w->now);
    return false;
}

static void answer_company(struct world *w, const struct call *call)
{
    const struct fleet_company *c = fleet_find(w->fleet, call->company_id);
    fleet_put_company(w->fleet, company_copy(c->record), w->now);
}

/* What the fleet keeps nothing of; a document takes it. */
static void answer_document(struct world *w, const struct call *call)
{
    struct validation *validation = NULL;
    char *raw = call->raw ? xstrdup("{}\n") : NULL;
    if (call->op == OP_VALIDATION && !call->raw)
        validation = validation_copy(&(struct validation){0});
    documents_answered(w->documents, call, &validation, &raw, w->now);
    free(validation);
    free(raw);
}

static void answer(struct world *w, const struct call *call)
{
    bool there = true;
    if (call->raw || call->op == OP_VALIDATION)
        fleet_answered(w->fleet, w->now);
    else if (call->op == OP_PROFILE)
        fleet_put_profile(w->fleet, profile_copy(&(struct profile){"World"}), w->now);
    else if (call->op == OP_LIST_COMPANIES)
        answer_list(w, call);
    else if (call->op == OP_DATA_STATUS)
        answer_statuses(w, call);
    else if (call->op == OP_LIST_PULLS)
        answer_pulls(w, call);
    else if (call->op == OP_GET_COMPANY)
        answer_company(w, call);
    else if (call->op == OP_GET_PULL)
        there = answer_pull(w, call);
    else
        ck_abort_msg("nobody should ask for operation %d", call->op);
    if (there)
        answer_document(w, call);
}

/* --- refreshes ---------------------------------------------------------------------- */

static void reject(struct world *w, const struct flight *flight, enum error_kind kind,
                   const char *pull_id)
{
    struct api_error error = make_error(kind, flight->call);
    error.pull_id = pull_id;
    error.outcome_unknown = kind == ERROR_TIMEOUT;
    refreshes_rejected(w->refreshes, flight->request, &error, w->fleet, w->now,
                       w->messages);
}

/* One type, which may be running already; NULL where it is. */
static struct world_pull *carry_out(struct world *w, size_t company, int type)
{
    const struct world_pull *running = newest(w, company, type);
    if (running && running->ends > w->now)
        return NULL;
    w->posts_done++;
    return add_pull(w, company, type);
}

static void answer_refresh_all(struct world *w, const struct flight *flight, bool lost)
{
    size_t company = company_number(flight->call->company_id);
    for (int t = 0; t < WORLD_TYPES; t++)
        carry_out(w, company, t);
    if (lost)
        reject(w, flight, ERROR_TIMEOUT, NULL);
    else
        refreshes_accepted(w->refreshes, flight->request, NULL, w->now, w->messages);
}

static void answer_refresh_type(struct world *w, const struct flight *flight)
{
    size_t company = company_number(flight->call->company_id);
    int type = type_number(flight->call->data_type);
    struct world_pull *p = carry_out(w, company, type);
    if (!p) {
        reject(w, flight, ERROR_IN_PROGRESS, newest(w, company, type)->id);
        return;
    }
    if (w->fate == POST_LOST_AFTER) {
        reject(w, flight, ERROR_TIMEOUT, NULL);
        return;
    }
    struct pull *record = w->fate == POST_WITHOUT_PULL ? NULL : pull_record(w, p);
    refreshes_accepted(w->refreshes, flight->request, record, w->now, w->messages);
    if (record)
        fleet_put_pull(w->fleet, flight->call, record, w->now);
    fleet_mark_stale(w->fleet, flight->call->company_id);
}

static void answer_post(struct world *w, const struct flight *flight)
{
    if (w->fate == POST_REFUSED)
        reject(w, flight, w->refusal ? w->refusal : ERROR_CONFLICT, NULL);
    else if (w->fate == POST_LOST_BEFORE)
        reject(w, flight, ERROR_TIMEOUT, NULL);
    else if (flight->call->op == OP_REFRESH_ALL)
        answer_refresh_all(w, flight, w->fate == POST_LOST_AFTER);
    else
        answer_refresh_type(w, flight);
}

/* --- the wire ----------------------------------------------------------------------- */

static uint64_t take_off(struct world *w, const struct call *call, bool background)
{
    ck_assert_uint_lt(w->flight_count, WORLD_FLIGHTS);
    for (size_t i = 0; i < w->flight_count && !call_is_post(call); i++) {
        const struct call *other = w->flights[i].call;
        ck_assert(other->op != call->op || other->raw != call->raw ||
                  !text_same(other->company_id, call->company_id) ||
                  !text_same(other->pull_id, call->pull_id));
    }
    w->flights[w->flight_count++] = (struct flight){
        .call = call_copy(call),
        .answer = w->now + (call_is_post(call) ? w->held : 0) + 1 +
                  (int64_t)rng_below(&w->rng, (uint64_t)w->latency),
        .request = ++w->requests,
        .background = background,
    };
    w->sent[call->op]++;
    if (w->quota.remaining > 0)
        w->quota.remaining--;
    return w->requests;
}

static void fail_read(struct world *w, const struct call *call)
{
    static const enum error_kind kinds[] = {ERROR_SERVER, ERROR_TIMEOUT, ERROR_CANCELLED,
                                            ERROR_PROTOCOL, ERROR_CONFLICT};
    enum error_kind kind = w->down ? ERROR_NETWORK : kinds[rng_below(&w->rng, 5)];
    struct api_error error = make_error(kind, call);
    if (kind != ERROR_CANCELLED && rng_below(&w->rng, 2)) {
        fleet_failed(w->fleet, call, &error, false, w->now);
        documents_failed(w->documents, call, &error, false, w->now);
    }
    fleet_failed(w->fleet, call, &error, true, w->now);
    documents_failed(w->documents, call, &error, true, w->now);
}

/* Either each try is told as an end, or the worker goes on trying, and tells that. */
static void fail_history(struct world *w, const struct call *call)
{
    struct api_error error = make_error(ERROR_SERVER, call);
    fleet_failed(w->fleet, call, &error, !w->retried, w->now);
}

static void land(struct world *w, size_t i)
{
    struct flight flight = w->flights[i];
    w->flights[i] = w->flights[--w->flight_count];
    if (!call_is_post(flight.call))
        w->budget.under_way--;
    fleet_put_quota(w->fleet, &w->quota);
    if (call_is_post(flight.call)) {
        refreshes_left(w->refreshes, flight.request, WALL + w->now);
        answer_post(w, &flight);
    } else if (w->no_history && flight.call->op == OP_LIST_PULLS) {
        fail_history(w, flight.call);
    } else if (w->down || rng_below(&w->rng, 100) < w->faults)
        fail_read(w, flight.call);
    else
        answer(w, flight.call);
    if (flight.call->op == OP_LIST_COMPANIES)
        refreshes_update(w->refreshes, w->fleet, w->now, w->messages);
    else
        refreshes_update_company(w->refreshes, w->fleet, flight.call->company_id, w->now,
                                 w->messages);
    free(flight.call);
}

static int64_t next_landing(const struct world *w)
{
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < w->flight_count; i++)
        next = w->flights[i].answer < next ? w->flights[i].answer : next;
    return next;
}

/* --- the application ---------------------------------------------------------------- */

const struct refresh *world_refresh(struct world *w, const char *company_id,
                                    const char *data_type)
{
    struct call call = call_refresh(company_id, data_type);
    struct refresh *refresh = refreshes_begin(w->refreshes, &call, w->fleet, w->now,
                                              WALL + w->now, w->messages);
    if (!refresh)
        return NULL;
    refreshes_sent(w->refreshes, refresh->id, take_off(w, refresh->call, false));
    return refresh;
}

static void send_read(struct world *w, const struct plan *plan)
{
    int limit = w->budget.at_once > 1 ? w->budget.at_once - 1 : 1;
    ck_assert_int_lt(w->budget.under_way, limit);
    take_off(w, &plan->call, plan->background);
    w->budget.under_way++;
    w->budget.background_today += plan->background;
    w->background += plan->background;
    if (plan->followed)
        w->budget.followed = w->now;
    if (plan->background)
        snprintf(w->last_background, sizeof w->last_background, "%s",
                 plan->call.company_id);
    documents_asked(w->documents, &plan->call, w->now);
    fleet_asked(w->fleet, &plan->call, w->now);
}

/* Sends what is due; when the planner wants to be asked again. */
static int64_t plan_reads(struct world *w)
{
    if ((WALL + w->now) / DAY_MS != (WALL + w->budget.wall) / DAY_MS)
        w->budget.background_today = 0;
    for (;;) {
        struct budget budget = w->budget;
        budget.wall = WALL + w->now;
        w->budget.wall = w->now;
        struct plan plan =
            planner_next(w->fleet, w->refreshes, &w->attention, &budget, w->now);
        if (!plan.send) {
            ck_assert_int_gt(plan.when, w->now);
            return plan.when;
        }
        send_read(w, &plan);
    }
}

static void send_bulk(struct world *w, const struct call *call, uint64_t tag)
{
    struct refresh *r =
        refreshes_begin_part(w->refreshes, call, tag, w->fleet, w->now, WALL + w->now);
    uint64_t request = r ? take_off(w, r->call, false) : 0;
    if (r)
        refreshes_sent(w->refreshes, r->id, request);
    bulk_sent(w->bulk, tag, request, w->now);
    size_t at_once = bulk_with(w->bulk, BULK_POSTED);
    w->bulk_at_once = at_once > w->bulk_at_once ? at_once : w->bulk_at_once;
}

/* Tells the bulk refresh what became of its parts, and sends what it wants to send; when
 * it wants to be asked again. */
static int64_t run_bulk(struct world *w)
{
    const struct refresh *r;
    struct call call;
    uint64_t tag;
    int64_t when;
    if (!w->bulk)
        return INT64_MAX;
    while ((r = refreshes_take_changed(w->refreshes)))
        bulk_learn(w->bulk, r, w->now);
    while (bulk_next(w->bulk, w->fleet, refreshes_active(w->refreshes), w->now, &call,
                     &tag, &when))
        send_bulk(w, &call, tag);
    ck_assert_int_gt(when, w->now);
    return when;
}

static void land_all_due(struct world *w)
{
    for (size_t i = 0; i < w->flight_count;) {
        if (w->flights[i].answer <= w->now)
            land(w, i);
        else
            i++;
    }
}

void world_run(struct world *w, int64_t ms)
{
    int64_t until = w->now + ms;
    for (;;) {
        int64_t bulk = run_bulk(w), when = plan_reads(w), landing = next_landing(w);
        int64_t next = when < landing ? when : landing;
        next = bulk < next ? bulk : next;
        if (next > until)
            break;
        w->now = next;
        land_all_due(w);
    }
    w->now = until;
}
