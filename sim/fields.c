/* The fields by which records can be queried and ordered. */
#include "config.h"

#include <string.h>

#include "base/timefmt.h"
#include "sim/datatypes.h"
#include "sim/records.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void set_text(struct field_value *value, const char *text)
{
    value->null = text == NULL;
    value->text = text;
}

static void set_uuid(struct field_value *value, struct uuid id)
{
    ids_format(id, value->buffer);
    value->text = value->buffer;
}

static void set_date(struct field_value *value, int64_t ms)
{
    value->null = ms == TIME_NONE;
    value->number = ms;
}

/* --- companies ------------------------------------------------------------------- */

static void company_id(const void *row, struct field_value *value)
{
    set_uuid(value, ((const struct company_row *)row)->company.id);
}

static void company_name(const void *row, struct field_value *value)
{
    set_text(value, ((const struct company_row *)row)->text.name);
}

static void company_description(const void *row, struct field_value *value)
{
    set_text(value, ((const struct company_row *)row)->text.description);
}

static void company_user(const void *row, struct field_value *value)
{
    set_text(value, ((const struct company_row *)row)->text.user);
}

static void company_created(const void *row, struct field_value *value)
{
    set_date(value, ((const struct company_row *)row)->company.created_ms);
}

static void company_last_sync(const void *row, struct field_value *value)
{
    const struct company_row *company = row;
    set_date(value, world_company_sync(company->world, &company->company));
}

static const struct field company_fields[] = {
    {"id", FIELD_TEXT, company_id},
    {"name", FIELD_TEXT, company_name},
    {"description", FIELD_TEXT, company_description},
    {"createdByUserName", FIELD_TEXT, company_user},
    {"created", FIELD_DATE, company_created},
    {"lastSync", FIELD_DATE, company_last_sync},
};

const struct record_kind company_kind = {
    .entity = "Company",
    .fields = company_fields,
    .count = COUNT(company_fields),
};

static void tag_value(const void *row, const char *name, struct field_value *value)
{
    const struct company_text *text = &((const struct company_row *)row)->text;
    value->null = true;
    for (unsigned n = 0; n < text->tags; n++) {
        if (strcmp(text->tag[n].key, name) == 0)
            set_text(value, text->tag[n].value);
    }
}

const struct record_kind tag_kind = {.entity = "Tag", .get_named = tag_value};

/* --- connections ----------------------------------------------------------------- */

static const struct connection *connection_of(const void *row)
{
    const struct connection_row *connection = row;
    return &connection->company->connection[connection->connection];
}

static void connection_id(const void *row, struct field_value *value)
{
    set_uuid(value, connection_of(row)->id);
}

static void connection_integration_id(const void *row, struct field_value *value)
{
    set_uuid(value, platform_integration_id(connection_of(row)->platform));
}

static void connection_key(const void *row, struct field_value *value)
{
    set_text(value, connection_of(row)->platform->key);
}

static void connection_source_id(const void *row, struct field_value *value)
{
    set_uuid(value, connection_of(row)->source_id);
}

static void connection_source(const void *row, struct field_value *value)
{
    set_text(value, platform_source_name(connection_of(row)->platform));
}

static void connection_platform(const void *row, struct field_value *value)
{
    set_text(value, connection_of(row)->platform->name);
}

static void connection_status(const void *row, struct field_value *value)
{
    set_text(value, connection_status_name(connection_of(row)->status));
}

static void connection_created(const void *row, struct field_value *value)
{
    set_date(value, connection_of(row)->created_ms);
}

static void connection_last_sync(const void *row, struct field_value *value)
{
    const struct connection_row *connection = row;
    set_date(value, world_connection_sync(connection->world, connection->company,
                                          connection->connection));
}

static const struct field connection_fields[] = {
    {"id", FIELD_TEXT, connection_id},
    {"integrationId", FIELD_TEXT, connection_integration_id},
    {"integrationKey", FIELD_TEXT, connection_key},
    {"sourceId", FIELD_TEXT, connection_source_id},
    {"sourceType", FIELD_TEXT, connection_source},
    {"platformName", FIELD_TEXT, connection_platform},
    {"status", FIELD_TEXT, connection_status},
    {"created", FIELD_DATE, connection_created},
    {"lastSync", FIELD_DATE, connection_last_sync},
};

const struct record_kind connection_kind = {
    .entity = "DataConnection",
    .fields = connection_fields,
    .count = COUNT(connection_fields),
};

/* --- pulls ----------------------------------------------------------------------- */

static void pull_id(const void *row, struct field_value *value)
{
    set_uuid(value, ((const struct pull_row *)row)->pull->id);
}

static void pull_company(const void *row, struct field_value *value)
{
    set_uuid(value, ((const struct pull_row *)row)->company->id);
}

static void pull_connection(const void *row, struct field_value *value)
{
    const struct pull_row *pull = row;
    set_uuid(value, pull->company->connection[pull->pull->connection].id);
}

static void pull_type(const void *row, struct field_value *value)
{
    set_text(value, datatype_name(((const struct pull_row *)row)->pull->type));
}

static void pull_status(const void *row, struct field_value *value)
{
    set_text(value, pull_status_name(((const struct pull_row *)row)->view.status));
}

static void pull_requested(const void *row, struct field_value *value)
{
    set_date(value, ((const struct pull_row *)row)->pull->requested_ms);
}

static void pull_completed(const void *row, struct field_value *value)
{
    const struct pull_row *pull = row;
    set_date(value, pull->view.ended ? pull->pull->ended_ms : TIME_NONE);
}

static void pull_progress(const void *row, struct field_value *value)
{
    value->number = ((const struct pull_row *)row)->view.progress;
}

static void pull_errored(const void *row, struct field_value *value)
{
    value->number = ((const struct pull_row *)row)->view.errored;
}

/* Codat's specification says that isCompleted cannot be queried. */
static const struct field pull_fields[] = {
    {"id", FIELD_TEXT, pull_id},
    {"companyId", FIELD_TEXT, pull_company},
    {"connectionId", FIELD_TEXT, pull_connection},
    {"dataType", FIELD_TEXT, pull_type},
    {"status", FIELD_TEXT, pull_status},
    {"requested", FIELD_DATE, pull_requested},
    {"completed", FIELD_DATE, pull_completed},
    {"progress", FIELD_NUMBER, pull_progress},
    {"isErrored", FIELD_FLAG, pull_errored},
};

const struct record_kind pull_kind = {
    .entity = "Dataset",
    .fields = pull_fields,
    .count = COUNT(pull_fields),
};
