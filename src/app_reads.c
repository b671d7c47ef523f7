/* The console's outward half: what the planner wants to know is asked for. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "app_state.h"
#include "base/text.h"
#include "base/xmalloc.h"

#define DAY_MS 86400000

/* Most reads handed over in one turn, so that keys are looked at in between. */
#define READS_A_TURN 32

/* Remembers s in *kept; true when it is another one than before. */
static bool keep(char **kept, const char *s)
{
    if (text_same(*kept, s))
        return false;
    free(*kept);
    *kept = xstrdup(s);
    return true;
}

static struct attention look(struct app *app, int64_t now)
{
    struct ui_view view = app_view(app, now);
    struct attention a = {0};
    ui_attention(app->ui, &view, &a);
    if (app->company && (!a.company_id || strcmp(app->company, a.company_id) != 0))
        api_drop(app->api, app->company);
    keep(&app->company, a.company_id);
    documents_keep(app->documents, a.open, a.open_count);
    a.document = documents_top(app->documents);
    return a;
}

static struct budget spend(struct app *app)
{
    int64_t day = app_wall(app) / DAY_MS;
    if (app->traffic.day != day) {
        app->traffic.day = day;
        app->traffic.background_today = 0;
    }
    return (struct budget){
        .interval_ms = app->setup.interval * 1000,
        .under_way = app->traffic.reads,
        .at_once = (int)app->setup.requests_at_once,
        .per_minute = (int)app->setup.requests_per_minute,
        .background_today = app->traffic.background_today,
        .followed = app->traffic.followed,
        .wall = app_wall(app),
    };
}

static void send_read(struct app *app, const struct plan *plan, int64_t now)
{
    enum api_priority priority = plan->background              ? API_BACKGROUND
                                 : plan->pressed || app->hurry ? API_KEY_PRESS
                                                               : API_SCREEN;
    api_send(app->api, &plan->call, priority);
    traffic_sent(&app->traffic, &plan->call);
    if (plan->followed)
        app->traffic.followed = now;
    if (plan->background)
        app->traffic.background_today++;
    documents_asked(app->documents, &plan->call, now);
    fleet_asked(app->fleet, &plan->call, now);
}

void app_plan_reads(struct app *app, int64_t now)
{
    struct attention attention = look(app, now);
    for (int sent = 0; sent < READS_A_TURN; sent++) {
        struct budget budget = spend(app);
        struct plan plan =
            planner_next(app->fleet, app->refreshes, &attention, &budget, now);
        if (!plan.send) {
            app->hurry = false;
            app->next_plan = plan.when;
            return;
        }
        send_read(app, &plan, now);
    }
    app->next_plan = now;
}
