/* Reads the text of a filter into terms. */
#include "config.h"

#include "model/filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "model/filter_internal.h"

/* A word of a sentence shows so much of what was typed. */
#define QUOTED_CELLS 24

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

struct reader {
    const char *text;
    size_t at;
    enum filter_of of;
    struct filter_error *error;
};

static bool fail(const struct reader *r, size_t start, size_t end, char *message)
{
    *r->error = (struct filter_error){start, end > start ? end - start : 1, message};
    return false;
}

/* --- pieces of a term ------------------------------------------------------------- */

static void skip_spaces(struct reader *r)
{
    while (r->text[r->at] == ' ')
        r->at++;
}

static bool at_end(const struct reader *r)
{
    return r->text[r->at] == '\0' || r->text[r->at] == ' ';
}

/* Takes what stands between quotes; false where they are not closed. */
static bool take_quoted(struct reader *r, struct buf *value)
{
    size_t open = r->at++;
    size_t len = strcspn(r->text + r->at, "\"");
    buf_add(value, r->text + r->at, len);
    r->at += len;
    if (r->text[r->at] != '"')
        return fail(r, open, r->at, xstrdup("This quotation mark is never closed."));
    r->at++;
    return true;
}

/* Takes what reaches to the next space that is not quoted. */
static bool take_value(struct reader *r, struct buf *value)
{
    while (!at_end(r)) {
        size_t len = strcspn(r->text + r->at, "\" ");
        buf_add(value, r->text + r->at, len);
        r->at += len;
        if (r->text[r->at] == '"' && !take_quoted(r, value))
            return false;
    }
    return true;
}

/* --- fields ----------------------------------------------------------------------- */

static bool is_compared(const struct filter_field *field)
{
    return field->kind == VALUE_AGE || field->kind == VALUE_DATE;
}

static char *name_fields(const struct reader *r, const char *typed, size_t len)
{
    struct buf b = {0};
    char *clean = text_clean(typed, len);
    char *brief = xstrndup(clean, text_prefix(clean, QUOTED_CELLS, NULL));
    buf_addf(&b, "There is no field \"%s\" here, but", brief);
    const char *between = " ";
    for (const struct filter_field *field = filter_fields; field->name; field++) {
        if (!filter_has_field(r->of, field))
            continue;
        buf_addf(&b, "%s%s%s", between, field->name, is_compared(field) ? ">" : ":");
        between = ", ";
    }
    buf_adds(&b, ". Quote the text to look for it as it is.");
    free(brief);
    free(clean);
    return buf_take(&b);
}

static const struct filter_field *find_field(const char *name, size_t len)
{
    for (const struct filter_field *field = filter_fields; field->name; field++)
        if (strlen(field->name) == len && strncasecmp(field->name, name, len) == 0)
            return field;
    return NULL;
}

/* The field that stands here in front of : < or >, if any; *length is that of its name.
 * False where it is a wrong one. */
static bool take_field(struct reader *r, const struct filter_field **field)
{
    const char *name = r->text + r->at;
    size_t len = strspn(name, letters);
    *field = &filter_words;
    if (name[len] == '\0' || !strchr(":<>", name[len]))
        return true;
    const struct filter_field *found = find_field(name, len);
    if (!found || !filter_has_field(r->of, found)) {
        char *message = found && found->elsewhere ? xstrdup(found->elsewhere)
                                                  : name_fields(r, name, len);
        return fail(r, r->at, r->at + len + 1, message);
    }
    *field = found;
    r->at += len;
    return true;
}

/* Takes : < <= > >=, as the field has it. */
static bool take_operator(struct reader *r, struct term *t)
{
    size_t start = r->at;
    char op = r->text[r->at++];
    bool equal = op != ':' && r->text[r->at] == '=';
    r->at += equal;
    if (op == '<')
        t->comparison = equal ? COMPARE_AT_MOST : COMPARE_LESS;
    else
        t->comparison = equal ? COMPARE_AT_LEAST : COMPARE_MORE;
    if ((op != ':') == is_compared(t->field))
        return true;
    return fail(r, start, r->at,
                xasprintf("%s is written with %s, such as %s.", t->field->name,
                          is_compared(t->field) ? "< or >" : "a colon",
                          t->field->example));
}

/* --- terms ------------------------------------------------------------------------ */

static char *empty_value(const struct term *t)
{
    if (t->field->name)
        return xasprintf("A value is missing, such as %s.", t->field->example);
    return xstrdup(t->negated ? "A term is missing behind the exclamation mark."
                              : "There is nothing between these quotation marks.");
}

static bool take_term(struct reader *r, struct term *t)
{
    size_t start = r->at;
    struct buf value = {0};
    for (; r->text[r->at] == '!'; r->at++)
        t->negated = !t->negated;
    bool good = take_field(r, &t->field) && (!t->field->name || take_operator(r, t));
    size_t value_at = r->at;
    good = good && take_value(r, &value);
    if (good && value.len == 0) {
        good = fail(r, start, r->at, empty_value(t));
    } else if (good) {
        char *wrong = filter_set_value(t, r->of, buf_str(&value));
        good = !wrong || fail(r, value_at, r->at, wrong);
    }
    buf_free(&value);
    return good;
}

static struct term *add_term(struct filter *f)
{
    f->terms = xreallocarray(f->terms, f->count + 1, sizeof *f->terms);
    f->terms[f->count] = (struct term){.field = &filter_words};
    return &f->terms[f->count++];
}

struct filter *filter_parse(const char *text, enum filter_of of,
                            struct filter_error *error)
{
    struct filter *f = xcalloc(1, sizeof *f);
    struct reader r = {.text = text, .of = of, .error = error};
    f->of = of;
    skip_spaces(&r);
    while (text[r.at] != '\0' && f) {
        if (!take_term(&r, add_term(f)))
            filter_free(&f);
        skip_spaces(&r);
    }
    return f;
}

void filter_free(struct filter **filter)
{
    struct filter *f = *filter;
    for (size_t i = 0; f && i < f->count; i++) {
        finder_free(&f->terms[i].text);
        finder_free(&f->terms[i].key);
    }
    if (f)
        free(f->terms);
    free(f);
    *filter = NULL;
}

void filter_error_free(struct filter_error *error)
{
    free(error->message);
    *error = (struct filter_error){0};
}

bool filter_is_empty(const struct filter *f)
{
    return !f || f->count == 0;
}

bool filter_needs_statuses(const struct filter *f)
{
    for (size_t i = 0; f && i < f->count; i++)
        if (f->terms[i].field->kind == VALUE_STATUS)
            return true;
    return false;
}

int64_t filter_period(const struct filter *f)
{
    const int64_t second = 1000, minute = 60 * second;
    int64_t period = INT64_MAX;
    for (size_t i = 0; f && i < f->count; i++) {
        const struct term *t = &f->terms[i];
        int64_t its = t->unit == second ? second : minute;
        if (t->field->kind == VALUE_AGE && its < period)
            period = its;
    }
    return period;
}

static bool same_text(const struct finder *a, const struct finder *b)
{
    return a->len == b->len && (a->len == 0 || finder_in(a, b->text));
}

/* Does what matches t match wider? */
static bool term_implies(const struct term *t, const struct term *wider)
{
    if (t->field != wider->field || t->negated != wider->negated)
        return false;
    const struct finder *part = t->negated ? &t->text : &wider->text;
    const struct finder *whole = t->negated ? &wider->text : &t->text;
    if (t->field->kind == VALUE_TEXT)
        return finder_in(part, whole->text);
    return t->states == wider->states && t->status == wider->status &&
           t->links == wider->links && t->comparison == wider->comparison &&
           t->number == wider->number && same_text(&t->text, &wider->text) &&
           same_text(&t->key, &wider->key);
}

bool filter_narrows(const struct filter *wider, const struct filter *f)
{
    for (size_t i = 0; wider && i < wider->count; i++) {
        size_t n = 0;
        while (f && n < f->count && !term_implies(&f->terms[n], &wider->terms[i]))
            n++;
        if (!f || n == f->count)
            return false;
    }
    return true;
}
