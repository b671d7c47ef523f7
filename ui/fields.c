/* What details have in common. */
#include "config.h"

#include "ui/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct scene fields_scene(const struct dialog *d, const struct scene *s)
{
    struct scene own = *s;
    own.company_id = d->company_id;
    own.company = d->company_id ? fleet_find(s->view->fleet, d->company_id) : NULL;
    return own;
}

bool fields_begin(const struct dialog *d, const struct scene *s, struct page *page)
{
    page_labels(page, FIELD_LABEL_CELLS);
    if (!s->company) {
        page_text(page, ROLE_TEXT, "Codat does not list this company any more.");
        return false;
    }
    const char *name = s->company->record->name;
    page_field(page, "Company", ROLE_STRONG, name ? name : d->company_id);
    return true;
}

void field(struct page *page, const char *label, enum role role, const char *value)
{
    if (value && *value)
        page_field(page, label, role, value);
}

void moment_text(const struct scene *s, int64_t ms, char *out, size_t size)
{
    char stamp[32], age[16];
    time_format_stamp(ms, s->view->wall, stamp, sizeof stamp);
    draw_age(s->draw, ms, age, sizeof age);
    snprintf(out, size, "%s, %s%s", stamp, age, strcmp(age, "now") ? " ago" : "");
}

void field_moment(struct page *page, const struct scene *s, const char *label, int64_t ms)
{
    char text[64];
    if (ms == TIME_NONE)
        return;
    moment_text(s, ms, text, sizeof text);
    page_field(page, label, ROLE_TEXT, text);
}

void field_status(struct page *page, const struct scene *s, const char *label,
                  const struct status *status)
{
    struct buf text = {0};
    buf_addf(&text, "%s %s", theme_glyph(status->state, s->draw->ascii), status->word);
    page_item(page, ROLE_DIM, label, theme_word_role(status->state), buf_str(&text),
              status->progress);
    buf_free(&text);
}

void field_blank(struct page *page)
{
    page_text(page, ROLE_TEXT, "");
}

void field_remedy(struct page *page, const char *remedy)
{
    if (!remedy)
        return;
    field_blank(page);
    page_text(page, ROLE_STRONG, remedy);
}

static void say_age(struct page *page, const struct scene *s, const char *what,
                    int64_t read)
{
    char age[16], text[96];
    draw_age_mono(s->draw, read, age, sizeof age);
    snprintf(text, sizeof text, "%s %s%s.", what, age, strcmp(age, "now") ? " ago" : "");
    page_text(page, ROLE_DIM, text);
}

static void say_error(struct page *page, const struct api_error *error)
{
    char *sentence = api_error_sentence(error);
    page_text(page, ROLE_FAILED, sentence);
    free(sentence);
}

void field_read(struct page *page, const struct scene *s, const struct call *call)
{
    const struct document *document = documents_find(s->view->documents, call);
    const struct knowledge *k = document ? &document->known : NULL;
    field_blank(page);
    if (k && k->failing && k->error)
        say_error(page, k->error);
    else if (k && k->read)
        say_age(page, s, "Read", k->read);
    else
        page_text(page, ROLE_DIM, "Reading it again…");
}

void field_known(struct page *page, const struct scene *s, const char *what,
                 const struct knowledge *k)
{
    if (k->failing && k->error)
        say_error(page, k->error);
    else if (k->read)
        say_age(page, s, what, k->read);
}
