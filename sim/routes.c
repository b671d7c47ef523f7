/* Which operation answers which path: one row each. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "sim/request.h"

/* In a pattern, "*" stands for one part of the path; the first is always the company. */
struct route {
    const char *method, *pattern;
    operation *run;
};

static const struct route routes[] = {
    {"GET", "/companies", op_list_companies},
    {"GET", "/companies/*", op_get_company},
    {"GET", "/companies/*/connections", op_list_connections},
    {"GET", "/companies/*/connections/*", op_get_connection},
    {"POST", "/companies/*/data/all", op_refresh_all},
    {"POST", "/companies/*/data/queue/*", op_refresh_type},
    {"GET", "/companies/*/dataStatus", op_data_status},
    {"GET", "/companies/*/data/history", op_list_pulls},
    {"GET", "/companies/*/data/history/*", op_get_pull},
    {"GET", "/companies/*/sync/*/validation", op_validation},
    {"GET", "/profile", op_profile},
};

/* A company's id and the segments that a request can hold. */
#define PARTS (1 + REQUEST_SEGMENTS)

static const char *const argument_names[ARGUMENTS] = {
    [ARG_PAGE] = "page",   [ARG_PAGE_SIZE] = "pageSize",
    [ARG_QUERY] = "query", [ARG_ORDER_BY] = "orderBy",
    [ARG_TAGS] = "tags",   [ARG_CONNECTION_ID] = "connectionId",
};

const char *argument_name(enum argument argument)
{
    return argument_names[argument];
}

static void free_parts(char *parts[PARTS])
{
    for (int n = 0; n < PARTS; n++) {
        free(parts[n]);
        parts[n] = NULL;
    }
}

/* Fills parts with what the stars stand for (free_parts them); false: does not fit. */
static bool fits(const char *pattern, const char *path, char *parts[PARTS])
{
    int count = 0;
    while (*pattern != '\0') {
        if (*pattern != '*') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        size_t len = strcspn(path, "/");
        if (len == 0 || count == PARTS)
            return false;
        parts[count++] = xstrndup(path, len);
        path += len;
        pattern++;
    }
    return *path == '\0';
}

/* HEAD is a GET whose body is not sent. */
static bool same_method(const char *route, const char *method)
{
    return strcmp(route, method) == 0 ||
           (strcmp(method, "HEAD") == 0 && strcmp(route, "GET") == 0);
}

static bool find_company(struct request *request, const char *text)
{
    struct uuid id;
    unsigned index;
    if (!ids_parse(text, &id) || !fleet_lookup(&request->world->fleet, id, &index))
        return false;
    fleet_company(&request->world->fleet, index, &request->company);
    return true;
}

static void run(const struct route *route, struct request *request, struct reply *reply,
                char *parts[PARTS])
{
    for (int n = 0; n < REQUEST_SEGMENTS; n++)
        request->segment[n] = parts[n + 1];
    if (parts[0] != NULL && !find_company(request, parts[0])) {
        reply_error(reply, request, 404, "ClientsApi", "No company was found with ID %s",
                    parts[0]);
        return;
    }
    reply->status = 200;
    route->run(request, reply);
}

void routes_answer(struct request *request, struct reply *reply)
{
    char *parts[PARTS] = {0};
    for (size_t n = 0; n < sizeof routes / sizeof *routes; n++) {
        bool right_path = fits(routes[n].pattern, request->path, parts);
        if (right_path && same_method(routes[n].method, request->method)) {
            run(&routes[n], request, reply, parts);
            free_parts(parts);
            return;
        }
        free_parts(parts);
        if (right_path)
            reply->allow = routes[n].method;
    }
    if (reply->allow != NULL)
        reply_error(reply, request, 405, "PublicApi", "%s is not allowed for %s",
                    request->method, request->path);
    else
        reply_error(reply, request, 404, "PublicApi", "Nothing is at %s", request->path);
}
