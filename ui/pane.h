/* A pane: rows of one kind with a cursor, in a box. What differs between panes is a
 * struct of operations with private data; what they share (cursor, scrolling, edges,
 * titles, and the states empty, reading and failing) is here. */
#ifndef CODATOP_UI_PANE_H
#define CODATOP_UI_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
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

struct pane;

struct pane_ops {
    const char *title;
    bool newest_first; /* what comes above the rows in sight is told */
    bool of_company;   /* the title names the company */
    /* Sentences in place of rows, for scene_expand. */
    const char *reading, *empty, *empty_read_only;
    void *(*create)(void);
    void (*destroy)(void *data);
    /* Works out the rows of the scene: what they are and how to find them. */
    void (*sync)(void *data, const struct scene *s, struct list_source *rows);
    /* How well the rows are known, or NULL: not at all. */
    const struct knowledge *(*known)(const struct scene *s);
    /* How many rows there are altogether; NULL: as many as known. */
    int64_t (*total)(const struct scene *s);
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
    struct list_source source; /* of the last pane_sync */
    struct columns columns;
    struct column look[TABLE_COLUMNS]; /* of the columns, in this width */
    struct table_fit fit;
    struct rect rows; /* where the rows are, edges and titles taken off */
    bool titled;
};

/* Row n is enum pane_id n. */
extern const struct pane_ops *const pane_kinds[PANE_COUNT];
extern const struct pane_ops pane_companies, pane_types, pane_history;

void pane_open(struct pane *p, const struct pane_ops *ops);
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
/* Chooses columns by name, as columns_parse reads them. False and *error (free() it). */
bool pane_set_columns(struct pane *p, const char *text, char **error);

#endif
