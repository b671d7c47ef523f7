/* The pane of a company's pulls, newest first. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/pane.h"
#include "ui/pull_text.h"
#include "ui/status.h"

struct rows {
    const struct company_detail *detail;
};

static void *create(void)
{
    return xcalloc(1, sizeof(struct rows));
}

static const char *id_at(const void *ctx, size_t i)
{
    const struct rows *r = ctx;
    return r->detail->pulls[i]->id;
}

static void sync(void *data, const struct scene *s, struct list_source *rows)
{
    struct rows *r = data;
    r->detail = s->company ? s->company->detail : NULL;
    *rows =
        (struct list_source){r, r->detail ? r->detail->pull_count : 0, id_at, NULL, 0};
}

static const struct knowledge *known(const struct scene *s)
{
    bool asked = s->company && s->company->detail;
    return asked ? &s->company->detail->pulls_known : NULL;
}

static int64_t total(const struct scene *s)
{
    return s->company && s->company->detail ? s->company->detail->pulls_total : -1;
}

/* --- columns --------------------------------------------------------------------- */

static const struct pull *at(const void *data, size_t row)
{
    const struct rows *r = data;
    return r->detail->pulls[row];
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

static const struct column_kind columns[] = {
    {.name = "requested",
     .wide = {.title = "Requested", .min = 15, .keep = 30},
     .narrow = {.title = "Requested", .min = 12, .keep = 30},
     .draw = draw_requested},
    {.name = "type",
     .wide = {.title = "Data type", .min = 14, .max = 28, .grow = 3, .keep = 50},
     .narrow = {.title = "Data type", .min = 8, .max = 28, .grow = 1, .keep = 50},
     .draw = draw_type},
    {.name = "status",
     .wide = {.title = "Status", .min = 10, .max = 22, .grow = 1, .keep = 40},
     .narrow = {.title = "Status", .min = 8, .max = 20, .grow = 1, .keep = 40},
     .draw = draw_status},
    {.name = "took",
     .wide = {.title = "Took", .min = 6, .keep = 20, .right = true},
     .narrow = {.title = "Took", .min = 5, .keep = 20, .right = true},
     .draw = draw_took},
    {.name = "by",
     .roomy = true,
     .wide = {.title = "By", .min = 6, .max = 16, .grow = 2, .keep = 10},
     .draw = draw_by},
    {.name = "message",
     .roomy = true,
     .wide = {.title = "Message", .min = 24, .grow = 3, .keep = 4},
     .draw = draw_message},
    {.name = "state", .wide = {.title = "", .min = 1, .keep = 35}, .draw = draw_state},
    {.name = "completed",
     .wide = {.title = "Completed", .min = 15, .keep = 9},
     .narrow = {.title = "Completed", .min = 12, .keep = 9},
     .draw = draw_completed},
    {.name = "progress",
     .wide = {.title = "Progress", .brief = "Prog", .min = 4, .keep = 8, .right = true},
     .draw = draw_progress},
    {.name = "connection",
     .wide = {.title = "Connection", .min = 8, .max = 36, .grow = 1, .keep = 7},
     .draw = draw_connection},
    {.name = "id",
     .wide = {.title = "Id", .min = 8, .max = 36, .grow = 1, .keep = 6},
     .draw = draw_id},
};

static int64_t changed(const void *data, const struct scene *s, size_t row)
{
    const struct rows *r = data;
    (void)s;
    return r->detail->pulls_changed[row];
}

const struct pane_ops pane_history = {
    .title = "Pull history",
    .newest_first = true,
    .of_company = true,
    .reading = "Reading the pull history…",
    .empty = "No pulls yet. Press {refresh} on a data type to ask Codat for one.",
    .empty_read_only = "No pulls yet.",
    .create = create,
    .destroy = free,
    .sync = sync,
    .known = known,
    .changed = changed,
    .total = total,
    .columns = {columns, sizeof columns / sizeof *columns,
                "requested,type,status,took,by,message"},
    .title_rows = 4,
};
