/* Where the parts of the main view go in a terminal of any size. Pure. */
#ifndef CODATOP_UI_LAYOUT_H
#define CODATOP_UI_LAYOUT_H

#include <stdbool.h>

enum pane_id { PANE_COMPANIES, PANE_TYPES, PANE_HISTORY, PANE_COUNT };

struct rect {
    int y, x, h, w;
};

struct layout {
    int rows, cols;
    bool too_small; /* only a note can be shown */
    bool framed;    /* panes have a box around them; else a title line above */
    bool divided;   /* the history's upper edge is the lower edge of the data types' */
    struct rect pane[PANE_COUNT]; /* with edges. h 0: hidden; h 1: the title alone */
};

#define LAYOUT_MIN_ROWS 5
#define LAYOUT_MIN_COLS 20
#define LAYOUT_STACK_COLS 60 /* narrower: one column */

/* The header takes the first row, the status line the last one. focus: the pane that gets
 * the room where there is too little for all. */
void layout_compute(int rows, int cols, enum pane_id focus, struct layout *l);

#endif
