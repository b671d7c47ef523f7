/* The console's loop: events in, keys in, reads out, screen; asleep in between. */
#include "config.h"

#include "app.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_state.h"
#include "base/clock.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "config/key.h"
#include "signals.h"

#define MESSAGES_KEPT 1000

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
        .per_minute = (int)app->setup.requests_per_minute,
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

static bool open_log(struct app *app, const char *path)
{
    if (!path)
        return true;
    app->log = log_open(path);
    if (app->log)
        return true;
    fprintf(stderr, "codatop: cannot write the log file %s: %s\n", path, strerror(errno));
    return false;
}

static bool open_demo(struct app *app)
{
    if (!app->config->options->demo)
        return true;
    const struct sim_config config = {.api_key = APP_DEMO_KEY, .start_ms = app_wall(app)};
    char *error = NULL;
    app->sim = sim_start(&config, &error);
    if (app->sim)
        return true;
    fprintf(stderr, "codatop: the demo cannot start: %s\n", error);
    free(error);
    return false;
}

static bool open_session(struct app *app, struct setup *setup, const char *key)
{
    char *error = NULL;
    if (app_session_open(app, setup, key, &error))
        return true;
    complain(error);
    free(error);
    return false;
}

static bool open_ui(struct app *app)
{
    struct ui_config config = app->config->ui;
    app_session_show(app, &config);
    app_recall(app, &config);
    char *error = NULL;
    app->ui = ui_open(&config, &error);
    if (app->ui)
        return true;
    complain(error);
    free(error);
    return false;
}

static bool open_all(struct app *app, struct setup *setup, const char *key)
{
    app->messages = messages_new(MESSAGES_KEPT);
    app->signal_fd = signals_open();
    if (app->signal_fd < 0 || !wakeup_open(&app->wakeup))
        return complain("no file descriptors left");
    set_date(app);
    messages_set_time(app->messages, clock_mono_ms(), app_wall(app));
    return open_log(app, setup->log_file) && open_demo(app) &&
           open_session(app, setup, key) && open_ui(app);
}

/* The screen goes first: whoever quits has the prompt back at once. */
static void close_all(struct app *app)
{
    app_end_memory(app);
    app_session_close(app);
    sim_stop(&app->sim);
    log_close(&app->log);
    messages_free(&app->messages);
    wakeup_close(&app->wakeup);
    if (app->signal_fd >= 0)
        close(app->signal_fd);
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
    app_remember(app, now);
    struct ui_view view = app_view(app, now);
    ui_draw(app->ui, &view);
    int64_t wake = earlier(ui_next_change(app->ui), app->next_plan);
    if (app->bulk.bulk)
        wake = earlier(wake, app->bulk.next);
    sleep_until(app, wake, clock_mono_ms());
}

int app_run(const struct app_config *config, struct setup *setup, char **key,
            int *end_signal)
{
    struct app app = {
        .config = config,
        .signal_fd = -1,
        .wakeup = {.read_fd = -1, .write_fd = -1},
    };
    bool opened = open_all(&app, setup, *key);
    key_free(key);
    if (opened) {
        struct ui_view view = app_view(&app, clock_mono_ms());
        ui_draw(app.ui, &view);
        app_begin_memory(&app, view.now);
        while (!app.quit)
            turn(&app);
    }
    close_all(&app);
    *end_signal = app.end_signal;
    return opened ? APP_OK : APP_FAILURE;
}
