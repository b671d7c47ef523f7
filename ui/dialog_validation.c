/* The validation results of a pull: errors first, then warnings, thousands of them if
 * need be. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/fields.h"
#include "ui/roll.h"

/* --- the items ------------------------------------------------------------------------
 */

struct items {
    const struct validation *v;
    const struct draw *draw;
};

static void add_part(struct buf *b, const char *label, const char *value)
{
    if (value)
        buf_addf(b, "%s%s %s", b->len > 0 ? ", " : "", label, value);
}

static void write_item(const void *ctx, size_t i, struct page *page)
{
    const struct items *items = ctx;
    const struct validation *v = items->v;
    bool error = i < v->error_count;
    const struct validation_item *item =
        error ? &v->errors[i] : &v->warnings[i - v->error_count];
    struct buf text = {0};
    buf_addf(&text, "%s %s",
             theme_glyph(error ? STATE_FAILED : STATE_ATTENTION, items->draw->ascii),
             item->message ? item->message : "(no message)");
    page_field(page, error ? "Error" : "Warning", error ? ROLE_FAILED : ROLE_ATTENTION,
               buf_str(&text));
    buf_clear(&text);
    add_part(&text, "item", item->item_id);
    add_part(&text, "rule", item->rule_id);
    add_part(&text, "by", item->validator);
    if (text.len > 0)
        page_field(page, "", ROLE_DIM, buf_str(&text));
    buf_free(&text);
}

/* --- the dialog -----------------------------------------------------------------------
 */

static void write_counts(struct page *page, const struct scene *s,
                         const struct validation *v)
{
    char errors[32], warnings[32], text[96];
    enum state state = v->error_count > 0     ? STATE_FAILED
                       : v->warning_count > 0 ? STATE_ATTENTION
                                              : STATE_COMPLETE;
    format_count(v->error_count, errors, sizeof errors);
    format_count(v->warning_count, warnings, sizeof warnings);
    snprintf(text, sizeof text, "%s %s error%s, %s warning%s",
             theme_glyph(state, s->draw->ascii), errors, v->error_count == 1 ? "" : "s",
             warnings, v->warning_count == 1 ? "" : "s");
    page_field(page, "Results", theme_word_role(state), text);
}

static void write_results(const struct dialog *d, const struct scene *s,
                          struct page *page, const struct document *document)
{
    const struct validation *v = document->validation;
    const struct items items = {v, s->draw};
    const struct roll_items roll = {
        .count = v->error_count + v->warning_count,
        .version = document->version,
        .write = write_item,
        .ctx = &items,
    };
    write_counts(page, s, v);
    field_blank(page);
    if (roll.count > 0)
        roll_write(d->data, &roll, page);
    else
        page_text(page, ROLE_TEXT,
                  "Codat lists no errors and no warnings for this pull.");
    field_read(page, s, d->reads);
}

/* Codat keeps results of some pulls only. */
static bool has_none(const struct document *document)
{
    const struct knowledge *k = &document->known;
    return k->failing && k->error && k->error->kind == ERROR_NOT_FOUND;
}

static void write_none(struct page *page, const struct document *document)
{
    const struct api_error *e = document->known.error;
    field_blank(page);
    page_text(page, ROLE_TEXT, "Codat has no validation results for this pull.");
    field(page, "Codat says", ROLE_DIM, e->text);
    field(page, "Correlation id", ROLE_DIM, e->correlation_id);
}

static void write(const struct dialog *d, const struct scene *scene, struct page *page)
{
    struct scene s = fields_scene(d, scene);
    const struct document *document = documents_find(s.view->documents, d->reads);
    if (!fields_begin(d, &s, page))
        return;
    field(page, "Data type", ROLE_STRONG, d->data_type);
    field(page, "Pull id", ROLE_TEXT, d->pull_id);
    if (document && has_none(document))
        write_none(page, document);
    else if (document && document->validation)
        write_results(d, &s, page, document);
    else
        field_read(page, &s, d->reads);
}

static void release(void *data)
{
    roll_free(data);
    free(data);
}

struct dialog *dialog_validation(const char *company_id, const char *data_type,
                                 const char *connection_id, const char *pull_id,
                                 int64_t now)
{
    struct call call = {
        .op = OP_VALIDATION, .company_id = company_id, .pull_id = pull_id};
    struct dialog *d = dialog_new(DIALOG_TEXT, "Validation results", now);
    d->company_id = xstrdup(company_id);
    d->data_type = xstrdup(data_type);
    d->connection_id = xstrdup(connection_id);
    d->pull_id = xstrdup(pull_id);
    d->reads = call_copy(&call);
    call.raw = true;
    d->raw = call_copy(&call);
    d->data = xcalloc(1, sizeof(struct roll));
    d->release = release;
    d->cells = 90;
    d->write = write;
    return d;
}
