/* Copies and comparisons of the records, each from a table of its fields. */
#include "config.h"

#include "model/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/link.h"
#include "model/shape.h"

static const struct shape_field connection_error_fields[] = {
    FIELD_STRING(struct connection_error, status_code),
    FIELD_STRING(struct connection_error, status_text),
    FIELD_STRING(struct connection_error, message),
    FIELD_PLAIN(struct connection_error, errored),
    FIELD_PLAIN(struct connection_error, resolved),
    FIELD_PLAIN(struct connection_error, active),
};
static const struct shape connection_error_shape =
    SHAPE_OF(struct connection_error, connection_error_fields);

static const struct shape_field connection_fields[] = {
    FIELD_STRING(struct connection, platform),
    FIELD_STRING(struct connection, id),
    FIELD_STRING(struct connection, integration_key),
    FIELD_STRING(struct connection, source_type),
    FIELD_STRING(struct connection, link_url),
    FIELD_STRING(struct connection, status_text),
    FIELD_PLAIN(struct connection, status),
    FIELD_PLAIN(struct connection, created),
    FIELD_PLAIN(struct connection, last_sync),
    FIELD_ARRAY(struct connection, errors, error_count, &connection_error_shape),
};
static const struct shape connection_shape =
    SHAPE_OF(struct connection, connection_fields);

static const struct shape_field tag_fields[] = {
    FIELD_STRING(struct tag, key),
    FIELD_STRING(struct tag, value),
};
static const struct shape tag_shape = SHAPE_OF(struct tag, tag_fields);

static const struct shape_field company_ref_fields[] = {
    FIELD_STRING(struct company_ref, id),
    FIELD_STRING(struct company_ref, name),
};
static const struct shape company_ref_shape =
    SHAPE_OF(struct company_ref, company_ref_fields);

static const struct shape_field word_fields[] = {{.kind = SHAPE_STRING, .offset = 0}};
static const struct shape word_shape = SHAPE_OF(const char *, word_fields);

/* Filters look through id, name, tags and platforms of all companies: their texts come
 * first, side by side. */
static const struct shape_field company_fields[] = {
    FIELD_STRING(struct company, redirect), /* first: it ends with the id */
    FIELD_STRING(struct company, id),
    FIELD_STRING(struct company, name),
    FIELD_ARRAY(struct company, tags, tag_count, &tag_shape),
    FIELD_PLAIN(struct company, last_sync),
    FIELD_ARRAY(struct company, connections, connection_count, &connection_shape),
    FIELD_STRING(struct company, description),
    FIELD_STRING(struct company, created_by),
    FIELD_PLAIN(struct company, created),
    FIELD_ARRAY(struct company, products, product_count, &word_shape),
    FIELD_STRING(struct company, parent.id),
    FIELD_STRING(struct company, parent.name),
    FIELD_ARRAY(struct company, subsidiaries, subsidiary_count, &company_ref_shape),
};
static const struct shape company_shape = SHAPE_OF(struct company, company_fields);

static const struct shape_field pull_fields[] = {
    FIELD_STRING(struct pull, id),
    FIELD_STRING(struct pull, company_id),
    FIELD_STRING(struct pull, connection_id),
    FIELD_STRING(struct pull, data_type),
    FIELD_STRING(struct pull, status_text),
    FIELD_STRING(struct pull, status_description),
    FIELD_STRING(struct pull, error_message),
};
static const struct shape pull_shape = SHAPE_OF(struct pull, pull_fields);

static const struct shape_field data_status_fields[] = {
    FIELD_STRING(struct data_status, data_type),
    FIELD_STRING(struct data_status, status_text),
    FIELD_STRING(struct data_status, latest_sync_id),
    FIELD_STRING(struct data_status, latest_successful_sync_id),
};
static const struct shape data_status_shape =
    SHAPE_OF(struct data_status, data_status_fields);

static const struct shape_field data_statuses_fields[] = {
    FIELD_ARRAY(struct data_statuses, items, count, &data_status_shape),
};
static const struct shape data_statuses_shape =
    SHAPE_OF(struct data_statuses, data_statuses_fields);

static const struct shape_field validation_item_fields[] = {
    FIELD_STRING(struct validation_item, rule_id),
    FIELD_STRING(struct validation_item, item_id),
    FIELD_STRING(struct validation_item, message),
    FIELD_STRING(struct validation_item, validator),
};
static const struct shape validation_item_shape =
    SHAPE_OF(struct validation_item, validation_item_fields);

static const struct shape_field validation_fields[] = {
    FIELD_ARRAY(struct validation, errors, error_count, &validation_item_shape),
    FIELD_ARRAY(struct validation, warnings, warning_count, &validation_item_shape),
};
static const struct shape validation_shape =
    SHAPE_OF(struct validation, validation_fields);

static const struct shape_field profile_fields[] = {
    FIELD_STRING(struct profile, name),
};
static const struct shape profile_shape = SHAPE_OF(struct profile, profile_fields);

static const struct shape_field call_fields[] = {
    FIELD_STRING(struct call, company_id),    FIELD_STRING(struct call, data_type),
    FIELD_STRING(struct call, connection_id), FIELD_STRING(struct call, pull_id),
    FIELD_STRING(struct call, query),         FIELD_STRING(struct call, order_by),
};
static const struct shape call_shape = SHAPE_OF(struct call, call_fields);

static const struct shape_field api_error_fields[] = {
    FIELD_STRING(struct api_error, call.company_id),
    FIELD_STRING(struct api_error, call.data_type),
    FIELD_STRING(struct api_error, call.connection_id),
    FIELD_STRING(struct api_error, call.pull_id),
    FIELD_STRING(struct api_error, call.query),
    FIELD_STRING(struct api_error, call.order_by),
    FIELD_STRING(struct api_error, text),
    FIELD_STRING(struct api_error, correlation_id),
    FIELD_STRING(struct api_error, pull_id),
};
static const struct shape api_error_shape = SHAPE_OF(struct api_error, api_error_fields);

struct connection *connection_copy(const struct connection *c)
{
    return shape_copy(&connection_shape, c);
}

struct company *company_copy(const struct company *c)
{
    struct company shortened = *c;
    size_t count = c->connection_count;
    struct connection *connections = xcalloc(count + 1, sizeof(*connections));
    for (size_t i = 0; i < count; i++) {
        connections[i] = c->connections[i];
        connections[i].link_url =
            link_shorten(connections[i].link_url, c->id, connections[i].id);
    }
    shortened.connections = connections;
    struct company *copy = shape_copy(&company_shape, &shortened);
    for (size_t i = 0; i < count; i++)
        free((void *)(uintptr_t)connections[i].link_url);
    free(connections);
    return copy;
}

bool company_equal(const struct company *a, const struct company *b)
{
    return shape_equal(&company_shape, a, b);
}

bool company_moved(const struct company *a, const struct company *b)
{
    static const struct shape_field fields[] = {
        FIELD_PLAIN(struct company, last_sync),
        FIELD_ARRAY(struct company, connections, connection_count, &connection_shape),
    };
    static const struct shape moving_parts = SHAPE_OF(struct company, fields);
    return !shape_equal(&moving_parts, a, b);
}

struct pull *pull_copy(const struct pull *p)
{
    return shape_copy(&pull_shape, p);
}

struct data_statuses *data_statuses_copy(const struct data_statuses *s)
{
    return shape_copy(&data_statuses_shape, s);
}

struct validation *validation_copy(const struct validation *v)
{
    return shape_copy(&validation_shape, v);
}

struct profile *profile_copy(const struct profile *p)
{
    return shape_copy(&profile_shape, p);
}

struct call *call_copy(const struct call *c)
{
    return shape_copy(&call_shape, c);
}

struct api_error *api_error_copy(const struct api_error *e)
{
    return shape_copy(&api_error_shape, e);
}

enum connection_status connection_status_parse(const char *text)
{
    static const struct {
        const char *text;
        enum connection_status status;
    } words[] = {
        {"PendingAuth", CONNECTION_PENDING_AUTH},
        {"Linked", CONNECTION_LINKED},
        {"Unlinked", CONNECTION_UNLINKED},
        {"Deauthorized", CONNECTION_DEAUTHORIZED},
    };
    for (size_t i = 0; text != NULL && i < sizeof(words) / sizeof(*words); i++) {
        if (strcmp(text, words[i].text) == 0)
            return words[i].status;
    }
    return CONNECTION_UNKNOWN;
}

const struct connection *company_connection(const struct company *company,
                                            const char *connection_id)
{
    for (size_t i = 0; company && connection_id && i < company->connection_count; i++)
        if (text_same(company->connections[i].id, connection_id))
            return &company->connections[i];
    return NULL;
}

const struct data_status *data_statuses_find(const struct data_statuses *s,
                                             const char *data_type)
{
    for (size_t i = 0; s != NULL && data_type != NULL && i < s->count; i++) {
        const char *type = s->items[i].data_type;
        if (type != NULL && strcmp(type, data_type) == 0)
            return &s->items[i];
    }
    return NULL;
}
