/* The pane of a company's pulls, newest first. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/pane.h"
#include "ui/pull_text.h"
#include "ui/status.h"

struct row {
    const struct pull *pull;
    int64_t changed; /* monotonic; 0: it was so */
};

struct rows {
    struct row *items; /* chosen and sorted */
    size_t count;
    bool more;                           /* of struct pane_rows … */
    int64_t matching;                    /* … too */
    const struct company_detail *detail; /* whose pulls they are … */
    uint64_t version, arranged;          /* … as of then, and arranged so … */
    bool asked;                          /* … with those that the query found … */
    int64_t until;                       /* … as long as their ages last; monotonic */
    const struct pull *stray;            /* among them because it is kept, or NULL */
};

static void *create(void)
{
    return xcalloc(1, sizeof(struct rows));
}

static void destroy(void *data)
{
    struct rows *r = data;
    free(r->items);
    free(r);
}

static const char *id_at(const void *ctx, size_t i)
{
    const struct rows *r = ctx;
    return r->items[i].pull->id;
}

/* Whether the filter's query, or what of it there is, was asked of Codat. */
static bool is_asked(const struct scene *s, const struct company_detail *d)
{
    return s->history_query && text_same(s->history_query, d->found.query);
}

/* What is being chosen from, and by what. */
struct choice {
    const struct scene *s;
    const struct filter *filter;
    const char *keep; /* id of the pull that is chosen whatever it matches, or NULL */
    const struct company_detail *detail;
    size_t brought; /* of those chosen, how many the query's pages must have brought */
};

static void offer(struct rows *r, struct choice *c, const struct pull *p, int64_t changed)
{
    if (!filter_matches_pull(c->filter, p, c->s->company->record,
                             c->s->draw->server_wall)) {
        if (!text_same(c->keep, p->id))
            return;
        r->stray = p;
        r->items[r->count++] = (struct row){p, changed};
        return;
    }
    r->items[r->count++] = (struct row){p, changed};
    c->brought += p->requested >= c->detail->found.oldest;
}

/* How many match altogether: the API counts what matches the query. Where all that it
 * brought matches the filter, they say the same. */
static int64_t count_matching(const struct choice *c)
{
    const struct found_pulls *found = &c->detail->found;
    bool all = found->brought > 0 && c->brought >= found->brought;
    return is_asked(c->s, c->detail) && all ? found->total : -1;
}

static void choose(struct rows *r, const struct scene *s, const struct arrangement *a)
{
    struct choice c = {.s = s, .filter = a->filter, .keep = a->keep, .detail = r->detail};
    const struct company_detail *d = r->detail;
    bool asked = is_asked(s, d);
    size_t most = d->pull_count + (asked ? d->found.count : 0);
    r->items = xreallocarray(r->items, most + 1, sizeof *r->items);
    r->count = 0;
    for (size_t i = 0; i < d->pull_count; i++)
        offer(r, &c, d->pulls[i], d->pulls_changed[i]);
    for (size_t i = 0; asked && i < d->found.count; i++)
        offer(r, &c, d->found.pulls[i], 0);
    r->more = a->filter && !d->pulls_end && !(asked && d->found.end);
    r->matching = count_matching(&c);
}

static void put_in_order(struct rows *r, const struct scene *s, const struct sort *sort)
{
    size_t *order = xcalloc(r->count + 1, sizeof *order);
    struct row *sorted = xcalloc(r->count + 1, sizeof *sorted);
    sort_rows(&pane_history.columns, sort, r, s, r->count, order);
    for (size_t i = 0; i < r->count; i++)
        sorted[i] = r->items[order[i]];
    free(order);
    free(r->items);
    r->items = sorted;
}

/* A history can be long: it is only looked through when it or the question has changed.
 */
static bool is_right(const struct rows *r, const struct scene *s,
                     const struct arrangement *a, const struct company_detail *d)
{
    return r->detail == d && r->version == d->version && r->arranged == a->version &&
           r->asked == is_asked(s, d) && s->view->now < r->until &&
           (!r->stray || text_same(r->stray->id, a->keep));
}

static void sync(void *data, const struct scene *s, const struct arrangement *a,
                 struct pane_rows *rows)
{
    struct rows *r = data;
    const struct company_detail *d = s->company ? s->company->detail : NULL;
    if (!d) {
        r->count = 0;
        r->detail = NULL;
    } else if (!is_right(r, s, a, d)) {
        *r = (struct rows){.items = r->items,
                           .detail = d,
                           .version = d->version,
                           .arranged = a->version,
                           .asked = is_asked(s, d),
                           .until = pane_filter_until(s, a->filter)};
        choose(r, s, a);
        put_in_order(r, s, &a->sort);
    }
    if (d)
        draw_changes_at(s->draw, r->until);
    rows->source = (struct list_source){r, r->count, id_at, NULL, d ? d->pull_count : 0};
    rows->more = d && r->more;
    rows->stray = d && r->stray;
    rows->matching = d ? r->matching : -1;
}

/* Of the two reads, the one that fails. */
static const struct knowledge *known(const struct scene *s)
{
    const struct company_detail *d = s->company ? s->company->detail : NULL;
    if (!d)
        return NULL;
    return is_asked(s, d) && d->found.known.failing ? &d->found.known : &d->pulls_known;
}

static int64_t total(const struct scene *s)
{
    return s->company && s->company->detail ? s->company->detail->pulls_total : -1;
}

/* --- columns --------------------------------------------------------------------- */

static const struct pull *at(const void *data, size_t row)
{
    const struct rows *r = data;
    return r->items[row].pull;
}

static void draw_word(const struct scene *s, const struct cell *to, const char *word)
{
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, word ? word : "");
}

static void draw_state(const void *data, const struct scene *s, size_t row,
                       const struct cell *to)
{
    enum state state = pull_state(at(data, row));
    draw_text(s->draw, to->y, to->x, to->cells, theme_state_role(state),
              theme_glyph(state, s->draw->ascii));
}

static void draw_requested(const void *data, const struct scene *s, size_t row,
                           const struct cell *to)
{
    pane_draw_stamp(s, to, at(data, row)->requested);
}

static void draw_completed(const void *data, const struct scene *s, size_t row,
                           const struct cell *to)
{
    pane_draw_stamp(s, to, at(data, row)->completed);
}

static void draw_type(const void *data, const struct scene *s, size_t row,
                      const struct cell *to)
{
    const char *type = at(data, row)->data_type;
    draw_word(s, to, type ? type : "?");
}

static void draw_status(const void *data, const struct scene *s, size_t row,
                        const struct cell *to)
{
    struct status status = status_of_pull(at(data, row));
    status_draw(s->draw, &status, to);
}

static void draw_took(const void *data, const struct scene *s, size_t row,
                      const struct cell *to)
{
    char text[64];
    pull_took(s, at(data, row), text, sizeof text);
    draw_text_right(s->draw, to->y, to->x, to->cells, ROLE_TEXT, text);
}

static void draw_by(const void *data, const struct scene *s, size_t row,
                    const struct cell *to)
{
    draw_word(s, to, pull_platform(s, at(data, row)));
}

static void draw_message(const void *data, const struct scene *s, size_t row,
                         const struct cell *to)
{
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_DIM, pull_message(at(data, row)));
}

static void draw_progress(const void *data, const struct scene *s, size_t row,
                          const struct cell *to)
{
    int progress = at(data, row)->progress;
    char text[16] = "–";
    if (progress >= 0)
        snprintf(text, sizeof text, "%d%%", progress);
    draw_text_right(s->draw, to->y, to->x, to->cells, ROLE_TEXT, text);
}

static void draw_connection(const void *data, const struct scene *s, size_t row,
                            const struct cell *to)
{
    draw_word(s, to, at(data, row)->connection_id);
}

static void draw_id(const void *data, const struct scene *s, size_t row,
                    const struct cell *to)
{
    draw_word(s, to, at(data, row)->id);
}

/* --- what they are sorted by ----------------------------------------------------- */

static void set_text(struct sort_value *v, const char *text)
{
    v->text = text;
    v->none = !text || !*text;
}

static void set_time(struct sort_value *v, int64_t moment)
{
    v->number = moment;
    v->none = moment == TIME_NONE;
}

static void state_value(const void *data, const struct scene *s, size_t row,
                        struct sort_value *v)
{
    (void)s;
    v->number = pull_state(at(data, row));
}

static void requested_value(const void *data, const struct scene *s, size_t row,
                            struct sort_value *v)
{
    (void)s;
    set_time(v, at(data, row)->requested);
}

static void completed_value(const void *data, const struct scene *s, size_t row,
                            struct sort_value *v)
{
    (void)s;
    set_time(v, at(data, row)->completed);
}

static void type_value(const void *data, const struct scene *s, size_t row,
                       struct sort_value *v)
{
    (void)s;
    set_text(v, at(data, row)->data_type);
}

static void status_value(const void *data, const struct scene *s, size_t row,
                         struct sort_value *v)
{
    (void)s;
    v->number = pull_state(at(data, row)); /* the worst first */
    set_text(v, at(data, row)->status_text);
}

/* Of those that have ended; the others are not known to take any time. */
static void took_value(const void *data, const struct scene *s, size_t row,
                       struct sort_value *v)
{
    (void)s;
    const struct pull *p = at(data, row);
    v->none = p->requested == TIME_NONE || p->completed == TIME_NONE;
    v->number = v->none ? 0 : p->completed - p->requested;
}

static void by_value(const void *data, const struct scene *s, size_t row,
                     struct sort_value *v)
{
    set_text(v, pull_platform(s, at(data, row)));
}

static void message_value(const void *data, const struct scene *s, size_t row,
                          struct sort_value *v)
{
    (void)s;
    set_text(v, pull_message(at(data, row)));
}

static void progress_value(const void *data, const struct scene *s, size_t row,
                           struct sort_value *v)
{
    (void)s;
    v->number = at(data, row)->progress;
    v->none = v->number < 0;
}

static void connection_value(const void *data, const struct scene *s, size_t row,
                             struct sort_value *v)
{
    (void)s;
    set_text(v, at(data, row)->connection_id);
}

static void id_value(const void *data, const struct scene *s, size_t row,
                     struct sort_value *v)
{
    (void)s;
    set_text(v, at(data, row)->id);
}

static const struct column_kind columns[] = {
    {.name = "requested",
     .value = requested_value,
     .falls = true,
     .wide = {.title = "Requested", .min = 15, .keep = 30},
     .narrow = {.title = "Requested", .min = 12, .keep = 30},
     .draw = draw_requested},
    {.name = "type",
     .value = type_value,
     .wide = {.title = "Data type", .min = 14, .max = 28, .grow = 3, .keep = 50},
     .narrow = {.title = "Data type", .min = 8, .max = 28, .grow = 1, .keep = 50},
     .draw = draw_type},
    {.name = "status",
     .value = status_value,
     .wide = {.title = "Status", .min = 10, .max = 22, .grow = 1, .keep = 40},
     .narrow = {.title = "Status", .min = 8, .max = 20, .grow = 1, .keep = 40},
     .draw = draw_status},
    {.name = "took",
     .value = took_value,
     .falls = true,
     .wide = {.title = "Took", .min = 6, .keep = 20, .right = true},
     .narrow = {.title = "Took", .min = 5, .keep = 20, .right = true},
     .draw = draw_took},
    {.name = "by",
     .value = by_value,
     .roomy = true,
     .wide = {.title = "By", .min = 6, .max = 16, .grow = 2, .keep = 10},
     .draw = draw_by},
    {.name = "message",
     .value = message_value,
     .roomy = true,
     .wide = {.title = "Message", .min = 24, .grow = 3, .keep = 4},
     .draw = draw_message},
    {.name = "state",
     .value = state_value,
     .wide = {.title = "", .min = 1, .keep = 35},
     .draw = draw_state},
    {.name = "completed",
     .value = completed_value,
     .falls = true,
     .wide = {.title = "Completed", .min = 15, .keep = 9},
     .narrow = {.title = "Completed", .min = 12, .keep = 9},
     .draw = draw_completed},
    {.name = "progress",
     .value = progress_value,
     .falls = true,
     .wide = {.title = "Progress", .brief = "Prog", .min = 4, .keep = 8, .right = true},
     .draw = draw_progress},
    {.name = "connection",
     .value = connection_value,
     .wide = {.title = "Connection", .min = 8, .max = 36, .grow = 1, .keep = 7},
     .draw = draw_connection},
    {.name = "id",
     .value = id_value,
     .wide = {.title = "Id", .min = 8, .max = 36, .grow = 1, .keep = 6},
     .draw = draw_id},
};

static int64_t changed(const void *data, const struct scene *s, size_t row)
{
    const struct rows *r = data;
    (void)s;
    return r->items[row].changed;
}

const struct pane_ops pane_history = {
    .name = "history",
    .title = "Pull history",
    .newest_first = true,
    .one = "pull",
    .filters = FILTER_PULLS,
    .of_company = true,
    .reading = "Reading the pull history…",
    .empty = "No pulls yet. Press {refresh} on a data type to ask Codat for one.",
    .empty_read_only = "No pulls yet.",
    .create = create,
    .destroy = destroy,
    .sync = sync,
    .known = known,
    .changed = changed,
    .total = total,
    .columns = {columns, sizeof columns / sizeof *columns,
                "requested,type,status,took,by,message", "-requested"},
    .title_rows = 4,
};
