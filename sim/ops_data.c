/* The operations on data: refreshes, statuses, pulls and their validation. */
#include "config.h"

#include <string.h>

#include "sim/datatypes.h"
#include "sim/paging.h"
#include "sim/records.h"
#include "sim/request.h"

#define SERVICE "PullApi"

void op_refresh_all(struct request *request, struct reply *reply)
{
    world_queue_all(request->world, &request->company);
    reply->status = 204;
}

/* Finds the connection that the request names; all where it names none. False, and reply
 * is filled, where the company has no such connection. */
static bool find_connection(struct request *request, struct reply *reply,
                            unsigned *connection)
{
    const char *text = request->argument[ARG_CONNECTION_ID];
    struct uuid id;
    *connection = request->company.connections;
    if (text == NULL || *text == '\0')
        return true;
    if (ids_parse(text, &id))
        *connection = fleet_find_connection(&request->company, id);
    if (*connection < request->company.connections)
        return true;
    reply_error(reply, request, 404, "PublicApi", "Data connection %s not found", text);
    return false;
}

static void answer_not_supported(struct request *request, struct reply *reply,
                                 unsigned connection)
{
    struct buf names = {0};
    for (unsigned n = 0; n < request->company.connections; n++) {
        if (connection < request->company.connections && n != connection)
            continue;
        if (names.len > 0)
            buf_adds(&names, ", ");
        buf_adds(&names, request->company.connection[n].platform->name);
    }
    reply_error(reply, request, 404, SERVICE,
                "Datatype %s not supported by platform(s) %s", request->segment[0],
                buf_str(&names));
    buf_free(&names);
}

void op_refresh_type(struct request *request, struct reply *reply)
{
    struct pull pull;
    char id[UUID_TEXT];
    unsigned connection;
    unsigned type = datatype_by_name(request->segment[0]);
    if (!find_connection(request, reply, &connection))
        return;
    enum queue_result result = QUEUE_NOT_SUPPORTED;
    if (type < DATA_TYPES)
        result = world_queue(request->world, &request->company, connection, type, &pull);
    switch (result) {
    case QUEUE_DONE:
        write_pull(&reply->body, NULL, &request->company, &pull, request->world->now_ms);
        break;
    case QUEUE_RUNNING:
        ids_format(pull.id, id);
        reply_error(reply, request, 400, SERVICE,
                    "DatasetAlreadyInProgressException: Cannot queue %s as previous sync "
                    "%s is still in progress",
                    request->segment[0], id);
        break;
    case QUEUE_NOT_SUPPORTED:
        answer_not_supported(request, reply, connection);
        break;
    case QUEUE_NOT_LINKED:
        reply_error(reply, request, 404, SERVICE,
                    "No linked data connection to pull %s from", request->segment[0]);
        break;
    }
}

void op_data_status(struct request *request, struct reply *reply)
{
    struct type_state states[DATA_TYPES];
    world_states(request->world, &request->company, states);
    json_open(&reply->body, NULL, '{');
    for (unsigned type = 0; type < DATA_TYPES; type++)
        write_status(&reply->body, datatype_name(type), type, &states[type],
                     request->world->now_ms);
    json_close(&reply->body, '}');
}

struct pull_rows {
    struct pull_list list;
    int64_t now_ms;
    struct pull_row row;
};

static const void *pull_row_at(void *context, size_t position)
{
    struct pull_rows *rows = context;
    rows->row.pull = &rows->list.items[position];
    rows->row.view = pull_at(rows->row.pull, rows->now_ms);
    return &rows->row;
}

void op_list_pulls(struct request *request, struct reply *reply)
{
    struct paging paging;
    struct pull_rows rows = {.now_ms = request->world->now_ms,
                             .row = {.company = &request->company}};
    if (!paging_read(&paging, request, &pull_kind, NULL, SERVICE, reply))
        return;
    world_pulls(request->world, &request->company, &rows.list);
    paging_open(&paging, &reply->body, rows.list.count, pull_row_at, &rows);
    for (size_t n = 0; n < paging.count; n++)
        write_pull(&reply->body, NULL, &request->company,
                   &rows.list.items[paging_position(&paging, n)], rows.now_ms);
    paging_close(&paging, &reply->body, request);
    pull_list_free(&rows.list);
}

static bool find_pull(struct request *request, struct reply *reply, struct pull *pull)
{
    struct uuid id;
    if (ids_parse(request->segment[0], &id) &&
        world_find_pull(request->world, &request->company, id, pull))
        return true;
    reply_error(reply, request, 404, SERVICE, "No dataset was found with ID %s",
                request->segment[0]);
    return false;
}

void op_get_pull(struct request *request, struct reply *reply)
{
    struct pull pull;
    if (find_pull(request, reply, &pull))
        write_pull(&reply->body, NULL, &request->company, &pull, request->world->now_ms);
}

void op_validation(struct request *request, struct reply *reply)
{
    struct pull pull;
    if (find_pull(request, reply, &pull))
        write_validation(&reply->body, &pull, request->world->now_ms);
}
