/* One environment at work: its settings, its API module, and what is known of its fleet.
 * Another one can take its place while the console runs. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "app_config.h"
#include "app_state.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "config/key.h"

/* --- opening and closing ---------------------------------------------------------- */

static void redact(const char *secret, void *log)
{
    log_redact(log, secret);
}

/* The new one's API module, beside that of the old one; NULL and *error. */
static struct api *start_api(struct app *app, const struct setup *s, const char *key,
                             char **error)
{
    const struct api_config config = {
        .base_url = app->sim ? sim_url(app->sim) : s->base_url,
        .key = app->sim ? APP_DEMO_KEY : key,
        .ca_file = s->ca_file,
        .user_agent = PACKAGE_NAME "/" PACKAGE_VERSION,
        .read_only = s->read_only,
        .retry = {.initial_ms = s->retry_initial,
                  .max_ms = s->retry_max,
                  .exponent = s->retry_exponent,
                  .max_elapsed_ms = s->retry_elapsed},
        .requests_per_minute = (int)s->requests_per_minute,
        .requests_at_once = (int)s->requests_at_once,
    };
    if (app->log && key)
        api_secrets(key, redact, app->log);
    struct api_error *failed = NULL;
    struct api *api = api_start(&config, wakeup_signal, &app->wakeup, &failed);
    if (api)
        return api;
    *error = xstrdup(failed->text);
    record_free(&failed);
    return NULL;
}

bool app_session_open(struct app *app, struct setup *setup, const char *key, char **error)
{
    struct api *api = start_api(app, setup, key, error);
    if (!api)
        return false;
    app_session_close(app);
    app->api = api;
    app->setup = *setup;
    *setup = (struct setup){0};
    app->environment = app_config_environment(app->config, &app->setup, &app->production);
    app->fleet = fleet_new();
    app->refreshes = refreshes_new();
    app->documents = documents_new();
    app->troubles = troubles_new();
    app->next_plan = 0;
    return true;
}

void app_session_close(struct app *app)
{
    api_stop(&app->api);
    bulk_free(&app->bulk.bulk);
    refreshes_free(&app->refreshes);
    documents_free(&app->documents);
    fleet_free(&app->fleet);
    setup_free(&app->setup);
    troubles_free(&app->troubles);
    traffic_free(&app->traffic);
    free(app->company);
    free(app->environment);
    app->company = NULL;
    app->environment = NULL;
    app->bulk.next = app->bulk.armed = 0;
    app->hurry = false;
}

void app_session_show(const struct app *app, struct ui_config *config)
{
    config->environment = app->environment;
    config->environment_color = (int)app->setup.color;
    config->production = app->production;
    config->read_only = app->setup.read_only;
}

/* --- another profile -------------------------------------------------------------- */

static void tell(struct app *app, enum message_level level, char *text)
{
    char *clean = text_cleans(text);
    messages_add(app->messages, level, "%s", clean);
    free(clean);
    free(text);
}

static void list_profiles(struct app *app)
{
    struct buf b = {0};
    char *const *names = app->config->profiles;
    for (size_t i = 0; names[i]; i++)
        buf_addf(&b, "%s%s", i > 0 ? ", " : "Profiles: ", names[i]);
    if (b.len == 0)
        buf_adds(&b, "There are no profiles: write [profile NAME] sections into the "
                     "configuration (codatop --print-config).");
    else if (app->setup.profile)
        buf_addf(&b, "; here: %s", app->setup.profile);
    tell(app, MESSAGE_INFO, buf_take(&b));
}

/* Why the environment cannot be left now, or NULL. */
static char *hold(const struct app *app)
{
    size_t active = refreshes_active(app->refreshes);
    if (app->config->options->demo)
        return xstrdup("This is the demo: quit, and start codatop --profile NAME.");
    if (app->bulk.bulk && bulk_state(app->bulk.bulk) != BULK_ENDED)
        return xstrdup("A bulk refresh is under way here: wait for its end or cancel it, "
                       "or quit and start codatop --profile NAME.");
    if (active > 0)
        return xasprintf("%zu %s still followed here: wait for the end, or quit and "
                         "start codatop --profile NAME.",
                         active, active == 1 ? "refresh is" : "refreshes are");
    return NULL;
}

/* A command may take its time, in which no key is looked at. */
static void tell_waiting(struct app *app, const struct setup *setup)
{
    if (!setup->key_command)
        return;
    tell(app, MESSAGE_INFO,
         xasprintf("Asking api-key-command for the key of %s…", setup->profile));
    struct ui_view view = app_view(app, clock_mono_ms());
    ui_draw(app->ui, &view);
}

/* Joins everything that can fail, before anything of the old one is given up. */
static bool move_to(struct app *app, const char *name, char **error)
{
    struct setup setup;
    if (!app_config_choose(app->config, name, &setup, error))
        return false;
    tell_waiting(app, &setup);
    char *key = app_config_key(app->config, &setup, error);
    messages_set_time(app->messages, clock_mono_ms(), app_wall(app));
    bool moved = key && app_session_open(app, &setup, key, error);
    key_free(&key);
    setup_free(&setup);
    return moved;
}

void app_switch_profile(struct app *app, const char *name)
{
    if (!name || !*name) {
        list_profiles(app);
        return;
    }
    char *why = hold(app);
    if (!why && move_to(app, name, &why)) {
        struct ui_config config = app->config->ui;
        app_session_show(app, &config);
        ui_change_environment(app->ui, &config);
        tell(app, MESSAGE_GOOD,
             xasprintf("This is %s now (profile %s).", app->environment,
                       app->setup.profile));
        return;
    }
    tell(app, MESSAGE_WARNING, why);
}
