/* How well one readable thing is known: when it was read, whether a read is under way,
 * why reads fail and when to try again. Times are the monotonic clock in milliseconds. */
#ifndef CODATOP_MODEL_KNOWLEDGE_H
#define CODATOP_MODEL_KNOWLEDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/records.h"

/* Zeros: never asked. */
struct knowledge {
    int64_t read; /* when the newest successful read ended; 0: never */
    int64_t
        read_asked; /* when that read had been asked for: it knows all that was before */
    int64_t asked;  /* when the read under way was asked for; 0: none under way */
    int64_t not_before; /* no new try before; 0: free */
    int64_t failing;    /* since when reads fail; 0: the newest one did not fail */
    unsigned failures;  /* in a row */
    struct api_error
        *error; /* why the newest read failed, or is being retried; or NULL */
};

/* The read that was under way ended well. */
void knowledge_answered(struct knowledge *k, int64_t now);
/* It is being retried by the worker (error copied), or failed for good (final: the next
 * try waits, doubling from 5 s to 5 min, or as long as the error says). */
void knowledge_failed(struct knowledge *k, const struct api_error *error, bool final,
                      int64_t now);
/* How long the next try waits after that failure. */
int64_t knowledge_wait(const struct knowledge *k, const struct api_error *error);
/* A person is in a hurry: the next try need not wait, but for a rate limit. */
void knowledge_hurry(struct knowledge *k);
void knowledge_free(struct knowledge *k);

#endif
