/* The note for support. */
#include "config.h"

#include "model/support_note.h"

#include "base/buf.h"
#include "base/timefmt.h"

static void add(struct buf *b, const char *label, const char *value)
{
    if (value && *value)
        buf_addf(b, "%-16s%s\n", label, value);
}

static void add_time(struct buf *b, const char *label, int64_t ms)
{
    char text[32];
    if (ms == TIME_NONE)
        return;
    time_format_iso(ms, text, sizeof text);
    add(b, label, text);
}

static void add_company(struct buf *b, const struct company *c)
{
    if (!c)
        return;
    add(b, "Company:", c->name);
    add(b, "Company id:", c->id);
    add_time(b, "Last sync:", c->last_sync);
}

static void add_connection_errors(struct buf *b, const struct connection *c)
{
    for (size_t i = 0; i < c->error_count; i++) {
        const struct connection_error *e = &c->errors[i];
        if (!e->active)
            continue;
        add(b, "  Error:", e->status_text ? e->status_text : e->status_code);
        add(b, "  Message:", e->message);
        add_time(b, "  Since:", e->errored);
    }
}

static void add_connection(struct buf *b, const struct connection *c)
{
    buf_addc(b, '\n');
    add(b, "Connection:", c->platform ? c->platform : "platform unknown");
    add(b, "Connection id:", c->id);
    add(b, "  Status:", c->status_text);
    add_time(b, "  Last sync:", c->last_sync);
    add_connection_errors(b, c);
}

static void add_connections(struct buf *b, const struct support_note *n)
{
    if (n->connection) {
        add_connection(b, n->connection);
        return;
    }
    for (size_t i = 0; n->company && i < n->company->connection_count; i++)
        add_connection(b, &n->company->connections[i]);
}

static void add_pull(struct buf *b, const struct pull *p)
{
    add(b, "Pull id:", p->id);
    add(b, "Status:", p->status_text);
    add(b, "Description:", p->status_description);
    add(b, "Error:", p->error_message);
    add_time(b, "Requested:", p->requested);
    add_time(b, "Completed:", p->completed);
}

static void add_subject(struct buf *b, const struct support_note *n)
{
    if (!n->data_type && !n->pull)
        return;
    buf_addc(b, '\n');
    add(b, "Data type:", n->data_type ? n->data_type : n->pull->data_type);
    if (n->pull) {
        add_pull(b, n->pull);
    } else if (n->status) {
        add(b, "Status:", n->status->status_text);
        add(b, "Latest sync:", n->status->latest_sync_id);
        add_time(b, "Last success:", n->status->last_success);
    }
}

static void add_error(struct buf *b, const struct api_error *e)
{
    char what[160];
    if (!e)
        return;
    call_describe(&e->call, what, sizeof what);
    buf_addf(b, "\n%-16s%s\n", "Request:", what);
    buf_addf(b, "%-16s%s", "Failed with:", error_kind_name(e->kind));
    if (e->http_status > 0)
        buf_addf(b, " (HTTP %d)", e->http_status);
    buf_addc(b, '\n');
    add(b, "Answer:", e->text);
    add(b, "Correlation id:", e->correlation_id);
    add_time(b, "At:", e->when);
}

char *support_note_write(const struct support_note *n)
{
    struct buf b = {0};
    add(&b, "Environment:", n->environment);
    add(&b, "Codat client:", n->client);
    add_company(&b, n->company);
    add_connections(&b, n);
    add_subject(&b, n);
    add_error(&b, n->error);
    buf_addc(&b, '\n');
    add_time(&b, "Written:", n->written);
    add(&b, "With:", PACKAGE_NAME " " PACKAGE_VERSION);
    buf_adds(&b, "Links are left out: whoever has one can relink the company.\n");
    return buf_take(&b);
}
