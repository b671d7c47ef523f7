/* A company with its connections: GET /companies, GET /companies/{companyId}. */
#include "config.h"

#include <json-c/json_object.h>
#include <json-c/json_object_iterator.h>

#include "api/endpoint.h"
#include "base/text.h"

static const struct tag *read_tags(struct json_object *object, struct scratch *s,
                                   size_t *count)
{
    *count = 0;
    if (!object)
        return NULL;
    struct tag *tags =
        scratch_alloc(s, (size_t)json_object_object_length(object), sizeof(*tags));
    struct json_object_iterator at = json_object_iter_begin(object);
    struct json_object_iterator end = json_object_iter_end(object);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        const char *value = json_value_text(s, json_object_iter_peek_value(&at));
        const char *key = scratch_own(s, text_cleans(json_object_iter_peek_name(&at)));
        if (value)
            tags[(*count)++] = (struct tag){key, value};
    }
    return tags;
}

static const char *const *read_products(struct json_object *array, struct scratch *s,
                                        size_t *count)
{
    *count = 0;
    if (!array)
        return NULL;
    size_t length = json_object_array_length(array);
    const char **products = scratch_alloc(s, length, sizeof(*products));
    for (size_t i = 0; i < length; i++) {
        const char *text = json_value_text(s, json_object_array_get_idx(array, i));
        if (text)
            products[(*count)++] = text;
    }
    return products;
}

static struct company_ref read_ref(struct json_object *object, struct scratch *s)
{
    return (struct company_ref){json_text(s, object, "id"), json_text(s, object, "name")};
}

static const struct company_ref *read_subsidiaries(struct json_object *array,
                                                   struct scratch *s, size_t *count)
{
    *count = 0;
    if (!array)
        return NULL;
    size_t length = json_object_array_length(array);
    struct company_ref *refs = scratch_alloc(s, length, sizeof(*refs));
    for (size_t i = 0; i < length; i++) {
        struct company_ref ref = read_ref(json_object_array_get_idx(array, i), s);
        if (ref.id)
            refs[(*count)++] = ref;
    }
    return refs;
}

bool endpoint_company(struct json_object *value, struct scratch *s,
                      struct api_event *event)
{
    struct company c = {
        .id = json_text(s, value, "id"),
        .name = json_text(s, value, "name"),
        .redirect = json_text(s, value, "redirect"),
        .description = json_text(s, value, "description"),
        .created_by = json_text(s, value, "createdByUserName"),
        .created = json_time(value, "created"),
        .last_sync = json_time(value, "lastSync"),
        .parent = read_ref(json_member(value, "referenceParentCompany"), s),
    };
    if (!c.id)
        return false;
    c.connections = endpoint_connections(json_array(value, "dataConnections"), s,
                                         &c.connection_count);
    c.tags = read_tags(json_sub(value, "tags"), s, &c.tag_count);
    c.products = read_products(json_array(value, "products"), s, &c.product_count);
    c.subsidiaries = read_subsidiaries(json_array(value, "referenceSubsidiaryCompanies"),
                                       s, &c.subsidiary_count);
    event_add_company(event, company_copy(&c));
    return true;
}
