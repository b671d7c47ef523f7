/* The table of operations, and the reading of an answer by its row. */
#include "config.h"

#include "api/endpoint.h"

#include <json-c/json_object.h>

#include "api/raw.h"

static const struct endpoint endpoints[OP_COUNT] = {
    [OP_PROFILE] = {.path = "/profile", .decode = endpoint_profile},
    [OP_LIST_COMPANIES] = {.path = "/companies",
                           .list = true,
                           .decode = endpoint_company},
    [OP_GET_COMPANY] = {.path = "/companies/{company}", .decode = endpoint_company},
    [OP_LIST_CONNECTIONS] = {.path = "/companies/{company}/connections",
                             .list = true,
                             .decode = endpoint_connection},
    [OP_DATA_STATUS] = {.path = "/companies/{company}/dataStatus",
                        .decode = endpoint_data_status},
    [OP_LIST_PULLS] = {.path = "/companies/{company}/data/history",
                       .list = true,
                       .decode = endpoint_pull},
    [OP_GET_PULL] = {.path = "/companies/{company}/data/history/{pull}",
                     .decode = endpoint_pull},
    [OP_VALIDATION] = {.path = "/companies/{company}/sync/{pull}/validation",
                       .decode = endpoint_validation},
    [OP_REFRESH_ALL] = {.path = "/companies/{company}/data/all", .post = true},
    [OP_REFRESH_TYPE] = {.path = "/companies/{company}/data/queue/{type}",
                         .post = true,
                         .decode = endpoint_pull},
};

const struct endpoint *endpoint_of(enum operation op)
{
    return &endpoints[op];
}

/* More than any fleet has, and small enough to reckon with. */
#define COUNT_MAX 1000000000

static struct paging read_paging(struct json_object *page)
{
    return (struct paging){
        .page_number = json_int(page, "pageNumber", 0, COUNT_MAX, -1),
        .page_size = json_int(page, "pageSize", 0, COUNT_MAX, -1),
        .total = json_int(page, "totalResults", 0, COUNT_MAX, -1),
        .has_next = json_sub(json_sub(page, "_links"), "next") != NULL,
    };
}

struct list_reading {
    const struct endpoint *endpoint;
    struct scratch scratch;
    struct api_event *event;
};

static void take_item(struct json_object *item, void *arg)
{
    struct list_reading *r = arg;
    if (!r->endpoint->decode(item, &r->scratch, r->event))
        r->event->skipped++;
    scratch_clear(&r->scratch);
}

static enum json_status decode_list(const struct endpoint *e, const char *body,
                                    size_t len, struct api_event *event)
{
    struct list_reading r = {.endpoint = e, .event = event};
    struct json_object *rest = NULL;
    enum json_status status = json_parse_list(body, len, "results", take_item, &r, &rest);
    event->paging = read_paging(rest);
    json_object_put(rest);
    scratch_free(&r.scratch);
    return status;
}

static enum json_status decode_whole(const struct endpoint *e, const char *body,
                                     size_t len, struct api_event *event)
{
    struct json_object *value = NULL;
    struct scratch scratch = {0};
    enum json_status status = json_parse(body, len, &value);
    if (status == JSON_OK && !e->decode(value, &scratch, event))
        status = JSON_WRONG;
    json_object_put(value);
    scratch_free(&scratch);
    return status;
}

/* An operation that answers nothing may still answer something, as long as it is not the
 * page of a gateway in between. */
static enum json_status decode_nothing(const char *body, size_t len)
{
    enum json_status status = json_scan(body, len, &json_limits, NULL);
    return status == JSON_EMPTY ? JSON_OK : status;
}

enum json_status endpoint_decode(const struct endpoint *e, const char *body, size_t len,
                                 struct api_event *event)
{
    enum json_status status = JSON_OK;
    if (event->call->raw)
        status = raw_read(body, len, &event->raw);
    else if (!e->decode)
        status = decode_nothing(body, len);
    else if (e->list)
        status = decode_list(e, body, len, event);
    else
        status = decode_whole(e, body, len, event);
    if (status != JSON_OK)
        event_clear_answer(event);
    return status;
}
