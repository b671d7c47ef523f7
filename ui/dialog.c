/* Dialogs: the box, the scrolling, the memory. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/xmalloc.h"
#include "ui/dialog.h"

struct dialog *dialog_new(enum dialog_kind kind, const char *title, int64_t now)
{
    struct dialog *d = xcalloc(1, sizeof *d);
    d->kind = kind;
    d->title = title;
    d->opened = now;
    d->cells = 70;
    d->search.here = -1;
    return d;
}

void dialog_free(struct dialog **dialog)
{
    struct dialog *d = *dialog;
    if (!d)
        return;
    free(d->company_id);
    free(d->data_type);
    free(d->connection_id);
    free(d->pull_id);
    free(d->reads);
    free(d->raw);
    if (d->data)
        d->release(d->data);
    free(d->call);
    free(d->question);
    bulk_list_free(&d->list);
    finder_free(&d->search.text);
    free(d);
    *dialog = NULL;
}

void dialog_scroll(struct dialog *d, enum list_move move)
{
    int page = d->rows > 1 ? d->rows - 1 : 1;
    const int steps[] = {
        [LIST_UP] = -1,          [LIST_DOWN] = 1,          [LIST_PAGE_UP] = -page,
        [LIST_PAGE_DOWN] = page, [LIST_FIRST] = -d->lines, [LIST_LAST] = d->lines,
    };
    bool drawn = d->lines > 0;
    /* Before its first frame nobody knows how long it is; that frame will see to it. */
    d->top += !drawn && move == LIST_LAST ? INT_MAX / 2 : steps[move];
    if (drawn && d->top > d->lines - d->rows)
        d->top = d->lines - d->rows;
    if (d->top < 0)
        d->top = 0;
}

/* As wide as wished and as high as the text, in the middle; all of a small terminal. */
static struct rect place(const struct dialog *d, const struct layout *l, int lines)
{
    int w = d->bare ? l->cols : d->cells + 4;
    int most_rows = l->rows - 1; /* the hints stay in sight */
    if (l->rows > 12)
        most_rows -= 2;
    if (w > l->cols - 4)
        w = l->cols;
    int h = lines < most_rows - 2 ? lines + 2 : most_rows;
    return (struct rect){(l->rows - 1 - h) / 2, (l->cols - w) / 2, h, w};
}

/* At the bottom edge: what part of the text shows, and where the search stands. */
static void draw_bottom(struct draw *draw, const struct dialog *d, const struct rect *r)
{
    char mark[64], from[16], to[16], of[16];
    int y = r->y + r->h - 1, right = r->x + r->w - 2;
    int last = d->top + d->rows < d->lines ? d->top + d->rows : d->lines;
    format_count((uint64_t)d->top + 1, from, sizeof from);
    format_count((uint64_t)last, to, sizeof to);
    format_count((uint64_t)d->lines, of, sizeof of);
    snprintf(mark, sizeof mark, " %s-%s of %s ", from, to, of);
    int cells = d->lines > d->rows ? draw_width(draw, mark) : 0;
    if (cells > 0 && cells + 4 <= r->w) {
        draw_text(draw, y, right - cells, cells, ROLE_DIM, mark);
        right -= cells + 1;
    }
    if (d->search.text.len == 0)
        return;
    if (d->search.of > 0)
        snprintf(mark, sizeof mark, " match %d of %d ", d->search.at, d->search.of);
    else
        snprintf(mark, sizeof mark, " not found ");
    cells = draw_width(draw, mark);
    if (r->x + 2 + cells <= right)
        draw_text(draw, y, r->x + 2, cells, d->search.of > 0 ? ROLE_DIM : ROLE_WARNING,
                  mark);
}

/* --- a frame ---------------------------------------------------------------------- */

/* Writes the rows from d->top on that fit; the page has none yet, or is empty. */
static void write_page(const struct dialog *d, const struct scene *s, struct page *page,
                       int cells, int rows)
{
    page_init(page, s->draw, cells);
    page->top = d->top;
    page->rows = rows;
    d->write(d, s, page);
}

/* A search looks at everything, which is only written for it where it goes on. */
static void seek(struct dialog *d, const struct scene *s, struct page *page)
{
    if (!page_has_gaps(page)) {
        dialog_seek(d, page);
        return;
    }
    if (dialog_seeks(d)) {
        struct page whole;
        page_init(&whole, s->draw, page->cells);
        d->write(d, s, &whole);
        dialog_seek(d, &whole);
        page_free(&whole);
    }
    page->search = &d->search.text;
    page->here = d->search.here;
}

/* Where the rows that are seen begin: what is written may have shrunk, or may want to
 * begin elsewhere, and a search may have gone on. */
static void find_top(struct dialog *d, const struct scene *s, struct page *page)
{
    if (page->jump >= 0)
        d->top = page->jump;
    seek(d, s, page);
    if (d->top > d->lines - d->rows)
        d->top = d->lines > d->rows ? d->lines - d->rows : 0;
}

static void draw_edges(const struct dialog *d, struct draw *draw, const struct rect *r)
{
    char title[64];
    int edge = d->bare ? 0 : 1;
    if (d->bare) {
        draw_hline(draw, r->y, r->x, r->w, ROLE_EDGE_FOCUS);
        draw_hline(draw, r->y + r->h - 1, r->x, r->w, ROLE_EDGE_FOCUS);
    } else {
        draw_box(draw, r, false, ROLE_EDGE_FOCUS);
    }
    for (int y = r->y + 1; y < r->y + r->h - 1; y++)
        draw_space(draw, y, r->x + edge, r->w - 2 * edge);
    snprintf(title, sizeof title, " %s ", d->title);
    draw_run(draw, r->y, r->x + 1, r->w - 2, ROLE_TITLE_FOCUS, title);
}

void dialog_draw(struct dialog *d, const struct scene *s, const struct layout *l)
{
    struct page page;
    struct rect r = place(d, l, INT_MAX);
    int margin = d->bare ? 0 : 2, cells = r.w - 2 * margin, top = d->top;
    write_page(d, s, &page, cells, r.h - 2);
    d->lines = page.height;
    r = place(d, l, d->lines);
    d->rows = r.h - 2;
    find_top(d, s, &page);
    if (d->top != top && page_has_gaps(&page)) {
        page_free(&page);
        write_page(d, s, &page, cells, d->rows);
        page.search = &d->search.text;
        page.here = d->search.here;
    }
    draw_edges(d, s->draw, &r);
    page_draw(&page, s->draw, d->top, d->rows, r.y + 1, r.x + margin);
    draw_bottom(s->draw, d, &r);
    page_free(&page);
}
