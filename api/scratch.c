/* Memory for one item while it is decoded: a list of blocks that die together. */
#include "config.h"

#include "api/scratch.h"

#include <stdlib.h>

#include "base/xmalloc.h"

void *scratch_own(struct scratch *s, void *block)
{
    if (block == NULL)
        return NULL;
    if (s->count == s->cap) {
        s->cap = s->cap ? 2 * s->cap : 32;
        s->blocks = xreallocarray(s->blocks, s->cap, sizeof(*s->blocks));
    }
    s->blocks[s->count++] = block;
    return block;
}

void *scratch_alloc(struct scratch *s, size_t count, size_t size)
{
    return scratch_own(s, xcalloc(count ? count : 1, size));
}

void scratch_clear(struct scratch *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->blocks[i]);
    s->count = 0;
}

void scratch_free(struct scratch *s)
{
    scratch_clear(s);
    free(s->blocks);
    *s = (struct scratch){0};
}
