/* From what came over the wire to an event. */
#include "config.h"

#include "api/answer.h"

bool answer_read(const struct endpoint *endpoint, const struct error_context *context,
                 const struct transfer_result *result, struct api_event *event,
                 struct api_error *error)
{
    if (result->code != CURLE_OK) {
        error_of_curl(error, context, result, endpoint->post);
        return false;
    }
    if (result->status < 200 || result->status > 299) {
        error_of_status(error, context, result, endpoint->post);
        return false;
    }
    enum json_status status = endpoint_decode(endpoint, result->body, result->len, event);
    if (status == JSON_OK)
        return true;
    error_of_body(error, context, result, status, endpoint->post);
    return false;
}
