/* The screen: panes, dialogs, keys. Knows the model, and nothing of HTTP. The only public
 * header of ui/. It belongs to the main thread.
 *
 * Data flows one way: the application gives a view of the model, the screen shows it; a
 * key becomes a change of what is looked at (the attention) or an intent that the
 * application carries out. */
#ifndef CODATOP_UI_UI_H
#define CODATOP_UI_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "model/bulk.h"
#include "model/documents.h"
#include "model/fleet.h"
#include "model/messages.h"
#include "model/planner.h"
#include "model/refreshes.h"
#include "ui/columns.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/look.h"
#include "ui/notify.h"
#include "ui/settings.h"

enum ui_color { UI_COLOR_AUTO, UI_COLOR_ALWAYS, UI_COLOR_NEVER };

/* How the rows of a pane show. Zeros: as usual. */
struct pane_setup {
    struct columns columns; /* none: the usual ones */
    bool sorted;            /* by sort; else as usual */
    struct sort sort;
};

struct ui_config {
    bool ascii;          /* --ascii; a locale without UTF-8 implies it */
    enum ui_color color; /* NO_COLOR is honoured under AUTO */
    struct look look;    /* theme and colours; look.environment is environment_color */
    struct layout_sizes sizes;              /* of the panes; zeros: the usual sizes */
    bool mouse;                             /* the terminal tells what the mouse does */
    struct pane_setup panes[PANE_COUNT];    /* as configured, and … */
    struct pane_setup arranged[PANE_COUNT]; /* … as it was arranged the last time */
    enum ui_bell bell; /* when something ended or broke that is worth a look */
    bool frame_titles; /* tests: tell each frame's number in band, as an OSC title */
    const char *environment; /* "PROD", "DEMO", or a host; must outlive the ui */
    int environment_color;   /* 0: the theme's; else 1 + one of the eight */
    bool production;         /* environment deserves respect: shown so */
    bool read_only;
    char *const *profiles; /* names to go on with, up to NULL; must outlive the ui */
    struct keymap keymap;  /* zeros: the keys of the table */
};

/* Everything that may be shown, now. Nothing of it is owned by the screen. */
struct ui_view {
    const struct fleet *fleet;
    const struct refreshes *refreshes;
    const struct bulk *bulk; /* the newest bulk refresh, running or ended; NULL: none */
    int per_minute;          /* requests that may be sent; 0: 600 */
    const struct messages *messages;
    const struct documents *documents;    /* what open dialogs read; may be NULL */
    int reads_under_way, posts_under_way; /* those that wait for a retry not counted */
    int64_t retry_at; /* when the next read that failed is tried again, monotonic; 0 */
    bool limited;     /* reads wait for a rate limit … */
    int64_t limited_until; /* … until then, monotonic */
    int64_t now;           /* monotonic milliseconds */
    int64_t wall;          /* the date, milliseconds since 1970 */
};

enum ui_intent_type {
    UI_NOTHING,
    UI_QUIT,
    UI_SUSPEND,    /* the application calls ui_suspend */
    UI_REFRESH,    /* call: a refresh that was asked for (and confirmed) */
    UI_READ_NOW,   /* read what is on screen before its time */
    UI_PROFILE,    /* name: go on with that profile; NULL or "": name them */
    UI_CANCEL,     /* Ctrl-C with nothing open: cancel what is under way, or quit */
    UI_BULK,       /* bulk: a refresh of many that was asked for and confirmed */
    UI_BULK_PAUSE, /* pause the bulk refresh, or go on with it */
    UI_BULK_CANCEL,
};

/* call and name are good until the next ui_* function; bulk belongs to whoever took the
 * intent. */
struct ui_intent {
    enum ui_intent_type type;
    struct call call;
    const char *name;
    struct bulk_list *bulk;
};

struct ui;

/* Takes the terminal over. Needs setlocale() before. On failure NULL and *error, a
 * sentence to print (free() it): no terminal, unknown TERM, a terminal without cursor
 * addressing. */
struct ui *ui_open(const struct ui_config *config, char **error);
/* Restores the terminal. */
void ui_close(struct ui **ui);

/* Begins anew with another environment, of which config tells (environment, its colour,
 * production, read_only): what was looked at is forgotten, as are marks and
 * dialogs; what was arranged stays. The views from now on are of another fleet. */
void ui_change_environment(struct ui *ui, const struct ui_config *config);
/* Hands out how somebody arranged the screen, as settings of [arrangement]: texts are
 * good for the call alone. */
void ui_arrangement(const struct ui *ui,
                    void (*take)(const char *name, const char *value, void *arg),
                    void *arg);

/* The descriptor to poll for keys. */
int ui_input_fd(const struct ui *ui);
/* Takes the next key and acts on it; intent says what is for the application to do.
 * False when no key is waiting; *gone is set when the terminal is gone (then quit). */
bool ui_input(struct ui *ui, const struct ui_view *view, struct ui_intent *intent,
              bool *gone);
/* Paints what changed; writes nothing when nothing did. */
void ui_draw(struct ui *ui, const struct ui_view *view);
/* When something on screen would next look different by time alone (an age, a countdown,
 * the status line's end), monotonic; INT64_MAX: never. */
int64_t ui_next_change(const struct ui *ui);
/* The terminal's size may have changed (SIGWINCH). */
void ui_resize(struct ui *ui);
/* text with the key of the command in place of each "{command}". A new string (free()
 * it).
 */
char *ui_expand(const struct ui *ui, const char *text);
/* Gives the terminal back, stops the process group, and takes the terminal over again
 * when it is continued. */
void ui_suspend(struct ui *ui);
/* What is looked at. Strings are good until the next ui_input or ui_draw. */
void ui_attention(const struct ui *ui, const struct ui_view *view, struct attention *a);

#endif
