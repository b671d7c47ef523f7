/* The statuses of a company's data types: GET /companies/{companyId}/dataStatus. */
#include "config.h"

#include <json-c/json_object.h>
#include <json-c/json_object_iterator.h>

#include "api/endpoint.h"
#include "base/text.h"

/* The name in the map counts, whatever the status itself says: some servers answer the
 * same dataType everywhere. null means that the type was never synced. */
static bool read_status(const char *type, struct json_object *value, struct scratch *s,
                        struct data_status *status)
{
    if (value && !json_object_is_type(value, json_type_object))
        return false;
    *status = (struct data_status){
        .data_type = scratch_own(s, text_cleans(type)),
        .status_text = json_text(s, value, "currentStatus"),
        .last_success = json_time(value, "lastSuccessfulSync"),
        .latest_sync_id = json_text(s, value, "latestSyncId"),
        .latest_successful_sync_id = json_text(s, value, "latestSuccessfulSyncId"),
    };
    status->status = pull_status_parse(status->status_text);
    return status->data_type[0] != '\0';
}

bool endpoint_data_status(struct json_object *value, struct scratch *s,
                          struct api_event *event)
{
    if (!json_object_is_type(value, json_type_object))
        return false;
    size_t count = 0;
    struct data_status *items =
        scratch_alloc(s, (size_t)json_object_object_length(value), sizeof(*items));
    struct json_object_iterator at = json_object_iter_begin(value);
    struct json_object_iterator end = json_object_iter_end(value);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        if (read_status(json_object_iter_peek_name(&at), json_object_iter_peek_value(&at),
                        s, &items[count]))
            count++;
        else
            event->skipped++;
    }
    event->statuses = data_statuses_copy(&(struct data_statuses){items, count});
    return true;
}
