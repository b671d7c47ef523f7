/* Where the parts of the main view go in a terminal of any size. */
#include "config.h"

#include <string.h>

#include "ui/layout.h"

#define THREE_COLUMNS 161 /* from here on all three panes stand side by side */
#define SPLIT_ROWS 10     /* fewer: data types and history take turns */
#define STACK_ROWS 15     /* fewer: two of three stacked panes shrink to their title */
#define TITLES_ROWS 6     /* fewer: not even the titles of the others */

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

static void three_columns(struct layout *l, int body)
{
    int companies = clamp(l->cols * 26 / 100, 44, 70);
    int types = clamp(l->cols * 31 / 100, 50, 76);
    int history = l->cols - companies - types;
    l->pane[PANE_COMPANIES] = (struct rect){1, 0, body, companies};
    l->pane[PANE_TYPES] = (struct rect){1, companies, body, types};
    l->pane[PANE_HISTORY] = (struct rect){1, companies + types, body, history};
}

static void two_columns(struct layout *l, int body, enum pane_id focus)
{
    int left = l->cols < 90 ? clamp(26 + (l->cols - LAYOUT_STACK_COLS) / 2, 26, 36)
                            : clamp(l->cols * 38 / 100, 36, 60);
    int right = l->cols - left;
    l->pane[PANE_COMPANIES] = (struct rect){1, 0, body, left};
    if (body < SPLIT_ROWS) {
        enum pane_id shown = focus == PANE_HISTORY ? PANE_HISTORY : PANE_TYPES;
        l->pane[shown] = (struct rect){1, left, body, right};
        return;
    }
    /* The two share one line: the divider is the last row of one, the first of the other.
     */
    int types = (body + 2) / 2;
    l->divided = true;
    l->pane[PANE_TYPES] = (struct rect){1, left, types, right};
    l->pane[PANE_HISTORY] = (struct rect){types, left, body - types + 1, right};
}

static void stacked(struct layout *l, int body, enum pane_id focus)
{
    l->framed = false;
    int height[PANE_COUNT] = {0};
    if (body >= STACK_ROWS) {
        height[PANE_TYPES] = height[PANE_HISTORY] = body / 3;
        height[PANE_COMPANIES] = body - 2 * (body / 3);
    } else {
        int others = body >= TITLES_ROWS ? 1 : 0;
        for (int i = 0; i < PANE_COUNT; i++)
            height[i] = i == (int)focus ? body - others * (PANE_COUNT - 1) : others;
    }
    int y = 1;
    for (int i = 0; i < PANE_COUNT; i++) {
        l->pane[i] = (struct rect){y, 0, height[i], l->cols};
        y += height[i];
    }
}

void layout_compute(int rows, int cols, enum pane_id focus, struct layout *l)
{
    memset(l, 0, sizeof *l);
    l->rows = rows;
    l->cols = cols;
    l->framed = true;
    if (rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS) {
        l->too_small = true;
        return;
    }
    int body = rows - 2;
    if (cols < LAYOUT_STACK_COLS)
        stacked(l, body, focus);
    else if (cols >= THREE_COLUMNS)
        three_columns(l, body);
    else
        two_columns(l, body, focus);
}
