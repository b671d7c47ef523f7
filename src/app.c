/* The console's loop: events in, keys in, reads out, screen; asleep in between. */
#include "config.h"

#include "app.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "app_state.h"
#include "base/clock.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "signals.h"

#define MESSAGES_KEPT 1000
#define DEMO_KEY "demo-key"

int64_t app_wall_at(const struct app *app, int64_t wall_ms)
{
    return app->fixed_wall != 0 ? app->fixed_wall : wall_ms;
}

int64_t app_wall(const struct app *app)
{
    return app_wall_at(app, clock_wall_ms());
}

struct ui_view app_view(const struct app *app, int64_t now)
{
    struct ui_view view = {
        .fleet = app->fleet,
        .refreshes = app->refreshes,
        .bulk = app->bulk.bulk,
        .messages = app->messages,
        .documents = app->documents,
        .now = now,
        .wall = app_wall(app),
    };
    traffic_view(&app->traffic, &view);
    return view;
}

/* --- opening ------------------------------------------------------------------------ */

static bool complain(const char *text)
{
    fprintf(stderr, "codatop: %s\n", text);
    return false;
}

/* Tests fix the date: with CODATOP_TEST_NOW the wall clock stands still there. */
static void set_date(struct app *app)
{
    const char *date = getenv("CODATOP_TEST_NOW");
    int64_t ms = date ? time_parse_iso(date) : TIME_NONE;
    if (ms != TIME_NONE)
        app->fixed_wall = ms;
}

static void redact(const char *secret, void *log)
{
    log_redact(log, secret);
}

static bool open_log(struct app *app, const char *key)
{
    if (!app->options->log_file)
        return true;
    app->log = log_open(app->options->log_file);
    if (!app->log) {
        fprintf(stderr, "codatop: cannot write the log file %s: %s\n",
                app->options->log_file, strerror(errno));
        return false;
    }
    if (key)
        api_secrets(key, redact, app->log);
    return true;
}

static bool open_demo(struct app *app)
{
    if (!app->options->demo)
        return true;
    const struct sim_config config = {.api_key = DEMO_KEY, .start_ms = app_wall(app)};
    char *error = NULL;
    app->sim = sim_start(&config, &error);
    if (app->sim)
        return true;
    fprintf(stderr, "codatop: the demo cannot start: %s\n", error);
    free(error);
    return false;
}

/* The word that tells people what they are looking at. Production must be known however
 * its address is spelled. */
static char *name_environment(const struct options *o)
{
    if (o->demo)
        return xstrdup("DEMO");
    const char *url = o->base_url ? o->base_url : OPTIONS_DEFAULT_URL;
    const char *host = strstr(url, "://");
    host = host ? host + 3 : url;
    size_t len = strcspn(host, "/?#");
    static const char production[] = "api.codat.io";
    size_t name = sizeof production - 1;
    if (strncasecmp(host, production, name) == 0 &&
        (len == name || (len == name + 4 && strncmp(host + name, ":443", 4) == 0)))
        return xstrdup("PROD");
    return xstrndup(host, len);
}

static bool open_api(struct app *app, const char *key)
{
    const struct options *o = app->options;
    const struct api_config config = {
        .base_url = app->sim ? sim_url(app->sim) : o->base_url,
        .key = app->sim ? DEMO_KEY : key,
        .ca_file = o->ca_file,
        .user_agent = PACKAGE_NAME "/" PACKAGE_VERSION,
        .read_only = o->read_only,
    };
    struct api_error *error = NULL;
    app->api = api_start(&config, wakeup_signal, &app->wakeup, &error);
    if (app->api)
        return true;
    complain(error->text);
    record_free(&error);
    return false;
}

static bool open_ui(struct app *app)
{
    const struct options *o = app->options;
    app->environment = name_environment(o);
    const struct ui_config config = {
        .ascii = o->ascii,
        .color = o->color,
        .frame_titles = getenv("CODATOP_TEST_FRAMES") != NULL,
        .environment = app->environment,
        .production = strcmp(app->environment, "PROD") == 0,
        .read_only = o->read_only,
    };
    char *error = NULL;
    app->ui = ui_open(&config, &error);
    if (app->ui)
        return true;
    complain(error);
    free(error);
    return false;
}

static bool open_all(struct app *app, const char *key)
{
    app->fleet = fleet_new();
    app->refreshes = refreshes_new();
    app->messages = messages_new(MESSAGES_KEPT);
    app->troubles = troubles_new();
    app->documents = documents_new();
    app->signal_fd = signals_open();
    if (app->signal_fd < 0 || !wakeup_open(&app->wakeup))
        return complain("no file descriptors left");
    set_date(app);
    return open_log(app, key) && open_demo(app) && open_api(app, key) && open_ui(app);
}

/* The screen goes first: whoever quits has the prompt back at once. */
static void close_all(struct app *app)
{
    ui_close(&app->ui);
    api_stop(&app->api);
    sim_stop(&app->sim);
    log_close(&app->log);
    bulk_free(&app->bulk.bulk);
    refreshes_free(&app->refreshes);
    messages_free(&app->messages);
    documents_free(&app->documents);
    fleet_free(&app->fleet);
    wakeup_close(&app->wakeup);
    if (app->signal_fd >= 0)
        close(app->signal_fd);
    troubles_free(&app->troubles);
    traffic_free(&app->traffic);
    free(app->company);
    free(app->environment);
}

/* --- the loop ----------------------------------------------------------------------- */

static void write_log(struct app *app)
{
    static const enum log_level levels[] = {
        [MESSAGE_INFO] = LOG_INFO,
        [MESSAGE_GOOD] = LOG_INFO,
        [MESSAGE_WARNING] = LOG_WARN,
        [MESSAGE_ERROR] = LOG_ERROR,
    };
    for (size_t i = messages_since(app->messages, app->logged); i-- > 0;) {
        const struct message *m = messages_at(app->messages, i);
        log_write(app->log, levels[m->level], "%s", m->text);
    }
    app->logged = messages_version(app->messages);
    bool failed = log_failed(app->log);
    if (failed && !app->log_lost)
        messages_add(app->messages, MESSAGE_WARNING,
                     "the log file cannot be written any more: is the disk full?");
    app->log_lost = app->log_lost || failed;
}

static int timeout_until(int64_t when, int64_t now)
{
    if (when == INT64_MAX)
        return -1;
    if (when <= now)
        return 0;
    return when - now > 60000 ? 60000 : (int)(when - now);
}

static void take_signals(struct app *app)
{
    struct signals_seen seen = signals_take(app->signal_fd);
    if (seen.end) {
        app->end_signal = seen.end;
        app->quit = true;
    }
    if (seen.suspend && !app->quit)
        ui_suspend(app->ui);
    if (seen.resized || seen.continued)
        ui_resize(app->ui);
}

static void sleep_until(struct app *app, int64_t when, int64_t now)
{
    struct pollfd fds[] = {
        {.fd = ui_input_fd(app->ui), .events = POLLIN},
        {.fd = app->wakeup.read_fd, .events = POLLIN},
        {.fd = app->signal_fd, .events = POLLIN},
    };
    if (poll(fds, 3, timeout_until(when, now)) <= 0)
        return;
    if (fds[1].revents)
        wakeup_clear(&app->wakeup);
    if (fds[2].revents)
        take_signals(app);
    if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
        app->quit = true;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void turn(struct app *app)
{
    int64_t now = clock_mono_ms();
    messages_set_time(app->messages, now, app_wall(app));
    app_take_keys(app, now);
    if (app->quit)
        return;
    app_take_events(app, now);
    app_run_bulk(app, now);
    app_plan_reads(app, now);
    write_log(app);
    struct ui_view view = app_view(app, now);
    ui_draw(app->ui, &view);
    int64_t wake = earlier(ui_next_change(app->ui, &view), app->next_plan);
    if (app->bulk.bulk)
        wake = earlier(wake, app->bulk.next);
    sleep_until(app, wake, clock_mono_ms());
}

int app_run(const struct options *options, const char *key, int *end_signal)
{
    struct app app = {
        .options = options,
        .signal_fd = -1,
        .wakeup = {.read_fd = -1, .write_fd = -1},
    };
    bool opened = open_all(&app, key);
    if (opened) {
        struct ui_view view = app_view(&app, clock_mono_ms());
        ui_draw(app.ui, &view);
        while (!app.quit)
            turn(&app);
    }
    close_all(&app);
    *end_signal = app.end_signal;
    return opened ? APP_OK : APP_FAILURE;
}
