/* A pull operation: the history, one of it, and the answer to a refresh of a data type.
 */
#include "config.h"

#include "api/endpoint.h"

bool endpoint_pull(struct json_object *value, struct scratch *s, struct api_event *event)
{
    struct pull p = {
        .id = json_text(s, value, "id"),
        .company_id = json_text(s, value, "companyId"),
        .connection_id = json_text(s, value, "connectionId"),
        .data_type = json_text(s, value, "dataType"),
        .status_text = json_text(s, value, "status"),
        .status_description = json_text(s, value, "statusDescription"),
        .error_message = json_text(s, value, "errorMessage"),
        .requested = json_time(value, "requested"),
        .completed = json_time(value, "completed"),
        .progress = (int)json_int(value, "progress", 0, 100, -1),
        .is_completed = json_flag(value, "isCompleted"),
        .is_errored = json_flag(value, "isErrored"),
    };
    if (!p.id)
        return false;
    p.status = pull_status_parse(p.status_text);
    event_add_pull(event, pull_copy(&p));
    return true;
}
