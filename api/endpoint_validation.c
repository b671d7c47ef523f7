/* The validation results of a pull: GET
 * /companies/{companyId}/sync/{datasetId}/validation. */
#include "config.h"

#include <json-c/json_object.h>

#include "api/endpoint.h"

static const struct validation_item *read_items(struct json_object *array,
                                                struct scratch *s, size_t *count)
{
    *count = 0;
    if (!array)
        return NULL;
    size_t length = json_object_array_length(array);
    struct validation_item *items = scratch_alloc(s, length, sizeof(*items));
    for (size_t i = 0; i < length; i++) {
        struct json_object *value = json_object_array_get_idx(array, i);
        if (!json_object_is_type(value, json_type_object))
            continue;
        items[(*count)++] = (struct validation_item){
            .rule_id = json_text(s, value, "ruleId"),
            .item_id = json_text(s, value, "itemId"),
            .message = json_text(s, value, "message"),
            .validator = json_text(s, value, "validatorName"),
        };
    }
    return items;
}

bool endpoint_validation(struct json_object *value, struct scratch *s,
                         struct api_event *event)
{
    if (!json_object_is_type(value, json_type_object))
        return false;
    struct validation v = {0};
    v.errors = read_items(json_array(value, "errors"), s, &v.error_count);
    v.warnings = read_items(json_array(value, "warnings"), s, &v.warning_count);
    event->validation = validation_copy(&v);
    return true;
}
