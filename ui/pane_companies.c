/* The pane of companies: state, name, platform, age of the last sync, and more. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/order.h"
#include "ui/pane.h"

#define AGE_CELLS 4

struct rows {
    struct order order;
    const struct fleet *fleet;
    uint64_t arranged; /* version of the arrangement that the order has */
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

static const struct knowledge *known(const struct scene *s)
{
    const struct fleet_list *list = fleet_list_state(s->view->fleet);
    /* Between two pages of a first round nobody knows yet whether it is empty. */
    return list->known.read || list->known.error ? &list->known : NULL;
}

static const struct fleet_company *at(const void *data, const struct scene *s, size_t row)
{
    const struct rows *r = data;
    return order_at(&r->order, s->view->fleet, row);
}

static size_t judged(const struct scene *s)
{
    return fleet_counts(s->view->fleet)->read;
}

static void add_count(struct buf *b, const char *before, size_t n, const char *after)
{
    buf_adds(b, before);
    buf_add_count(b, n);
    buf_adds(b, after);
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

/* --- columns --------------------------------------------------------------------- */

static void draw_state(const void *data, const struct scene *s, size_t row,
                       const struct cell *to)
{
    enum state state = at(data, s, row)->state;
    draw_text(s->draw, to->y, to->x, to->cells, theme_state_role(state),
              theme_glyph(state, s->draw->ascii));
}

/* Marked, or about to be: in the range that is being drawn. */
static bool marked(const void *data, const struct scene *s, size_t row)
{
    if (row >= s->range.first && row < s->range.end)
        return true;
    return s->marks->count > 0 && marks_has(s->marks, id_at(data, row));
}

static void draw_name(const void *data, const struct scene *s, size_t row,
                      const struct cell *to)
{
    draw_text(s->draw, to->y, to->x, to->cells,
              marked(data, s, row) ? ROLE_MARKED : ROLE_TEXT,
              company_title(at(data, s, row)->record));
}

static void draw_platform(const void *data, const struct scene *s, size_t row,
                          const struct cell *to)
{
    const struct company *c = at(data, s, row)->record;
    struct buf b = {0};
    if (c->connection_count > 0 && c->connections[0].platform)
        buf_adds(&b, c->connections[0].platform);
    if (c->connection_count > 1)
        buf_addf(&b, " +%zu", c->connection_count - 1);
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, buf_str(&b));
    buf_free(&b);
}

/* What the customer has to do stands in the place of the age, or NULL. */
static const char *call_to_act(const void *data, const struct scene *s, size_t row)
{
    const struct connection *needs =
        fleet_needs_relink(s->view->fleet, at(data, s, row)->record->id);
    if (!needs)
        return NULL;
    return needs->status == CONNECTION_DEAUTHORIZED ? "relink" : "link";
}

static int last_sync_needs(const void *data, const struct scene *s, size_t row)
{
    const char *act = call_to_act(data, s, row);
    return act ? draw_width(s->draw, act) : 0;
}

static void draw_last_sync(const void *data, const struct scene *s, size_t row,
                           const struct cell *to)
{
    int64_t last_sync = at(data, s, row)->record->last_sync;
    const char *act = call_to_act(data, s, row);
    char age[16];
    draw_age(s->draw, last_sync, age, sizeof age);
    draw_text_right(s->draw, to->y, to->x, to->cells, act ? ROLE_ATTENTION : ROLE_TEXT,
                    act                      ? act
                    : last_sync == TIME_NONE ? "–"
                                             : age);
}

static void draw_id(const void *data, const struct scene *s, size_t row,
                    const struct cell *to)
{
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, at(data, s, row)->record->id);
}

static void draw_created(const void *data, const struct scene *s, size_t row,
                         const struct cell *to)
{
    pane_draw_stamp(s, to, at(data, s, row)->record->created);
}

static void draw_connections(const void *data, const struct scene *s, size_t row,
                             const struct cell *to)
{
    char count[32];
    format_count(at(data, s, row)->record->connection_count, count, sizeof count);
    draw_text_right(s->draw, to->y, to->x, to->cells, ROLE_TEXT, count);
}

static void draw_tags(const void *data, const struct scene *s, size_t row,
                      const struct cell *to)
{
    const struct company *c = at(data, s, row)->record;
    struct buf b = {0};
    for (size_t i = 0; i < c->tag_count; i++)
        buf_addf(&b, "%s%s%s%s", i > 0 ? " " : "", c->tags[i].key,
                 c->tags[i].value ? "=" : "", c->tags[i].value ? c->tags[i].value : "");
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, buf_str(&b));
    buf_free(&b);
}

static void draw_created_by(const void *data, const struct scene *s, size_t row,
                            const struct cell *to)
{
    const char *by = at(data, s, row)->record->created_by;
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, by ? by : "");
}

/* Keys of sorting count from 1. */
#define BY(order) ((order) + 1)

static const struct column_kind columns[] = {
    {.name = "state",
     .key = BY(ORDER_STATE),
     .leads = true,
     .wide = {.title = "", .min = 1, .keep = 30},
     .draw = draw_state},
    {.name = "name",
     .key = BY(ORDER_NAME),
     .wide = {.title = "Company", .min = 10, .grow = 2, .keep = 40},
     .narrow = {.title = "Company", .min = 10, .grow = 7, .keep = 40},
     .draw = draw_name},
    {.name = "platform",
     .key = BY(ORDER_PLATFORM),
     .wide = {.title = "Platform",
              .brief = "Source",
              .min = 7,
              .max = 16,
              .grow = 1,
              .keep = 10},
     .draw = draw_platform},
    {.name = "last-sync",
     .key = BY(ORDER_LAST_SYNC),
     .falls = true,
     .ages = true,
     .wide = {.title = "Age", .min = AGE_CELLS, .keep = 20, .right = true},
     .draw = draw_last_sync,
     .needs = last_sync_needs},
    {.name = "id",
     .key = BY(ORDER_ID),
     .wide = {.title = "Id", .min = 8, .max = 36, .grow = 2, .keep = 9},
     .draw = draw_id},
    {.name = "created",
     .key = BY(ORDER_CREATED),
     .falls = true,
     .wide = {.title = "Created", .min = 12, .max = 17, .grow = 1, .keep = 8},
     .draw = draw_created},
    {.name = "connections",
     .key = BY(ORDER_CONNECTIONS),
     .falls = true,
     .wide = {.title = "Connections", .brief = "Con", .min = 3, .keep = 7, .right = true},
     .draw = draw_connections},
    {.name = "tags",
     .wide = {.title = "Tags", .min = 10, .grow = 2, .keep = 6},
     .draw = draw_tags},
    {.name = "created-by",
     .key = BY(ORDER_CREATED_BY),
     .wide = {.title = "Created by", .min = 8, .max = 24, .grow = 1, .keep = 5},
     .draw = draw_created_by},
};

static int64_t changed(const void *data, const struct scene *s, size_t row)
{
    const struct rows *r = data;
    return fleet_changed_at(order_at(&r->order, s->view->fleet, row));
}

static void sync(void *data, const struct scene *s, const struct arrangement *a,
                 struct pane_rows *rows)
{
    struct rows *r = data;
    r->fleet = s->view->fleet;
    if (r->arranged != a->version) {
        enum order_by by = (enum order_by)(columns[a->sort.at].key - 1);
        order_set(&r->order, by, a->sort.descending);
        order_filter(&r->order, a->filter);
        r->arranged = a->version;
    }
    order_keep(&r->order, a->keep);
    if (!order_sync(&r->order, r->fleet, s->draw->server_wall))
        s->draw->next_change = s->draw->now;
    else if (r->order.due != 0)
        draw_changes_at(s->draw, s->draw->now + r->order.due - s->draw->server_wall);
    rows->source =
        (struct list_source){r, r->order.count, id_at, find, order_total(&r->order)};
    rows->stray = r->order.stray;
}

const struct pane_ops pane_companies = {
    .name = "companies",
    .title = "Companies",
    .one = "company",
    .filters = FILTER_COMPANIES,
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
    .judged = judged,
    .changed = changed,
    .title_more = title_more,
    .marked = marked,
    .columns = {columns, sizeof columns / sizeof *columns,
                "state,name,platform,last-sync", "name"},
    .title_rows = 10,
};
