/* The lines of a dialog, wrapped to its width. A page is written anew for every frame;
 * what is long writes only what is seen of it, and skips the rest (ui/roll.h). */
#ifndef CODATOP_UI_PAGE_H
#define CODATOP_UI_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/find.h"
#include "ui/draw.h"

struct page_line {
    char *label, *text; /* "" where there is none */
    char *aside;        /* at the right end, dim; NULL: none */
    enum role label_role, role;
    int label_cells; /* as page_labels had it */
    int bar;         /* percent of a bar behind the text; -1: none */
    int gap; /* 0; else this is no line, but so many rows that nobody sees */
};

struct page {
    const struct draw *draw; /* whose characters it is for */
    int cells, label_cells;  /* width of all, and of the labels */
    struct page_line *lines;
    size_t count, cap;
    int height;    /* rows so far, gaps included */
    int top, rows; /* the rows that are seen: [top, top + rows) */
    int jump;      /* the row that shall be the uppermost one; -1: as it is */
    /* What is searched for; NULL: nothing. Every match is shown as one, and those of row
     * here as the one that the search stands on. */
    const struct finder *search;
    int here;
};

/* All of it is seen. */
void page_init(struct page *p, const struct draw *d, int cells);
/* Labels of the fields that follow take so many cells. */
void page_labels(struct page *p, int cells);
/* A paragraph; "" is an empty line. */
void page_text(struct page *p, enum role role, const char *text);
/* A label and its value, wrapped beside it. */
void page_field(struct page *p, const char *label, enum role role, const char *value);
/* The same with other roles for the label, and a bar behind the value. */
void page_item(struct page *p, enum role label_role, const char *label, enum role role,
               const char *value, int bar);
/* A word at the right end of the last line that was added, where there is room for it. */
void page_aside(struct page *p, const char *word);
/* One row with exactly these bytes of clean text, which fit. */
void page_row(struct page *p, enum role role, const char *text, size_t len);
/* True when the next row is one that is seen. */
bool page_sees(const struct page *p);
/* So many rows that are not seen. */
void page_skip(struct page *p, int rows);
/* True when rows were skipped. */
bool page_has_gaps(const struct page *p);
/* Takes the lines away again. */
void page_clear(struct page *p);
/* Whether the line has a match of what is searched for. */
bool page_matches(const struct page *p, size_t line);
/* Draws rows [top, top + rows) from y, x on. */
void page_draw(const struct page *p, struct draw *d, int top, int rows, int y, int x);
void page_free(struct page *p);

#endif
