/* The state of the screen, shared by the files of ui/ that act on it. Private to ui/. */
#ifndef CODATOP_UI_STATE_H
#define CODATOP_UI_STATE_H

#include "ui/dialog.h"
#include "ui/draw.h"
#include "ui/layout.h"
#include "ui/marks.h"
#include "ui/pane.h"
#include "ui/prompt.h"
#include "ui/prompt_history.h"
#include "ui/screen.h"
#include "ui/ui.h"
#include "ui/watch.h"

/* Said by the screen itself (why a key did nothing); not kept in the log. */
struct notice {
    char *text; /* NULL: none */
    int64_t until;
};

/* What was found out about the marks, and for which state of things. */
struct marks_told {
    uint64_t version;         /* of the marks … */
    size_t rows;              /* … the rows … */
    int64_t second;           /* … and the time for which hidden was counted */
    size_t hidden;            /* marked, and not among the rows */
    struct marks_range range; /* that is being drawn, among the rows of the last sync */
    uint64_t round;           /* of the list, when departures were looked for */
};

/* Up to where was looked for what is worth a bell. */
struct announced {
    const struct fleet *fleet; /* it belongs to this one; NULL: to none yet */
    uint64_t changes;          /* of companies */
    uint64_t followed;         /* refreshes that ended */
    enum bulk_state bulk;
};

/* Where a hint was drawn. */
struct hint_place {
    const struct command *command;
    int y, x, cells;
};

#define HINTS_MOST 40

/* The pane whose filter is being typed, and what of a filter Codat is asked. */
struct finding {
    enum pane_id pane;
    char *before;      /* what it was filtered by before; NULL: by nothing */
    char *query;       /* for the history; NULL: nothing that could be asked */
    bool typing;       /* query is not what the filter says yet */
    int64_t query_due; /* when query is to be made anew; monotonic; 0: not by itself */
};

struct ui {
    struct ui_config config;
    struct screen *screen;
    struct draw draw;
    struct layout layout;
    struct pane panes[PANE_COUNT];
    enum pane_id focus;
    bool touched; /* a key was pressed: from then on cursors stay on their rows */
    /* The company of the two other panes. It follows the cursor once that rests, so that
     * running over companies paints two rows and not the whole screen. */
    char *shown;
    int64_t selected_at; /* when the cursor came to its company */
    bool shown_is_painted;
    int64_t reading_since; /* reads are under way without a pause; 0: none is */
    struct dialog *dialog; /* the uppermost one, or NULL */
    struct prompt *prompt; /* while it is open, keys go to it; or NULL */
    struct prompt_histories histories;
    bool pasting;         /* what comes was pasted, not typed … */
    int64_t pasted_at;    /* … the last of it then */
    const char *argument; /* of the command that runs by name; NULL: none */
    char *argument_error; /* what is wrong with it; NULL: nothing */
    struct {
        int64_t at; /* monotonic; 0: no click that another one could double */
        int y, x;
    } clicked;
    struct hint_place hints[HINTS_MOST]; /* of the last frame */
    size_t hint_count;
    struct notice notice;
    struct watch watch;
    struct notify notify;
    struct announced announced;
    struct finding finding;
    struct marks marks;
    struct marks_told marks_told;
    const struct bulk *bulk; /* of the newest view, good as long as that */
    bool bulk_asked;         /* its question, why it stopped, was put on the screen */
    struct call *asked;      /* what the last intent is about … */
    char *asked_name;        /* … or names */
};

/* --- the parts of a frame --------------------------------------------------------- */

struct scene ui_scene(struct ui *ui, const struct ui_view *view);
/* Recalculates everything from the view: rows, cursors, whose panes show. */
void ui_sync(struct ui *ui, const struct ui_view *view);
/* Shows the look of the configuration from the next frame on. */
void ui_show_look(struct ui *ui);
/* The other panes show the selected company now. */
void ui_settle(struct ui *ui, const struct ui_view *view);
void header_draw(struct ui *ui, const struct scene *s);
/* The column of the terminal's cursor, or -1: it does not belong there. */
int statusbar_draw(struct ui *ui, const struct scene *s);
/* Rings where something happened since the last frame that is worth it. */
void ui_announce(struct ui *ui, const struct ui_view *view);
/* Decides what of the history's filter Codat is asked, and when. */
void finding_sync(struct ui *ui, const struct ui_view *view);
/* Forgets the marks of companies that left, and counts those that are not shown. */
void ui_sync_marks(struct ui *ui, const struct ui_view *view);

/* The commands that are most use here and now, with their keys, in cells cells. */
void hints_draw(struct ui *ui, struct draw *d, int y, int x, int cells);
/* The command whose hint was drawn there, or NULL. */
const struct command *hints_at(const struct ui *ui, int y, int x);

/* What the mouse did; only while ui->config.mouse is on. */
void ui_pointer(struct ui *ui, const struct ui_view *view, const struct pointer *at,
                struct ui_intent *intent);

/* --- what actions use ------------------------------------------------------------- */

/* The id of the company under the cursor, or NULL. */
const char *ui_selected(const struct ui *ui);
/* Says something on the status row for a while, with the keys of "{command}" in it. */
/* Whether what keys act on, the row or what the dialog is about, was on screen when the key
 * went down: nobody can have meant what came after the last frame. Else it says so. */
bool ui_was_seen(struct ui *ui, const struct ui_view *view);
void ui_notice(struct ui *ui, const struct ui_view *view, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Opens the prompt for a command that cannot do without an argument. */
void ui_ask_argument(struct ui *ui, const struct command *command);
/* The argument cannot be: says why in a few words, and the prompt stays open. */
void ui_wrong_argument(struct ui *ui, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Runs a command as its key would: where it cannot run, says why. */
void ui_run(struct ui *ui, const struct ui_view *view, const struct command *command,
            struct ui_intent *intent);
/* Runs a command that may run, with ui->argument. */
void ui_carry_out(struct ui *ui, const struct ui_view *view,
                  const struct command *command, struct ui_intent *intent);
/* Where the next key works, of enum command_scope. */
unsigned ui_scope(const struct ui *ui);
/* A key that chooses something in the menu on top; false where it does not. */
bool ui_menu_key(struct ui *ui, const struct ui_view *view, int key);
/* What the next key could be about, as enum command_need. */
unsigned ui_have(const struct ui *ui);
/* Puts a dialog above what is open; the ui owns it. */
void ui_push_dialog(struct ui *ui, struct dialog *dialog);
void ui_pop_dialog(struct ui *ui);

#endif
