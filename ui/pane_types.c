/* The pane of a company's data types, worst first: state, name, status with its progress,
 * age of the last success. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/pane.h"
#include "ui/status.h"

struct rows {
    struct type_row *items;
    size_t count;
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
    return r->items[i].data_type;
}

static size_t keep_matching(struct rows *r, const struct scene *s,
                            const struct arrangement *a, bool *stray)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++) {
        bool matches = filter_matches_type(a->filter, &r->items[i], s->draw->server_wall);
        bool stays = !matches && a->keep && strcmp(r->items[i].data_type, a->keep) == 0;
        *stray = *stray || stays;
        if (matches || stays)
            r->items[kept++] = r->items[i];
    }
    return kept;
}

static void put_in_order(struct rows *r, const struct scene *s, const struct sort *sort)
{
    size_t *order = xcalloc(r->count + 1, sizeof *order);
    struct type_row *sorted = xcalloc(r->count + 1, sizeof *sorted);
    sort_rows(&pane_types.columns, sort, r, s, r->count, order);
    for (size_t i = 0; i < r->count; i++)
        sorted[i] = r->items[order[i]];
    free(order);
    free(r->items);
    r->items = sorted;
}

static void sync(void *data, const struct scene *s, const struct arrangement *a,
                 struct pane_rows *rows)
{
    struct rows *r = data;
    free(r->items);
    r->items = NULL;
    r->count = s->company ? fleet_type_rows(s->view->fleet, s->company_id, &r->items) : 0;
    size_t total = r->count;
    if (a->filter) {
        r->count = keep_matching(r, s, a, &rows->stray);
        draw_changes_at(s->draw, pane_filter_until(s, a->filter));
    }
    put_in_order(r, s, &a->sort);
    rows->source = (struct list_source){r, r->count, id_at, NULL, total};
}

static const struct knowledge *known(const struct scene *s)
{
    bool asked = s->company && s->company->detail;
    return asked ? &s->company->detail->statuses_known : NULL;
}

/* --- columns --------------------------------------------------------------------- */

static const struct type_row *at(const void *data, size_t row)
{
    const struct rows *r = data;
    return &r->items[row];
}

static void draw_state(const void *data, const struct scene *s, size_t row,
                       const struct cell *to)
{
    enum state state = status_of_type(s, at(data, row)).state;
    draw_text(s->draw, to->y, to->x, to->cells, theme_state_role(state),
              theme_glyph(state, s->draw->ascii));
}

static void draw_type(const void *data, const struct scene *s, size_t row,
                      const struct cell *to)
{
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, at(data, row)->data_type);
}

static void draw_status(const void *data, const struct scene *s, size_t row,
                        const struct cell *to)
{
    struct status status = status_of_type(s, at(data, row));
    status_draw(s->draw, &status, to);
}

static void draw_success(const void *data, const struct scene *s, size_t row,
                         const struct cell *to)
{
    int64_t success = at(data, row)->last_success;
    char age[16], text[32];
    draw_age(s->draw, success, age, sizeof age);
    bool dated = age[0] >= '0' && age[0] <= '9' && to->cells >= 8;
    snprintf(text, sizeof text, "%s%s", success == TIME_NONE ? "–" : age,
             dated ? " ago" : "");
    draw_text_right(s->draw, to->y, to->x, to->cells, ROLE_TEXT, text);
}

static void draw_progress(const void *data, const struct scene *s, size_t row,
                          const struct cell *to)
{
    int progress = status_of_type(s, at(data, row)).progress;
    char text[16] = "";
    if (progress >= 0)
        snprintf(text, sizeof text, "%d%%", progress);
    draw_text_right(s->draw, to->y, to->x, to->cells, ROLE_TEXT, text);
}

/* What the status says of that type, or NULL. */
static const struct data_status *status_at(const void *data, const struct scene *s,
                                           size_t row)
{
    return data_statuses_find(s->company->detail->statuses, at(data, row)->data_type);
}

static void draw_latest_id(const void *data, const struct scene *s, size_t row,
                           const struct cell *to)
{
    const struct data_status *status = status_at(data, s, row);
    const char *id = status ? status->latest_sync_id : NULL;
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, id ? id : "–");
}

static void draw_success_id(const void *data, const struct scene *s, size_t row,
                            const struct cell *to)
{
    const struct data_status *status = status_at(data, s, row);
    const char *id = status ? status->latest_successful_sync_id : NULL;
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, id ? id : "–");
}

/* --- what they are sorted by ----------------------------------------------------- */

static void state_value(const void *data, const struct scene *s, size_t row,
                        struct sort_value *v)
{
    (void)s;
    v->number = at(data, row)->state;
}

static void type_value(const void *data, const struct scene *s, size_t row,
                       struct sort_value *v)
{
    (void)s;
    v->text = at(data, row)->data_type;
}

static void status_value(const void *data, const struct scene *s, size_t row,
                         struct sort_value *v)
{
    (void)s;
    v->number = at(data, row)->state; /* the worst first */
    v->text = at(data, row)->status_text;
    v->none = !v->text;
}

static void success_value(const void *data, const struct scene *s, size_t row,
                          struct sort_value *v)
{
    (void)s;
    v->number = at(data, row)->last_success;
    v->none = v->number == TIME_NONE;
}

static void progress_value(const void *data, const struct scene *s, size_t row,
                           struct sort_value *v)
{
    (void)s;
    v->number = at(data, row)->progress;
    v->none = v->number < 0;
}

static void latest_id_value(const void *data, const struct scene *s, size_t row,
                            struct sort_value *v)
{
    const struct data_status *status = status_at(data, s, row);
    v->text = status ? status->latest_sync_id : NULL;
    v->none = !v->text;
}

static void success_id_value(const void *data, const struct scene *s, size_t row,
                             struct sort_value *v)
{
    const struct data_status *status = status_at(data, s, row);
    v->text = status ? status->latest_successful_sync_id : NULL;
    v->none = !v->text;
}

static const struct column_kind columns[] = {
    {.name = "state",
     .value = state_value,
     .leads = true,
     .wide = {.title = "", .min = 1, .keep = 30},
     .draw = draw_state},
    {.name = "type",
     .value = type_value,
     .wide = {.title = "Data type", .min = 14, .max = 30, .grow = 3, .keep = 40},
     .narrow = {.title = "Data type", .min = 8, .max = 20, .grow = 3, .keep = 40},
     .draw = draw_type},
    {.name = "status",
     .value = status_value,
     .wide = {.title = "Status", .min = 20, .grow = 1, .keep = 20},
     .narrow = {.title = "Status", .min = 8, .grow = 1, .keep = 20},
     .draw = draw_status},
    {.name = "last-success",
     .value = success_value,
     .falls = true,
     .ages = true,
     .wide = {.title = "Last success",
              .brief = "Success",
              .min = 12,
              .keep = 10,
              .right = true},
     .narrow = {.title = "Age", .min = 4, .keep = 10, .right = true},
     .draw = draw_success},
    {.name = "progress",
     .value = progress_value,
     .falls = true,
     .wide = {.title = "Progress", .brief = "Prog", .min = 4, .keep = 9, .right = true},
     .draw = draw_progress},
    {.name = "latest-sync",
     .value = latest_id_value,
     .wide = {.title = "Latest sync id",
              .brief = "Latest",
              .min = 8,
              .max = 36,
              .grow = 1,
              .keep = 8},
     .draw = draw_latest_id},
    {.name = "latest-success",
     .value = success_id_value,
     .wide = {.title = "Latest success id",

              .min = 8,
              .max = 36,
              .grow = 1,
              .keep = 7},
     .draw = draw_success_id},
};

static int64_t changed(const void *data, const struct scene *s, size_t row)
{
    const struct rows *r = data;
    (void)s;
    return r->items[row].changed_at;
}

const struct pane_ops pane_types = {
    .name = "types",
    .title = "Data types",
    .one = "data type",
    .filters = FILTER_TYPES,
    .of_company = true,
    .reading = "Reading data types…",
    .empty = "No data types. They appear when the company has a connection: press "
             "{refresh-all} to "
             "refresh all that are fetched on first link.",
    .empty_read_only = "No data types. They appear when the company has a connection.",
    .create = create,
    .destroy = destroy,
    .sync = sync,
    .known = known,
    .changed = changed,
    .columns = {columns, sizeof columns / sizeof *columns,
                "state,type,status,last-success", "state"},
    .title_rows = 4,
};
