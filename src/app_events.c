/* The console's inward half: events of the API module become facts of the model, and
 * failures become messages. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "app_state.h"
#include "base/text.h"

/* --- telling about failed reads ----------------------------------------------------- */

static void tell(struct app *app, const struct api_error *error)
{
    char *sentence = api_error_sentence(error);
    messages_add(app->messages, MESSAGE_ERROR, "%s", sentence);
    free(sentence);
}

static void tell_failure(struct app *app, const struct api_error *error, int64_t now)
{
    if (troubles_failed(app->troubles, error, now))
        tell(app, error);
}

/* Most pulls have no validation results: their dialog says so. */
static bool tells_nothing(const struct api_error *error)
{
    return error->call.op == OP_VALIDATION && error->kind == ERROR_NOT_FOUND;
}

static void tell_recovery(struct app *app, const struct call *call, int64_t now)
{
    if (troubles_ended(app->troubles, call, now))
        messages_add(app->messages, MESSAGE_GOOD, "Codat answers again");
}

/* --- answers ------------------------------------------------------------------------ */

static void take_profile(struct app *app, struct api_event *e, int64_t now)
{
    fleet_put_profile(app->fleet, e->profile, now);
    e->profile = NULL;
}

static void take_companies(struct app *app, struct api_event *e, int64_t now)
{
    fleet_put_companies(app->fleet, e->call, e->companies, e->company_count, e->skipped,
                        &e->paging, now);
    e->company_count = 0;
}

static void take_company(struct app *app, struct api_event *e, int64_t now)
{
    for (size_t i = 0; i < e->company_count; i++)
        fleet_put_company(app->fleet, e->companies[i], now);
    e->company_count = 0;
}

static void take_connections(struct app *app, struct api_event *e, int64_t now)
{
    fleet_put_connections(app->fleet, e->call, e->connections, e->connection_count, now);
    e->connection_count = 0;
}

static void take_statuses(struct app *app, struct api_event *e, int64_t now)
{
    fleet_put_statuses(app->fleet, e->call->company_id, e->statuses, now);
    e->statuses = NULL;
}

static void take_pulls(struct app *app, struct api_event *e, int64_t now)
{
    fleet_put_pulls(app->fleet, e->call, e->pulls, e->pull_count, &e->paging, now);
    e->pull_count = 0;
}

static void take_pull(struct app *app, struct api_event *e, int64_t now)
{
    for (size_t i = 0; i < e->pull_count; i++)
        fleet_put_pull(app->fleet, e->call, e->pulls[i], now);
    e->pull_count = 0;
}

static void take_refresh(struct app *app, struct api_event *e, int64_t now)
{
    refreshes_accepted(app->refreshes, e->id, e->pull_count > 0 ? e->pulls[0] : NULL, now,
                       app->messages);
    take_pull(app, e, now);
    fleet_mark_stale(app->fleet, e->call->company_id);
}

/* What each operation's answer does; NULL: nothing keeps it. */
static void (*const takers[OP_COUNT])(struct app *, struct api_event *, int64_t) = {
    [OP_PROFILE] = take_profile,      [OP_LIST_COMPANIES] = take_companies,
    [OP_GET_COMPANY] = take_company,  [OP_LIST_CONNECTIONS] = take_connections,
    [OP_DATA_STATUS] = take_statuses, [OP_LIST_PULLS] = take_pulls,
    [OP_GET_PULL] = take_pull,        [OP_REFRESH_ALL] = take_refresh,
    [OP_REFRESH_TYPE] = take_refresh,
};

/* A refresh is known by its pulls, and those come after its POST has left. */
static void note_departure(struct app *app, const struct api_event *e)
{
    if (call_is_post(e->call) && e->sent_wall_ms != 0)
        refreshes_left(app->refreshes, e->id, app_wall_at(app, e->sent_wall_ms));
}

static void done(struct app *app, struct api_event *e, int64_t now)
{
    if (!call_is_post(e->call))
        tell_recovery(app, e->call, now);
    if (takers[e->call->op] && !e->call->raw)
        takers[e->call->op](app, e, now);
    else
        fleet_answered(app->fleet, now);
    documents_answered(app->documents, e->call, &e->validation, &e->raw, now);
}

static void failed(struct app *app, const struct api_event *e, int64_t now)
{
    if (call_is_post(e->call)) {
        refreshes_rejected(app->refreshes, e->id, e->error, app->fleet, now,
                           app->messages);
        if (e->error->outcome_unknown)
            fleet_mark_stale(app->fleet, e->call->company_id);
        return;
    }
    fleet_failed(app->fleet, e->call, e->error, true, now);
    documents_failed(app->documents, e->call, e->error, true, now);
    if (e->error->kind != ERROR_CANCELLED && !tells_nothing(e->error))
        tell_failure(app, e->error, now);
}

/* Whoever pressed a key hears at the first try why nothing happens. */
static void post_waits(struct app *app, const struct api_event *e, int64_t now)
{
    bool awaited = refreshes_waits(app->refreshes, e->id, now + e->retry_in_ms);
    if (awaited && e->error->attempts <= 1)
        tell(app, e->error);
}

static void retrying(struct app *app, const struct api_event *e, int64_t now)
{
    traffic_waits(&app->traffic, e, now);
    if (call_is_post(e->call)) {
        post_waits(app, e, now);
        return;
    }
    fleet_failed(app->fleet, e->call, e->error, false, now);
    documents_failed(app->documents, e->call, e->error, false, now);
    tell_failure(app, e->error, now);
}

/* --- all of them -------------------------------------------------------------------- */

static void take_event(struct app *app, struct api_event *e, int64_t now)
{
    fleet_put_quota(app->fleet, &e->quota);
    if (e->server_date != TIME_NONE)
        fleet_put_server_date(app->fleet, e->server_date,
                              app_wall_at(app, e->sent_wall_ms + e->took_ms));
    if (e->type == API_RETRYING) {
        retrying(app, e, now);
        return;
    }
    traffic_ended(&app->traffic, e);
    note_departure(app, e);
    if (e->type == API_DONE)
        done(app, e, now);
    else
        failed(app, e, now);
}

/* A page of the list may say that companies left; all else is about one of them. */
static void follow(struct app *app, const struct call *call, int64_t now)
{
    if (call->op == OP_LIST_COMPANIES)
        refreshes_update(app->refreshes, app->fleet, now, app->messages);
    else
        refreshes_update_company(app->refreshes, app->fleet, call->company_id, now,
                                 app->messages);
}

bool app_take_events(struct app *app, int64_t now)
{
    struct api_event *e;
    bool any = false;
    while ((e = api_take(app->api))) {
        take_event(app, e, now);
        follow(app, e->call, now);
        api_event_free(&e);
        any = true;
    }
    return any;
}
