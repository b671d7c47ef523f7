/* How the prompt looks: its line on the status row, and above it what a word could
 * become.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/draw.h"
#include "ui/prompt_private.h"

#define GAP 2       /* cells between the text and what is said about it */
#define LIST_ROWS 8 /* most candidates that show at once */

/* --- the line ---------------------------------------------------------------------- */

/* Draws bytes [from, to) of the text, of which those before left are scrolled out. */
static int draw_part(struct draw *d, const struct prompt *p, size_t from, size_t to,
                     const int at[3], enum role role)
{
    const char *text = prompt_text(p);
    if (from < p->line.left)
        from = p->line.left;
    if (to > p->line.text.len)
        to = p->line.text.len;
    if (from >= to)
        return 0;
    char *part = xstrndup(text + from, to - from);
    size_t fits = text_prefix(part, (size_t)(at[2] > 0 ? at[2] : 0), NULL);
    part[fits] = '\0';
    int used = draw_run(d, at[0], at[1], at[2], role, part);
    free(part);
    return used;
}

/* The cells of the text; what is said about it gets at most half of the row, and less
 * where there is nothing to say. */
static int text_cells(const struct prompt *p, const struct draw *d, int cells,
                      const char *said)
{
    int wanted = draw_width(d, prompt_text(p)) + 1;
    int about = said ? draw_width(d, said) + GAP : 0;
    if (about > cells / 2)
        about = cells - wanted > cells / 2 ? cells - wanted : cells / 2;
    return wanted < cells - about ? wanted : cells - about;
}

int prompt_draw(struct prompt *p, struct draw *d, int y, int x, int cells)
{
    int label = draw_run(d, y, x, cells, ROLE_KEY, p->ops->label);
    const char *said = p->message ? p->message : p->note;
    int room = text_cells(p, d, cells - label, said);
    line_view(&p->line, (size_t)(room > 0 ? room : 0));
    size_t wrong_end = p->wrong_start + p->wrong_len;
    size_t bounds[] = {0, p->wrong_start, wrong_end, p->line.text.len};
    int at[3] = {y, x + label, room};
    for (int i = 0; i < 3; i++) {
        int used = draw_part(d, p, bounds[i], bounds[i + 1], at,
                             i == 1 ? ROLE_WRONG : ROLE_TEXT);
        at[1] += used;
        at[2] -= used;
    }
    if (said)
        draw_text(d, y, x + label + room + GAP, cells - label - room - GAP,
                  p->message ? ROLE_ERROR : ROLE_DIM, said);
    char *before = xstrndup(prompt_text(p) + p->line.left, p->line.cursor - p->line.left);
    int column = x + label + draw_width(d, before);
    free(before);
    return column < x + cells ? column : x + cells - 1;
}

/* --- the candidates --------------------------------------------------------------- */

static int widest(const struct draw *d, char *const *texts, size_t count)
{
    int width = 0;
    for (size_t i = 0; i < count; i++) {
        int w = texts[i] ? draw_width(d, texts[i]) : 0;
        width = w > width ? w : width;
    }
    return width;
}

/* The rows that show: the chosen one is among them. */
static size_t first_row(const struct prompt *p, size_t rows)
{
    size_t at = p->offered_at < p->offered.count ? p->offered_at : 0;
    return at < rows ? 0 : at - rows + 1;
}

void prompt_draw_list(const struct prompt *p, struct draw *d, int y, int x, int cells)
{
    const struct candidates *c = &p->offered;
    int rows = y - 2 < LIST_ROWS ? y - 2 : LIST_ROWS;
    if (c->count < 2 || rows < 1)
        return;
    if ((size_t)rows > c->count)
        rows = (int)c->count;
    int words = widest(d, c->words, c->count), about = widest(d, c->about, c->count);
    int inside = words + (about > 0 ? GAP + about : 0);
    if (inside > cells - 4)
        inside = cells - 4;
    struct rect box = {y - rows - 2, x, rows + 2, inside + 4};
    draw_box(d, &box, false, ROLE_EDGE_FOCUS);
    size_t first = first_row(p, (size_t)rows);
    for (int i = 0; i < rows; i++) {
        size_t n = first + (size_t)i;
        int row = box.y + 1 + i, left = inside < words ? inside : words;
        d->look = n == p->offered_at ? LOOK_CURSOR : LOOK_PLAIN;
        draw_space(d, row, x + 1, inside + 2);
        draw_text(d, row, x + 2, left, ROLE_TEXT, c->words[n]);
        if (c->about[n])
            draw_text(d, row, x + 2 + left + GAP, inside - left - GAP, ROLE_DIM,
                      c->about[n]);
    }
    d->look = LOOK_PLAIN;
    char count[32];
    snprintf(count, sizeof count, " %zu-%zu of %zu ", first + 1, first + (size_t)rows,
             c->count);
    int width = draw_width(d, count);
    if ((size_t)rows < c->count && width + 4 <= box.w)
        draw_text(d, y - 1, x + box.w - 2 - width, width, ROLE_DIM, count);
}
