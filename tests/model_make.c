/* Records and calls for the tests of the model. */
#include "config.h"

#include "model_make.h"

#include <stdlib.h>
#include <string.h>

static struct company *company_of(const char *id, const char *name, int64_t last_sync,
                                  enum connection_status status)
{
    const struct connection connection = {
        .id = "connection-1",
        .platform = "Xero",
        .link_url = "https://link.example/1",
        .status = status,
        .created = WALL,
        .last_sync = last_sync,
    };
    const struct company company = {
        .id = id,
        .name = name,
        .redirect = "https://link.example/",
        .created = WALL,
        .last_sync = last_sync,
        .connections = &connection,
        .connection_count = 1,
    };
    return company_copy(&company);
}

struct company *make_company(const char *id, const char *name, int64_t last_sync)
{
    return company_of(id, name, last_sync, CONNECTION_LINKED);
}

struct company *make_linked(const char *id, enum connection_status status)
{
    return company_of(id, id, WALL, status);
}

struct pull *make_pull(const char *id, const char *data_type, const char *status,
                       int64_t requested)
{
    struct pull pull = {
        .id = id,
        .company_id = "c1",
        .connection_id = "connection-1",
        .data_type = data_type,
        .status_text = status,
        .status = pull_status_parse(status),
        .requested = requested,
        .completed = TIME_NONE,
        .progress = 40,
    };
    enum state state = pull_status_state(pull.status);
    pull.is_completed = state == STATE_COMPLETE;
    pull.is_errored = state == STATE_FAILED || state == STATE_ATTENTION;
    if (state != STATE_MOVING && state != STATE_UNKNOWN)
        pull.completed = requested + 41000;
    return pull_copy(&pull);
}

struct data_statuses *make_statuses(const char *data_type, ...)
{
    struct data_status items[64];
    size_t count = 0;
    va_list args;
    va_start(args, data_type);
    for (; data_type; data_type = va_arg(args, const char *)) {
        const char *text = va_arg(args, const char *);
        const char *id = va_arg(args, const char *);
        items[count++] = (struct data_status){
            .data_type = data_type,
            .status_text = text,
            .status = pull_status_parse(text),
            .last_success = TIME_NONE,
            .latest_sync_id = id,
        };
    }
    va_end(args);
    return data_statuses_copy(&(struct data_statuses){items, count});
}

struct api_error make_error(enum error_kind kind, const struct call *call)
{
    return (struct api_error){
        .call = *call, .kind = kind, .text = "no", .attempts = 1, .when = WALL};
}

struct call call_list(int page, int page_size)
{
    return (struct call){.op = OP_LIST_COMPANIES, .page = page, .page_size = page_size};
}

struct call call_statuses(const char *company_id)
{
    return (struct call){.op = OP_DATA_STATUS, .company_id = company_id};
}

struct call call_pulls(const char *company_id, int page)
{
    return (struct call){
        .op = OP_LIST_PULLS, .company_id = company_id, .page = page, .page_size = 100};
}

struct call call_pull(const char *company_id, const char *pull_id)
{
    return (struct call){.op = OP_GET_PULL, .company_id = company_id, .pull_id = pull_id};
}

struct call call_refresh(const char *company_id, const char *data_type)
{
    return (struct call){.op = data_type ? OP_REFRESH_TYPE : OP_REFRESH_ALL,
                         .company_id = company_id,
                         .data_type = data_type};
}

void put_company(struct fleet *f, struct company *company, int64_t now)
{
    fleet_put_company(f, company, now);
}

void put_statuses(struct fleet *f, const char *company_id, struct data_statuses *s,
                  int64_t now)
{
    struct call call = call_statuses(company_id);
    fleet_asked(f, &call, now);
    fleet_put_statuses(f, company_id, s, now);
}

void put_pulls(struct fleet *f, const char *company_id, int64_t now, struct pull *first,
               ...)
{
    struct pull *items[128];
    size_t count = 0;
    va_list args;
    va_start(args, first);
    for (struct pull *pull = first; pull; pull = va_arg(args, struct pull *))
        items[count++] = pull;
    va_end(args);
    struct call call = call_pulls(company_id, 1);
    fleet_asked(f, &call, now);
    fleet_put_pulls(f, &call, items, count, &SAYS_NOTHING, now);
}
