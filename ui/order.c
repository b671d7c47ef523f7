/* The companies in order of their names. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/list.h"
#include "ui/order.h"

const char *company_title(const struct company *c)
{
    return c->name && *c->name ? c->name : c->id;
}

static unsigned char folded(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static void make_key(const char *name, uint64_t key[2])
{
    key[0] = key[1] = 0;
    for (size_t i = 0; i < 16 && name[i]; i++)
        key[i / 8] |= (uint64_t)folded(name[i]) << (56 - 8 * (i % 8));
}

static int compare_names(const char *a, const char *b)
{
    while (*a && folded(*a) == folded(*b))
        a++, b++;
    return folded(*a) - folded(*b);
}

static int compare_keys(const uint64_t a[2], const uint64_t b[2])
{
    if (a[0] != b[0])
        return a[0] < b[0] ? -1 : 1;
    return a[1] < b[1] ? -1 : a[1] > b[1];
}

static int compare_companies(const struct company *a, const struct company *b)
{
    int names = compare_names(company_title(a), company_title(b));
    return names ? names : strcmp(a->id, b->id);
}

static int compare(const struct fleet *f, const struct order_entry *a,
                   const struct order_entry *b)
{
    int keys = compare_keys(a->key, b->key);
    if (keys)
        return keys;
    return compare_companies(fleet_at(f, a->at)->record, fleet_at(f, b->at)->record);
}

/* Merges two neighbouring sorted runs, [0, middle) and [middle, count), through scratch,
 * which holds the second one. From the end, so that the first run is moved at most once.
 */
static void merge(const struct fleet *f, struct order_entry *e, size_t middle,
                  size_t count, struct order_entry *scratch)
{
    size_t a = middle, b = count - middle;
    memcpy(scratch, e + middle, b * sizeof *e);
    for (size_t to = count; b > 0; to--) {
        if (a > 0 && compare(f, &e[a - 1], &scratch[b - 1]) > 0)
            e[to - 1] = e[--a];
        else
            e[to - 1] = scratch[--b];
    }
}

/* A merge sort of its own: qsort hands no context to its comparison. */
static void sort(const struct fleet *f, struct order_entry *e, size_t count,
                 struct order_entry *scratch)
{
    if (count < 2)
        return;
    sort(f, e, count / 2, scratch);
    sort(f, e + count / 2, count - count / 2, scratch);
    if (compare(f, &e[count / 2 - 1], &e[count / 2]) > 0)
        merge(f, e, count / 2, count, scratch);
}

static void append(struct order *o, const struct fleet *f, size_t size)
{
    if (size > o->cap) {
        o->cap = size + size / 2;
        o->entries = xreallocarray(o->entries, o->cap, sizeof *o->entries);
    }
    for (size_t i = o->count; i < size; i++) {
        o->entries[i].at = (uint32_t)i;
        make_key(company_title(fleet_at(f, i)->record), o->entries[i].key);
    }
}

void order_sync(struct order *o, const struct fleet *f)
{
    uint64_t version = fleet_order_version(f);
    size_t size = fleet_size(f);
    if (version == o->version && size == o->count)
        return;
    /* The version counts arrivals, departures and new names. Only where as many companies
     * were added as things happened, all of them are arrivals, at the end. */
    bool arrivals = size > o->count && version - o->version == size - o->count;
    if (!arrivals)
        o->count = 0;
    size_t old = o->count;
    append(o, f, size);
    if (size > old) {
        struct order_entry *scratch = xreallocarray(NULL, size - old, sizeof *scratch);
        sort(f, o->entries + old, size - old, scratch);
        merge(f, o->entries, old, size, scratch);
        free(scratch);
    }
    o->count = size;
    o->version = version;
}

const struct fleet_company *order_at(const struct order *o, const struct fleet *f,
                                     size_t i)
{
    return fleet_at(f, o->entries[i].at);
}

size_t order_find(const struct order *o, const struct fleet *f, const char *company_id)
{
    const struct fleet_company *company = fleet_find(f, company_id);
    if (!company)
        return LIST_NOT_FOUND;
    uint64_t key[2];
    make_key(company_title(company->record), key);
    size_t low = 0, high = o->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct order_entry *e = &o->entries[middle];
        int side = compare_keys(e->key, key);
        if (!side)
            side = compare_companies(fleet_at(f, e->at)->record, company->record);
        if (!side)
            return middle;
        if (side < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return LIST_NOT_FOUND;
}

void order_free(struct order *o)
{
    free(o->entries);
    *o = (struct order){0};
}
