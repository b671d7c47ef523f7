/* Where the parts of the main view go in a terminal of any size. */
#include "config.h"

#include <string.h>

#include "ui/layout.h"

#define THREE_COLUMNS 161 /* from here on all three panes stand side by side */
#define SPLIT_ROWS 10     /* fewer: data types and history take turns */
#define STACK_ROWS 15     /* fewer: two of three stacked panes shrink to their title */
#define TITLES_ROWS 6     /* fewer: not even the titles of the others */
#define LEAST 4           /* rows of a pane that somebody made small */

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* Divides so many cells between a pane and what is behind it, and notes how. */
static int divide(struct layout *l, enum pane_id pane, bool width, int of, int usual,
                  int share, int least, int least_behind)
{
    int cells = share > 0 ? (of * share + LAYOUT_WHOLE / 2) / LAYOUT_WHOLE : usual;
    cells = clamp(cells, least, of - least_behind);
    l->size[pane].cells = cells;
    l->size[pane].of = of;
    l->size[pane].width = width;
    return cells;
}

static void three_columns(struct layout *l, int body, const struct layout_sizes *s)
{
    int companies = divide(l, PANE_COMPANIES, true, l->cols,
                           clamp(l->cols * 26 / 100, 44, 70), s->companies, 24, 80);
    int rest = l->cols - companies;
    int types = divide(l, PANE_TYPES, true, rest, clamp(l->cols * 31 / 100, 50, 76),
                       s->types, 30, 40);
    l->pane[PANE_COMPANIES] = (struct rect){1, 0, body, companies};
    l->pane[PANE_TYPES] = (struct rect){1, companies, body, types};
    l->pane[PANE_HISTORY] = (struct rect){1, companies + types, body, rest - types};
}

static void two_columns(struct layout *l, int body, enum pane_id focus,
                        const struct layout_sizes *s)
{
    int usual = l->cols < 90 ? clamp(26 + (l->cols - LAYOUT_STACK_COLS) / 2, 26, 36)
                             : clamp(l->cols * 38 / 100, 36, 60);
    int left = divide(l, PANE_COMPANIES, true, l->cols, usual, s->companies, 20, 30);
    int right = l->cols - left;
    l->pane[PANE_COMPANIES] = (struct rect){1, 0, body, left};
    if (body < SPLIT_ROWS) {
        enum pane_id shown = focus == PANE_HISTORY ? PANE_HISTORY : PANE_TYPES;
        l->pane[shown] = (struct rect){1, left, body, right};
        return;
    }
    /* The two share one line: the divider is the last row of one, the first of the other.
     */
    int types =
        divide(l, PANE_TYPES, false, body + 1, (body + 2) / 2, s->types, LEAST, LEAST);
    l->divided = true;
    l->pane[PANE_TYPES] = (struct rect){1, left, types, right};
    l->pane[PANE_HISTORY] = (struct rect){types, left, body - types + 1, right};
}

static void stacked(struct layout *l, int body, enum pane_id focus,
                    const struct layout_sizes *s)
{
    l->framed = false;
    int height[PANE_COUNT] = {0};
    if (body >= STACK_ROWS) {
        int third = body / 3;
        height[PANE_COMPANIES] = divide(l, PANE_COMPANIES, false, body, body - 2 * third,
                                        s->companies, LEAST, 2 * LEAST);
        int rest = body - height[PANE_COMPANIES];
        height[PANE_TYPES] =
            divide(l, PANE_TYPES, false, rest, rest / 2, s->types, LEAST, LEAST);
        height[PANE_HISTORY] = rest - height[PANE_TYPES];
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

void layout_compute(int rows, int cols, enum pane_id focus,
                    const struct layout_sizes *sizes, struct layout *l)
{
    memset(l, 0, sizeof *l);
    l->rows = rows;
    l->cols = cols;
    l->framed = cols >= LAYOUT_STACK_COLS;
    if (rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS) {
        l->too_small = true;
        return;
    }
    int body = rows - 2;
    if (sizes->zoom)
        l->pane[focus] = (struct rect){1, 0, body, cols};
    else if (cols < LAYOUT_STACK_COLS)
        stacked(l, body, focus, sizes);
    else if (cols >= THREE_COLUMNS)
        three_columns(l, body, sizes);
    else
        two_columns(l, body, focus, sizes);
}

bool layout_resize(const struct layout *l, enum pane_id focus, enum pane_id pane, int by,
                   struct layout_sizes *sizes)
{
    int of = l->size[pane].of;
    if (of == 0)
        return false;
    struct layout_sizes wanted = *sizes;
    int cells = clamp(l->size[pane].cells + by, 1, of - 1);
    int share = clamp((cells * LAYOUT_WHOLE + of / 2) / of, 1, LAYOUT_WHOLE - 1);
    *(pane == PANE_COMPANIES ? &wanted.companies : &wanted.types) = share;
    struct layout next;
    layout_compute(l->rows, l->cols, focus, &wanted, &next);
    if (next.size[pane].cells == l->size[pane].cells)
        return false;
    *sizes = wanted;
    return true;
}

static bool is_beside(const struct rect *from, const struct rect *r, bool right)
{
    bool level = r->h > 0 && r->y < from->y + from->h && from->y < r->y + r->h;
    return level && (right ? r->x >= from->x + from->w : r->x + r->w <= from->x);
}

enum pane_id layout_beside(const struct layout *l, enum pane_id pane, bool right)
{
    const struct rect *from = &l->pane[pane];
    if (l->too_small || from->w == l->cols) {
        int next = (int)pane + (right ? 1 : -1);
        return next < 0 || next >= PANE_COUNT ? pane : (enum pane_id)next;
    }
    enum pane_id found = pane;
    for (int i = 0; i < PANE_COUNT; i++) {
        const struct rect *r = &l->pane[i], *best = &l->pane[found];
        if (is_beside(from, r, right) &&
            (found == pane || (right ? r->x < best->x : r->x > best->x)))
            found = (enum pane_id)i;
    }
    return found;
}
