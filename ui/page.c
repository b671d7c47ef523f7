/* The lines of a dialog. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/page.h"
#include "ui/table.h"

#define BAR_CELLS 10

void page_init(struct page *p, const struct draw *d, int cells)
{
    *p = (struct page){
        .draw = d,
        .cells = cells > 0 ? cells : 1,
        .rows = INT_MAX,
        .jump = -1,
        .here = -1,
    };
}

void page_labels(struct page *p, int cells)
{
    /* In a narrow box labels stand above their values. */
    p->label_cells = cells + 10 <= p->cells ? cells : 0;
}

static struct page_line *add(struct page *p)
{
    if (p->count == p->cap) {
        p->cap = p->cap ? p->cap * 2 : 32;
        p->lines = xreallocarray(p->lines, p->cap, sizeof *p->lines);
    }
    struct page_line *line = &p->lines[p->count++];
    *line = (struct page_line){.bar = -1};
    line->label_cells = p->label_cells;
    p->height++;
    return line;
}

void page_text(struct page *p, enum role role, const char *text)
{
    page_item(p, role, NULL, role, text, -1);
}

void page_field(struct page *p, const char *label, enum role role, const char *value)
{
    page_item(p, ROLE_DIM, label, role, value, -1);
}

void page_item(struct page *p, enum role label_role, const char *label, enum role role,
               const char *value, int bar)
{
    char *shown = draw_text_for(p->draw, value);
    if (label && p->label_cells == 0) {
        struct page_line *line = add(p);
        line->label = xstrdup(label);
        line->text = xstrdup("");
        line->label_role = label_role;
        line->role = role;
        label = NULL;
    }
    int width = p->cells - (label ? p->label_cells + 1 : 0);
    size_t len = strlen(shown), start = 0, end = 0;
    for (int n = 0; text_wrap_next(shown, len, (size_t)width, &start, &end) || n == 0;
         n++) {
        struct page_line *line = add(p);
        /* Continued lines keep their place beside the label: an empty one. */
        line->label = label ? xstrdup(n == 0 ? label : "") : NULL;
        line->label_role = label_role;
        line->text = xstrndup(shown + start, end > start ? end - start : 0);
        line->role = role;
        line->bar = n == 0 ? bar : -1;
        start = end;
    }
    free(shown);
}

void page_row(struct page *p, enum role role, const char *text, size_t len)
{
    struct page_line *line = add(p);
    char *bytes = xstrndup(text, len);
    line->text = draw_text_for(p->draw, bytes);
    line->role = role;
    free(bytes);
}

bool page_sees(const struct page *p)
{
    return p->height >= p->top && p->height - p->top < p->rows;
}

void page_skip(struct page *p, int rows)
{
    if (rows <= 0)
        return;
    struct page_line *last = p->count > 0 ? &p->lines[p->count - 1] : NULL;
    if (!last || last->gap == 0) {
        last = add(p);
        p->height--;
    }
    last->gap += rows;
    p->height += rows;
}

bool page_has_gaps(const struct page *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->lines[i].gap > 0)
            return true;
    return false;
}

void page_clear(struct page *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->lines[i].label);
        free(p->lines[i].text);
        free(p->lines[i].aside);
    }
    p->count = 0;
    p->height = 0;
}

void page_aside(struct page *p, const char *word)
{
    struct page_line *line = &p->lines[p->count - 1];
    int left = line->label && line->label_cells > 0 ? line->label_cells + 1 : 0;
    int room = p->cells - left - draw_width(p->draw, line->text) - 2;
    if (draw_width(p->draw, word) <= room)
        line->aside = draw_text_for(p->draw, word);
}

bool page_matches(const struct page *p, size_t line)
{
    const struct page_line *l = &p->lines[line];
    return p->search && p->search->len > 0 &&
           (finder_in(p->search, l->label) || finder_in(p->search, l->text) ||
            finder_in(p->search, l->aside));
}

/* Draws the matches in text, which was drawn in at most cells cells at y, x, over it. */
static void draw_matches(const struct page *p, struct draw *d, const char *text,
                         const int at[3], bool here)
{
    if (!p->search || p->search->len == 0 || !text)
        return;
    size_t len = p->search->len;
    for (size_t i = finder_at(p->search, text, 0); i != FINDER_NOWHERE;
         i = finder_at(p->search, text, i + len)) {
        char *before = xstrndup(text, i), *match = xstrndup(text + i, len);
        int left = draw_width(d, before);
        draw_run(d, at[0], at[1] + left, at[2] - left,
                 here ? ROLE_MATCH_HERE : ROLE_MATCH, match);
        free(before);
        free(match);
    }
}

static void draw_bar(struct draw *d, int percent, const int at[3])
{
    char bar[3 * BAR_CELLS + 1], words[16];
    if (percent < 0 || BAR_CELLS + 6 > at[2])
        return;
    bar_format(percent, BAR_CELLS, d->ascii, bar);
    snprintf(words, sizeof words, " %d%%", percent);
    draw_text(d, at[0], at[1] + 2, BAR_CELLS, ROLE_BAR, bar);
    draw_run(d, at[0], at[1] + 2 + BAR_CELLS, 5, ROLE_TEXT, words);
}

static void draw_line(const struct page *p, struct draw *d, const struct page_line *line,
                      bool here, const int to[2])
{
    int y = to[0], x = to[1];
    int left = 0;
    if (line->label) {
        int cells = line->label_cells > 0 ? line->label_cells : p->cells;
        draw_text(d, y, x, cells, line->label_role, line->label);
        draw_matches(p, d, line->label, (int[]){y, x, cells}, here);
        left = line->label_cells + 1;
    }
    if (line->label && line->label_cells == 0)
        return;
    int used = draw_run(d, y, x + left, p->cells - left, line->role, line->text);
    draw_matches(p, d, line->text, (int[]){y, x + left, p->cells - left}, here);
    if (line->aside) {
        int cells = draw_width(d, line->aside), right = x + p->cells - cells;
        draw_run(d, y, right, cells, ROLE_DIM, line->aside);
        draw_matches(p, d, line->aside, (int[]){y, right, cells}, here);
    }
    draw_bar(d, line->bar, (int[]){y, x + left + used, p->cells - left - used});
}

void page_draw(const struct page *p, struct draw *d, int top, int rows, int y, int x)
{
    int row = 0;
    for (size_t i = 0; i < p->count && row < top + rows; i++) {
        const struct page_line *line = &p->lines[i];
        if (line->gap == 0 && row >= top)
            draw_line(p, d, line, row == p->here, (int[]){y + row - top, x});
        row += line->gap > 0 ? line->gap : 1;
    }
}

void page_free(struct page *p)
{
    page_clear(p);
    free(p->lines);
    *p = (struct page){0};
}
