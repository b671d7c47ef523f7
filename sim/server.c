/* The HTTP side of the simulator, over libmicrohttpd. */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/xmalloc.h"
#include "sim/answer.h"
#include "sim/body.h"
#include "sim/state.h"

#define THREADS 2

/* One request on its way; owned by its connection. */
struct exchange {
    struct parked parked;
    bool stalled;
};

static struct request read_request(struct MHD_Connection *connection, const char *method,
                                   const char *path)
{
    struct request request = {.method = method, .path = path};
    for (enum argument n = 0; n < ARGUMENTS; n++)
        request.argument[n] = MHD_lookup_connection_value(
            connection, MHD_GET_ARGUMENT_KIND, argument_name(n));
    return request;
}

static int socket_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : info->connect_fd;
}

/* Dissolving a TCP association resets it. */
static void reset(struct MHD_Connection *connection)
{
    struct sockaddr nowhere = {.sa_family = AF_UNSPEC};
    connect(socket_of(connection), &nowhere, sizeof nowhere);
}

static void send_raw(struct MHD_Connection *connection, const struct buf *bytes)
{
    ssize_t sent = send(socket_of(connection), bytes->data, bytes->len, MSG_NOSIGNAL);
    if (sent < 0)
        reset(connection);
}

static void add_number(struct MHD_Response *response, const char *name, unsigned value)
{
    char text[16];
    snprintf(text, sizeof text, "%u", value);
    MHD_add_response_header(response, name, text);
}

static void add_text(struct MHD_Response *response, const char *name, const char *value)
{
    if (value != NULL && *value != '\0')
        MHD_add_response_header(response, name, value);
}

static void add_headers(struct MHD_Response *response, const struct answer *answer)
{
    if (answer->reply.status != MHD_HTTP_NO_CONTENT)
        add_text(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type);
    add_text(response, MHD_HTTP_HEADER_DATE, answer->date);
    add_number(response, "X-Rate-Limit-Limit", answer->limit);
    add_number(response, "X-Rate-Limit-Remaining", answer->remaining);
    add_text(response, "X-Rate-Limit-Reset", answer->reset);
    add_text(response, MHD_HTTP_HEADER_RETRY_AFTER, answer->retry_after);
    add_text(response, MHD_HTTP_HEADER_LOCATION, answer->location);
    add_text(response, MHD_HTTP_HEADER_ALLOW, answer->reply.allow);
}

static struct MHD_Response *
make_response(struct sim *sim, struct MHD_Connection *connection, struct answer *answer)
{
    struct buf *body = &answer->reply.body.buf;
    if (answer->faulty && fault_spoils(answer->fault))
        return body_spoiled(&sim->parking, connection, answer->fault, body);
    size_t len = body->len;
    return MHD_create_response_from_buffer(len, buf_take(body), MHD_RESPMEM_MUST_FREE);
}

static enum MHD_Result send_answer(struct sim *sim, struct MHD_Connection *connection,
                                   struct exchange *exchange, struct answer *answer)
{
    if (answer->faulty && answer->fault == FAULT_STALL) {
        exchange->stalled = parking_park(&sim->parking, &exchange->parked);
        return exchange->stalled ? MHD_YES : MHD_NO;
    }
    if (answer->faulty && answer->fault == FAULT_CLOSE)
        return MHD_NO;
    if (answer->faulty && answer->fault == FAULT_RESET) {
        reset(connection);
        return MHD_NO;
    }
    if (answer->faulty && answer->fault == FAULT_GARBAGE) {
        send_raw(connection, &answer->reply.body.buf);
        return MHD_NO;
    }
    struct MHD_Response *response = make_response(sim, connection, answer);
    if (response == NULL)
        return MHD_NO;
    add_headers(response, answer);
    enum MHD_Result result =
        MHD_queue_response(connection, answer->reply.status, response);
    MHD_destroy_response(response);
    return result;
}

static void count_request(struct sim *sim, const struct request *request,
                          const char *method, const char *path)
{
    const char *query = request->argument[ARG_QUERY];
    char *asked = xasprintf("%s%s%s", path, query ? "?query=" : "", query ? query : "");
    tally_add(&sim->tally, method, asked);
    free(asked);
}

/* libmicrohttpd calls this once when it has the headers, then for each piece of a body,
 * then once more: that is when to answer; and again when a stalled one is taken up. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection,
                                  const char *path, const char *method,
                                  const char *version, const char *upload,
                                  size_t *upload_size, void **context)
{
    struct sim *sim = cls;
    struct exchange *exchange = *context;
    (void)version;
    (void)upload;
    if (exchange == NULL) {
        exchange = xcalloc(1, sizeof *exchange);
        exchange->parked.connection = connection;
        *context = exchange;
        return MHD_YES;
    }
    if (*upload_size > 0) {
        *upload_size = 0;
        return MHD_YES;
    }
    if (exchange->stalled)
        return MHD_NO;
    struct answer answer;
    struct request request = read_request(connection, method, path);
    const char *authorization = MHD_lookup_connection_value(
        connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_AUTHORIZATION);
    pthread_mutex_lock(&sim->mutex);
    sim_catch_up(sim);
    sim->requests++;
    count_request(sim, &request, method, path);
    answer_make(sim, &request, authorization, &answer);
    pthread_mutex_unlock(&sim->mutex);
    enum MHD_Result result = send_answer(sim, connection, exchange, &answer);
    answer_free(&answer);
    return result;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode why)
{
    (void)cls;
    (void)connection;
    (void)why;
    free(*context);
    *context = NULL;
}

static struct MHD_Daemon *start_daemon(struct sim *sim, int port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    return MHD_start_daemon(
        MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
            MHD_USE_SUPPRESS_DATE_NO_CLOCK,
        (uint16_t)port, NULL, NULL, on_request, sim, MHD_OPTION_SOCK_ADDR,
        (struct sockaddr *)&address, MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS, MHD_OPTION_END);
}

char *server_start(struct sim *sim, int port)
{
    sigset_t all, before;
    /* Signals are the business of the program's own threads. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    parking_open(&sim->parking);
    errno = 0;
    sim->daemon = start_daemon(sim, port);
    int why = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (sim->daemon == NULL) {
        parking_close(&sim->parking);
        parking_free(&sim->parking);
        return xasprintf("cannot listen on 127.0.0.1:%d: %s", port,
                         why != 0 ? strerror(why) : "no reason given");
    }
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(sim->daemon, MHD_DAEMON_INFO_BIND_PORT);
    sim->port = info == NULL ? port : info->port;
    return NULL;
}

void server_stop(struct sim *sim)
{
    parking_close(&sim->parking);
    MHD_stop_daemon(sim->daemon);
    parking_free(&sim->parking);
}
