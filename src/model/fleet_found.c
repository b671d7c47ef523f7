/* Pulls that a query found and the known history lacks. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/fleet_internal.h"

void found_free(struct found_pulls *found)
{
    for (size_t i = 0; i < found->count; i++)
        free(found->pulls[i]);
    free(found->pulls);
    free(found->pulls_read);
    free(found->query);
    knowledge_free(&found->known);
    *found = (struct found_pulls){.total = -1, .oldest = TIME_NONE};
}

void found_begin(struct found_pulls *found, const char *query)
{
    char *copy = xstrdup(query); /* it may be the one that goes */
    /* What is under way of the same query will be answered: it is not sent twice. */
    int64_t asked = text_same(query, found->query) ? found->known.asked : 0;
    found_free(found);
    found->query = copy;
    found->known.asked = asked;
}

size_t found_pull(const struct found_pulls *found, const char *pull_id)
{
    for (size_t i = 0; pull_id && i < found->count; i++)
        if (strcmp(found->pulls[i]->id, pull_id) == 0)
            return i;
    return SIZE_MAX;
}

static void append(struct found_pulls *found, struct pull *pull, int64_t now)
{
    if (found->count == found->cap) {
        found->cap = found->cap ? found->cap * 2 : 32;
        found->pulls = xreallocarray(found->pulls, found->cap, sizeof *found->pulls);
        found->pulls_read =
            xreallocarray(found->pulls_read, found->cap, sizeof *found->pulls_read);
    }
    found->pulls[found->count] = pull;
    found->pulls_read[found->count++] = now;
}

void found_put(struct found_pulls *found, struct pull *pull, int64_t asked, int64_t now)
{
    size_t at = found_pull(found, pull->id);
    if (at == SIZE_MAX) {
        append(found, pull, now);
        return;
    }
    bool older = pull_ended(found->pulls[at]) && !pull_ended(pull) &&
                 asked < found->pulls_read[at];
    free(older ? pull : found->pulls[at]);
    if (older)
        return;
    found->pulls[at] = pull;
    found->pulls_read[at] = now;
}

void found_forget(struct found_pulls *found, const char *pull_id)
{
    size_t at = found_pull(found, pull_id);
    if (at == SIZE_MAX)
        return;
    free(found->pulls[at]);
    size_t last = --found->count;
    found->pulls[at] = found->pulls[last];
    found->pulls_read[at] = found->pulls_read[last];
}
