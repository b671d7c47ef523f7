/* Where the parts of the main view go in a terminal of any size. Pure. */
#ifndef CODATOP_UI_LAYOUT_H
#define CODATOP_UI_LAYOUT_H

#include <stdbool.h>

enum pane_id { PANE_COMPANIES, PANE_TYPES, PANE_HISTORY, PANE_COUNT };

struct rect {
    int y, x, h, w;
};

/* What somebody wants of the sizes. Zeros: the usual ones. */
struct layout_sizes {
    int companies; /* thousandths of the width (of the height where panes are stacked) */
    int types;     /* thousandths of what the companies leave */
    bool zoom;     /* the pane with the focus takes it all */
};

#define LAYOUT_WHOLE 1000

struct layout {
    int rows, cols;
    bool too_small; /* only a note can be shown */
    bool framed;    /* panes have a box around them; else a title line above */
    bool divided;   /* the history's upper edge is the lower edge of the data types' */
    struct rect pane[PANE_COUNT]; /* with edges. h 0: hidden; h 1: the title alone */
    /* Of companies and data types: the cells that their size takes of so many, in width
     * or in height. of 0: it cannot be changed here. */
    struct {
        int cells, of;
        bool width;
    } size[PANE_HISTORY];
};

#define LAYOUT_MIN_ROWS 5
#define LAYOUT_MIN_COLS 20
#define LAYOUT_STACK_COLS 60 /* narrower: one column */

/* The header takes the first row, the status line the last one. focus: the pane that gets
 * the room where there is too little for all. */
void layout_compute(int rows, int cols, enum pane_id focus,
                    const struct layout_sizes *sizes, struct layout *l);
/* Makes a pane (companies or data types) larger by so many cells, in the layout that was
 * computed last: changes *sizes. False: there is no room for that, nothing changes. */
bool layout_resize(const struct layout *l, enum pane_id focus, enum pane_id pane, int by,
                   struct layout_sizes *sizes);
/* The pane beside that one, to the right or to the left: the nearest, of several the
 * upper one. Where panes are as wide as the screen, the one after or before it. The same
 * pane where there is none. */
enum pane_id layout_beside(const struct layout *l, enum pane_id pane, bool right);

#endif
