/* What Codat's query language can say of a filter of pulls. Source: the specification of
 * PullOperation, and https://docs.codat.io/using-the-api/querying. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "model/filter_internal.h"

/* Codat takes less than 2,048 characters. Counted as they are written in a URL, so that
 * it holds whoever counts. */
#define MOST_BYTES 2000

static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                            "0123456789-_.";

static size_t length_in_url(const char *s)
{
    size_t len = 0;
    for (; *s; s++)
        len += strchr(plain, *s) ? 1 : 3;
    return len;
}

/* --- terms: each leaves nothing where it cannot be said --------------------------- */

static void join(struct buf *b, const char *with)
{
    if (b->len > 0)
        buf_adds(b, with);
}

static bool wants(const struct term *t, enum pull_status status)
{
    bool matches = t->states ? (t->states >> pull_status_state(status) & 1) != 0
                             : status == t->status;
    return matches != t->negated;
}

/* A status of a later day may have any of these states, and is in no list: where one of
 * them is wanted, the others are left out instead. */
static bool wants_unknown_ones(const struct term *t)
{
    const uint32_t any = 1U << STATE_FAILED | 1U << STATE_MOVING | 1U << STATE_COMPLETE;
    return t->negated || (t->states & any) != 0;
}

static void say_status(struct buf *b, const struct term *t)
{
    bool leave_out = wants_unknown_ones(t);
    struct buf list = {0};
    for (int s = PULL_NONE + 1; s < PULL_OTHER; s++) {
        if (wants(t, (enum pull_status)s) == leave_out)
            continue;
        join(&list, leave_out ? "&&" : "||");
        buf_addf(&list, "status%s%s", leave_out ? "!=" : "=",
                 pull_status_text((enum pull_status)s));
    }
    if (list.len > 0)
        buf_addf(b, "{%s}", buf_str(&list));
    buf_free(&list);
}

static void say_type(struct buf *b, const struct term *t)
{
    if (!t->negated && t->text.text[strspn(t->text.text, plain)] == '\0')
        buf_addf(b, "dataType~%s", t->text.text);
}

static bool is_uuid(const struct finder *text)
{
    static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text->len != sizeof form - 1)
        return false;
    for (size_t i = 0; i < text->len; i++)
        if (!strchr(form[i] == '-' ? "-" : "0123456789abcdef", text->text[i]))
            return false;
    return true;
}

static void say_id(struct buf *b, const struct term *t)
{
    if (is_uuid(&t->text))
        buf_addf(b, "id%s%s", t->negated ? "!=" : "=", t->text.text);
}

/* Older than an age: requested before a date, which moves on while the query is in use;
 * the next but one step of the clock holds for a while. Younger: after a date, and the
 * one of now always holds. */
static void say_age(struct buf *b, const struct term *t, int64_t now)
{
    const int64_t minute = INT64_C(60) * 1000, hour = 60 * minute;
    int64_t step = t->unit < hour ? minute : hour;
    int64_t date = now - t->number;
    bool older = t->comparison == COMPARE_MORE || t->comparison == COMPARE_AT_LEAST;
    older = older != t->negated;
    date -= date % step;
    char iso[32];
    time_format_iso(older ? date + 2 * step : date, iso, sizeof iso);
    if (strlen(iso) > 1)
        buf_addf(b, "requested%s%s", older ? "<=" : ">=", iso);
}

static void say(struct buf *b, const struct term *t, int64_t now)
{
    const char *name = t->field->name ? t->field->name : "";
    if (t->field->kind == VALUE_STATUS)
        say_status(b, t);
    else if (strcmp(name, "type") == 0)
        say_type(b, t);
    else if (strcmp(name, "id") == 0)
        say_id(b, t);
    else if (strcmp(name, "age") == 0)
        say_age(b, t, now);
}

char *filter_query(const struct filter *f, int64_t server_wall)
{
    struct buf query = {0}, part = {0};
    size_t len = 0;
    for (size_t i = 0; f && i < f->count; i++) {
        buf_clear(&part);
        say(&part, &f->terms[i], server_wall);
        size_t more = length_in_url(buf_str(&part)) + length_in_url("&&");
        if (part.len == 0 || len + more > MOST_BYTES)
            continue;
        join(&query, "&&");
        buf_adds(&query, buf_str(&part));
        len += more;
    }
    buf_free(&part);
    char *result = query.len > 0 ? buf_take(&query) : NULL;
    buf_free(&query);
    return result;
}
