/* What all panes share. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/timefmt.h"
#include "ui/pane.h"

/* Knowledge that is older says so; younger is what the header's age tells. */
#define OLD_MS 60000

/* Of "24 Nov 09:14:02" or "24 Nov 2025 09:14" the most telling cells. */
#define BRIEF_STAMP 12

const struct pane_ops *const pane_kinds[PANE_COUNT] = {
    [PANE_COMPANIES] = &pane_companies,
    [PANE_TYPES] = &pane_types,
    [PANE_HISTORY] = &pane_history,
};

void pane_open(struct pane *p, const struct pane_ops *ops)
{
    *p = (struct pane){.ops = ops, .data = ops->create()};
    char *error = NULL;
    columns_parse(&ops->columns, "", &p->columns, &error);
    free(error);
}

void pane_close(struct pane *p)
{
    p->ops->destroy(p->data);
    list_free(&p->list);
    *p = (struct pane){0};
}

/* Inside of the edges, with a margin where there is room for one. */
static struct rect inside(const struct rect *r, const struct layout *l)
{
    if (l->framed)
        return (struct rect){r->y + 1, r->x + 2, r->h - 2, r->w - 4};
    int margin = r->w >= 30 ? 1 : 0;
    return (struct rect){r->y + 1, r->x + margin, r->h - 1, r->w - 2 * margin};
}

void pane_sync(struct pane *p, const struct scene *s, const struct layout *l,
               enum pane_id id)
{
    p->rows = inside(&l->pane[id], l);
    if (p->rows.h < 0)
        p->rows.h = 0;
    columns_look(&p->ops->columns, &p->columns, p->rows.w, p->look);
    table_fit(p->look, p->columns.count, p->rows.w, &p->fit);
    p->titled = p->rows.h >= p->ops->title_rows;
    if (p->titled) {
        p->rows.y++;
        p->rows.h--;
    }
    p->ops->sync(p->data, s, &p->source);
    list_sync(&p->list, &p->source, (size_t)p->rows.h);
}

int pane_cursor_row(const struct pane *p)
{
    return p->rows.y + (int)(p->list.cursor - p->list.top);
}

size_t pane_column_at(const struct pane *p, int x)
{
    for (size_t i = 0; i < p->columns.count; i++) {
        int from = p->rows.x + p->fit.x[i];
        if (p->fit.width[i] > 0 && x >= from && x < from + p->fit.width[i])
            return p->columns.at[i];
    }
    return COLUMN_NONE;
}

bool pane_set_columns(struct pane *p, const char *text, char **error)
{
    return columns_parse(&p->ops->columns, text, &p->columns, error);
}

/* --- edges ----------------------------------------------------------------------- */

static void position_text(const struct pane *p, const struct scene *s, char *out,
                          size_t size)
{
    *out = '\0';
    if (p->list.count == 0)
        return;
    char at[32], all[32];
    int64_t total = p->ops->total ? p->ops->total(s) : -1;
    if (total < (int64_t)p->list.count)
        total = (int64_t)p->list.count;
    format_count(p->list.cursor + 1, at, sizeof at);
    format_count((uint64_t)total, all, sizeof all);
    snprintf(out, size, "%s/%s", at, all);
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
    } else if (p->ops->newest_first && p->list.newer > 0) {
        char count[32];
        format_count(p->list.newer, count, sizeof count);
        snprintf(out, size, "%s newer above", count);
    } else if (k->asked && p->list.cursor + 1 == p->list.count && p->ops->total &&
               p->ops->total(s) > (int64_t)p->list.count) {
        snprintf(out, size, "reading more…");
    } else if (k->read && s->view->now - k->read >= OLD_MS) {
        char age[16];
        draw_age_mono(s->draw, k->read, age, sizeof age);
        snprintf(out, size, "read %s ago", age);
    } else if (k->read)
        draw_changes_at(s->draw, k->read + OLD_MS);
}

static void title_text(const struct pane *p, const struct scene *s, struct buf *b)
{
    buf_adds(b, p->ops->title);
    if (p->ops->of_company && s->company) {
        const char *name = s->company->record->name;
        buf_addf(b, " · %s", name && *name ? name : s->company->record->id);
    }
    if (p->ops->title_more)
        p->ops->title_more(s, b);
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

static void draw_title(struct pane *p, const struct scene *s, const struct rect *r,
                       bool focused, const char *right, enum role right_role)
{
    struct draw *d = s->draw;
    struct buf title = {0};
    title_text(p, s, &title);
    int room = r->w - 2;
    int taken = *right ? draw_width(d, right) + 2 : 0;
    if (taken > room - 8)
        taken = 0;
    if (taken > 0)
        edge_text(d, r->y, r->x + r->w - 1 - taken, taken, right_role, right);
    edge_text(d, r->y, r->x + 1, room - taken, focused ? ROLE_TITLE_FOCUS : ROLE_TITLE,
              buf_str(&title));
    buf_free(&title);
}

static void draw_edges(struct pane *p, const struct scene *s, const struct layout *l,
                       enum pane_id id, bool focused)
{
    struct draw *d = s->draw;
    const struct rect *r = &l->pane[id];
    enum role edge = focused ? ROLE_EDGE_FOCUS : ROLE_EDGE;
    /* The upper of two panes that share an edge leaves it to the lower one. */
    bool has_bottom = l->framed && !(l->divided && id == PANE_TYPES);
    char position[80], note[160];
    position_text(p, s, position, sizeof position);
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
    draw_title(p, s, r, focused, instead ? note : position,
               instead ? note_role : ROLE_DIM);
    if (*note && has_bottom) {
        int taken = draw_width(d, note) + 2;
        if (taken > r->w - 4)
            taken = r->w - 4;
        edge_text(d, r->y + r->h - 1, r->x + r->w - 2 - taken, taken, note_role, note);
    }
}

/* --- rows ------------------------------------------------------------------------ */

static void draw_titles(struct pane *p, const struct scene *s)
{
    for (size_t i = 0; i < p->columns.count; i++) {
        const struct column *c = &p->look[i];
        const char *text = c->title;
        if (c->brief && draw_width(s->draw, text) > p->fit.width[i])
            text = c->brief;
        (c->right ? draw_text_right : draw_text)(s->draw, p->rows.y - 1,
                                                 p->rows.x + p->fit.x[i], p->fit.width[i],
                                                 ROLE_DIM, text);
    }
}

void pane_draw_stamp(const struct scene *s, const struct cell *to, int64_t moment)
{
    char stamp[32];
    time_format_stamp(moment, s->view->wall, stamp, sizeof stamp);
    if ((size_t)to->cells < strlen(stamp) && strlen(stamp) > BRIEF_STAMP)
        stamp[BRIEF_STAMP] = '\0';
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, stamp);
}

/* What a row needs more than its columns have, it takes from the columns before. */
static void row_cells(const struct pane *p, const struct scene *s, size_t row,
                      struct table_fit *fit)
{
    *fit = p->fit;
    size_t before = p->columns.count;
    for (size_t i = 0; i < p->columns.count; i++) {
        const struct column_kind *kind = &p->ops->columns.items[p->columns.at[i]];
        if (fit->width[i] == 0)
            continue;
        int more = kind->needs ? kind->needs(p->data, s, row) - fit->width[i] : 0;
        if (more > 0 && before < i && fit->width[before] > more) {
            fit->width[before] -= more;
            fit->x[i] -= more;
            fit->width[i] += more;
        }
        before = i;
    }
}

/* Beside the row; without a margin, in the gap behind its first column. */
static void draw_mark(const struct pane *p, struct draw *d, int y, int margin)
{
    int x = margin > 0 ? p->rows.x - 1 : p->rows.x + p->fit.x[0] + p->fit.width[0];
    draw_text(d, y, x, 1, ROLE_MARKED, "▌");
}

/* What changed a short while ago carries a sign behind the row, where there is a margin.
 */
static void draw_news(const struct pane *p, const struct scene *s, size_t row, int y,
                      int margin)
{
    int64_t changed = p->ops->changed ? p->ops->changed(p->data, s, row) : 0, until;
    if (margin == 0 || !watch_is_news(s->watch, changed, s->view->now, &until))
        return;
    draw_changes_at(s->draw, until);
    draw_text(s->draw, y, p->rows.x + p->rows.w, 1, ROLE_STRONG, "•");
}

static void draw_row(struct pane *p, const struct scene *s, size_t row, int margin,
                     enum row_look look)
{
    struct draw *d = s->draw;
    int y = p->rows.y + (int)(row - p->list.top);
    struct table_fit fit;
    row_cells(p, s, row, &fit);
    d->look = look;
    if (look == LOOK_CURSOR || look == LOOK_CURSOR_AWAY)
        draw_space(d, y, p->rows.x - margin, p->rows.w + 2 * margin);
    if (p->ops->marked && p->ops->marked(p->data, s, row))
        draw_mark(p, d, y, margin);
    for (size_t i = 0; i < p->columns.count; i++) {
        struct cell cell = {y, p->rows.x + fit.x[i], fit.width[i]};
        if (cell.cells > 0)
            p->ops->columns.items[p->columns.at[i]].draw(p->data, s, row, &cell);
    }
    draw_news(p, s, row, y, margin);
    d->look = LOOK_PLAIN;
}

static void draw_rows(struct pane *p, const struct scene *s, int margin, bool focused)
{
    const struct knowledge *k = p->ops->known(s);
    size_t end = p->list.top + (size_t)p->rows.h;
    for (size_t row = p->list.top; row < p->list.count && row < end; row++) {
        enum row_look look = k && k->failing ? LOOK_OLD : LOOK_PLAIN;
        if (row == p->list.cursor)
            look = focused ? LOOK_CURSOR : LOOK_CURSOR_AWAY;
        draw_row(p, s, row, margin, look);
    }
}

/* Why there are no rows, and what to do. */
static void draw_sentence(struct pane *p, const struct scene *s)
{
    const struct knowledge *k = p->ops->known(s);
    struct draw *d = s->draw;
    struct rect r = p->rows;
    if (p->titled) { /* no columns to name */
        r.y--;
        r.h++;
    }
    if (s->watch->paused && !(k && k->read)) {
        char *paused = scene_expand(s, "Reading is paused: {pause} goes on.");
        draw_wrapped(d, r.y, r.x, r.w, r.h, ROLE_TEXT, paused);
        free(paused);
        return;
    }
    if (k && k->error) {
        char *sentence = api_error_sentence(k->error);
        int n = draw_wrapped(d, r.y, r.x, r.w, r.h, ROLE_FAILED, sentence);
        free(sentence);
        char next[16], again[48];
        draw_until(d, k->not_before, next, sizeof next);
        snprintf(again, sizeof again, k->asked ? "Trying again…" : "Next try %s%s.",
                 strcmp(next, "now") ? "in " : "", next);
        if (n < r.h)
            draw_wrapped(d, r.y + n, r.x, r.w, r.h - n, ROLE_TEXT, again);
        return;
    }
    const char *text = p->ops->reading;
    if (k && k->read)
        text = s->read_only ? p->ops->empty_read_only : p->ops->empty;
    else if (p->ops->of_company && !s->company)
        return;
    char *expanded = scene_expand(s, text);
    draw_wrapped(d, r.y, r.x, r.w, r.h, ROLE_DIM, expanded);
    free(expanded);
}

void pane_draw(struct pane *p, const struct scene *s, const struct layout *l,
               enum pane_id id, bool focused)
{
    if (l->pane[id].h == 0)
        return;
    draw_edges(p, s, l, id, focused);
    if (p->rows.h == 0)
        return;
    if (p->list.count == 0) {
        draw_sentence(p, s);
        return;
    }
    if (p->titled)
        draw_titles(p, s);
    int margin = l->framed || l->pane[id].w >= 30 ? 1 : 0;
    draw_rows(p, s, margin, focused);
}
