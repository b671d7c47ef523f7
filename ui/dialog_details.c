/* Details of a pull, read afresh while it is open; or of a data type that has none. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/dialog.h"
#include "ui/pull_text.h"
#include "ui/status.h"

#define LABEL_CELLS 13

/* A field only where there is something to say. */
static void field(struct page *page, const char *label, enum role role, const char *value)
{
    if (value && *value)
        page_field(page, label, role, value);
}

/* "24 Nov 09:14:02, 2h ago" */
static void moment(struct page *page, const struct scene *s, const char *label,
                   int64_t ms)
{
    if (ms == TIME_NONE)
        return;
    char stamp[32], age[16], text[64];
    time_format_stamp(ms, s->view->wall, stamp, sizeof stamp);
    draw_age(s->draw, ms, age, sizeof age);
    snprintf(text, sizeof text, "%s, %s%s", stamp, age, strcmp(age, "now") ? " ago" : "");
    page_field(page, label, ROLE_TEXT, text);
}

static void write_status(struct page *page, const struct scene *s,
                         const struct status *status)
{
    struct buf text = {0};
    buf_addf(&text, "%s %s", theme_glyph(status->state, s->draw->ascii), status->word);
    page_item(page, ROLE_DIM, "Status", theme_word_role(status->state), buf_str(&text),
              status->progress);
    buf_free(&text);
}

static const char *connection_word(const struct connection *c)
{
    return c->status_text ? c->status_text : "status unknown";
}

static void write_connection(struct page *page, const struct connection *c)
{
    struct buf text = {0};
    buf_addf(&text, "%s (%s)", c->platform ? c->platform : "platform unknown",
             connection_word(c));
    page_field(page, "Connection", ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

/* The customer has to act: say so, and give what to hand to them. */
static void write_relink(struct page *page, const struct scene *s,
                         const struct connection *c)
{
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_ATTENTION,
              "The customer must relink: a refresh will not help. Hand them this link:");
    char *link = c ? connection_link(s->company->record, c) : NULL;
    const char *url = link ? link : s->company->record->redirect;
    page_text(page, ROLE_STRONG, url ? url : "(Codat names no link for this connection)");
    free(link);
}

static bool needs_relink(const struct pull *p, const struct connection *c)
{
    return p->status == PULL_AUTH_ERROR ||
           (c && c->status == CONNECTION_DEAUTHORIZED && pull_state(p) != STATE_COMPLETE);
}

static void write_read(struct page *page, const struct dialog *d, const struct scene *s)
{
    const struct document *document = documents_find(s->view->documents, d->reads);
    const struct knowledge *k = document ? &document->known : NULL;
    page_text(page, ROLE_TEXT, "");
    if (k && k->failing && k->error) {
        char *sentence = api_error_sentence(k->error);
        page_text(page, ROLE_FAILED, sentence);
        free(sentence);
    } else if (k && k->read) {
        char age[16], text[48];
        draw_age_mono(s->draw, k->read, age, sizeof age);
        snprintf(text, sizeof text, "Read %s%s.", age, strcmp(age, "now") ? " ago" : "");
        page_text(page, ROLE_DIM, text);
    } else
        page_text(page, ROLE_DIM, "Reading it again…");
}

static void write_pull(const struct dialog *d, const struct scene *s, struct page *page,
                       const struct pull *p)
{
    const struct connection *c = pull_connection(s, p);
    struct status status = status_of_pull(p);
    char took[32];
    field(page, "Data type", ROLE_STRONG, p->data_type);
    write_status(page, s, &status);
    field(page, "", theme_word_role(status.state), p->status_description);
    field(page, "Error", ROLE_FAILED, p->error_message);
    moment(page, s, "Requested", p->requested);
    moment(page, s, "Completed", p->completed);
    pull_took(s, p, took, sizeof took);
    field(page, pull_ended(p) ? "Took" : "Running for", ROLE_TEXT, took);
    if (c)
        write_connection(page, c);
    field(page, "Pull id", ROLE_TEXT, p->id);
    field(page, "Connection id", ROLE_TEXT, p->connection_id);
    if (needs_relink(p, c))
        write_relink(page, s, c);
    else if (pull_status_remedy(p->status)) {
        page_text(page, ROLE_TEXT, "");
        page_text(page, ROLE_STRONG, pull_status_remedy(p->status));
    }
    write_read(page, d, s);
}

/* A pull that is named but not known yet. */
static void write_unknown(const struct dialog *d, const struct scene *s,
                          struct page *page)
{
    field(page, "Data type", ROLE_STRONG, d->data_type);
    field(page, "Pull id", ROLE_TEXT, d->pull_id);
    write_read(page, d, s);
}

static const struct type_row *find_type(const struct type_row *rows, size_t count,
                                        const char *data_type)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].data_type, data_type) == 0)
            return &rows[i];
    return NULL;
}

static void write_type(const struct dialog *d, const struct scene *s, struct page *page)
{
    struct type_row *rows;
    size_t count = fleet_type_rows(s->view->fleet, d->company_id, &rows);
    const struct type_row *row = find_type(rows, count, d->data_type);
    page_field(page, "Data type", ROLE_STRONG, d->data_type);
    if (row) {
        struct status status = status_of_type(s, row);
        write_status(page, s, &status);
        moment(page, s, "Last success", row->last_success);
        page_text(page, ROLE_TEXT, "");
        page_text(page, ROLE_DIM, "No pull of this data type is known.");
    }
    free(rows);
}

static void write(const struct dialog *d, const struct scene *scene, struct page *page)
{
    struct scene own = *scene;
    own.company_id = d->company_id;
    own.company = fleet_find(scene->view->fleet, d->company_id);
    const struct scene *s = &own;
    page_labels(page, LABEL_CELLS);
    if (!s->company) {
        page_text(page, ROLE_TEXT, "Codat does not list this company any more.");
        return;
    }
    const char *name = s->company->record->name;
    page_field(page, "Company", ROLE_STRONG, name ? name : d->company_id);
    const struct pull *p =
        d->pull_id ? fleet_find_pull(s->view->fleet, d->company_id, d->pull_id) : NULL;
    if (p)
        write_pull(d, s, page, p);
    else if (d->pull_id)
        write_unknown(d, s, page);
    else
        write_type(d, s, page);
}

struct dialog *dialog_details(const char *company_id, const char *data_type,
                              const char *connection_id, const char *pull_id, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, pull_id ? "Pull" : "Data type", now);
    d->company_id = xstrdup(company_id);
    d->data_type = xstrdup(data_type);
    d->connection_id = xstrdup(connection_id);
    d->pull_id = xstrdup(pull_id);
    if (pull_id) {
        const struct call call = {
            .op = OP_GET_PULL, .company_id = company_id, .pull_id = pull_id};
        d->reads = call_copy(&call);
    }
    d->write = write;
    return d;
}
