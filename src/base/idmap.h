/* A hash map from a string id to a pointer, for fleets of 100,000. The map neither copies
 * nor frees keys or values: a key must live as long as its entry (usually it is a field
 * of the value). */
#ifndef CODATOP_BASE_IDMAP_H
#define CODATOP_BASE_IDMAP_H

#include <stddef.h>

struct idmap_slot;

struct idmap { /* zeros ({0}) are a valid empty map */
    struct idmap_slot *slots;
    size_t count, used, cap; /* used counts tombstones too */
};

void *idmap_get(const struct idmap *m, const char *key);
/* Sets or replaces (replacing the stored key pointer as well). Returns the former value,
 * or NULL. value must not be NULL. */
void *idmap_put(struct idmap *m, const char *key, void *value);
/* Returns the value that was removed, or NULL. */
void *idmap_remove(struct idmap *m, const char *key);
void idmap_free(struct idmap *m);

#endif
