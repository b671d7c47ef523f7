/* Sorting the companies by their columns. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/order_sort.h"

#define LAST UINT64_MAX /* a key that is behind all others, both ways */

const char *company_title(const struct company *c)
{
    return c->name && *c->name ? c->name : c->id;
}

static const char *platform(const struct company *c)
{
    const char *p = c->connection_count > 0 ? c->connections[0].platform : NULL;
    return p && *p ? p : NULL;
}

static const char *id(const struct company *c)
{
    return c->id;
}

static const char *creator(const struct company *c)
{
    return c->created_by && *c->created_by ? c->created_by : NULL;
}

/* --- numbers: the smaller one comes first, LAST where there is none --------------- */

static uint64_t state_number(const struct fleet_company *c)
{
    return c->state == STATE_UNKNOWN ? LAST : (uint64_t)c->state + 1;
}

static uint64_t date_number(int64_t date)
{
    return date == TIME_NONE ? LAST : (uint64_t)date ^ UINT64_C(1) << 63;
}

static uint64_t last_sync_number(const struct fleet_company *c)
{
    return date_number(c->record->last_sync);
}

static uint64_t created_number(const struct fleet_company *c)
{
    return date_number(c->record->created);
}

static uint64_t connections_number(const struct fleet_company *c)
{
    return (uint64_t)c->record->connection_count + 1;
}

static const struct {
    uint64_t (*number)(const struct fleet_company *c); /* NULL: a text */
    const char *(*text)(const struct company *c);      /* NULL where there is none */
    uint32_t concerns;
} columns[ORDER_COUNT] = {
    [ORDER_NAME] = {NULL, company_title, CHANGE_NAME},
    [ORDER_STATE] = {state_number, NULL, CHANGE_STATE | CHANGE_NAME},
    [ORDER_PLATFORM] = {NULL, platform, CHANGE_MOVED | CHANGE_NAME},
    [ORDER_LAST_SYNC] = {last_sync_number, NULL, CHANGE_MOVED | CHANGE_NAME},
    [ORDER_CREATED] = {created_number, NULL, CHANGE_OTHER | CHANGE_NAME},
    [ORDER_CONNECTIONS] = {connections_number, NULL, CHANGE_MOVED | CHANGE_NAME},
    [ORDER_ID] = {NULL, id, CHANGE_NAME},
    [ORDER_CREATED_BY] = {NULL, creator, CHANGE_OTHER | CHANGE_NAME},
};

uint32_t sorting_concerns(enum order_by by)
{
    return columns[by].concerns;
}

/* --- keys ------------------------------------------------------------------------- */

static unsigned char folded(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static void set_text(uint64_t *key, size_t words, const char *text)
{
    memset(key, 0, words * sizeof *key);
    for (size_t i = 0; i < words * sizeof *key && text[i]; i++)
        key[i / 8] |= (uint64_t)folded(text[i]) << (56 - 8 * (i % 8));
}

static void turn_round(uint64_t *key, size_t words)
{
    for (size_t i = 0; i < words; i++)
        key[i] = ~key[i];
}

/* How many words of the key are the column's; those behind are the name's. */
static size_t column_words(enum order_by by)
{
    return columns[by].number ? 1 : ORDER_KEY;
}

static void set_column(const struct sorting *s, const struct fleet_company *c,
                       uint64_t key[ORDER_KEY])
{
    const char *text = columns[s->by].text ? columns[s->by].text(c->record) : NULL;
    key[0] = key[1] = key[2] = LAST;
    if (columns[s->by].number)
        key[0] = columns[s->by].number(c);
    else if (text)
        set_text(key, ORDER_KEY, text);
    if (s->descending && key[0] != LAST)
        turn_round(key, column_words(s->by));
}

void sorting_set_key(const struct sorting *s, struct order_entry *e)
{
    const struct fleet_company *c = fleet_at(s->fleet, e->at);
    size_t words = column_words(s->by);
    set_column(s, c, e->key);
    if (words < ORDER_KEY)
        set_text(e->key + words, ORDER_KEY - words, company_title(c->record));
}

/* --- comparing -------------------------------------------------------------------- */

static int compare_texts(const char *a, const char *b)
{
    while (*a && folded(*a) == folded(*b))
        a++, b++;
    return folded(*a) - folded(*b);
}

static int compare_keys(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* The text that makes equal keys ends within them. */
static bool key_is_whole(const struct sorting *s, const uint64_t key[ORDER_KEY])
{
    unsigned last = key[ORDER_KEY - 1] & 0xff;
    return last == (s->descending ? 0xff : 0) || key[0] == LAST;
}

/* The columns of two companies of equal keys. */
static int compare_columns(const struct sorting *s, const struct order_entry *a,
                           const struct order_entry *b)
{
    if (columns[s->by].number || key_is_whole(s, a->key))
        return 0;
    const struct company *x = fleet_at(s->fleet, a->at)->record;
    const struct company *y = fleet_at(s->fleet, b->at)->record;
    int texts = compare_texts(columns[s->by].text(x), columns[s->by].text(y));
    return s->descending ? -texts : texts;
}

int sorting_compare(const struct sorting *s, const struct order_entry *a,
                    const struct order_entry *b)
{
    int side = compare_keys(a->key, b->key, ORDER_KEY);
    if (!side)
        side = compare_columns(s, a, b);
    if (side)
        return side;
    const struct company *x = fleet_at(s->fleet, a->at)->record;
    const struct company *y = fleet_at(s->fleet, b->at)->record;
    if (s->by != ORDER_NAME)
        side = compare_texts(company_title(x), company_title(y));
    return side ? side : strcmp(x->id, y->id);
}

/* By the column alone. */
static int compare_alone(const struct sorting *s, const struct order_entry *a,
                         const struct order_entry *b)
{
    int side = compare_keys(a->key, b->key, column_words(s->by));
    return side ? side : compare_columns(s, a, b);
}

/* --- merging ---------------------------------------------------------------------- */

/* How many of count sorted entries belong before x. Looked for from the end in growing
 * steps: few arrive among many, so most of the many need no comparison. */
static size_t place(const struct sorting *s, const struct order_entry *e, size_t count,
                    const struct order_entry *x)
{
    size_t low = 0, high = count;
    for (size_t step = 1; high > 0; step *= 2) {
        size_t at = high > step ? high - step : 0;
        if (sorting_compare(s, &e[at], x) <= 0) {
            low = at + 1;
            break;
        }
        high = at;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorting_compare(s, &e[middle], x) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Through scratch, which holds the second run. From the end, so that the first run is
 * moved at most once. */
void sorting_merge(const struct sorting *s, struct order_entry *e, size_t middle,
                   size_t count, struct order_entry *scratch)
{
    size_t rest = middle;
    memcpy(scratch, e + middle, (count - middle) * sizeof *e);
    for (size_t b = count - middle; b > 0; b--) {
        size_t at = place(s, e, rest, &scratch[b - 1]);
        memmove(e + at + b, e + at, (rest - at) * sizeof *e);
        e[at + b - 1] = scratch[b - 1];
        rest = at;
    }
}

/* --- sorting ---------------------------------------------------------------------- */

typedef int compare_fn(const struct sorting *s, const struct order_entry *a,
                       const struct order_entry *b);

/* Merges two runs that are of like size, through scratch, which holds the first one. */
static void interleave(const struct sorting *s, compare_fn *compare,
                       struct order_entry *e, size_t middle, size_t count,
                       struct order_entry *scratch)
{
    memcpy(scratch, e, middle * sizeof *e);
    size_t a = 0, b = middle, to = 0;
    while (a < middle && b < count)
        e[to++] = compare(s, &scratch[a], &e[b]) <= 0 ? scratch[a++] : e[b++];
    memcpy(e + to, scratch + a, (middle - a) * sizeof *e);
}

/* A merge sort of its own: qsort hands no context to its comparison, and need not leave
 * equal ones as they were. */
static void sort_by(const struct sorting *s, compare_fn *compare, struct order_entry *e,
                    size_t count, struct order_entry *scratch)
{
    if (count < 2)
        return;
    sort_by(s, compare, e, count / 2, scratch);
    sort_by(s, compare, e + count / 2, count - count / 2, scratch);
    if (compare(s, &e[count / 2 - 1], &e[count / 2]) > 0)
        interleave(s, compare, e, count / 2, count, scratch);
}

void sorting_sort(const struct sorting *s, struct order_entry *e, size_t count,
                  struct order_entry *scratch)
{
    sort_by(s, sorting_compare, e, count, scratch);
}

/* Companies lie in memory as they arrived: reaching for them in that order is several
 * times as fast as in any other. So the keys are set before anything is sorted; and where
 * it is not the name that is sorted by, names are sorted first, so that ties of the
 * column are in order and need not be looked at. */
void sorting_sort_all(const struct sorting *s, struct order_entry *e, size_t count)
{
    struct order_entry *scratch = xreallocarray(NULL, count + 1, sizeof *scratch);
    const struct sorting by_name = {s->fleet, ORDER_NAME, false};
    const struct sorting *first = s->by == ORDER_NAME ? s : &by_name;
    for (size_t i = 0; i < count; i++) {
        e[i].at = (uint32_t)i;
        sorting_set_key(first, &e[i]);
    }
    sort_by(first, sorting_compare, e, count, scratch);
    if (s->by != ORDER_NAME) {
        for (size_t i = 0; i < count; i++) {
            scratch[i].at = (uint32_t)i;
            sorting_set_key(s, &scratch[i]);
        }
        for (size_t i = 0; i < count; i++)
            e[i] = scratch[e[i].at];
        sort_by(s, compare_alone, e, count, scratch);
    }
    free(scratch);
}
