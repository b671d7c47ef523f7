/* A cursor and a scroll position over rows that come and go. The cursor belongs to a
 * row's id, never to a line number. Pure: knows neither the rows nor the terminal. */
#ifndef CODATOP_UI_LIST_H
#define CODATOP_UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#define LIST_NOT_FOUND ((size_t)-1)

/* Where the rows are: count of them, the id of row i, and the row of an id. */
struct list_source {
    const void *ctx;
    size_t count;
    const char *(*id_at)(const void *ctx, size_t i);
    /* LIST_NOT_FOUND where there is none. NULL: the list looks row by row. */
    size_t (*find)(const void *ctx, const char *id);
    size_t total; /* what a filter chose the rows from: count where there is none */
};

struct list {   /* zeros ({0}) are a list that saw no rows yet */
    char *id;   /* of the cursor's row; NULL: no row */
    char *home; /* of the row that went while nobody moved the cursor; NULL: none did */
    size_t cursor, top;
    size_t count; /* rows at the last sync */
    size_t rows;  /* visible at the last sync */
    bool moved;   /* by somebody, since the first row was selected */
    char *first;  /* id of the first row when that was last visible; NULL: never */
    size_t newer; /* rows that came above that one since, out of sight */
};

enum list_move {
    LIST_UP,
    LIST_DOWN,
    LIST_PAGE_UP,
    LIST_PAGE_DOWN,
    LIST_FIRST,
    LIST_LAST,
};

/* The rows may have changed, or how many of them are visible. The cursor stays on its id
 * and, where it can, on its line of the screen; when its row is gone it takes the row
 * that came after it, and remembers its home. A list that shows its beginning goes on
 * showing it. */
void list_sync(struct list *l, const struct list_source *s, size_t rows);
/* Moves the cursor; call after list_sync with the same source. */
void list_move(struct list *l, const struct list_source *s, enum list_move move);
/* Moves the cursor to row i; call after list_sync with the same source. */
void list_go(struct list *l, const struct list_source *s, size_t i);
/* Scrolls by so many rows (up: negative); the cursor stays in sight. Call after list_sync
 * with the same source. */
void list_scroll(struct list *l, const struct list_source *s, int rows);
/* The cursor is to go back to its home by the next list_sync, if that is among the rows
 * again. */
void list_go_home(struct list *l, const struct list_source *s);
/* It is at home where it is. */
void list_settle(struct list *l);
/* Forgets the cursor: the next sync selects the first row. */
void list_reset(struct list *l);
void list_free(struct list *l);

#endif
