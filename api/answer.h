/* From what came over the wire to an event: the answer, or the error. */
#ifndef CODATOP_API_ANSWER_H
#define CODATOP_API_ANSWER_H

#include <stdbool.h>

#include "api/endpoint.h"
#include "api/error.h"

/* True: the event holds the answer. False: it holds none, and *error is filled (its texts
 * belong to the context's scratch), but for call, attempts and when. */
bool answer_read(const struct endpoint *endpoint, const struct error_context *context,
                 const struct transfer_result *result, struct api_event *event,
                 struct api_error *error);

#endif
