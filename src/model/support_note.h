/* What support wants to know of a trouble, as plain text: ids, times and errors, and
 * nothing secret. Links are left out too, because whoever has one can relink. Pure. */
#ifndef CODATOP_MODEL_SUPPORT_NOTE_H
#define CODATOP_MODEL_SUPPORT_NOTE_H

#include <stdint.h>

#include "model/records.h"

/* Whatever is NULL is left out. */
struct support_note {
    const char *environment; /* "PROD" */
    const char *client;      /* the name of the Codat client */
    const struct company *company;
    const struct connection *connection; /* the one in question; NULL: all of them */
    const char *data_type;
    const struct pull *pull;
    const struct data_status *status; /* of the data type, where it has no pull */
    const struct api_error *error;    /* the newest failed read or refresh about it */
    int64_t written;                  /* wall clock */
};

/* A new string (free() it) of lines; its times are UTC. */
char *support_note_write(const struct support_note *note);

#endif
