/* Fixed answers by the shape of the path, over libmicrohttpd. */
#include "config.h"

#include "tests/mock_server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

struct mock {
    struct MHD_Daemon *daemon;
    char *url;
    atomic_size_t requests; /* counted on the server's thread */
};

#define ID "8a210b68-6988-11ed-a1eb-0242ac120002"
#define LINKS                                                                            \
    "\"_links\":{\"current\":{\"href\":\"/companies\"},\"next\":{\"href\":\"/companies?" \
    "page=2\"},\"previous\":{\"href\":\"/companies\"},\"self\":{\"href\":\"/"            \
    "companies\"}}"
#define PAGE(items)                                                                      \
    "{\"results\":[" items "],\"pageNumber\":0,\"pageSize\":0,\"totalResults\":0," LINKS \
    "}"
#define CONNECTION                                                                       \
    "{\"id\":\"" ID "\",\"integrationId\":\"" ID "\",\"integrationKey\":\"dfxm\","       \
    "\"sourceId\":\"" ID "\",\"sourceType\":\"Accounting\",\"platformName\":\"Basiq\","  \
    "\"linkUrl\":\"https://link-api.codat.io/x\",\"status\":\"PendingAuth\","            \
    "\"lastSync\":\"2022-10-27T09:53:29Z\",\"created\":\"2022-10-27T09:53:29Z\"}"
#define COMPANY                                                                          \
    "{\"id\":\"" ID "\",\"name\":\"Technicalium\",\"redirect\":\"https://link.codat.io/" \
    "company/x\",\"lastSync\":\"2022-10-27T09:53:29Z\",\"created\":"                     \
    "\"2022-10-27T09:53:29Z\",\"dataConnections\":[" CONNECTION "]}"
#define PULL                                                                             \
    "{\"id\":\"" ID "\",\"companyId\":\"" ID "\",\"connectionId\":\"" ID "\","           \
    "\"dataType\":\"invoices\",\"status\":\"Initial\",\"statusDescription\":\"string\"," \
    "\"errorMessage\":\"string\",\"requested\":\"2022-10-23T00:00:00.000Z\","            \
    "\"completed\":\"2022-10-23T00:00:00.000Z\",\"progress\":0,\"isCompleted\":true,"    \
    "\"isErrored\":true}"
#define STATUSES                                                                         \
    "{\"invoices\":{\"dataType\":\"invoices\",\"currentStatus\":\"Initial\","            \
    "\"lastSuccessfulSync\":\"2022-10-23T00:00:00.000Z\",\"latestSyncId\":\"" ID         \
    "\",\"latestSuccessfulSyncId\":\"" ID "\"},\"bills\":null}"

/* The first whose part is in the path answers. */
static const struct {
    const char *part, *body;
} answers[] = {
    {"/profile", "{\"name\":\"Bank of Dave\"}"},
    {"/dataStatus", STATUSES},
    {"/data/queue/", PULL},
    {"/data/history/", PULL},
    {"/data/history", PAGE(PULL)},
    {"/validation", "{\"errors\":[],\"warnings\":[]}"},
    {"/connections", PAGE(CONNECTION)},
    {"/companies/", COMPANY},
    {"/companies", PAGE(COMPANY)},
};

static enum MHD_Result answer(void *arg, struct MHD_Connection *connection,
                              const char *path, const char *method, const char *version,
                              const char *upload, size_t *upload_size, void **state)
{
    (void)method, (void)version, (void)upload, (void)upload_size, (void)state;
    struct mock *mock = arg;
    const char *body = "";
    unsigned status = MHD_HTTP_NO_CONTENT;
    for (size_t i = 0; i < sizeof answers / sizeof *answers && !*body; i++)
        if (strstr(path, answers[i].part))
            body = answers[i].body;
    if (*body)
        status = MHD_HTTP_OK;
    atomic_fetch_add(&mock->requests, 1);
    struct MHD_Response *response = MHD_create_response_from_buffer(
        strlen(body), (void *)(uintptr_t)body, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "application/json; charset=utf-8");
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

struct mock *mock_start(void)
{
    struct mock *mock = xcalloc(1, sizeof *mock);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    mock->daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO, 0, NULL, NULL,
                         answer, mock, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_END);
    if (!mock->daemon) {
        free(mock);
        return NULL;
    }
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(mock->daemon, MHD_DAEMON_INFO_BIND_PORT);
    mock->url = xasprintf("http://127.0.0.1:%u", (unsigned)info->port);
    return mock;
}

void mock_stop(struct mock **mock)
{
    MHD_stop_daemon((*mock)->daemon);
    free((*mock)->url);
    free(*mock);
    *mock = NULL;
}

const char *mock_url(const struct mock *mock)
{
    return mock->url;
}

size_t mock_requests(const struct mock *mock)
{
    return atomic_load(&((struct mock *)(uintptr_t)mock)->requests);
}
