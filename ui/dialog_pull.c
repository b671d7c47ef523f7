/* Details of a pull, read afresh while it is open. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/connection_text.h"
#include "ui/pull_text.h"

static void write_connection(struct page *page, const struct scene *s,
                             const struct connection *c)
{
    struct buf text = {0};
    const struct status status = status_of_connection(c);
    buf_addf(&text, "%s %s", theme_glyph(status.state, s->draw->ascii),
             c->platform ? c->platform : "platform unknown");
    if (c->source_type)
        buf_addf(&text, ", %s", c->source_type);
    buf_addf(&text, " (%s)", status.word);
    page_field(page, "Connection", theme_word_role(status.state), buf_str(&text));
    buf_free(&text);
}

/* "3 of 412, the newest first"; "2 of 7 of balanceSheet, the newest first". type: of its
 * data type. */
static void write_place(struct page *page, const struct scene *s, const struct pull *p,
                        bool type)
{
    const struct company_detail *d = s->company->detail;
    char place[32], of[32];
    size_t at = 0, count = 0;
    for (size_t i = 0; i < d->pull_count; i++) {
        count += !type || text_same(d->pulls[i]->data_type, p->data_type);
        if (d->pulls[i] == p)
            at = count;
    }
    if (at == 0) /* it was found beyond what was read of the history */
        return;
    bool all = d->pulls_end || (!type && d->pulls_total >= (int64_t)d->pull_count);
    if (!type && d->pulls_total > (int64_t)count)
        count = (size_t)d->pulls_total;
    format_count(at, place, sizeof place);
    format_count(count, of, sizeof of);
    char *text =
        xasprintf("%s of %s%s%s%s, the newest first", place, of, all ? "" : " or more",
                  type ? " of " : "", type && p->data_type ? p->data_type : "");
    page_field(page, "Place", ROLE_TEXT, text);
    free(text);
}

static const char *said(bool yes)
{
    return yes ? "yes" : "no";
}

/* What the API says besides the status: they disagree where something is odd. */
static void write_flags(struct page *page, const struct pull *p)
{
    char text[64], progress[16] = "not said";
    if (p->progress >= 0)
        snprintf(progress, sizeof progress, "%d%%", p->progress);
    snprintf(text, sizeof text, "%s; completed: %s, errored: %s", progress,
             said(p->is_completed), said(p->is_errored));
    page_field(page, "Progress", ROLE_TEXT, text);
}

static void write_times(struct page *page, const struct scene *s, const struct pull *p)
{
    char took[32];
    field_moment(page, s, "Requested", p->requested);
    field_moment(page, s, "Completed", p->completed);
    pull_took(s, p, took, sizeof took);
    field(page, pull_ended(p) ? "Took" : "Running for", ROLE_TEXT, took);
}

static void write_pull(const struct dialog *d, struct page *page, const struct scene *s,
                       const struct pull *p)
{
    const struct connection *c = pull_connection(s, p);
    struct status status = status_of_pull(p);
    field(page, "Data type", ROLE_STRONG, p->data_type);
    field_status(page, s, "Status", &status);
    field(page, "", theme_word_role(status.state), p->status_description);
    field(page, "Error", ROLE_FAILED, p->error_message);
    write_times(page, s, p);
    write_flags(page, p);
    if (c)
        write_connection(page, s, c);
    field(page, "Pull id", ROLE_TEXT, p->id);
    field(page, "Connection id", ROLE_TEXT, p->connection_id);
    write_place(page, s, p, d->of_type);
    pull_remedy_write(page, s, p);
}

static void write(const struct dialog *d, const struct scene *scene, struct page *page)
{
    struct scene s = fields_scene(d, scene);
    if (!fields_begin(d, &s, page))
        return;
    const struct pull *p = fleet_find_pull(s.view->fleet, d->company_id, d->pull_id);
    if (p) {
        write_pull(d, page, &s, p);
    } else {
        field(page, "Data type", ROLE_STRONG, d->data_type);
        field(page, "Pull id", ROLE_TEXT, d->pull_id);
    }
    field_read(page, &s, d->reads);
}

void dialog_pull_of(struct dialog *d, const char *data_type, const char *connection_id,
                    const char *pull_id)
{
    struct call call = {
        .op = OP_GET_PULL, .company_id = d->company_id, .pull_id = pull_id};
    struct call *reads = call_copy(&call);
    call.raw = true;
    struct call *raw = call_copy(&call);
    char *type = xstrdup(data_type), *connection = xstrdup(connection_id);
    char *pull = xstrdup(pull_id);
    free(d->reads);
    free(d->raw);
    free(d->data_type);
    free(d->connection_id);
    free(d->pull_id);
    d->reads = reads;
    d->raw = raw;
    d->data_type = type;
    d->connection_id = connection;
    d->pull_id = pull;
    d->top = 0;
}

struct dialog *dialog_pull(const char *company_id, const char *data_type,
                           const char *connection_id, const char *pull_id, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, "Pull", now);
    d->company_id = xstrdup(company_id);
    d->walks = true;
    d->write = write;
    dialog_pull_of(d, data_type, connection_id, pull_id);
    return d;
}
