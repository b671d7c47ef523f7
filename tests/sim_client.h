/* A small HTTP client for tests of the simulator, over libcurl and json-c. */
#ifndef CODATOP_TESTS_SIM_CLIENT_H
#define CODATOP_TESTS_SIM_CLIENT_H

#include <curl/curl.h>
#include <json-c/json.h>

#include "base/buf.h"
#include "sim/sim.h"

#define CLIENT_KEY "canary-key"

struct answer {
    CURLcode code;
    long status;
    struct buf head, body;
    json_object *json; /* NULL where the body is none */
};

/* Starts a simulator in manual time, at 2026-11-24T09:00:00Z, that asks for CLIENT_KEY;
 * config may be NULL. Fails the test where it cannot. */
struct sim *client_start(const struct sim_config *config);
/* Sends one request; path may hold a query. authorization NULL: the right one; "" none.
 * The caller frees the answer with client_free. */
void client_send(struct sim *sim, const char *method, const char *path,
                 const char *authorization, struct answer *answer);
/* GETs, and fails the test unless the answer is 200 with JSON. */
void client_get(struct sim *sim, const char *path, struct answer *answer);
void client_free(struct answer *answer);
/* The value of a header, "" where it is missing; free() it. */
char *client_header(const struct answer *answer, const char *name);
/* The string member of an object; fails the test where there is none. */
const char *client_string(json_object *object, const char *name);
/* The path of the company n of the fleet and what follows it; free() it. */
char *client_path(struct sim *sim, unsigned n, const char *rest);

#endif
