/* The answer of the API as it came: its JSON, line by line. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/fields.h"
#include "ui/lines.h"

struct raw {
    struct lines lines;
    char *beginning; /* of the line to begin at, until that was done; owned */
};

static void write_head(struct page *page, const struct scene *s, const struct call *call,
                       const struct knowledge *k)
{
    char what[160];
    struct buf text = {0};
    call_describe(call, what, sizeof what);
    buf_addf(&text, "Codat's answer for %s, read", what);
    field_known(page, s, buf_str(&text), k);
    field_blank(page);
    buf_free(&text);
}

static void write(const struct dialog *d, const struct scene *scene, struct page *page)
{
    struct scene s = fields_scene(d, scene);
    struct raw *raw = d->data;
    const struct document *document = documents_find(s.view->documents, d->reads);
    if (!document || !document->raw) {
        field_read(page, &s, d->reads);
        return;
    }
    write_head(page, &s, d->reads, &document->known);
    lines_set(&raw->lines, document->raw, document->version);
    int first = lines_write(&raw->lines, page);
    if (!raw->beginning)
        return;
    size_t line = lines_find(&raw->lines, raw->beginning);
    if (line != SIZE_MAX)
        page->jump = first + lines_row(&raw->lines, line);
    record_free(&raw->beginning);
}

static void release(void *data)
{
    struct raw *raw = data;
    lines_free(&raw->lines);
    free(raw->beginning);
    free(raw);
}

struct dialog *dialog_raw(const struct dialog *of, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, "JSON", now);
    struct raw *raw = xcalloc(1, sizeof *raw);
    /* The data status is one answer for all data types. */
    if (of->raw->op == OP_DATA_STATUS && of->data_type)
        raw->beginning = xasprintf("  \"%s\": ", of->data_type);
    d->company_id = xstrdup(of->company_id);
    d->data_type = xstrdup(of->data_type);
    d->connection_id = xstrdup(of->connection_id);
    d->pull_id = xstrdup(of->pull_id);
    d->reads = call_copy(of->raw);
    d->data = raw;
    d->release = release;
    d->cells = 100;
    d->write = write;
    return d;
}
