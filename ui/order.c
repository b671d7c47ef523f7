/* The companies in order of their names. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/list.h"
#include "ui/order.h"

/* As many are put in order at a time as a key that is pressed meanwhile can wait for. */
#define MOST_ARRIVALS 400

const char *company_title(const struct company *c)
{
    return c->name && *c->name ? c->name : c->id;
}

static unsigned char folded(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static void make_key(const char *name, uint64_t key[ORDER_KEY])
{
    memset(key, 0, ORDER_KEY * sizeof *key);
    for (size_t i = 0; i < ORDER_KEY * sizeof *key && name[i]; i++)
        key[i / 8] |= (uint64_t)folded(name[i]) << (56 - 8 * (i % 8));
}

static int compare_names(const char *a, const char *b)
{
    while (*a && folded(*a) == folded(*b))
        a++, b++;
    return folded(*a) - folded(*b);
}

static int compare_keys(const uint64_t a[ORDER_KEY], const uint64_t b[ORDER_KEY])
{
    for (size_t i = 0; i < ORDER_KEY; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
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

/* How many of count sorted entries belong before x. Looked for from the end in growing
 * steps: few arrive among many, so most of the many need no comparison. */
static size_t place(const struct fleet *f, const struct order_entry *e, size_t count,
                    const struct order_entry *x)
{
    size_t low = 0, high = count;
    for (size_t step = 1; high > 0; step *= 2) {
        size_t at = high > step ? high - step : 0;
        if (compare(f, &e[at], x) <= 0) {
            low = at + 1;
            break;
        }
        high = at;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(f, &e[middle], x) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Merges two neighbouring sorted runs, [0, middle) and [middle, count), through scratch,
 * which holds the second one. From the end, so that the first run is moved at most once.
 */
static void merge(const struct fleet *f, struct order_entry *e, size_t middle,
                  size_t count, struct order_entry *scratch)
{
    size_t rest = middle;
    memcpy(scratch, e + middle, (count - middle) * sizeof *e);
    for (size_t b = count - middle; b > 0; b--) {
        size_t at = place(f, e, rest, &scratch[b - 1]);
        memmove(e + at + b, e + at, (rest - at) * sizeof *e);
        e[at + b - 1] = scratch[b - 1];
        rest = at;
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

static void set_key(struct order_entry *e, const struct fleet *f)
{
    make_key(company_title(fleet_at(f, e->at)->record), e->key);
}

static void append(struct order *o, const struct fleet *f, size_t size)
{
    if (size > o->cap) {
        o->cap = size + size / 2;
        o->entries = xreallocarray(o->entries, o->cap, sizeof *o->entries);
    }
    for (size_t i = o->count; i < size; i++) {
        o->entries[i].at = (uint32_t)i;
        set_key(&o->entries[i], f);
    }
}

/* Sorts everything again. What there was stays in its order as far as it can, because
 * what is nearly sorted is soon sorted. */
static void sort_all(struct order *o, const struct fleet *f, size_t size)
{
    if (size < o->count)
        o->count = 0;
    for (size_t i = 0; i < o->count; i++)
        set_key(&o->entries[i], f);
    append(o, f, size);
    struct order_entry *scratch = xreallocarray(NULL, size + 1, sizeof *scratch);
    sort(f, o->entries, size, scratch);
    free(scratch);
    o->count = size;
}

static void merge_arrivals(struct order *o, const struct fleet *f, size_t size)
{
    size_t arrived = size - o->count;
    struct order_entry *scratch = xreallocarray(NULL, arrived, sizeof *scratch);
    append(o, f, size);
    sort(f, o->entries + o->count, arrived, scratch);
    merge(f, o->entries, o->count, size, scratch);
    free(scratch);
    o->count = size;
}

bool order_sync(struct order *o, const struct fleet *f)
{
    uint64_t version = fleet_order_version(f);
    size_t size = fleet_size(f);
    /* The version counts arrivals, departures and new names. Only where as many companies
     * were added as things happened, all of them are arrivals, at the end. */
    if (size < o->count || version - o->version != size - o->count) {
        sort_all(o, f, size);
        o->version = version;
        return true;
    }
    size_t arrived = size - o->count;
    if (arrived > MOST_ARRIVALS)
        arrived = MOST_ARRIVALS;
    if (arrived > 0)
        merge_arrivals(o, f, o->count + arrived);
    o->version += arrived;
    return o->count == size;
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
    uint64_t key[ORDER_KEY];
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
