/* A server that misbehaves by script: one thread, one poll. */
#include "config.h"

#include "fault_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/wakeup.h"
#include "base/xmalloc.h"

#define CONNECTIONS_MAX 64
#define TICK_MS 20

struct connection_state {
    int fd;
    struct buf request;
    const char *trickle; /* what is sent byte by byte; NULL: nothing */
    size_t trickle_at;
    bool silent;      /* hangs: what comes is not read */
    const char *held; /* what is sent when it is released */
};

/* The counters and last are shared with the test's thread, under the mutex; everything
 * else belongs to the server's thread while it runs. */
struct fault_server {
    const struct fault_step *steps;
    size_t step_count;
    int listener, port;
    char url[64];
    struct wakeup wakeup; /* the test's thread wants something */
    pthread_t thread;
    struct connection_state connections[CONNECTIONS_MAX];
    size_t connection_count;
    pthread_mutex_t mutex;
    pthread_cond_t counted;
    size_t requests, accepted;
    bool stopping, releasing;
    char *last;
};

static void send_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        bytes += n;
        len -= (size_t)n;
    }
}

static void send_endless(int fd, const char *bytes)
{
    size_t len = strlen(bytes);
    while (send(fd, bytes, len, MSG_NOSIGNAL) > 0)
        continue;
}

static void drop(struct fault_server *s, size_t i, bool reset)
{
    struct connection_state *c = &s->connections[i];
    if (reset) {
        struct linger hard = {1, 0};
        setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
    }
    close(c->fd);
    buf_free(&c->request);
    s->connections[i] = s->connections[--s->connection_count];
}

static const struct fault_step *count_request(struct fault_server *s, const char *head)
{
    pthread_mutex_lock(&s->mutex);
    size_t at = s->requests++;
    free(s->last);
    s->last = xstrdup(head);
    pthread_cond_broadcast(&s->counted);
    pthread_mutex_unlock(&s->mutex);
    return &s->steps[at < s->step_count ? at : s->step_count - 1];
}

/* Answers a request; false: the connection is gone. */
static bool answer(struct fault_server *s, size_t i)
{
    struct connection_state *c = &s->connections[i];
    const struct fault_step *step = count_request(s, buf_str(&c->request));
    buf_clear(&c->request);
    if (step->bytes)
        send_all(c->fd, step->bytes, step->len ? step->len : strlen(step->bytes));
    switch (step->then) {
    case FAULT_ENDLESS:
        send_endless(c->fd, step->more);
        break;
    case FAULT_HANG:
        c->silent = true;
        c->held = step->more;
        return true;
    case FAULT_KEEP:
        return true;
    case FAULT_TRICKLE:
        c->trickle = step->more;
        return true;
    default:
        break;
    }
    drop(s, i, step->then == FAULT_RESET);
    return false;
}

static void read_some(struct fault_server *s, size_t i)
{
    char bytes[4096];
    struct connection_state *c = &s->connections[i];
    ssize_t n = recv(c->fd, bytes, sizeof(bytes), MSG_DONTWAIT);
    if (n <= 0) {
        drop(s, i, false);
        return;
    }
    buf_add(&c->request, bytes, (size_t)n);
    if (strstr(c->request.data, "\r\n\r\n"))
        answer(s, i);
}

static void trickle(struct fault_server *s)
{
    for (size_t i = s->connection_count; i-- > 0;) {
        struct connection_state *c = &s->connections[i];
        if (!c->trickle)
            continue;
        if (send(c->fd, c->trickle + c->trickle_at, 1, MSG_NOSIGNAL) != 1)
            drop(s, i, false);
        else if (c->trickle[++c->trickle_at] == '\0')
            c->trickle_at = 0;
    }
}

static void accept_one(struct fault_server *s)
{
    int fd = accept(s->listener, NULL, NULL);
    if (fd < 0 || s->connection_count == CONNECTIONS_MAX) {
        close(fd);
        return;
    }
    struct timeval limit = {5, 0};
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    s->connections[s->connection_count++] = (struct connection_state){.fd = fd};
    pthread_mutex_lock(&s->mutex);
    s->accepted++;
    pthread_mutex_unlock(&s->mutex);
}

static void release(struct fault_server *s)
{
    for (size_t i = s->connection_count; i-- > 0;) {
        struct connection_state *c = &s->connections[i];
        if (!c->silent)
            continue;
        if (c->held)
            send_all(c->fd, c->held, strlen(c->held));
        drop(s, i, false);
    }
}

/* Does what the test's thread wants; false: to stop. */
static bool obey(struct fault_server *s)
{
    wakeup_clear(&s->wakeup);
    pthread_mutex_lock(&s->mutex);
    bool stopping = s->stopping, releasing = s->releasing;
    s->releasing = false;
    pthread_mutex_unlock(&s->mutex);
    if (releasing)
        release(s);
    return !stopping;
}

static void *serve(void *arg)
{
    struct fault_server *s = arg;
    for (;;) {
        struct pollfd fds[CONNECTIONS_MAX + 2];
        bool ticking = false;
        size_t count = s->connection_count;
        for (size_t i = 0; i < count; i++) {
            struct connection_state *c = &s->connections[i];
            fds[i] = (struct pollfd){.fd = c->silent ? -1 : c->fd, .events = POLLIN};
            ticking |= c->trickle != NULL;
        }
        fds[count] = (struct pollfd){.fd = s->listener, .events = POLLIN};
        fds[count + 1] = (struct pollfd){.fd = s->wakeup.read_fd, .events = POLLIN};
        poll(fds, (nfds_t)(count + 2), ticking ? TICK_MS : -1);
        for (size_t i = count; i-- > 0;)
            if (fds[i].revents)
                read_some(s, i);
        if (fds[count].revents)
            accept_one(s);
        trickle(s);
        if (fds[count + 1].revents && !obey(s))
            return NULL;
    }
}

static void listen_loopback(struct fault_server *s)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof(address);
    s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(s->listener, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(s->listener, CONNECTIONS_MAX) != 0 ||
        getsockname(s->listener, (struct sockaddr *)&address, &len) != 0)
        abort();
    s->port = ntohs(address.sin_port);
}

struct fault_server *fault_start(const struct fault_step *steps, size_t count)
{
    struct fault_server *s = xcalloc(1, sizeof(*s));
    s->steps = steps;
    s->step_count = count;
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->counted, NULL);
    listen_loopback(s);
    char *url = xasprintf("http://127.0.0.1:%d", s->port);
    memcpy(s->url, url, strlen(url) + 1);
    free(url);
    if (!wakeup_open(&s->wakeup) || pthread_create(&s->thread, NULL, serve, s) != 0)
        abort();
    return s;
}

void fault_stop(struct fault_server **server)
{
    struct fault_server *s = *server;
    *server = NULL;
    pthread_mutex_lock(&s->mutex);
    s->stopping = true;
    pthread_mutex_unlock(&s->mutex);
    wakeup_signal(&s->wakeup);
    pthread_join(s->thread, NULL);
    while (s->connection_count > 0)
        drop(s, 0, false);
    close(s->listener);
    wakeup_close(&s->wakeup);
    pthread_cond_destroy(&s->counted);
    pthread_mutex_destroy(&s->mutex);
    free(s->last);
    free(s);
}

const char *fault_url(const struct fault_server *server)
{
    return server->url;
}

int fault_port(const struct fault_server *server)
{
    return server->port;
}

size_t fault_requests(struct fault_server *server)
{
    pthread_mutex_lock(&server->mutex);
    size_t n = server->requests;
    pthread_mutex_unlock(&server->mutex);
    return n;
}

void fault_wait(struct fault_server *server, size_t requests)
{
    pthread_mutex_lock(&server->mutex);
    while (server->requests < requests)
        pthread_cond_wait(&server->counted, &server->mutex);
    pthread_mutex_unlock(&server->mutex);
}

void fault_release(struct fault_server *server)
{
    pthread_mutex_lock(&server->mutex);
    server->releasing = true;
    pthread_mutex_unlock(&server->mutex);
    wakeup_signal(&server->wakeup);
}

size_t fault_connections(struct fault_server *server)
{
    pthread_mutex_lock(&server->mutex);
    size_t n = server->accepted;
    pthread_mutex_unlock(&server->mutex);
    return n;
}

char *fault_last_request(struct fault_server *server)
{
    pthread_mutex_lock(&server->mutex);
    char *last = xstrdup(server->last);
    pthread_mutex_unlock(&server->mutex);
    return last;
}
