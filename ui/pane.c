/* What all panes share. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "ui/pane.h"

/* Of "24 Nov 09:14:02" or "24 Nov 2025 09:14" the most telling cells. */
#define BRIEF_STAMP 12

const struct pane_ops *const pane_kinds[PANE_COUNT] = {
    [PANE_COMPANIES] = &pane_companies,
    [PANE_TYPES] = &pane_types,
    [PANE_HISTORY] = &pane_history,
};

enum pane_id pane_named(const char *name, size_t len)
{
    for (int i = 0; i < PANE_COUNT; i++)
        if (strlen(pane_kinds[i]->name) == len &&
            strncmp(pane_kinds[i]->name, name, len) == 0)
            return (enum pane_id)i;
    return PANE_COUNT;
}

void pane_open(struct pane *p, const struct pane_ops *ops, const struct pane_setup *setup)
{
    *p = (struct pane){.ops = ops, .data = ops->create(), .setup = *setup};
    char *error = NULL;
    if (setup->columns.count == 0)
        columns_parse(&ops->columns, "", &p->setup.columns, &error);
    if (!setup->sorted)
        sort_parse(&ops->columns, "", &p->setup.sort, &error);
    p->setup.sorted = true;
    p->columns = p->setup.columns;
    p->arrangement = (struct arrangement){.sort = p->setup.sort, .version = 1};
}

void pane_close(struct pane *p)
{
    p->ops->destroy(p->data);
    list_free(&p->list);
    free(p->filter_text);
    filter_free(&p->filter);
    filter_free(&p->filter_before);
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

static void sync_rows(struct pane *p, const struct scene *s)
{
    struct pane_rows rows = {.matching = -1};
    p->arrangement.keep = p->filter && !p->filter_changed ? p->list.id : NULL;
    p->ops->sync(p->data, s, &p->arrangement, &rows);
    p->source = rows.source;
    p->more = rows.more;
    p->matching = rows.matching;
    p->stray = rows.stray;
    p->arrangement.keep = NULL;
    filter_free(&p->filter_before);
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
    sync_rows(p, s);
    if (p->filter_changed)
        list_go_home(&p->list, &p->source);
    list_sync(&p->list, &p->source, (size_t)p->rows.h);
    if (!p->filter)
        list_settle(&p->list);
    p->filter_changed = false;
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
    if (*text)
        return columns_parse(&p->ops->columns, text, &p->columns, error);
    p->columns = p->setup.columns;
    return true;
}

void pane_set_sort(struct pane *p, const struct sort *sort)
{
    p->arrangement.sort = *sort;
    p->arrangement.version++;
}

void pane_columns_shown(const struct pane *p, bool shown[TABLE_COLUMNS])
{
    for (size_t i = 0; i < p->columns.count; i++)
        shown[i] = p->fit.width[i] > 0;
}

bool pane_set_filter(struct pane *p, const char *text, struct filter_error *error)
{
    struct filter *filter = filter_parse(text ? text : "", p->ops->filters, error);
    if (!filter)
        return false;
    if (filter_is_empty(filter))
        filter_free(&filter);
    char *copy = filter ? xstrdup(text) : NULL;
    /* The rows know the one of the last sync until the next. */
    if (p->filter_before)
        filter_free(&p->filter);
    else
        p->filter_before = p->filter;
    free(p->filter_text);
    p->filter_text = copy;
    p->filter = filter;
    p->filter_changed = true;
    p->arrangement.filter = filter;
    p->arrangement.version++;
    return true;
}

bool pane_is_plain(const struct pane *p)
{
    return !p->filter && sort_is_usual(&p->ops->columns, &p->arrangement.sort);
}

/* --- rows ------------------------------------------------------------------------ */

int64_t pane_filter_until(const struct scene *s, const struct filter *filter)
{
    int64_t period = filter ? filter_period(filter) : INT64_MAX;
    return period < INT64_MAX - s->view->now ? s->view->now + period : INT64_MAX;
}

bool pane_is_half_judged(const struct pane *p, const struct scene *s, size_t *judged)
{
    if (!p->ops->judged || !filter_needs_statuses(p->filter))
        return false;
    *judged = p->ops->judged(s);
    return *judged < p->source.total;
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

/* The cursor's row that does not match the filter any more. */
static void draw_stray(const struct pane *p, const struct scene *s, int y, int margin)
{
    if (margin > 0)
        draw_text(s->draw, y, p->rows.x + p->rows.w, 1, ROLE_ATTENTION, "≠");
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
    if (p->stray && row == p->list.cursor)
        draw_stray(p, s, y, margin);
    else
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

static void draw_no_match(const struct pane *p, const struct scene *s,
                          const struct rect *r)
{
    char *advice = scene_expand(s, "{back} clears the filter."), known[32];
    size_t judged;
    char *text;
    format_count(p->source.total, known, sizeof known);
    if (pane_is_half_judged(p, s, &judged)) {
        char read[32];
        format_count(judged, read, sizeof read);
        text =
            xasprintf("No %s matches /%s so far; the statuses of %s of %s are read. %s",
                      p->ops->one, p->filter_text, read, known, advice);
    } else if (p->more) {
        text = xasprintf("No %s of the %s that were read matches /%s; %s", p->ops->one,
                         known, p->filter_text, advice);
    } else {
        text = xasprintf("No %s matches /%s; %s", p->ops->one, p->filter_text, advice);
    }
    draw_wrapped(s->draw, r->y, r->x, r->w, r->h, ROLE_TEXT, text);
    free(text);
    free(advice);
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
    if (p->filter && p->source.total > 0) {
        draw_no_match(p, s, &r);
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
    pane_draw_edges(p, s, l, id, focused);
    if (p->rows.h == 0)
        return;
    if (p->list.count == 0) {
        draw_sentence(p, s);
        return;
    }
    if (p->titled)
        pane_draw_titles(p, s);
    int margin = l->framed || l->pane[id].w >= 30 ? 1 : 0;
    draw_rows(p, s, margin, focused);
}
