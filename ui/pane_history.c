/* The pane of a company's pulls, newest first. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/pane.h"
#include "ui/pull_text.h"
#include "ui/status.h"

enum { REQUESTED, TYPE, STATUS, TOOK, BY, MESSAGE };

#define WIDE 52
/* Of "24 Nov 09:14:02" or "24 Nov 2025 09:14" the most telling cells. */
#define BRIEF_STAMP 12

static const struct column narrow[] = {
    [REQUESTED] = {.title = "Requested", .min = BRIEF_STAMP, .keep = 3},
    [TYPE] = {.title = "Data type", .min = 8, .max = 28, .grow = 1, .keep = 5},
    [STATUS] = {.title = "Status", .min = 8, .max = 20, .grow = 1, .keep = 4},
    [TOOK] = {.title = "Took", .min = 5, .keep = 2, .right = true},
};

static const struct column wide[] = {
    [REQUESTED] = {.title = "Requested", .min = 15, .keep = 3},
    [TYPE] = {.title = "Data type", .min = 14, .max = 28, .grow = 3, .keep = 5},
    [STATUS] = {.title = "Status", .min = 10, .max = 22, .grow = 1, .keep = 4},
    [TOOK] = {.title = "Took", .min = 6, .keep = 2, .right = true},
    [BY] = {.title = "By", .min = 6, .max = 16, .grow = 2, .keep = 1},
    [MESSAGE] = {.title = "Message", .min = 24, .grow = 3, .keep = 0},
};

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
    *rows = (struct list_source){r, r->detail ? r->detail->pull_count : 0, id_at, NULL};
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

static const struct column *columns_for(int width, size_t *count, bool *titled)
{
    *titled = true;
    bool is_wide = width >= WIDE;
    *count = is_wide ? sizeof wide / sizeof wide[0] : sizeof narrow / sizeof narrow[0];
    return is_wide ? wide : narrow;
}

static void draw_requested(const struct scene *s, const struct pull *p,
                           const struct cell *to)
{
    char stamp[32];
    time_format_stamp(p->requested, s->view->wall, stamp, sizeof stamp);
    if ((size_t)to->cells < strlen(stamp) && strlen(stamp) > BRIEF_STAMP)
        stamp[BRIEF_STAMP] = '\0';
    draw_text(s->draw, to->y, to->x, to->cells, ROLE_TEXT, stamp);
}

static void draw(void *data, const struct scene *s, size_t row, int column,
                 const struct cell *to)
{
    const struct rows *r = data;
    const struct pull *p = r->detail->pulls[row];
    struct status shown = status_of_pull(p);
    struct draw *d = s->draw;
    char text[64];
    switch (column) {
    case REQUESTED:
        draw_requested(s, p, to);
        break;
    case TYPE:
        draw_text(d, to->y, to->x, to->cells, ROLE_TEXT,
                  p->data_type ? p->data_type : "?");
        break;
    case STATUS:
        status_draw(d, &shown, to);
        break;
    case TOOK:
        pull_took(s, p, text, sizeof text);
        draw_text_right(d, to->y, to->x, to->cells, ROLE_TEXT, text);
        break;
    case BY:
        draw_text(d, to->y, to->x, to->cells, ROLE_TEXT, pull_platform(s, p));
        break;
    case MESSAGE:
        draw_text(d, to->y, to->x, to->cells, ROLE_DIM, pull_message(p));
        break;
    }
}

const struct pane_ops pane_history = {
    .title = "Pull history",
    .of_company = true,
    .reading = "Reading the pull history…",
    .empty = "No pulls yet. Press {refresh} on a data type to ask Codat for one.",
    .empty_read_only = "No pulls yet.",
    .create = create,
    .destroy = free,
    .sync = sync,
    .known = known,
    .total = total,
    .columns = columns_for,
    .draw = draw,
};
