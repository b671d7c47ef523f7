/* What passes between the threads: requests down, events up. */
#ifndef CODATOP_API_MESSAGE_H
#define CODATOP_API_MESSAGE_H

#include "api/api.h"

enum request_type {
    REQUEST_SEND,
    REQUEST_CANCEL,
    REQUEST_DROP,
    REQUEST_HURRY,
    REQUEST_STOP,
};

/* Owned by whoever holds it: the main thread until it is pushed, then the worker. */
struct api_request {
    struct queue_node node;
    enum request_type type;
    uint64_t id;       /* SEND, CANCEL */
    struct call *call; /* SEND */
    char *company_id;  /* DROP; NULL: of all companies */
    enum api_priority priority;
};

struct api_request *request_new(enum request_type type, uint64_t id);
void request_free(struct api_request **request);

/* An event about a call, which is copied; everything else is "not said". */
struct api_event *event_new(enum api_event_type type, uint64_t id,
                            const struct call *call);
/* Add one record to the answer, which owns it from then on. */
void event_add_company(struct api_event *e, struct company *c);
void event_add_connection(struct api_event *e, struct connection *c);
void event_add_pull(struct api_event *e, struct pull *p);
/* Frees the answer, for an event that turned into a failure half way. */
void event_clear_answer(struct api_event *e);

#endif
