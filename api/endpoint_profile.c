/* The client instance: GET /profile. */
#include "config.h"

#include <json-c/json_object.h>

#include "api/endpoint.h"

bool endpoint_profile(struct json_object *value, struct scratch *s,
                      struct api_event *event)
{
    if (!json_object_is_type(value, json_type_object))
        return false;
    event->profile = profile_copy(&(struct profile){json_text(s, value, "name")});
    return true;
}
