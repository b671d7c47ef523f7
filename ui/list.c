/* A cursor and a scroll position over rows that come and go. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/list.h"

/* More are not counted, so that no frame looks at a whole fleet. */
#define NEWER_MOST 1000

static size_t find(const struct list *l, const struct list_source *s, const char *id)
{
    if (l->cursor < s->count && strcmp(s->id_at(s->ctx, l->cursor), id) == 0)
        return l->cursor;
    if (s->find)
        return s->find(s->ctx, id);
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->id_at(s->ctx, i), id) == 0)
            return i;
    return LIST_NOT_FOUND;
}

static void select_row(struct list *l, const struct list_source *s, size_t row)
{
    l->cursor = row;
    const char *id = s->id_at(s->ctx, row);
    if (l->id && strcmp(l->id, id) == 0)
        return;
    free(l->id);
    l->id = xstrdup(id);
}

/* Scrolls as little as it takes to show the cursor, and never past the end. */
static void scroll(struct list *l)
{
    size_t rows = l->rows > 0 ? l->rows : 1;
    if (l->cursor < l->top)
        l->top = l->cursor;
    if (l->cursor >= l->top + rows)
        l->top = l->cursor - rows + 1;
    if (l->top + rows > l->count)
        l->top = l->count > rows ? l->count - rows : 0;
}

/* Rows that came above the one that was the first; 0 where that one is gone. */
static size_t count_newer(const struct list *l, const struct list_source *s)
{
    if (!l->first)
        return 0;
    size_t at = 0, end = l->top < NEWER_MOST ? l->top : NEWER_MOST;
    while (at < end && strcmp(s->id_at(s->ctx, at), l->first) != 0)
        at++;
    return at < end ? at : 0;
}

static void note_first(struct list *l, const struct list_source *s)
{
    l->newer = l->top > 0 ? count_newer(l, s) : 0;
    if (l->top > 0)
        return;
    const char *id = s->id_at(s->ctx, 0);
    if (l->first && strcmp(l->first, id) == 0)
        return;
    free(l->first);
    l->first = xstrdup(id);
}

void list_settle(struct list *l)
{
    free(l->home);
    l->home = NULL;
}

void list_go_home(struct list *l, const struct list_source *s)
{
    if (!l->home || find(l, s, l->home) == LIST_NOT_FOUND)
        return;
    free(l->id);
    l->id = l->home;
    l->home = NULL;
}

void list_reset(struct list *l)
{
    free(l->id);
    free(l->first);
    list_settle(l);
    *l = (struct list){.rows = l->rows};
}

/* Its row went. The first one that did is its home. */
static void leave_row(struct list *l)
{
    if (l->home)
        free(l->id);
    else
        l->home = l->id;
    l->id = NULL;
}

void list_sync(struct list *l, const struct list_source *s, size_t rows)
{
    l->rows = rows;
    l->count = s->count;
    if (s->count == 0) {
        leave_row(l);
        l->cursor = l->top = 0;
        return;
    }
    size_t row = l->id ? find(l, s, l->id) : 0;
    if (row == LIST_NOT_FOUND) {
        leave_row(l);
        row = l->cursor < s->count ? l->cursor : s->count - 1;
    }
    size_t line = l->cursor - l->top;
    if (l->top > 0 || row >= rows)
        l->top = row > line ? row - line : 0;
    select_row(l, s, row);
    scroll(l);
    note_first(l, s);
}

static size_t moved(const struct list *l, enum list_move move)
{
    size_t page = l->rows > 1 ? l->rows - 1 : 1;
    size_t last = l->count - 1;
    size_t up = l->cursor, down = last - l->cursor;
    switch (move) {
    case LIST_UP:
        return up > 0 ? l->cursor - 1 : 0;
    case LIST_DOWN:
        return down > 0 ? l->cursor + 1 : last;
    case LIST_PAGE_UP:
        return up > page ? l->cursor - page : 0;
    case LIST_PAGE_DOWN:
        return down > page ? l->cursor + page : last;
    case LIST_FIRST:
        return 0;
    case LIST_LAST:
        return last;
    }
    return l->cursor;
}

void list_move(struct list *l, const struct list_source *s, enum list_move move)
{
    if (l->count == 0)
        return;
    l->moved = true;
    list_settle(l);
    size_t page = l->rows > 1 ? l->rows - 1 : 1;
    if (move == LIST_PAGE_DOWN)
        l->top += page;
    if (move == LIST_PAGE_UP)
        l->top = l->top > page ? l->top - page : 0;
    select_row(l, s, moved(l, move));
    scroll(l);
}

void list_go(struct list *l, const struct list_source *s, size_t i)
{
    if (i >= l->count)
        return;
    l->moved = true;
    list_settle(l);
    select_row(l, s, i);
    scroll(l);
}

void list_free(struct list *l)
{
    free(l->id);
    free(l->first);
    free(l->home);
    *l = (struct list){0};
}

void list_scroll(struct list *l, const struct list_source *s, int rows)
{
    if (l->count <= l->rows || l->rows == 0)
        return;
    size_t last = l->count - l->rows, by = (size_t)(rows < 0 ? -rows : rows);
    if (rows < 0)
        l->top = l->top > by ? l->top - by : 0;
    else
        l->top = l->top + by < last ? l->top + by : last;
    size_t row = l->cursor;
    if (row < l->top)
        row = l->top;
    if (row >= l->top + l->rows)
        row = l->top + l->rows - 1;
    list_go(l, s, row);
}
