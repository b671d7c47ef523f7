/* The lines of a dialog. */
#include "config.h"

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
    *p = (struct page){.draw = d, .cells = cells > 0 ? cells : 1};
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
        *line = (struct page_line){xstrdup(label), xstrdup(""), label_role, role, -1};
        label = NULL;
    }
    int width = p->cells - (label ? p->label_cells + 1 : 0);
    size_t start, len, n = 0;
    for (; text_wrap(shown, (size_t)width, n, &start, &len) || n == 0; n++) {
        if (n == 0 && !*shown)
            start = len = 0;
        struct page_line *line = add(p);
        /* Continued lines keep their place beside the label: an empty one. */
        line->label = label ? xstrdup(n == 0 ? label : "") : NULL;
        line->label_role = label_role;
        line->text = xstrndup(shown + start, len);
        line->role = role;
        line->bar = n == 0 ? bar : -1;
    }
    free(shown);
}

void page_draw(const struct page *p, struct draw *d, int top, int rows, int y, int x)
{
    for (int i = 0; i < rows && top + i < (int)p->count; i++) {
        const struct page_line *line = &p->lines[top + i];
        int left = 0;
        if (line->label) {
            int cells = p->label_cells > 0 ? p->label_cells : p->cells;
            draw_text(d, y + i, x, cells, line->label_role, line->label);
            left = p->label_cells + 1;
        }
        if (line->label && p->label_cells == 0)
            continue;
        int used = draw_run(d, y + i, x + left, p->cells - left, line->role, line->text);
        if (line->bar >= 0 && left + used + BAR_CELLS + 6 <= p->cells) {
            char bar[3 * BAR_CELLS + 1], percent[16];
            bar_format(line->bar, BAR_CELLS, d->ascii, bar);
            snprintf(percent, sizeof percent, " %d%%", line->bar);
            draw_text(d, y + i, x + left + used + 2, BAR_CELLS, ROLE_BAR, bar);
            draw_run(d, y + i, x + left + used + 2 + BAR_CELLS, 5, ROLE_TEXT, percent);
        }
    }
}

void page_free(struct page *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->lines[i].label);
        free(p->lines[i].text);
    }
    free(p->lines);
    *p = (struct page){0};
}
