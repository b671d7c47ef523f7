/* Writes Codat's records, with the fields that its specification names. */
#include "config.h"

#include "sim/records.h"

#include <stdlib.h>

#include "base/timefmt.h"
#include "sim/datatypes.h"

#define HOUR INT64_C(3600000)
#define COUNT(array) ((unsigned)(sizeof(array) / sizeof *(array)))

enum draw { DRAW_PRODUCTS = 0x500, DRAW_PAST_ERROR, DRAW_ITEM };

void company_row_get(struct world *world, unsigned index, struct company_row *row)
{
    row->world = world;
    fleet_company(&world->fleet, index, &row->company);
    fleet_text(&row->company, &row->text);
}

/* A link made of a base and ids; "%" in the pattern stands for the next id. */
static void write_link(struct json_out *out, const char *key, const char *pattern,
                       struct uuid first, struct uuid second)
{
    char ids[2][UUID_TEXT], link[160];
    size_t used = 0, next = 0;
    ids_format(first, ids[0]);
    ids_format(second, ids[1]);
    for (; *pattern != '\0'; pattern++) {
        if (*pattern != '%') {
            link[used++] = *pattern;
            continue;
        }
        for (const char *p = ids[next]; *p != '\0'; p++)
            link[used++] = *p;
        next++;
    }
    link[used] = '\0';
    json_string(out, key, link);
}

static void write_tags(struct json_out *out, const struct company_text *text)
{
    json_open(out, "tags", '{');
    for (unsigned n = 0; n < text->tags; n++)
        json_string(out, text->tag[n].key, text->tag[n].value);
    json_close(out, '}');
}

static void write_products(struct json_out *out, uint64_t seed)
{
    static const char *const products[] = {"lending", "spend-insights", "expenses",
                                           "payables", "commerce"};
    uint64_t hash = ids_hash(seed, DRAW_PRODUCTS);
    json_open(out, "products", '[');
    for (unsigned n = 0; n < COUNT(products); n++) {
        if ((hash >> (2 * n) & 3) == 0)
            json_string(out, NULL, products[n]);
    }
    json_close(out, ']');
}

static void write_reference(struct json_out *out, const char *key, struct world *world,
                            unsigned index)
{
    struct company_row row;
    company_row_get(world, index, &row);
    json_open(out, key, '{');
    json_uuid(out, "id", row.company.id);
    json_string(out, "name", row.text.name);
    if (row.text.description != NULL)
        json_string(out, "description", row.text.description);
    json_open(out, "links", '{');
    write_link(out, "portal", "https://app.codat.io/companies/%/summary", row.company.id,
               row.company.id);
    json_close(out, '}');
    write_tags(out, &row.text);
    json_close(out, '}');
}

static void write_references(struct json_out *out, const struct company_row *row)
{
    const struct fleet *fleet = &row->world->fleet;
    unsigned index = row->company.index;
    int64_t parent = fleet_parent(fleet, index);
    if (parent >= 0)
        write_reference(out, "referenceParentCompany", row->world, (unsigned)parent);
    else
        json_null(out, "referenceParentCompany");
    json_open(out, "referenceSubsidiaryCompanies", '[');
    unsigned subsidiaries = fleet_subsidiaries(fleet, index);
    for (unsigned n = 1; n <= subsidiaries; n++)
        write_reference(out, NULL, row->world, index + n);
    json_close(out, ']');
}

void write_company(struct json_out *out, const char *key, const struct company_row *row)
{
    const struct company *company = &row->company;
    json_open(out, key, '{');
    json_uuid(out, "id", company->id);
    json_string(out, "name", row->text.name);
    if (row->text.description != NULL)
        json_string(out, "description", row->text.description);
    else if (company->seed % 2 != 0)
        json_null(out, "description");
    write_link(out, "redirect", "https://link.codat.io/company/%", company->id,
               company->id);
    int64_t sync = world_company_sync(row->world, company);
    if (sync != TIME_NONE || company->seed % 2 != 0)
        json_date(out, "lastSync", sync);
    json_open(out, "dataConnections", '[');
    for (unsigned n = 0; n < company->connections; n++)
        write_connection(out, NULL, row->world, company, n);
    json_close(out, ']');
    json_date(out, "created", company->created_ms);
    json_string(out, "createdByUserName", row->text.user);
    write_products(out, company->seed);
    write_tags(out, &row->text);
    write_references(out, row);
    json_close(out, '}');
}

/* An error that the platform answered, from since until resolved (TIME_NONE: it lasts).
 */
struct source_error {
    const char *code, *text, *message;
    int64_t since_ms, resolved_ms;
};

static void write_source_error(struct json_out *out, const struct source_error *error)
{
    json_open(out, "dataConnectionErrors", '[');
    json_open(out, NULL, '{');
    json_string(out, "statusCode", error->code);
    json_string(out, "statusText", error->text);
    json_string(out, "errorMessage", error->message);
    json_date(out, "erroredOnUtc", error->since_ms);
    bool resolved = error->resolved_ms != TIME_NONE;
    json_string(out, "status", resolved ? "Resolved" : "Active");
    if (resolved)
        json_date(out, "resolvedOnUtc", error->resolved_ms);
    json_close(out, '}');
    json_close(out, ']');
}

static void write_bad_day(struct json_out *out, struct world *world,
                          const struct connection *c)
{
    int64_t start = world->fleet.start_ms, end = start + 6 * HOUR;
    int64_t since = start - 8 * HOUR + (int64_t)(c->seed % (uint64_t)HOUR);
    write_source_error(out, &(struct source_error){
                                "503", "Service Unavailable",
                                "The platform has trouble; requests fail now and then.",
                                since, world->now_ms >= end ? end : TIME_NONE});
}

static void write_source_errors(struct json_out *out, struct world *world,
                                const struct connection *c)
{
    uint64_t hash = ids_hash(c->seed, DRAW_PAST_ERROR);
    int64_t age = world->fleet.start_ms - c->created_ms;
    int64_t past = c->created_ms + age / 2;
    if (c->status == CONNECTION_DEAUTHORIZED)
        write_source_error(
            out, &(struct source_error){"401", "Unauthorized",
                                        "The refresh token has expired or was revoked.",
                                        c->lost_ms, TIME_NONE});
    else if (c->status == CONNECTION_LINKED && c->platform == world->fleet.bad_day &&
             age > 9 * HOUR)
        write_bad_day(out, world, c);
    else if (c->status == CONNECTION_LINKED && hash % 12 == 0)
        write_source_error(out, &(struct source_error){"500", "Internal Server Error",
                                                       "The platform failed to answer.",
                                                       past, past + age / 8});
    else if (hash % 4 == 0)
        json_null(out, "dataConnectionErrors");
    else if (hash % 4 == 1) {
        json_open(out, "dataConnectionErrors", '[');
        json_close(out, ']');
    }
}

void write_connection(struct json_out *out, const char *key, struct world *world,
                      const struct company *company, unsigned connection)
{
    const struct connection *c = &company->connection[connection];
    json_open(out, key, '{');
    json_uuid(out, "id", c->id);
    json_uuid(out, "integrationId", platform_integration_id(c->platform));
    json_string(out, "integrationKey", c->platform->key);
    json_uuid(out, "sourceId", c->source_id);
    json_string(out, "sourceType", platform_source_name(c->platform));
    json_string(out, "platformName", c->platform->name);
    write_link(out, "linkUrl",
               "https://link-api.codat.io/companies/%/connections/%/start", company->id,
               c->id);
    json_string(out, "status", connection_status_name(c->status));
    int64_t sync = world_connection_sync(world, company, connection);
    if (sync != TIME_NONE || c->seed % 2 != 0)
        json_date(out, "lastSync", sync);
    json_date(out, "created", c->created_ms);
    write_source_errors(out, world, c);
    json_close(out, '}');
}

static void write_description(struct json_out *out, const struct pull *pull,
                              enum pull_status status)
{
    if (status == PULL_RATE_LIMIT_ERROR) {
        char until[32], text[64] = "Paused until ";
        time_format_iso(pull_paused_until(pull), until, sizeof until);
        for (size_t n = 0; n < sizeof until; n++)
            text[13 + n] = until[n];
        json_string(out, "statusDescription", text);
    } else if (pull->salt % 2 != 0) {
        json_null(out, "statusDescription");
    }
}

void write_pull(struct json_out *out, const char *key, const struct company *company,
                const struct pull *pull, int64_t now_ms)
{
    const struct connection *c = &company->connection[pull->connection];
    struct pull_view view = pull_at(pull, now_ms);
    json_open(out, key, '{');
    json_uuid(out, "id", pull->id);
    json_uuid(out, "companyId", company->id);
    json_uuid(out, "connectionId", c->id);
    json_string(out, "dataType", datatype_name(pull->type));
    json_string(out, "status", pull_status_name(view.status));
    write_description(out, pull, view.status);
    if (view.errored) {
        struct buf text = {0};
        pull_error_text(pull, c, &text);
        json_string(out, "errorMessage", buf_str(&text));
        buf_free(&text);
    }
    json_date(out, "requested", pull->requested_ms);
    if (view.ended)
        json_date(out, "completed", pull->ended_ms);
    json_integer(out, "progress", view.progress);
    json_bool(out, "isCompleted", view.completed);
    json_bool(out, "isErrored", view.errored);
    json_close(out, '}');
}

void write_status(struct json_out *out, const char *key, unsigned type,
                  const struct type_state *state, int64_t now_ms)
{
    if (!state->known) {
        json_null(out, key);
        return;
    }
    json_open(out, key, '{');
    json_string(out, "dataType", datatype_name(type));
    if (state->succeeded)
        json_date(out, "lastSuccessfulSync", state->success.ended_ms);
    json_string(out, "currentStatus",
                pull_status_name(pull_at(&state->latest, now_ms).status));
    json_uuid(out, "latestSyncId", state->latest.id);
    if (state->succeeded)
        json_uuid(out, "latestSuccessfulSyncId", state->success.id);
    json_close(out, '}');
}

static void write_finding(struct json_out *out, const struct pull *pull, unsigned n,
                          bool warning)
{
    uint64_t hash = ids_hash(ids_hash(pull->salt, DRAW_ITEM), n + (warning ? 100 : 0));
    const char *record = datatype_record(pull->type);
    unsigned cents = 100 + ids_pick(hash, 900000);
    struct buf text = {0};
    json_open(out, NULL, '{');
    buf_addf(&text, "codat-%s-%03u", datatype_name(pull->type), 10 + n);
    json_string(out, "ruleId", buf_str(&text));
    json_uuid(out, "itemId", ids_uuid(hash));
    buf_clear(&text);
    buf_addf(&text,
             "The lines of a %s, summed (%u.%02u), should be the same as its %s "
             "(%u.%02u).",
             record, cents / 100, cents % 100, warning ? "SubTotal" : "TotalAmount",
             (cents + 1) / 100, (cents + 1) % 100);
    json_string(out, "message", buf_str(&text));
    buf_clear(&text);
    buf_addf(&text, "%sValidator", datatype_name(pull->type));
    json_string(out, "validatorName", buf_str(&text));
    buf_free(&text);
    json_close(out, '}');
}

void write_validation(struct json_out *out, const struct pull *pull, int64_t now_ms)
{
    struct pull_view view = pull_at(pull, now_ms);
    unsigned errors = 0, warnings = 0;
    if (view.status == PULL_VALIDATION_ERROR)
        errors = 1 + ids_pick(pull->salt, 5);
    if (errors > 0 || (view.completed && pull->salt % 6 == 0))
        warnings = (unsigned)(pull->salt >> 8) % 4;
    json_open(out, NULL, '{');
    json_open(out, "errors", '[');
    for (unsigned n = 0; n < errors; n++)
        write_finding(out, pull, n, false);
    json_close(out, ']');
    json_open(out, "warnings", '[');
    for (unsigned n = 0; n < warnings; n++)
        write_finding(out, pull, n, true);
    json_close(out, ']');
    json_close(out, '}');
}
