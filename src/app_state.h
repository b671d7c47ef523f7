/* What the parts of the console's loop share: its state, owned by the main thread. */
#ifndef CODATOP_APP_STATE_H
#define CODATOP_APP_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "api/api.h"
#include "app_config.h"
#include "base/log.h"
#include "base/wakeup.h"
#include "model/bulk.h"
#include "model/documents.h"
#include "model/fleet.h"
#include "model/messages.h"
#include "model/planner.h"
#include "model/refreshes.h"
#include "model/troubles.h"
#include "sim/sim.h"
#include "ui/ui.h"

/* A request that waits for its next try. */
struct waiting {
    uint64_t id;
    bool post;
    int64_t until; /* monotonic */
};

/* What is under way, and what was spent. */
struct traffic {
    int reads, posts;        /* handed over and not answered for good */
    struct waiting *waiting; /* of them */
    size_t waiting_count, waiting_cap;
    int64_t background_today; /* background reads sent on `day` */
    int64_t followed;         /* the newest read for a followed refresh; monotonic */
    int64_t day;              /* days since 1970, UTC */
    int64_t limited_until;    /* monotonic; 0: no rate limit in force */
};

/* The newest bulk refresh. */
struct bulk_run {
    struct bulk *bulk;    /* NULL: none so far */
    uint32_t number;      /* of it, from 1 */
    enum bulk_state told; /* what it was when something was said of it last */
    int64_t next;         /* when it wants to be asked again; monotonic */
    int64_t armed;        /* until then a second Ctrl-C cancels it; monotonic */
};

/* What is remembered from one run to the next. */
struct memory {
    char *path;    /* of its file; NULL: nothing is */
    char *written; /* what the file would hold as it was read or written last */
    int64_t next;  /* not looked at before; monotonic */
    bool told;     /* that something is wrong with the file */
};

struct app {
    const struct app_config *config;
    struct setup setup; /* of the profile at work */
    char *environment;  /* its label, "PROD", "DEMO" or the host */
    bool production;
    struct sim *sim; /* --demo */
    struct api *api;
    struct ui *ui;
    struct fleet *fleet;
    struct refreshes *refreshes;
    struct bulk_run bulk;
    struct messages *messages;
    struct documents *documents; /* what open dialogs read */
    struct log *log;
    uint64_t logged; /* messages_version that the log file has */
    bool log_lost;   /* it was told that the log file cannot be written */
    struct wakeup wakeup;
    int signal_fd;
    int64_t fixed_wall; /* tests fix the date; 0: it is what the clock says */
    struct memory memory;
    struct traffic traffic;
    struct troubles *troubles;
    char *company;      /* that the screen looked at last */
    bool hurry;         /* reads on screen are wanted by a key press */
    int64_t quit_armed; /* until then a second Ctrl-C quits; monotonic */
    int64_t next_plan;  /* when the planner wants to be asked again; monotonic */
    bool quit;
    int end_signal;
};

/* The date, ms since 1970. */
int64_t app_wall(const struct app *app);
/* The date that a moment of the wall clock counts as. */
int64_t app_wall_at(const struct app *app, int64_t wall_ms);
struct ui_view app_view(const struct app *app, int64_t now);

/* app_traffic.c: which requests are under way, and which of them wait. */
void traffic_sent(struct traffic *t, const struct call *call);
/* The worker tries that request again after wait_ms. */
void traffic_waits(struct traffic *t, const struct api_event *e, int64_t now);
/* The final event of a request. */
void traffic_ended(struct traffic *t, const struct api_event *e);
/* A key press: reads wait no longer. */
void traffic_hurry(struct traffic *t);
void traffic_view(const struct traffic *t, struct ui_view *view);
void traffic_free(struct traffic *t);

#define APP_DEMO_KEY "demo-key"

/* app_session.c: the environment that is at work. */
/* Opens the one that setup describes, and closes the one before. setup is taken over;
 * where it fails it stays the caller's, nothing has changed, and *error is a sentence
 * (free() it). The ui must be told: app_session_show fills in what it shows. */
bool app_session_open(struct app *app, struct setup *setup, const char *key,
                      char **error);
void app_session_close(struct app *app);
void app_session_show(const struct app *app, struct ui_config *config);
/* Goes on with another profile, or says why not; NULL or "": names them. */
void app_switch_profile(struct app *app, const char *name);

/* app_memory.c: what was arranged on the screen. */
/* Arranges the screen as it was left. Before ui_open. */
void app_recall(struct app *app, struct ui_config *ui);
/* After ui_open. */
void app_begin_memory(struct app *app, int64_t now);
/* Writes what changed, once a minute at most. */
void app_remember(struct app *app, int64_t now);
/* Closes the screen and writes what changed. */
void app_end_memory(struct app *app);

/* app_events.c: what the API module answered goes into the model. True when any came. */
bool app_take_events(struct app *app, int64_t now);

/* app_reads.c: asks the planner and sends what it says, until it wants to wait. */
void app_plan_reads(struct app *app, int64_t now);

/* app_keys.c: acts on all keys that wait. */
void app_take_keys(struct app *app, int64_t now);

/* app_bulk.c: takes the list over and begins to refresh its companies. */
void app_begin_bulk(struct app *app, struct bulk_list *list, int64_t now);
/* Hands the next requests over that are due, and takes in what became of others. */
void app_run_bulk(struct app *app, int64_t now);
void app_pause_bulk(struct app *app, int64_t now);
void app_cancel_bulk(struct app *app, int64_t now);
/* Ctrl-C: the first offers to cancel what is unsent, the second does. False where nothing
 * is, so that it means something else. */
bool app_offer_cancel(struct app *app, int64_t now);

#endif
