/* What a key asked for is carried out. */
#include "config.h"

#include <stdlib.h>

#include "app_state.h"

/* How long a first Ctrl-C waits for the second. */
#define QUIT_ARMED_MS 3000

static void ask_refresh(struct app *app, const struct call *call, int64_t now)
{
    if (app->setup.read_only) {
        messages_add(app->messages, MESSAGE_WARNING,
                     "read-only, as --read-only or the configuration says: nothing was "
                     "sent");
        return;
    }
    struct refresh *refresh = refreshes_begin(app->refreshes, call, app->fleet, now,
                                              app_wall(app), app->messages);
    if (!refresh)
        return;
    uint64_t request = api_send(app->api, refresh->call, API_KEY_PRESS);
    refreshes_sent(app->refreshes, refresh->id, request);
    traffic_sent(&app->traffic, refresh->call);
}

/* Gives up the refreshes that wait for their next try; each of them tells its end. What
 * is on its way to Codat already goes on. */
static bool cancel_waiting(struct app *app, int64_t now)
{
    bool any = false;
    for (size_t i = 0; i < refreshes_count(app->refreshes); i++) {
        const struct refresh *r = refreshes_at(app->refreshes, i);
        if (r->phase != REFRESH_SENDING || r->tag || r->waits_until <= now)
            continue;
        api_cancel(app->api, r->request);
        any = true;
    }
    return any;
}

static void cancel(struct app *app, int64_t now)
{
    if (app_offer_cancel(app, now) || cancel_waiting(app, now))
        return;
    if (now < app->quit_armed) {
        app->quit = true;
        return;
    }
    app->quit_armed = now + QUIT_ARMED_MS;
    char *text = ui_expand(app->ui, "press {cancel} again, or {quit}, to quit");
    messages_add(app->messages, MESSAGE_INFO, "%s", text);
    free(text);
}

static void carry_out(struct app *app, const struct ui_intent *intent, int64_t now)
{
    switch (intent->type) {
    case UI_NOTHING:
        break;
    case UI_QUIT:
        app->quit = true;
        break;
    case UI_SUSPEND:
        ui_suspend(app->ui);
        break;
    case UI_REFRESH:
        ask_refresh(app, &intent->call, now);
        break;
    case UI_READ_NOW:
        fleet_mark_stale(app->fleet, NULL);
        documents_mark_stale(app->documents);
        api_hurry(app->api);
        traffic_hurry(&app->traffic);
        app->hurry = true;
        break;
    case UI_PROFILE:
        app_switch_profile(app, intent->name);
        break;
    case UI_CANCEL:
        cancel(app, now);
        break;
    case UI_BULK:
        app_begin_bulk(app, intent->bulk, now);
        break;
    case UI_BULK_PAUSE:
        app_pause_bulk(app, now);
        break;
    case UI_BULK_CANCEL:
        app_cancel_bulk(app, now);
        break;
    }
}

void app_take_keys(struct app *app, int64_t now)
{
    struct ui_intent intent;
    bool gone = false;
    for (;;) {
        struct ui_view view = app_view(app, now);
        if (app->quit || !ui_input(app->ui, &view, &intent, &gone))
            break;
        carry_out(app, &intent, now);
    }
    if (gone)
        app->quit = true;
}
