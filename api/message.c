/* Requests and events: made, filled and freed. */
#include "config.h"

#include "api/message.h"

#include <stdlib.h>

#include "base/xmalloc.h"

struct api_request *request_new(enum request_type type, uint64_t id)
{
    struct api_request *r = xcalloc(1, sizeof(*r));
    r->type = type;
    r->id = id;
    return r;
}

void request_free(struct api_request **request)
{
    struct api_request *r = *request;
    *request = NULL;
    if (!r)
        return;
    free(r->call);
    free(r->company_id);
    free(r);
}

struct api_event *event_new(enum api_event_type type, uint64_t id,
                            const struct call *call)
{
    struct api_event *e = xcalloc(1, sizeof(*e));
    e->type = type;
    e->id = id;
    e->call = call_copy(call);
    e->quota = (struct quota){-1, -1, TIME_NONE};
    e->server_date = TIME_NONE;
    e->paging = (struct paging){-1, -1, -1, false};
    return e;
}

/* An array of pointers with room for one more: it doubles at the powers of two. */
static void *with_room(void *items, size_t count)
{
    if (count & (count - 1))
        return items;
    return xreallocarray(items, count ? 2 * count : 1, sizeof(void *));
}

void event_add_company(struct api_event *e, struct company *c)
{
    e->companies = with_room(e->companies, e->company_count);
    e->companies[e->company_count++] = c;
}

void event_add_connection(struct api_event *e, struct connection *c)
{
    e->connections = with_room(e->connections, e->connection_count);
    e->connections[e->connection_count++] = c;
}

void event_add_pull(struct api_event *e, struct pull *p)
{
    e->pulls = with_room(e->pulls, e->pull_count);
    e->pulls[e->pull_count++] = p;
}

void event_clear_answer(struct api_event *e)
{
    for (size_t i = 0; i < e->company_count; i++)
        free(e->companies[i]);
    for (size_t i = 0; i < e->connection_count; i++)
        free(e->connections[i]);
    for (size_t i = 0; i < e->pull_count; i++)
        free(e->pulls[i]);
    e->company_count = e->connection_count = e->pull_count = e->skipped = 0;
    record_free(&e->companies);
    record_free(&e->connections);
    record_free(&e->pulls);
    record_free(&e->statuses);
    record_free(&e->validation);
    record_free(&e->profile);
    record_free(&e->raw);
}

void api_event_free(struct api_event **event)
{
    struct api_event *e = *event;
    *event = NULL;
    if (!e)
        return;
    event_clear_answer(e);
    free(e->call);
    free(e->error);
    free(e);
}
