/* The bulk refresh: its requests go out on the same way as that of a single key, a few at
 * a time, and what becomes of them goes back to it. */
#include "config.h"

#include <stdlib.h>

#include "app_state.h"
#include "base/timefmt.h"

/* How long a first Ctrl-C waits for the second. */
#define CANCEL_ARMED_MS 3000

static const char all_is_sent[] = "Nothing of the bulk refresh is left to be sent; what "
                                  "was sent is followed to its end";

static bool is_unsent(const struct app *app)
{
    return app->bulk.bulk && bulk_state(app->bulk.bulk) < BULK_FOLLOWING;
}

/* --- telling ------------------------------------------------------------------------ */

static void say(struct app *app, enum message_level level, const char *text)
{
    char *expanded = ui_expand(app->ui, text);
    messages_add(app->messages, level, "%s", expanded);
    free(expanded);
}

static void say_stopped(struct app *app)
{
    char *where = ui_expand(app->ui, "{bulk}: go on or cancel");
    messages_add(app->messages, MESSAGE_ERROR, "The bulk refresh has stopped. %s. %s",
                 bulk_trouble(app->bulk.bulk), where);
    free(where);
}

static void say_ended(struct app *app)
{
    const struct bulk *b = app->bulk.bulk;
    bool bad = bulk_with(b, BULK_FAILED) > 0;
    bool good = !bad && bulk_with(b, BULK_CANCELLED) == 0;
    char *sentence = bulk_sentence(b);
    char *where = ui_expand(app->ui, "{bulk}: which, and why");
    messages_add(app->messages,
                 bad    ? MESSAGE_ERROR
                 : good ? MESSAGE_GOOD
                        : MESSAGE_WARNING,
                 "%s. %s", sentence, where);
    free(where);
    free(sentence);
}

static void tell(struct app *app)
{
    enum bulk_state state = bulk_state(app->bulk.bulk);
    if (state == app->bulk.told)
        return;
    app->bulk.told = state;
    if (state == BULK_ASKING)
        say_stopped(app);
    if (state == BULK_ENDED)
        say_ended(app);
}

/* --- running ------------------------------------------------------------------------ */

void app_begin_bulk(struct app *app, struct bulk_list *list, int64_t now)
{
    bool busy = app->bulk.bulk && bulk_state(app->bulk.bulk) != BULK_ENDED;
    if (busy || app->setup.read_only) {
        say(app, MESSAGE_WARNING,
            busy ? "a bulk refresh is under way: {bulk} shows it"
                 : "read-only, as --read-only or the configuration says: nothing was "
                   "sent");
        bulk_list_free(&list);
        return;
    }
    bulk_free(&app->bulk.bulk);
    app->bulk.bulk =
        bulk_new(&list, ++app->bulk.number, (int)app->setup.requests_per_minute, now);
    app->bulk.told = BULK_SENDING;
    app->bulk.armed = 0;
    say(app, MESSAGE_INFO,
        "Bulk refresh begun, in the background: {bulk} shows it, pauses and cancels");
}

static void send_next(struct app *app, const struct call *call, uint64_t tag, int64_t now)
{
    struct bulk *b = app->bulk.bulk;
    struct refresh *r =
        refreshes_begin_part(app->refreshes, call, tag, app->fleet, now, app_wall(app));
    if (!r) {
        bulk_sent(b, tag, 0, now);
        return;
    }
    uint64_t request = api_send(app->api, r->call, API_SCREEN);
    refreshes_sent(app->refreshes, r->id, request);
    bulk_sent(b, tag, request, now);
    traffic_sent(&app->traffic, r->call);
}

void app_run_bulk(struct app *app, int64_t now)
{
    struct bulk *b = app->bulk.bulk;
    const struct refresh *r;
    struct call call;
    uint64_t tag;
    if (!b)
        return;
    while ((r = refreshes_take_changed(app->refreshes)))
        bulk_learn(b, r, now);
    while (bulk_next(b, app->fleet, refreshes_active(app->refreshes), now, &call, &tag,
                     &app->bulk.next))
        send_next(app, &call, tag, now);
    tell(app);
}

void app_pause_bulk(struct app *app, int64_t now)
{
    struct bulk *b = app->bulk.bulk;
    if (!b)
        return;
    if (bulk_state(b) == BULK_SENDING)
        bulk_pause(b, now);
    else
        bulk_resume(b, now);
    if (bulk_state(b) < BULK_FOLLOWING)
        app->bulk.told = bulk_state(b);
}

/* What waits in the API module, behind a rate limit perhaps, is taken back as well. */
void app_cancel_bulk(struct app *app, int64_t now)
{
    struct bulk *b = app->bulk.bulk;
    if (!b)
        return;
    if (!is_unsent(app)) {
        say(app, MESSAGE_INFO, all_is_sent);
        return;
    }
    bulk_cancel(b, now);
    for (size_t i = 0; i < bulk_count(b); i++)
        if (bulk_at(b, i)->fate == BULK_POSTED)
            api_cancel(app->api, bulk_at(b, i)->request);
}

bool app_offer_cancel(struct app *app, int64_t now)
{
    if (!is_unsent(app)) {
        /* The last one went out between the first press and the second. */
        bool late = now < app->bulk.armed;
        app->bulk.armed = 0;
        if (late)
            say(app, MESSAGE_INFO, all_is_sent);
        return late;
    }
    if (now < app->bulk.armed) {
        app->bulk.armed = 0;
        app_cancel_bulk(app, now);
        say(app, MESSAGE_INFO, "Bulk refresh cancelled: {bulk} shows what was sent");
        return true;
    }
    app->bulk.armed = now + CANCEL_ARMED_MS;
    char left[32];
    format_count(bulk_with(app->bulk.bulk, BULK_UNSENT), left, sizeof left);
    char *keys = ui_expand(app->ui, "press {cancel} again to cancel the bulk refresh");
    messages_add(app->messages, MESSAGE_WARNING, "%s (%s not sent yet)", keys, left);
    free(keys);
    return true;
}
