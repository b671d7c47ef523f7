/* The fields that a filter knows, and how each kind of row is matched by them. */
#include "config.h"

#include "model/filter_internal.h"

/* --- comparing -------------------------------------------------------------------- */

static bool compare(const struct term *t, int64_t number)
{
    switch (t->comparison) {
    case COMPARE_LESS:
        return number < t->number;
    case COMPARE_AT_MOST:
        return number <= t->number;
    case COMPARE_MORE:
        return number > t->number;
    case COMPARE_AT_LEAST:
        return number >= t->number;
    }
    return false;
}

/* What never happened is older than everything. An age below zero counts as zero: clocks
 * differ. */
static bool age_matches(const struct term *t, int64_t when, int64_t now)
{
    int64_t age = when == TIME_NONE ? INT64_MAX : now - when;
    return compare(t, age < 0 ? 0 : age);
}

static bool state_matches(const struct term *t, enum state state)
{
    return (t->states >> state & 1) != 0;
}

static bool link_matches(const struct term *t, enum connection_status status)
{
    return (t->links >> status & 1) != 0;
}

/* --- companies -------------------------------------------------------------------- */

static bool company_name(const struct term *t, const struct fleet_company *c, int64_t now)
{
    (void)now;
    return finder_in(&t->text, c->record->name);
}

static bool company_id(const struct term *t, const struct fleet_company *c, int64_t now)
{
    (void)now;
    return finder_in(&t->text, c->record->id);
}

static bool company_status(const struct term *t, const struct fleet_company *c,
                           int64_t now)
{
    (void)now;
    return state_matches(t, c->state);
}

static bool company_platform(const struct term *t, const struct fleet_company *c,
                             int64_t now)
{
    (void)now;
    for (size_t i = 0; i < c->record->connection_count; i++)
        if (finder_in(&t->text, c->record->connections[i].platform))
            return true;
    return false;
}

static bool company_connection_status(const struct term *t, const struct fleet_company *c,
                                      int64_t now)
{
    (void)now;
    for (size_t i = 0; i < c->record->connection_count; i++)
        if (link_matches(t, c->record->connections[i].status))
            return true;
    return false;
}

static bool company_tag(const struct term *t, const struct fleet_company *c, int64_t now)
{
    (void)now;
    for (size_t i = 0; i < c->record->tag_count; i++)
        if (finder_is(&t->key, c->record->tags[i].key) &&
            (t->text.len == 0 || finder_is(&t->text, c->record->tags[i].value)))
            return true;
    return false;
}

static bool company_age(const struct term *t, const struct fleet_company *c, int64_t now)
{
    return age_matches(t, c->record->last_sync, now);
}

static bool company_created(const struct term *t, const struct fleet_company *c,
                            int64_t now)
{
    (void)now;
    return c->record->created != TIME_NONE && compare(t, c->record->created);
}

static bool company_product(const struct term *t, const struct fleet_company *c,
                            int64_t now)
{
    (void)now;
    for (size_t i = 0; i < c->record->product_count; i++)
        if (finder_in(&t->text, c->record->products[i]))
            return true;
    return false;
}

static bool connection_error(const struct term *t, const struct connection *c)
{
    for (size_t i = 0; i < c->error_count; i++) {
        const struct connection_error *e = &c->errors[i];
        if (e->active &&
            (finder_in(&t->text, e->message) || finder_in(&t->text, e->status_text) ||
             finder_in(&t->text, e->status_code)))
            return true;
    }
    return false;
}

static bool company_error(const struct term *t, const struct fleet_company *c,
                          int64_t now)
{
    (void)now;
    for (size_t i = 0; i < c->record->connection_count; i++)
        if (connection_error(t, &c->record->connections[i]))
            return true;
    return false;
}

bool filter_finds_text(const struct term *t, const struct company *c)
{
    if (finder_in(&t->text, c->name))
        return true;
    for (size_t i = 0; i < c->connection_count; i++)
        if (finder_in(&t->text, c->connections[i].platform))
            return true;
    for (size_t i = 0; i < c->tag_count; i++)
        if (finder_in(&t->text, c->tags[i].key) || finder_in(&t->text, c->tags[i].value))
            return true;
    return false;
}

static bool company_words(const struct term *t, const struct fleet_company *c,
                          int64_t now)
{
    (void)now;
    return filter_finds_text(t, c->record) || finder_in(&t->text, c->record->id);
}

/* --- data types ------------------------------------------------------------------- */

static bool type_name(const struct term *t, const struct type_row *row, int64_t now)
{
    (void)now;
    return finder_in(&t->text, row->data_type);
}

static bool type_status(const struct term *t, const struct type_row *row, int64_t now)
{
    (void)now;
    return t->states ? state_matches(t, row->state) : row->status == t->status;
}

static bool type_age(const struct term *t, const struct type_row *row, int64_t now)
{
    return age_matches(t, row->last_success, now);
}

static bool pull_says(const struct term *t, const struct pull *p)
{
    return finder_in(&t->text, p->error_message) ||
           finder_in(&t->text, p->status_description);
}

static bool type_error(const struct term *t, const struct type_row *row, int64_t now)
{
    (void)now;
    return row->pull && pull_says(t, row->pull);
}

static bool type_words(const struct term *t, const struct type_row *row, int64_t now)
{
    (void)now;
    return finder_in(&t->text, row->data_type) || finder_in(&t->text, row->status_text);
}

/* --- pulls ------------------------------------------------------------------------ */

static bool pull_type(const struct term *t, const struct pull *p, const struct company *c,
                      int64_t now)
{
    (void)c, (void)now;
    return finder_in(&t->text, p->data_type);
}

static bool pull_id(const struct term *t, const struct pull *p, const struct company *c,
                    int64_t now)
{
    (void)c, (void)now;
    return finder_in(&t->text, p->id);
}

static bool pull_status(const struct term *t, const struct pull *p,
                        const struct company *c, int64_t now)
{
    (void)c, (void)now;
    return t->states ? state_matches(t, pull_state(p)) : p->status == t->status;
}

static bool pull_platform(const struct term *t, const struct pull *p,
                          const struct company *c, int64_t now)
{
    (void)now;
    const struct connection *from = company_connection(c, p->connection_id);
    return from && finder_in(&t->text, from->platform);
}

static bool pull_connection_status(const struct term *t, const struct pull *p,
                                   const struct company *c, int64_t now)
{
    (void)now;
    const struct connection *from = company_connection(c, p->connection_id);
    return link_matches(t, from ? from->status : CONNECTION_UNKNOWN);
}

static bool pull_age(const struct term *t, const struct pull *p, const struct company *c,
                     int64_t now)
{
    (void)c;
    return age_matches(t, p->requested, now);
}

static bool pull_took(const struct term *t, const struct pull *p, const struct company *c,
                      int64_t now)
{
    (void)c;
    int64_t took = pull_duration(p, now);
    return took != TIME_NONE && compare(t, took);
}

static bool pull_error(const struct term *t, const struct pull *p,
                       const struct company *c, int64_t now)
{
    (void)c, (void)now;
    return pull_says(t, p);
}

static bool pull_words(const struct term *t, const struct pull *p,
                       const struct company *c, int64_t now)
{
    return finder_in(&t->text, p->data_type) || finder_in(&t->text, p->status_text) ||
           finder_in(&t->text, p->id) || pull_platform(t, p, c, now) ||
           finder_in(&t->text, p->error_message);
}

/* --- the table -------------------------------------------------------------------- */

const struct filter_field filter_words = {
    .example = "xero",
    .kind = VALUE_TEXT,
    .glance = GLANCE_WORDS,
    .company = company_words,
    .type = type_words,
    .pull = pull_words,
};

const struct filter_field filter_fields[] = {
    {
        .name = "status",
        .example = "status:failed",
        .kind = VALUE_STATUS,
        .company = company_status,
        .type = type_status,
        .pull = pull_status,
    },
    {
        .name = "type",
        .example = "type:invoices",
        .kind = VALUE_TEXT,
        .type = type_name,
        .pull = pull_type,
        .elsewhere = "The data types of a whole fleet are not kept here: filter the pane "
                     "of data types by type:.",
    },
    {
        .name = "platform",
        .example = "platform:xero",
        .kind = VALUE_TEXT,
        .glance = GLANCE_TEXTS,
        .company = company_platform,
        .pull = pull_platform,
    },
    {
        .name = "connection",
        .example = "connection:linked",
        .kind = VALUE_CONNECTION,
        .company = company_connection_status,
        .pull = pull_connection_status,
    },
    {
        .name = "tag",
        .example = "tag:region=uk",
        .kind = VALUE_TAG,
        .glance = GLANCE_TEXTS,
        .company = company_tag,
    },
    {
        .name = "name",
        .example = "name:acme",
        .kind = VALUE_TEXT,
        .glance = GLANCE_TEXTS,
        .company = company_name,
    },
    {
        .name = "id",
        .example = "id:4f1c",
        .kind = VALUE_TEXT,
        .glance = GLANCE_ID,
        .company = company_id,
        .pull = pull_id,
    },
    {
        .name = "age",
        .example = "age>2d",
        .kind = VALUE_AGE,
        .company = company_age,
        .type = type_age,
        .pull = pull_age,
    },
    {
        .name = "took",
        .example = "took>5m",
        .kind = VALUE_AGE,
        .pull = pull_took,
    },
    {
        .name = "created",
        .example = "created>2026-01-31",
        .kind = VALUE_DATE,
        .company = company_created,
    },
    {
        .name = "product",
        .example = "product:lending",
        .kind = VALUE_TEXT,
        .company = company_product,
    },
    {
        .name = "error",
        .example = "error:timeout",
        .kind = VALUE_TEXT,
        .company = company_error,
        .type = type_error,
        .pull = pull_error,
    },
    {.name = NULL},
};

bool filter_has_field(enum filter_of of, const struct filter_field *field)
{
    switch (of) {
    case FILTER_COMPANIES:
        return field->company != NULL;
    case FILTER_TYPES:
        return field->type != NULL;
    case FILTER_PULLS:
        return field->pull != NULL;
    }
    return false;
}

/* --- matching --------------------------------------------------------------------- */

bool filter_matches_company(const struct filter *f, const struct fleet_company *c,
                            int64_t server_wall)
{
    for (size_t i = 0; f && i < f->count; i++) {
        const struct term *t = &f->terms[i];
        if (t->field->company(t, c, server_wall) == t->negated)
            return false;
    }
    return true;
}

bool filter_matches_type(const struct filter *f, const struct type_row *row,
                         int64_t server_wall)
{
    for (size_t i = 0; f && i < f->count; i++) {
        const struct term *t = &f->terms[i];
        if (t->field->type(t, row, server_wall) == t->negated)
            return false;
    }
    return true;
}

bool filter_matches_pull(const struct filter *f, const struct pull *pull,
                         const struct company *company, int64_t server_wall)
{
    for (size_t i = 0; f && i < f->count; i++) {
        const struct term *t = &f->terms[i];
        if (t->field->pull(t, pull, company, server_wall) == t->negated)
            return false;
    }
    return true;
}
