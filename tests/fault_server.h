/* A server that misbehaves by script, on raw sockets: what an HTTP library would never
 * send. Runs on a thread of its own, on loopback. */
#ifndef CODATOP_TESTS_FAULT_SERVER_H
#define CODATOP_TESTS_FAULT_SERVER_H

#include <stddef.h>

enum fault_then {
    FAULT_CLOSE,   /* close the connection in order */
    FAULT_RESET,   /* break it (RST) */
    FAULT_HANG,    /* say nothing more, leave it open; `more` is for fault_release */
    FAULT_KEEP,    /* wait for the next request on it */
    FAULT_ENDLESS, /* send `more` again and again while anybody takes it */
    FAULT_TRICKLE, /* send `more` byte by byte, a few a second, again and again */
};

/* The answer to one request. */
struct fault_step {
    const char *bytes; /* NULL: none */
    size_t len;        /* 0: strlen(bytes) */
    enum fault_then then;
    const char *more;
};

/* Answers that are often wanted. */
#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define GOOD OK_HEAD "Content-Length: 14\r\n\r\n{\"name\":\"Rig\"}"
#define UNSIZED OK_HEAD "Connection: close\r\n\r\n"
#define CHUNKED OK_HEAD "Transfer-Encoding: chunked\r\n\r\n"
#define EMPTY_PULL OK_HEAD "Content-Length: 12\r\n\r\n{\"id\":\"p-1\"}"

struct fault_server;

/* The steps (which the caller keeps) answer the first requests, the last step all others.
 */
struct fault_server *fault_start(const struct fault_step *steps, size_t count);
void fault_stop(struct fault_server **server);
const char *fault_url(const struct fault_server *server);
int fault_port(const struct fault_server *server);
/* Whole requests that were read. */
size_t fault_requests(struct fault_server *server);
/* Waits until there are that many. */
void fault_wait(struct fault_server *server, size_t requests);
/* Ends the hanging of all connections that hang: `more` is sent after all. */
void fault_release(struct fault_server *server);
/* Connections that were accepted. */
size_t fault_connections(struct fault_server *server);
/* The head of the newest request; a new string (free() it). */
char *fault_last_request(struct fault_server *server);

#endif
