/* Memory for one item while it is decoded: everything taken from it is given back at
 * once, after the finished record was copied into a block of its own. */
#ifndef CODATOP_API_SCRATCH_H
#define CODATOP_API_SCRATCH_H

#include <stddef.h>

struct scratch { /* zeros ({0}) are a valid empty one */
    void **blocks;
    size_t count, cap;
};

/* Zeroed memory for count elements. */
void *scratch_alloc(struct scratch *s, size_t count, size_t size);
/* Takes over a block that malloc gave (NULL is fine) and returns it. */
void *scratch_own(struct scratch *s, void *block);
/* Frees all blocks, keeps the list. */
void scratch_clear(struct scratch *s);
void scratch_free(struct scratch *s);

#endif
