/* Open addressing with linear probing. A removed entry leaves a tombstone, so that the
 * entries that were placed behind it are still found. */
#include "config.h"

#include "base/idmap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

enum { MIN_CAP = 16 };

/* Empty: both NULL. Tombstone: key NULL, value not. */
struct idmap_slot {
    const char *key;
    void *value;
    uint64_t hash;
};

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const char *key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (const unsigned char *p = (const unsigned char *)key; *p; p++)
        hash = (hash ^ *p) * UINT64_C(0x100000001b3);
    return hash;
}

/* The entry of key; else the slot where it belongs (the first tombstone passed, or the
 * empty slot that ended the search). The map must have an empty slot. */
static struct idmap_slot *find(const struct idmap *m, const char *key, uint64_t hash)
{
    struct idmap_slot *grave = NULL;
    for (size_t i = (size_t)hash & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
        struct idmap_slot *slot = &m->slots[i];
        if (!slot->key && !slot->value)
            return grave ? grave : slot;
        if (!slot->key)
            grave = grave ? grave : slot;
        else if (slot->hash == hash && strcmp(slot->key, key) == 0)
            return slot;
    }
}

static void rebuild(struct idmap *m, size_t cap)
{
    struct idmap old = *m;
    m->slots = xcalloc(cap, sizeof *m->slots);
    m->cap = cap;
    m->used = old.count;
    for (size_t i = 0; i < old.cap; i++) {
        const struct idmap_slot *slot = &old.slots[i];
        if (slot->key)
            *find(m, slot->key, slot->hash) = *slot;
    }
    free(old.slots);
}

/* Keeps an eighth of the slots empty. Where tombstones fill the map and not entries,
 * rebuilding at the same size is enough. */
static void make_room(struct idmap *m)
{
    if (m->cap == 0)
        rebuild(m, MIN_CAP);
    else if ((m->used + 1) > m->cap / 8 * 7)
        rebuild(m, m->count + 1 > m->cap / 2 ? m->cap * 2 : m->cap);
}

void *idmap_get(const struct idmap *m, const char *key)
{
    if (m->count == 0)
        return NULL;
    const struct idmap_slot *slot = find(m, key, hash_of(key));
    return slot->key ? slot->value : NULL;
}

void *idmap_put(struct idmap *m, const char *key, void *value)
{
    make_room(m);
    uint64_t hash = hash_of(key);
    struct idmap_slot *slot = find(m, key, hash);
    void *former = slot->key ? slot->value : NULL;
    if (!slot->key)
        m->count++;
    if (!slot->key && !slot->value)
        m->used++;
    *slot = (struct idmap_slot){key, value, hash};
    return former;
}

void *idmap_remove(struct idmap *m, const char *key)
{
    if (m->count == 0)
        return NULL;
    struct idmap_slot *slot = find(m, key, hash_of(key));
    if (!slot->key)
        return NULL;
    void *former = slot->value;
    slot->key = NULL;
    slot->value = m->slots; /* any pointer that cannot dangle marks the tombstone */
    m->count--;
    return former;
}

void idmap_free(struct idmap *m)
{
    free(m->slots);
    *m = (struct idmap){0};
}
