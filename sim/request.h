/* What a request asks for and what it is answered, free of HTTP's machinery. */
#ifndef CODATOP_SIM_REQUEST_H
#define CODATOP_SIM_REQUEST_H

#include <stdint.h>

#include "sim/jsonout.h"
#include "sim/world.h"

/* The parameters that some operation knows. */
enum argument {
    ARG_PAGE,
    ARG_PAGE_SIZE,
    ARG_QUERY,
    ARG_ORDER_BY,
    ARG_TAGS,
    ARG_CONNECTION_ID,
    ARGUMENTS
};

#define REQUEST_SEGMENTS 2 /* variable parts of a path after the company's id */

struct request {
    struct world *world;
    const char *method, *path;
    const char *argument[ARGUMENTS]; /* decoded; NULL: not given */
    const char *profile;             /* the name of the client instance */
    uint64_t correlation;
    /* Set by the router: */
    struct company company;
    char *segment[REQUEST_SEGMENTS]; /* owned by the router */
};

struct reply {
    unsigned status;
    struct json_out body;
    const char *allow;   /* the methods that the path knows, where another was used */
    int64_t retry_after; /* seconds; negative: none */
};

/* "pageSize" */
const char *argument_name(enum argument argument);

/* Makes reply Codat's error message; service is the part of Codat that speaks. */
void reply_error(struct reply *reply, const struct request *request, unsigned status,
                 const char *service, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void reply_free(struct reply *reply);

/* Answers a request by the table of operations. */
void routes_answer(struct request *request, struct reply *reply);

/* The operations. The company in the path was found, the segments are set. */
typedef void operation(struct request *request, struct reply *reply);
operation op_list_companies, op_get_company, op_list_connections, op_get_connection,
    op_refresh_all, op_refresh_type, op_data_status, op_list_pulls, op_get_pull,
    op_validation, op_profile;

#endif
