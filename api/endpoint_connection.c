/* A connection: GET /companies/{companyId}/connections, and within a company. */
#include "config.h"

#include <json-c/json_object.h>
#include <strings.h>

#include "api/endpoint.h"

static struct connection_error read_error(struct json_object *value, struct scratch *s)
{
    struct connection_error e = {
        .status_code = json_text(s, value, "statusCode"),
        .status_text = json_text(s, value, "statusText"),
        .message = json_text(s, value, "errorMessage"),
        .errored = json_time(value, "erroredOnUtc"),
        .resolved = json_time(value, "resolvedOnUtc"),
    };
    const char *status = json_text(s, value, "status");
    e.active = status ? strcasecmp(status, "Active") == 0 : e.resolved == TIME_NONE;
    return e;
}

static const struct connection_error *read_errors(struct json_object *array,
                                                  struct scratch *s, size_t *count)
{
    *count = 0;
    if (!array)
        return NULL;
    size_t length = json_object_array_length(array);
    struct connection_error *errors = scratch_alloc(s, length, sizeof(*errors));
    for (size_t i = 0; i < length; i++) {
        struct json_object *value = json_object_array_get_idx(array, i);
        if (json_object_is_type(value, json_type_object))
            errors[(*count)++] = read_error(value, s);
    }
    return errors;
}

static bool read_connection(struct json_object *value, struct scratch *s,
                            struct connection *c)
{
    *c = (struct connection){
        .id = json_text(s, value, "id"),
        .platform = json_text(s, value, "platformName"),
        .integration_key = json_text(s, value, "integrationKey"),
        .source_type = json_text(s, value, "sourceType"),
        .link_url = json_text(s, value, "linkUrl"),
        .status_text = json_text(s, value, "status"),
        .created = json_time(value, "created"),
        .last_sync = json_time(value, "lastSync"),
    };
    c->status = connection_status_parse(c->status_text);
    c->errors =
        read_errors(json_array(value, "dataConnectionErrors"), s, &c->error_count);
    return c->id != NULL;
}

const struct connection *endpoint_connections(struct json_object *array,
                                              struct scratch *s, size_t *count)
{
    *count = 0;
    if (!array)
        return NULL;
    size_t length = json_object_array_length(array);
    struct connection *all = scratch_alloc(s, length, sizeof(*all));
    for (size_t i = 0; i < length; i++)
        if (read_connection(json_object_array_get_idx(array, i), s, &all[*count]))
            (*count)++;
    return all;
}

bool endpoint_connection(struct json_object *value, struct scratch *s,
                         struct api_event *event)
{
    struct connection c;
    if (!read_connection(value, s, &c))
        return false;
    event_add_connection(event, connection_copy(&c));
    return true;
}
