/* The pane of a company's data types, worst first: state, name, status with its progress,
 * age of the last success. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/pane.h"
#include "ui/status.h"

enum { STATE, TYPE, STATUS, SUCCESS };

#define WIDE 52

static const struct column narrow[] = {
    [STATE] = {.title = "", .min = 1, .keep = 3},
    [TYPE] = {.title = "Data type", .min = 8, .max = 30, .grow = 1, .keep = 4},
    [STATUS] = {.title = "Status", .min = 8, .grow = 1, .keep = 2},
    [SUCCESS] = {.title = "Last", .min = 4, .keep = 1, .right = true},
};

static const struct column wide[] = {
    [STATE] = {.title = "", .min = 1, .keep = 3},
    [TYPE] = {.title = "Data type", .min = 14, .max = 30, .grow = 3, .keep = 4},
    [STATUS] = {.title = "Status", .min = 20, .grow = 1, .keep = 2},
    [SUCCESS] = {.title = "Last success", .min = 12, .keep = 1, .right = true},
};

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

static void sync(void *data, const struct scene *s, struct list_source *rows)
{
    struct rows *r = data;
    free(r->items);
    r->items = NULL;
    r->count = s->company ? fleet_type_rows(s->view->fleet, s->company_id, &r->items) : 0;
    *rows = (struct list_source){r, r->count, id_at, NULL};
}

static const struct knowledge *known(const struct scene *s)
{
    bool asked = s->company && s->company->detail;
    return asked ? &s->company->detail->statuses_known : NULL;
}

static const struct column *columns_for(int width, size_t *count, bool *titled)
{
    *count = sizeof narrow / sizeof narrow[0];
    *titled = true;
    return width < WIDE ? narrow : wide;
}

static void draw_success(const struct scene *s, const struct type_row *row,
                         const struct cell *to)
{
    char age[16], text[32];
    draw_age(s->draw, row->last_success, age, sizeof age);
    bool dated = age[0] >= '0' && age[0] <= '9' && to->cells >= 8;
    snprintf(text, sizeof text, "%s%s", row->last_success == TIME_NONE ? "–" : age,
             dated ? " ago" : "");
    draw_text_right(s->draw, to->y, to->x, to->cells, ROLE_TEXT, text);
}

static void draw(void *data, const struct scene *s, size_t row, int column,
                 const struct cell *to)
{
    const struct rows *r = data;
    const struct type_row *type = &r->items[row];
    struct status shown = status_of_type(s, type);
    struct draw *d = s->draw;
    switch (column) {
    case STATE:
        draw_text(d, to->y, to->x, to->cells, theme_state_role(shown.state),
                  theme_glyph(shown.state, d->ascii));
        break;
    case TYPE:
        draw_text(d, to->y, to->x, to->cells, ROLE_TEXT, type->data_type);
        break;
    case STATUS:
        status_draw(d, &shown, to);
        break;
    case SUCCESS:
        draw_success(s, type, to);
        break;
    }
}

const struct pane_ops pane_types = {
    .title = "Data types",
    .of_company = true,
    .reading = "Reading data types…",
    .empty = "No data types. They appear when the company has a connection: press {refresh-all} to "
             "refresh all that are fetched on first link.",
    .empty_read_only = "No data types. They appear when the company has a connection.",
    .create = create,
    .destroy = destroy,
    .sync = sync,
    .known = known,
    .columns = columns_for,
    .draw = draw,
};
