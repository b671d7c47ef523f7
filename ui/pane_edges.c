/* What stands around a pane's rows: edges, the title with filter and sort, the position,
 * how old the rows are, and the titles of the columns. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "ui/pane.h"

/* Knowledge that is older says so; younger is what the header's age tells. */
#define OLD_MS 60000

/* Cells of a filter that are worth more than the position, and than the pane's name. */
#define FILTER_LEAST 12
#define FILTER_MOST 24

#define BETWEEN " · " /* parts of a title */
#define POSITION_BYTES 160

/* ", 167 read" where the filter cannot judge all rows yet, else "". */
static void judged_text(const struct pane *p, const struct scene *s, char *out,
                        size_t size)
{
    size_t judged;
    char count[32];
    *out = '\0';
    if (!pane_is_half_judged(p, s, &judged))
        return;
    format_count(judged, count, sizeof count);
    snprintf(out, size, ", %s read", count);
}

/* "5/7"; of filtered rows "3/12 of 1,284", with less detail "12 of 1,284" or "12". */
static void position_text(const struct pane *p, const struct scene *s, int detail,
                          char out[POSITION_BYTES])
{
    *out = '\0';
    if (p->list.count == 0 && (!p->filter || p->source.total == 0))
        return;
    char at[32], count[32], all[32];
    int64_t total = p->ops->total ? p->ops->total(s) : -1;
    int64_t known = (int64_t)p->source.total;
    format_count(p->list.cursor + 1, at, sizeof at);
    bool exact = p->matching >= (int64_t)p->list.count;
    format_count(exact ? (uint64_t)p->matching : p->list.count, count, sizeof count);
    format_count((uint64_t)(total < known ? known : total), all, sizeof all);
    char judged[48];
    judged_text(p, s, judged, sizeof judged);
    bool open = (p->more && !exact) || (detail == 0 && *judged);
    const char *more = open ? "+" : "";
    if (!p->filter)
        snprintf(out, POSITION_BYTES, "%s/%s", at, all);
    else if (detail == 0)
        snprintf(out, POSITION_BYTES, "%s%s", count, more);
    else if (detail == 1 || p->list.count == 0)
        snprintf(out, POSITION_BYTES, "%s%s of %s%s", count, more, all, judged);
    else
        snprintf(out, POSITION_BYTES, "%s/%s%s of %s%s", at, count, more, all, judged);
}

/* Where Codat does not answer at all, that began with the first read that failed, which
 * may have been another one. */
static int64_t failing_since(const struct scene *s, const struct knowledge *k)
{
    int64_t service = fleet_service(s->view->fleet)->failing;
    return service != 0 && service < k->failing ? service : k->failing;
}

/* What is to be known about the rows' age, or "". */
static void note_text(const struct pane *p, const struct scene *s, bool brief, char *out,
                      size_t size)
{
    *out = '\0';
    const struct knowledge *k = p->ops->known(s);
    if (!k || p->list.count == 0)
        return;
    if (s->watch->paused) {
        char age[16] = "";
        if (k->read)
            draw_age_mono(s->draw, k->read, age, sizeof age);
        snprintf(out, size,
                 !k->read             ? "paused"
                 : strcmp(age, "now") ? "paused, read %s ago"
                                      : "paused, read now",
                 age);
    } else if (k->failing) {
        char since[32], next[16];
        time_format_clock(s->view->wall - (s->view->now - failing_since(s, k)), since,
                          sizeof since);
        const char *why = k->error ? error_kind_name(k->error->kind) : "failed";
        int n = snprintf(out, size, "%s since %s", why, since);
        if (brief || k->asked || n < 0 || (size_t)n >= size)
            return;
        draw_until(s->draw, k->not_before, next, sizeof next);
        snprintf(out + n, size - (size_t)n, ", next try %s%s",
                 strcmp(next, "now") ? "in " : "", next);
    } else if (p->stray) {
        snprintf(out, size, "≠ no longer matches");
    } else if (p->ops->newest_first && p->list.newer > 0 &&
               sort_is_usual(&p->ops->columns, &p->arrangement.sort)) {
        char count[32];
        format_count(p->list.newer, count, sizeof count);
        snprintf(out, size, "%s newer above", count);
    } else if (k->asked && p->list.cursor + 1 == p->list.count && p->ops->total &&
               p->ops->total(s) > (int64_t)p->source.total) {
        snprintf(out, size, "reading more…");
    } else if (k->read && s->view->now - k->read >= OLD_MS) {
        char age[16];
        draw_age_mono(s->draw, k->read, age, sizeof age);
        snprintf(out, size, "read %s ago", age);
    } else if (k->read)
        draw_changes_at(s->draw, k->read + OLD_MS);
}

/* Which of the columns shows what the rows are sorted by: its place among them, or
 * COLUMN_NONE. */
static size_t sorted_column(const struct pane *p)
{
    for (size_t i = 0; p->titled && i < p->columns.count; i++)
        if (p->columns.at[i] == p->arrangement.sort.at && p->fit.width[i] > 0)
            return i;
    return COLUMN_NONE;
}

/* ▲ where what the column shows grows downwards. */
static const char *arrow(const struct pane *p)
{
    const struct sort *sort = &p->arrangement.sort;
    return sort->descending != p->ops->columns.items[sort->at].ages ? "▼" : "▲";
}

static void add_more(const struct pane *p, const struct scene *s, struct buf *b)
{
    struct buf more = {0};
    p->ops->title_more(s, &more);
    bool between = strncmp(buf_str(&more), BETWEEN, strlen(BETWEEN)) == 0;
    buf_adds(b, buf_str(&more) + (between && b->len == 0 ? strlen(BETWEEN) : 0));
    buf_free(&more);
}

/* Its parts leave from the end as detail falls: 2 all, 1 without the company, 0 without
 * the pane's own name. */
static void title_text(const struct pane *p, const struct scene *s, int detail,
                       struct buf *b)
{
    const struct column_kinds *kinds = &p->ops->columns;
    const struct sort *sort = &p->arrangement.sort;
    if (detail > 0)
        buf_adds(b, p->ops->title);
    if (detail > 1 && p->ops->of_company && s->company) {
        const char *name = s->company->record->name;
        buf_addf(b, BETWEEN "%s", name && *name ? name : s->company->record->id);
    }
    if (p->ops->title_more)
        add_more(p, s, b);
    if (!sort_is_usual(kinds, sort) && sorted_column(p) == COLUMN_NONE)
        buf_addf(b, "%s%s%s", b->len > 0 ? BETWEEN : "",
                 kinds->items[sort->at].ages ? "age" : kinds->items[sort->at].name,
                 arrow(p));
}

/* " text " on an edge, at most cells cells; returns the cells it took. */
static int edge_text(struct draw *d, int y, int x, int cells, enum role role,
                     const char *text)
{
    if (!*text || cells < 4)
        return 0;
    draw_space(d, y, x, 1);
    int n = draw_run(d, y, x + 1, cells - 2, role, text);
    draw_space(d, y, x + 1 + n, 1);
    return n + 2;
}

static int at_most(int a, int b)
{
    return a < b ? a : b;
}

/* As much of the title as leaves the filter its cells: all of them beside the whole
 * title, some beside the pane's name. Returns what the filter is left at least. */
static int fitting_title(const struct pane *p, const struct scene *s, int cells,
                         int wanted, struct buf *title)
{
    const int least[] = {at_most(wanted, FILTER_LEAST), at_most(wanted, FILTER_MOST),
                         wanted};
    for (int detail = 2;; detail--) {
        int room = cells - least[detail] - (wanted > 0 ? 3 : 2);
        buf_clear(title);
        title_text(p, s, detail, title);
        if (wanted == 0 || detail == 0 || draw_width(s->draw, buf_str(title)) <= room)
            return least[detail];
    }
}

/* " Companies /xero status:failed ": the filter shows whatever else has to leave. */
static void draw_title(const struct pane *p, const struct scene *s, int y, int x,
                       int cells, bool focused)
{
    struct buf title = {0}, filter = {0};
    if (p->filter)
        buf_addf(&filter, "/%s", p->filter_text);
    int wanted = draw_width(s->draw, buf_str(&filter));
    int least = fitting_title(p, s, cells, wanted, &title);
    int taken = edge_text(s->draw, y, x, cells - (least > 0 ? least + 1 : 0),
                          focused ? ROLE_TITLE_FOCUS : ROLE_TITLE, buf_str(&title));
    if (taken > 0)
        taken--; /* one space is between them */
    edge_text(s->draw, y, x + taken, cells - taken, ROLE_FILTER, buf_str(&filter));
    buf_free(&title);
    buf_free(&filter);
}

/* As much of the position as leaves room for the least of a title. */
static int fitting_position(const struct pane *p, const struct scene *s, int room,
                            char out[POSITION_BYTES])
{
    for (int detail = 2; detail >= 0; detail--) {
        position_text(p, s, detail, out);
        int taken = *out ? draw_width(s->draw, out) + 2 : 0;
        if (taken <= room)
            return taken;
    }
    return 0;
}

/* The upper edge: the title, and at the right end the position or the note. */
static void draw_top(const struct pane *p, const struct scene *s, const struct rect *r,
                     bool focused, const char *note, enum role note_role)
{
    char position[POSITION_BYTES];
    int cells = r->w - 2, least = 8;
    if (p->filter)
        least = at_most(draw_width(s->draw, p->filter_text) + 1, FILTER_LEAST) + 3;
    int taken = note ? draw_width(s->draw, note) + 2
                     : fitting_position(p, s, cells - least, position);
    if (taken > cells - least)
        taken = 0;
    edge_text(s->draw, r->y, r->x + r->w - 1 - taken, taken, note ? note_role : ROLE_DIM,
              note ? note : position);
    draw_title(p, s, r->y, r->x + 1, cells - taken, focused);
}

void pane_draw_edges(struct pane *p, const struct scene *s, const struct layout *l,
                     enum pane_id id, bool focused)
{
    struct draw *d = s->draw;
    const struct rect *r = &l->pane[id];
    enum role edge = focused ? ROLE_EDGE_FOCUS : ROLE_EDGE;
    /* The upper of two panes that share an edge leaves it to the lower one. */
    bool has_bottom = l->framed && !(l->divided && id == PANE_TYPES);
    char note[160];
    note_text(p, s, !has_bottom, note, sizeof note);
    if (draw_width(d, note) + 6 > r->w)
        note_text(p, s, true, note, sizeof note);
    if (l->framed)
        draw_box(d, r, l->divided && id == PANE_HISTORY, edge);
    else
        draw_hline(d, r->y, r->x, r->w, edge);
    const struct knowledge *k = p->ops->known(s);
    enum role note_role = k && k->failing ? ROLE_FAILED : ROLE_DIM;
    bool instead = *note && !has_bottom;
    draw_top(p, s, r, focused, instead ? note : NULL, note_role);
    if (*note && has_bottom) {
        int taken = draw_width(d, note) + 2;
        if (taken > r->w - 4)
            taken = r->w - 4;
        edge_text(d, r->y + r->h - 1, r->x + r->w - 2 - taken, taken, note_role, note);
    }
}

/* --- the titles of columns ------------------------------------------------------- */

/* As much of it as there is room for, with an arrow where the rows are sorted by it. */
static void draw_column_title(const struct pane *p, const struct scene *s, size_t i,
                              bool sorted)
{
    const struct column *column = &p->look[i];
    struct cell c = {p->rows.y - 1, p->rows.x + p->fit.x[i], p->fit.width[i]};
    int room = c.cells - (sorted ? 1 : 0);
    const char *text = column->title, *sign = sorted ? arrow(p) : "";
    if (column->brief && draw_width(s->draw, text) > room)
        text = column->brief;
    int len = (int)(sorted ? text_prefix(text, (size_t)room, NULL) : strlen(text));
    char *title = xasprintf("%.*s%s", len, text, sign);
    (column->right ? draw_text_right : draw_text)(s->draw, c.y, c.x, c.cells,
                                                  sorted ? ROLE_TEXT : ROLE_DIM, title);
    free(title);
}

void pane_draw_titles(const struct pane *p, const struct scene *s)
{
    size_t sorted = sorted_column(p);
    for (size_t i = 0; i < p->columns.count; i++)
        if (p->fit.width[i] > 0)
            draw_column_title(p, s, i, i == sorted);
}
