/* The operations: one row each, and a decoder in a file of its own (endpoint_X.c). */
#ifndef CODATOP_API_ENDPOINT_H
#define CODATOP_API_ENDPOINT_H

#include <stdbool.h>

#include "api/json.h"
#include "api/message.h"
#include "api/scratch.h"

struct endpoint {
    const char *path; /* with {company}, {type}, {pull} */
    bool post;
    bool list; /* a page: takes paging parameters, answers results[] */
    /* Adds to the event what the answer (a list: one element of it) says; false where it
     * cannot be used. NULL: no body is due. */
    bool (*decode)(struct json_object *value, struct scratch *scratch,
                   struct api_event *event);
};

const struct endpoint *endpoint_of(enum operation op);

/* Reads a whole body into the event. Anything but JSON_OK leaves no answer in it. */
enum json_status endpoint_decode(const struct endpoint *e, const char *body, size_t len,
                                 struct api_event *event);

bool endpoint_company(struct json_object *value, struct scratch *scratch,
                      struct api_event *event);
bool endpoint_connection(struct json_object *value, struct scratch *scratch,
                         struct api_event *event);
bool endpoint_data_status(struct json_object *value, struct scratch *scratch,
                          struct api_event *event);
bool endpoint_pull(struct json_object *value, struct scratch *scratch,
                   struct api_event *event);
bool endpoint_validation(struct json_object *value, struct scratch *scratch,
                         struct api_event *event);
bool endpoint_profile(struct json_object *value, struct scratch *scratch,
                      struct api_event *event);

/* All usable connections of an array (NULL: none), in scratch; *count says how many. */
const struct connection *endpoint_connections(struct json_object *array,
                                              struct scratch *scratch, size_t *count);

#endif
