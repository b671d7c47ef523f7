/* A pane: rows of one kind with a cursor, in a box. What differs between panes is a
 * struct of operations with private data; what they share (cursor, scrolling, edges,
 * titles, and the states empty, reading and failing) is here. */
#ifndef CODATOP_UI_PANE_H
#define CODATOP_UI_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/filter.h"
#include "ui/columns.h"
#include "ui/draw.h"
#include "ui/layout.h"
#include "ui/list.h"
#include "ui/marks.h"
#include "ui/table.h"
#include "ui/ui.h"
#include "ui/watch.h"

/* What panes show, good during one ui_* call. */
struct scene {
    const struct ui_view *view;
    const char *company_id;              /* whose data types and history show, or NULL */
    const struct fleet_company *company; /* the same, or NULL where it is not known */
    const char *history_query;           /* what is asked of its history, or NULL */
    bool read_only;
    const struct watch *watch;
    const struct marks *marks;
    size_t marks_hidden;      /* marked companies that are not among the rows */
    struct marks_range range; /* rows of companies that are about to be marked */
    struct draw *draw;
    const char *environment; /* or NULL */
    bool production;
    const struct keymap *keymap;
};

/* text with the keys of the commands that it names (ui/keymap.h). A new string. */
char *scene_expand(const struct scene *s, const char *text);

struct cell {
    int y, x, cells;
};

/* How the rows of a pane are to be chosen and sorted. */
struct arrangement {
    const struct filter *filter; /* of the pane's kind; NULL: all. Until the next sync. */
    struct sort sort;
    /* The row that stays among them though the filter does not leave it any more, so that
     * nothing takes its place under the cursor. NULL: none. Good during the sync. */
    const char *keep;
    uint64_t version; /* another number after every change; never 0 */
};

/* What a pane's rows are, good until the model changes. */
struct pane_rows {
    struct list_source source;
    bool more;        /* rows that match may be among those that are not known yet … */
    int64_t matching; /* … and how many match altogether; -1: nobody knows */
    bool stray;       /* the row that is kept does not match the filter */
};

struct pane;

struct pane_ops {
    const char *name;        /* for commands and in the configuration: "companies" */
    const char *title, *one; /* "Companies", "company" */
    enum filter_of filters;
    bool newest_first; /* what comes above the rows in sight is told */
    bool of_company;   /* the title names the company */
    /* Sentences in place of rows, for scene_expand. */
    const char *reading, *empty, *empty_read_only;
    void *(*create)(void);
    void (*destroy)(void *data);
    /* Works out the rows of the scene. */
    void (*sync)(void *data, const struct scene *s, const struct arrangement *a,
                 struct pane_rows *rows);
    /* How well the rows are known, or NULL: not at all. */
    const struct knowledge *(*known)(const struct scene *s);
    /* How many rows there are altogether; NULL: as many as known. */
    int64_t (*total)(const struct scene *s);
    /* Of how many of the known rows the statuses were read; NULL: of all. */
    size_t (*judged)(const struct scene *s);
    /* What more the title says, behind it; NULL: nothing. */
    void (*title_more)(const struct scene *s, struct buf *title);
    /* True for rows that show as marked; NULL: none does. */
    bool (*marked)(const void *data, const struct scene *s, size_t row);
    /* When the row became what it is, monotonic; 0: it was so. NULL: nobody knows. */
    int64_t (*changed)(const void *data, const struct scene *s, size_t row);
    struct column_kinds columns;
    int title_rows; /* the columns' titles take a row where there are so many */
};

struct pane {
    const struct pane_ops *ops;
    void *data;
    struct list list;
    struct list_source source; /* of the last pane_sync … */
    bool more;                 /* … and what else it said of the rows */
    int64_t matching;
    bool stray; /* the cursor's row does not match the filter any more */
    struct arrangement arrangement;
    /* What was typed for the filter that is in force; NULL: none is. */
    char *filter_text;
    struct filter *filter, *filter_before; /* owned; before: of the last pane_sync */
    bool filter_changed;                   /* since the last pane_sync */
    struct pane_setup setup;               /* complete */
    struct columns columns;
    struct column look[TABLE_COLUMNS]; /* of the columns, in this width */
    struct table_fit fit;
    struct rect rows; /* where the rows are, edges and titles taken off */
    bool titled;
};

/* Row n is enum pane_id n. */
extern const struct pane_ops *const pane_kinds[PANE_COUNT];
extern const struct pane_ops pane_companies, pane_types, pane_history;

/* setup: how its rows show at the beginning, and when that is asked for again. */
void pane_open(struct pane *p, const struct pane_ops *ops,
               const struct pane_setup *setup);
void pane_close(struct pane *p);
/* Recalculates: the rows of the scene, and the cursor among them. Rows are good until the
 * model changes. */
void pane_sync(struct pane *p, const struct scene *s, const struct layout *l,
               enum pane_id id);
/* Repaints, after pane_sync with the same arguments. */
void pane_draw(struct pane *p, const struct scene *s, const struct layout *l,
               enum pane_id id, bool focused);
/* The screen's row of the cursor. */
int pane_cursor_row(const struct pane *p);
/* The kind of the column at that column of the screen, or COLUMN_NONE. */
size_t pane_column_at(const struct pane *p, int x);
/* "24 Nov 09:14:02", and less of it where there is less room. */
void pane_draw_stamp(const struct scene *s, const struct cell *to, int64_t moment);
/* The pane of that name (len bytes), or PANE_COUNT. */
enum pane_id pane_named(const char *name, size_t len);
/* Chooses columns by name, as columns_parse reads them; no name: those of the beginning.
 * False and *error (free() it). */
bool pane_set_columns(struct pane *p, const char *text, char **error);
/* Sorts by a column; the cursor stays on its row. */
void pane_set_sort(struct pane *p, const struct sort *sort);
/* Which of the columns show: shown[i] for columns.at[i], of the last pane_sync. */
void pane_columns_shown(const struct pane *p, bool shown[TABLE_COLUMNS]);
/* Filters the rows; NULL or a text without terms ends that. False and *error
 * (filter_error_free it) where a term is wrong: the filter stays as it was. */
bool pane_set_filter(struct pane *p, const char *text, struct filter_error *error);

/* Neither filtered nor sorted otherwise than usual. */
bool pane_is_plain(const struct pane *p);

/* Until when rows that the filter left are right, if nothing but time changes; monotonic.
 * NULL, and filters that know no time: INT64_MAX. */
int64_t pane_filter_until(const struct scene *s, const struct filter *filter);

/* True where the filter asks for statuses that are not read of all rows: *judged is of
 * how many they are. */
bool pane_is_half_judged(const struct pane *p, const struct scene *s, size_t *judged);

/* The box or line around the rows, with all that it says: ui/pane_edges.c. */
void pane_draw_edges(struct pane *p, const struct scene *s, const struct layout *l,
                     enum pane_id id, bool focused);
/* The titles of the columns. */
void pane_draw_titles(const struct pane *p, const struct scene *s);

#endif
