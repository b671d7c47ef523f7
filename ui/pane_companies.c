/* The pane of companies, by name: state, name, platform, age of the last sync. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/order.h"
#include "ui/pane.h"

enum { STATE, NAME, PLATFORM, AGE };

#define AGE_CELLS 4

static const struct column columns[] = {
    [STATE] = {.title = "", .min = 1, .keep = 3},
    [NAME] = {.title = "", .min = 10, .grow = 2, .keep = 4},
    [PLATFORM] = {.title = "", .min = 7, .max = 16, .grow = 1, .keep = 1},
    [AGE] = {.title = "", .min = AGE_CELLS, .keep = 2, .right = true},
};

struct rows {
    struct order order;
    const struct fleet *fleet;
};

static void *create(void)
{
    return xcalloc(1, sizeof(struct rows));
}

static void destroy(void *data)
{
    struct rows *r = data;
    order_free(&r->order);
    free(r);
}

static const char *id_at(const void *ctx, size_t i)
{
    const struct rows *r = ctx;
    return order_at(&r->order, r->fleet, i)->record->id;
}

static size_t find(const void *ctx, const char *id)
{
    const struct rows *r = ctx;
    return order_find(&r->order, r->fleet, id);
}

static void sync(void *data, const struct scene *s, struct list_source *rows)
{
    struct rows *r = data;
    r->fleet = s->view->fleet;
    if (!order_sync(&r->order, r->fleet, s->draw->server_wall))
        s->draw->next_change = s->draw->now;
    else if (r->order.due != 0)
        draw_changes_at(s->draw, s->draw->now + r->order.due - s->draw->server_wall);
    *rows = (struct list_source){r, r->order.count, id_at, find};
}

static const struct knowledge *known(const struct scene *s)
{
    const struct fleet_list *list = fleet_list_state(s->view->fleet);
    /* Between two pages of a first round nobody knows yet whether it is empty. */
    return list->known.read || list->known.error ? &list->known : NULL;
}

static const struct column *columns_for(int width, size_t *count, bool *titled)
{
    (void)width;
    *count = sizeof columns / sizeof columns[0];
    *titled = false;
    return columns;
}

/* What the customer has to do stands in the place of the age, or NULL. It is wider than
 * ages are, and takes the end of the platform's cells. */
static const char *call_to_act(const struct scene *s, const struct company *c)
{
    const struct connection *needs = fleet_needs_relink(s->view->fleet, c->id);
    if (!needs)
        return NULL;
    return needs->status == CONNECTION_DEAUTHORIZED ? "relink" : "link";
}

static void draw_platform(const struct scene *s, const struct company *c,
                          const struct cell *to)
{
    struct buf b = {0};
    if (c->connection_count > 0 && c->connections[0].platform)
        buf_adds(&b, c->connections[0].platform);
    if (c->connection_count > 1)
        buf_addf(&b, " +%zu", c->connection_count - 1);
    const char *act = call_to_act(s, c);
    int taken = act ? draw_width(s->draw, act) - AGE_CELLS : 0;
    draw_text(s->draw, to->y, to->x, to->cells - (taken > 0 ? taken : 0), ROLE_TEXT,
              buf_str(&b));
    buf_free(&b);
}

static void draw_last_sync(const struct scene *s, const struct company *c,
                           const struct cell *to)
{
    const char *act = call_to_act(s, c);
    if (act) {
        int cells = draw_width(s->draw, act);
        draw_text(s->draw, to->y, to->x + to->cells - cells, cells, ROLE_ATTENTION, act);
        return;
    }
    char age[16];
    draw_age(s->draw, c->last_sync, age, sizeof age);
    draw_text_right(s->draw, to->y, to->x, to->cells, ROLE_TEXT,
                    c->last_sync == TIME_NONE ? "–" : age);
}

/* Marked, or about to be: in the range that is being drawn. */
static bool marked(const void *data, const struct scene *s, size_t row)
{
    if (row >= s->range.first && row < s->range.end)
        return true;
    return s->marks->count > 0 && marks_has(s->marks, id_at(data, row));
}

static void add_count(struct buf *b, const char *before, size_t n, const char *after)
{
    char count[32];
    format_count(n, count, sizeof count);
    buf_addf(b, "%s%s%s", before, count, after);
}

static void title_more(const struct scene *s, struct buf *b)
{
    if (s->range.end > s->range.first)
        add_count(b, " · range of ", s->range.end - s->range.first, "");
    else if (s->marks->count > 0)
        add_count(b, " · ", s->marks->count, " marked");
    if (s->marks->count > 0 && s->marks_hidden > 0)
        add_count(b, ", ", s->marks_hidden, " not shown");
}

static void draw(void *data, const struct scene *s, size_t row, int column,
                 const struct cell *to)
{
    struct rows *r = data;
    struct draw *d = s->draw;
    const struct fleet_company *c = order_at(&r->order, s->view->fleet, row);
    switch (column) {
    case STATE:
        draw_text(d, to->y, to->x, to->cells, theme_state_role(c->state),
                  theme_glyph(c->state, d->ascii));
        break;
    case NAME:
        draw_text(d, to->y, to->x, to->cells,
                  marked(data, s, row) ? ROLE_MARKED : ROLE_TEXT,
                  company_title(c->record));
        break;
    case PLATFORM:
        draw_platform(s, c->record, to);
        break;
    case AGE:
        draw_last_sync(s, c->record, to);
        break;
    }
}

const struct pane_ops pane_companies = {
    .title = "Companies",
    .reading = "Reading companies…",
    .empty =
        "No companies. They appear here as soon as one is created, in the Codat portal "
        "or through its API. If there should be some, check that the key belongs to "
        "the right client.",
    .empty_read_only =
        "No companies. If there should be some, check that the key belongs "
        "to the right client.",
    .create = create,
    .destroy = destroy,
    .sync = sync,
    .known = known,
    .title_more = title_more,
    .marked = marked,
    .columns = columns_for,
    .draw = draw,
};
