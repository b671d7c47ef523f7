/* How well one readable thing is known. */
#include "config.h"

#include "model/knowledge.h"

#include <stdlib.h>

#define FIRST_WAIT_MS 5000
#define LONGEST_WAIT_MS 300000
#define LONGEST_TOLD_MS 3600000 /* what a server may make us wait */

void knowledge_free(struct knowledge *k)
{
    record_free(&k->error);
}

void knowledge_answered(struct knowledge *k, int64_t now)
{
    k->read = now;
    k->read_asked = k->asked ? k->asked : now;
    k->asked = 0;
    k->not_before = 0;
    k->failing = 0;
    k->failures = 0;
    record_free(&k->error);
}

int64_t knowledge_wait(const struct knowledge *k, const struct api_error *error)
{
    if (error->retry_after_ms > 0)
        return error->retry_after_ms < LONGEST_TOLD_MS ? error->retry_after_ms
                                                       : LONGEST_TOLD_MS;
    int64_t wait = FIRST_WAIT_MS;
    for (unsigned i = 1; i < k->failures && wait < LONGEST_WAIT_MS; i++)
        wait *= 2;
    return wait < LONGEST_WAIT_MS ? wait : LONGEST_WAIT_MS;
}

void knowledge_failed(struct knowledge *k, const struct api_error *error, bool final,
                      int64_t now)
{
    if (k->failing == 0)
        k->failing = now;
    record_free(&k->error);
    k->error = api_error_copy(error);
    if (!final)
        return;
    k->asked = 0;
    k->failures++;
    k->not_before = now + knowledge_wait(k, error);
}

void knowledge_hurry(struct knowledge *k)
{
    if (!k->error || k->error->kind != ERROR_RATE_LIMIT)
        k->not_before = 0;
}
