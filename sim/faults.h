/* Faults that the simulator commits on purpose, described by a small language. */
#ifndef CODATOP_SIM_FAULTS_H
#define CODATOP_SIM_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/rng.h"

enum fault_kind {
    FAULT_STATUS,
    FAULT_HTML,
    FAULT_EMPTY,
    FAULT_BADJSON,
    FAULT_REDIRECT,
    FAULT_STALL,
    FAULT_SLOW,
    FAULT_CUT,
    FAULT_UNSIZED,
    FAULT_CLOSE,
    FAULT_RESET,
    FAULT_GARBAGE
};

struct fault {
    enum fault_kind kind;
    unsigned status; /* FAULT_STATUS */
    bool after;      /* the operation is carried out first */
    /* Which requests it meets: */
    char *method, *path;      /* NULL: any */
    unsigned long skip, left; /* matching requests still to be spared, then to be met */
    double probability;
    /* Details of the answer; NULL: the usual ones. */
    char *retry_after, *error, *location, *body;
};

struct faults {
    struct fault *rules;
    size_t count;
    struct rng rng;
};

/* Fills *faults from text (NULL or "": none); false and *error (free() it) where it is
 * wrong. The caller frees faults with faults_free. */
bool faults_parse(const char *text, struct faults *faults, char **error);
void faults_free(struct faults *faults);
/* The fault that meets this request, the first rule that matches; NULL: none. Counts. */
const struct fault *faults_pick(struct faults *faults, const char *method,
                                const char *path);
/* True for faults that spoil the true answer on its way instead of replacing it. */
bool fault_spoils(enum fault_kind kind);

#endif
