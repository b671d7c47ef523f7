/* A dialog: lines of text in a box above the panes, with a scroll position. What differs
 * is a function that writes the lines anew for each frame, so that an open dialog lives.
 */
#ifndef CODATOP_UI_DIALOG_H
#define CODATOP_UI_DIALOG_H

#include "ui/page.h"
#include "ui/pane.h"

enum dialog_kind { DIALOG_TEXT, DIALOG_QUESTION, DIALOG_BULK, DIALOG_MENU };

struct command;

/* Where a search in a dialog stands. Lines are written anew for each frame, so moving is
 * only asked for, and done when the lines are there. */
struct dialog_search {
    struct finder text;
    int here;   /* the line that the search stands on; -1: none matches */
    int origin; /* the first line that showed when the search began */
    int step;   /* matches to go on (negative: back) in the next frame */
    bool begin; /* find the first match from origin on in the next frame */
    bool ended; /* its text was accepted: say so where nothing matches */
    int at, of; /* for reading: the at-th of so many lines that match */
};

struct dialog {
    struct dialog *below; /* what it covers, or NULL */
    enum dialog_kind kind;
    const char *title;
    void (*write)(const struct dialog *d, const struct scene *s, struct page *page);
    /* What it is about; owned. NULL where it is about nothing of the kind. */
    char *company_id, *data_type, *connection_id, *pull_id;
    struct call *reads; /* what is read for it while it is open, or NULL; owned */
    struct call *raw;   /* the read whose JSON it can show, or NULL; owned */
    /* Whatever else it needs, and what frees it; owned. */
    void *data;
    void (*release)(void *data);
    struct call *call;             /* a question's: what yes sends; owned */
    char *question;                /* owned */
    enum ui_intent_type intent;    /* what yes means where there is no call */
    struct bulk_list *list;        /* a question's: which companies, or NULL; owned */
    size_t hidden;                 /* of these, that are not shown */
    size_t judged, judged_of; /* when it was asked, a filter by status could judge so many
                                 of all; judged_of 0: there was none, or it could all */
    const struct command *command; /* that it explains */
    bool walks;                    /* it can show the pulls before and after, too, … */
    bool of_type;                  /* … but only those of its data type … */
    bool leads_to_pull;            /* … or lead to one */
    bool painted;                  /* on top, and in a frame, as it is */
    bool bare; /* as wide as the screen, with nothing beside the text: to be selected */
    int64_t opened;       /* monotonic */
    int cells;            /* text it would like to be wide; it may get less */
    int top, rows, lines; /* scrolling: of the last frame */
    struct dialog_search search;
};

/* A new dialog to be filled in (dialog_free it). */
struct dialog *dialog_new(enum dialog_kind kind, const char *title, int64_t now);
void dialog_free(struct dialog **dialog);
/* Searches for text ("": for nothing any more) from the lines on that show. */
void dialog_search(struct dialog *d, const char *text);
/* Goes on to another match. */
void dialog_search_step(struct dialog *d, int step);
void dialog_scroll(struct dialog *d, enum list_move move);
/* False where nothing is searched for, or no line matches. */
bool dialog_may_match(const struct dialog *d);
/* True when the next dialog_seek goes somewhere. */
bool dialog_seeks(const struct dialog *d);
/* Before drawing: goes where the search was sent, and tells page what to show. */
void dialog_seek(struct dialog *d, struct page *page);
void dialog_draw(struct dialog *d, const struct scene *s, const struct layout *l);

/* Details; all strings are copied, those that are not known may be NULL. pull_id is the
 * newest pull of the data type. */
struct dialog *dialog_company(const char *company_id, int64_t now);
struct dialog *dialog_connections(const char *company_id, int64_t now);
struct dialog *dialog_type(const char *company_id, const char *data_type,
                           const char *pull_id, int64_t now);
struct dialog *dialog_pull(const char *company_id, const char *data_type,
                           const char *connection_id, const char *pull_id, int64_t now);
/* Makes details of a pull those of another one of the company. */
void dialog_pull_of(struct dialog *d, const char *data_type, const char *connection_id,
                    const char *pull_id);
struct dialog *dialog_validation(const char *company_id, const char *data_type,
                                 const char *connection_id, const char *pull_id,
                                 int64_t now);
/* The JSON of what dialog of (which has ->raw) is about. */
struct dialog *dialog_raw(const struct dialog *of, int64_t now);
struct dialog *dialog_help(int64_t now);
/* All about one command. */
struct dialog *dialog_command(const struct command *c, int64_t now);
struct dialog *dialog_messages(int64_t now);
/* Asks question; yes sends call (both copied). */
struct dialog *dialog_question(const char *question, const struct call *call,
                               int64_t now);
/* Asks question (copied); yes is that intent. */
struct dialog *dialog_question_intent(const char *question, const char *title,
                                      enum ui_intent_type intent, int64_t now);
/* Asks whether to refresh these companies; takes the list over. */
struct dialog *dialog_bulk_question(struct bulk_list *list, int64_t now);
/* The bulk refresh of the view: its progress, and what became of it. */
struct dialog *dialog_bulk(int64_t now);

#endif
