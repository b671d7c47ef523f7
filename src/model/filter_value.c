/* The values of a filter's terms: words for states, statuses, ages, dates, tags. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "model/filter_internal.h"

#define COMPANIES (1U << FILTER_COMPANIES)
#define TYPES (1U << FILTER_TYPES)
#define PULLS (1U << FILTER_PULLS)

struct word {
    const char *text;
    uint32_t value; /* bits of what it means */
    unsigned of;    /* where it means something */
    bool synonym;   /* not named in sentences */
};

#define STATE(state) (1U << STATE_##state)

static const struct word states[] = {
    {"failed", STATE(FAILED), COMPANIES | TYPES | PULLS, false},
    {"failing", STATE(FAILED), COMPANIES | TYPES | PULLS, true},
    {"error", STATE(FAILED), COMPANIES | TYPES | PULLS, true},
    {"attention", STATE(ATTENTION), COMPANIES | TYPES | PULLS, false},
    {"needs", STATE(ATTENTION), COMPANIES | TYPES | PULLS, true},
    {"relink", STATE(ATTENTION), COMPANIES | TYPES | PULLS, true},
    {"moving", STATE(MOVING), COMPANIES | TYPES | PULLS, false},
    {"running", STATE(MOVING), COMPANIES | TYPES | PULLS, true},
    {"syncing", STATE(MOVING), COMPANIES | TYPES | PULLS, true},
    {"complete", STATE(COMPLETE), COMPANIES | TYPES | PULLS, false},
    {"ok", STATE(COMPLETE), COMPANIES | TYPES | PULLS, true},
    {"healthy", STATE(COMPLETE), COMPANIES | TYPES | PULLS, true},
    {"done", STATE(COMPLETE), COMPANIES | TYPES | PULLS, true},
    {"never", STATE(NEVER), COMPANIES | TYPES, false},
    {"out", STATE(OUT), COMPANIES | TYPES | PULLS, false},
    {"unknown", STATE(UNKNOWN), COMPANIES | TYPES | PULLS, false},
    {NULL, 0, 0, false},
};

#define LINK(status) (1U << CONNECTION_##status)

static const struct word links[] = {
    {"linked", LINK(LINKED), COMPANIES | PULLS, false},
    {"pending", LINK(PENDING_AUTH), COMPANIES | PULLS, false},
    {"pendingauth", LINK(PENDING_AUTH), COMPANIES | PULLS, true},
    {"unlinked", LINK(UNLINKED), COMPANIES | PULLS, false},
    {"deauthorized", LINK(DEAUTHORIZED), COMPANIES | PULLS, false},
    {"unknown", LINK(UNKNOWN), COMPANIES | PULLS, false},
    {NULL, 0, 0, false},
};

/* The meaning of text: of the word itself, or of all words that begin with it where they
 * mean the same; 0 where there is none. */
static uint32_t meaning(const struct word *words, enum filter_of of, const char *text)
{
    uint32_t found = 0;
    bool same = true;
    size_t len = strlen(text);
    for (const struct word *w = words; w->text; w++) {
        if (!(w->of >> of & 1) || strncasecmp(w->text, text, len) != 0)
            continue;
        if (w->text[len] == '\0')
            return w->value;
        same = same && (found == 0 || found == w->value);
        found = w->value;
    }
    return same ? found : 0;
}

static void name_words(struct buf *b, const struct word *words, enum filter_of of)
{
    const char *between = "";
    for (const struct word *w = words; w->text; w++) {
        if (w->synonym || !(w->of >> of & 1))
            continue;
        buf_addf(b, "%s%s", between, w->text);
        between = ", ";
    }
}

void filter_offer_values(enum value_kind kind, enum filter_of of, const char *typed,
                         filter_offer *offer, void *arg)
{
    const struct word *w = kind == VALUE_STATUS       ? states
                           : kind == VALUE_CONNECTION ? links
                                                      : NULL;
    for (; w && w->text; w++)
        if (!w->synonym && w->of >> of & 1 &&
            strncasecmp(w->text, typed, strlen(typed)) == 0)
            offer(w->text, NULL, arg);
}

/* --- what each kind of value takes ------------------------------------------------ */

static char *set_text(struct term *t, enum filter_of of, const char *text)
{
    (void)of;
    finder_set(&t->text, text, strlen(text));
    return NULL;
}

static enum pull_status status_named(const char *text)
{
    for (int s = PULL_NONE + 1; s < PULL_OTHER; s++)
        if (strcasecmp(pull_status_text((enum pull_status)s), text) == 0)
            return (enum pull_status)s;
    return PULL_OTHER;
}

static char *not_a_status(enum filter_of of, bool of_api)
{
    struct buf b = {0};
    buf_adds(&b, "This is no status. Write ");
    name_words(&b, states, of);
    if (of != FILTER_COMPANIES)
        buf_adds(&b, ", or a status of the API such as FetchError");
    else if (of_api)
        buf_adds(&b, "; for single statuses filter the pane of data types");
    buf_addc(&b, '.');
    return buf_take(&b);
}

/* A company has no status of the API, only a state. */
static char *set_status(struct term *t, enum filter_of of, const char *text)
{
    t->states = meaning(states, of, text);
    t->status = status_named(text);
    if (t->states || (of != FILTER_COMPANIES && t->status != PULL_OTHER))
        return NULL;
    return not_a_status(of, t->status != PULL_OTHER);
}

static char *set_connection(struct term *t, enum filter_of of, const char *text)
{
    t->links = meaning(links, of, text);
    if (t->links)
        return NULL;
    struct buf b = {0};
    buf_adds(&b, "This is no status of a connection. Write ");
    name_words(&b, links, of);
    buf_addc(&b, '.');
    return buf_take(&b);
}

static char *set_tag(struct term *t, enum filter_of of, const char *text)
{
    (void)of;
    size_t key = strcspn(text, "=");
    if (key == 0 || (text[key] == '=' && text[key + 1] == '\0'))
        return xstrdup("A tag is written tag:key or tag:key=value.");
    finder_set(&t->key, text, key);
    if (text[key] == '=')
        finder_set(&t->text, text + key + 1, strlen(text + key + 1));
    return NULL;
}

static int64_t unit_named(char unit)
{
    static const struct {
        char name;
        int64_t ms;
    } units[] = {
        {'s', 1000},
        {'m', INT64_C(60) * 1000},
        {'h', INT64_C(3600) * 1000},
        {'d', INT64_C(86400) * 1000},
        {'w', INT64_C(604800) * 1000},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (units[i].name == unit || units[i].name == unit - 'A' + 'a')
            return units[i].ms;
    return 0;
}

static char *set_age(struct term *t, enum filter_of of, const char *text)
{
    (void)of;
    const size_t most_digits = 6;
    size_t digits = strspn(text, "0123456789");
    t->unit = unit_named(text[digits]);
    if (digits == 0 || digits > most_digits || t->unit == 0 || text[digits + 1] != '\0')
        return xasprintf(
            "This is no length of time. Write a number of at most %zu digits "
            "and s, m, h, d or w, such as %s.",
            most_digits, t->field->example);
    t->number = strtoll(text, NULL, 10) * t->unit;
    return NULL;
}

static char *set_date(struct term *t, enum filter_of of, const char *text)
{
    (void)of;
    t->number = time_parse_iso(text);
    if (t->number != TIME_NONE)
        return NULL;
    return xasprintf("This is no date. Write it as year-month-day, such as %s.",
                     t->field->example);
}

char *filter_set_value(struct term *t, enum filter_of of, const char *text)
{
    static char *(*const set[])(struct term *, enum filter_of, const char *) = {
        [VALUE_TEXT] = set_text,
        [VALUE_STATUS] = set_status,
        [VALUE_CONNECTION] = set_connection,
        [VALUE_TAG] = set_tag,
        [VALUE_AGE] = set_age,
        [VALUE_DATE] = set_date,
    };
    char *wrong = set[t->field->kind](t, of, text);
    if (!wrong)
        filter_sign_term(t);
    return wrong;
}
