/* What is said of a connection in details. */
#include "config.h"

#include "ui/connection_text.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/pull_text.h"

struct status status_of_connection(const struct connection *c)
{
    return (struct status){
        .word = c->status_text ? c->status_text : "status unknown",
        .state = connection_state(c),
        .progress = -1,
    };
}

char *connection_or_company_link(const struct company *company,
                                 const struct connection *c)
{
    char *link = c ? connection_link(company, c) : NULL;
    return link ? link : xstrdup(company->redirect);
}

void relink_write(struct page *page, const struct company *company,
                  const struct connection *c, const char *remedy)
{
    char *link = connection_or_company_link(company, c);
    page_text(page, ROLE_ATTENTION, remedy);
    page_text(page, ROLE_STRONG,
              link ? link : "(Codat names no link for this connection)");
    free(link);
}

static bool needs_relink(const struct pull *p, const struct connection *c)
{
    return p->status == PULL_AUTH_ERROR ||
           (c && c->status == CONNECTION_DEAUTHORIZED && pull_state(p) != STATE_COMPLETE);
}

void pull_remedy_write(struct page *page, const struct scene *s, const struct pull *p)
{
    const struct connection *c = pull_connection(s, p);
    if (needs_relink(p, c)) {
        field_blank(page);
        relink_write(page, s->company->record, c,
                     "The customer must relink: a refresh will not help. Hand them this "
                     "link:");
        return;
    }
    field_remedy(page, pull_status_remedy(p->status));
    if (p->status == PULL_VALIDATION_ERROR) {
        char *how = scene_expand(s, "{validation} reads them.");
        page_text(page, ROLE_TEXT, how);
        free(how);
    }
}

static void write_head(struct page *page, const struct connection *c)
{
    struct buf text = {0};
    buf_adds(&text, c->platform ? c->platform : "platform unknown");
    if (c->source_type)
        buf_addf(&text, " (%s)", c->source_type);
    page_field(page, "Connection", ROLE_STRONG, buf_str(&text));
    buf_free(&text);
}

static const char *error_word(const struct connection_error *e)
{
    return e->status_text ? e->status_text : e->status_code ? e->status_code : "error";
}

/* "✗ Unauthorized (401) since 24 Nov 09:14:02, 2h ago: The token was revoked." */
static void write_error(struct page *page, const struct scene *s,
                        const struct connection_error *e)
{
    struct buf text = {0};
    char when[64];
    const char *mark =
        theme_glyph(e->active ? STATE_FAILED : STATE_COMPLETE, s->draw->ascii);
    buf_addf(&text, "%s %s", mark, error_word(e));
    if (e->status_text && e->status_code)
        buf_addf(&text, " (%s)", e->status_code);
    buf_adds(&text, e->active ? "" : ", resolved");
    int64_t moment = e->active ? e->errored : e->resolved;
    if (moment != TIME_NONE) {
        moment_text(s, moment, when, sizeof when);
        buf_addf(&text, " %s %s", e->active ? "since" : "on", when);
    }
    if (e->message)
        buf_addf(&text, ": %s", e->message);
    page_field(page, e->active ? "Error" : "", e->active ? ROLE_FAILED : ROLE_DIM,
               buf_str(&text));
    buf_free(&text);
}

void connection_write(struct page *page, const struct scene *s,
                      const struct connection *c)
{
    const struct status status = status_of_connection(c);
    const char *remedy = connection_remedy(c);
    write_head(page, c);
    field_status(page, s, "Status", &status);
    field_moment(page, s, "Last sync", c->last_sync);
    field_moment(page, s, "Created", c->created);
    field(page, "Connection id", ROLE_TEXT, c->id);
    for (size_t i = 0; i < c->error_count; i++)
        write_error(page, s, &c->errors[i]);
    if (connection_needs_customer(c))
        relink_write(page, s->company->record, c, remedy);
    else if (remedy)
        page_text(page, ROLE_STRONG, remedy);
}
