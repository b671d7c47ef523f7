/* Details of a company, and its connections alone; both read afresh while they are open.
 */
#include "config.h"

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/connection_text.h"

#define CONNECTIONS_READ 5000 /* the API's largest page: all of them at once */

/* --- the company itself ----------------------------------------------------------- */

static const char *const state_words[] = {
    [STATE_FAILED] = "something failed", [STATE_ATTENTION] = "needs a person",
    [STATE_MOVING] = "moving",           [STATE_COMPLETE] = "complete",
    [STATE_NEVER] = "never synced",      [STATE_OUT] = "nothing is synced",
    [STATE_UNKNOWN] = "not read yet",
};

static void write_state(struct page *page, const struct scene *s)
{
    const struct status status = {
        .word = state_words[s->company->state],
        .state = s->company->state,
        .progress = -1,
    };
    field_status(page, s, "State", &status);
}

static void write_created(struct page *page, const struct scene *s,
                          const struct company *c)
{
    struct buf text = {0};
    char when[64];
    if (c->created != TIME_NONE) {
        moment_text(s, c->created, when, sizeof when);
        buf_adds(&text, when);
    }
    if (c->created_by)
        buf_addf(&text, "%sby %s", text.len > 0 ? ", " : "", c->created_by);
    field(page, "Created", ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

static void write_tags(struct page *page, const struct company *c)
{
    struct buf text = {0};
    for (size_t i = 0; i < c->tag_count; i++)
        buf_addf(&text, "%s%s=%s", i > 0 ? ", " : "",
                 c->tags[i].key ? c->tags[i].key : "",
                 c->tags[i].value ? c->tags[i].value : "");
    field(page, "Tags", ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

static void write_products(struct page *page, const struct company *c)
{
    struct buf text = {0};
    for (size_t i = 0; i < c->product_count; i++)
        buf_addf(&text, "%s%s", i > 0 ? ", " : "", c->products[i] ? c->products[i] : "?");
    field(page, "Products", ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

static void write_relative(struct page *page, const char *label,
                           const struct company_ref *ref)
{
    struct buf text = {0};
    if (ref->name && ref->id)
        buf_addf(&text, "%s (%s)", ref->name, ref->id);
    else if (ref->name || ref->id)
        buf_adds(&text, ref->name ? ref->name : ref->id);
    field(page, label, ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

static void write_company(struct page *page, const struct scene *s)
{
    const struct company *c = s->company->record;
    write_state(page, s);
    field(page, "Description", ROLE_TEXT, c->description);
    field(page, "Company id", ROLE_TEXT, c->id);
    field_moment(page, s, "Last sync", c->last_sync);
    write_created(page, s, c);
    write_tags(page, c);
    write_products(page, c);
    write_relative(page, "Parent", &c->parent);
    for (size_t i = 0; i < c->subsidiary_count; i++)
        write_relative(page, i == 0 ? "Subsidiaries" : "", &c->subsidiaries[i]);
    field(page, "Link URL", ROLE_TEXT, c->redirect);
}

/* --- its connections ---------------------------------------------------------------- */

static void write_connections(struct page *page, const struct scene *s)
{
    const struct company *c = s->company->record;
    if (c->connection_count == 0) {
        field_blank(page);
        page_text(page, ROLE_DIM,
                  "No connections: the customer has not linked anything yet. The link "
                  "URL of the company is theirs to open.");
    }
    for (size_t i = 0; i < c->connection_count; i++) {
        field_blank(page);
        connection_write(page, s, &c->connections[i]);
    }
}

static void write_details(const struct dialog *d, const struct scene *scene,
                          struct page *page)
{
    struct scene s = fields_scene(d, scene);
    if (!fields_begin(d, &s, page))
        return;
    write_company(page, &s);
    write_connections(page, &s);
    field_read(page, &s, d->reads);
}

static void write_alone(const struct dialog *d, const struct scene *scene,
                        struct page *page)
{
    struct scene s = fields_scene(d, scene);
    char count[32];
    if (!fields_begin(d, &s, page))
        return;
    format_count(s.company->record->connection_count, count, sizeof count);
    page_field(page, "Connections", ROLE_TEXT, count);
    write_connections(page, &s);
    field_read(page, &s, d->reads);
}

/* --- opening ------------------------------------------------------------------------ */

static struct dialog *open_about(const char *title, const char *company_id,
                                 const struct call *call, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, title, now);
    struct call raw = *call;
    raw.raw = true;
    d->cells = 90;
    d->company_id = xstrdup(company_id);
    d->reads = call_copy(call);
    d->raw = call_copy(&raw);
    return d;
}

struct dialog *dialog_company(const char *company_id, int64_t now)
{
    const struct call call = {.op = OP_GET_COMPANY, .company_id = company_id};
    struct dialog *d = open_about("Company", company_id, &call, now);
    d->write = write_details;
    return d;
}

struct dialog *dialog_connections(const char *company_id, int64_t now)
{
    const struct call call = {.op = OP_LIST_CONNECTIONS,
                              .company_id = company_id,
                              .page = 1,
                              .page_size = CONNECTIONS_READ};
    struct dialog *d = open_about("Connections", company_id, &call, now);
    d->write = write_alone;
    return d;
}
