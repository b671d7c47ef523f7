/* From a request to what is sent back: key, limits, operation, fault. */
#ifndef CODATOP_SIM_ANSWER_H
#define CODATOP_SIM_ANSWER_H

#include "sim/faults.h"
#include "sim/request.h"
#include "sim/state.h"

#define HTTP_DATE_TEXT 32
#define RESET_TEXT 32

struct answer {
    struct reply reply;
    bool faulty;
    enum fault_kind fault;        /* where faulty */
    const char *type;             /* Content-Type; NULL: none */
    char *location, *retry_after; /* headers; owned; NULL: none */
    char date[HTTP_DATE_TEXT];    /* headers of every answer */
    char reset[RESET_TEXT];
    unsigned limit, remaining;
};

/* The caller holds sim's mutex, and frees the answer with answer_free. request needs
 * method, path and arguments; authorization is that header or NULL. */
void answer_make(struct sim *sim, struct request *request, const char *authorization,
                 struct answer *answer);
void answer_free(struct answer *answer);

#endif
