/* Sorting the companies by their columns. */
#include "config.h"

#include <string.h>

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
    uint32_t concerns;
} columns[ORDER_COUNT] = {
    [ORDER_NAME] = {NULL, CHANGE_NAME},
    [ORDER_STATE] = {state_number, CHANGE_STATE | CHANGE_NAME},
    [ORDER_PLATFORM] = {NULL, CHANGE_MOVED | CHANGE_NAME},
    [ORDER_LAST_SYNC] = {last_sync_number, CHANGE_MOVED | CHANGE_NAME},
    [ORDER_CREATED] = {created_number, CHANGE_OTHER | CHANGE_NAME},
    [ORDER_CONNECTIONS] = {connections_number, CHANGE_MOVED | CHANGE_NAME},
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
static size_t set_column(const struct sorting *s, const struct fleet_company *c,
                         uint64_t key[ORDER_KEY])
{
    size_t words = s->by == ORDER_NAME ? ORDER_KEY : s->by == ORDER_PLATFORM ? 2 : 1;
    const char *text =
        s->by == ORDER_NAME ? company_title(c->record) : platform(c->record);
    key[0] = key[1] = LAST;
    if (columns[s->by].number)
        key[0] = columns[s->by].number(c);
    else if (text)
        set_text(key, words, text);
    if (s->descending && key[0] != LAST)
        turn_round(key, words);
    return words;
}

void sorting_set_key(const struct sorting *s, struct order_entry *e)
{
    const struct fleet_company *c = fleet_at(s->fleet, e->at);
    size_t words = set_column(s, c, e->key);
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

static int compare_keys(const uint64_t a[ORDER_KEY], const uint64_t b[ORDER_KEY])
{
    for (size_t i = 0; i < ORDER_KEY; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* Both have a platform, or neither has: the keys are equal. */
static int compare_platforms(const struct company *a, const struct company *b)
{
    return platform(a) && platform(b) ? compare_texts(platform(a), platform(b)) : 0;
}

/* What the keys leave open. */
static int compare_companies(const struct sorting *s, const struct company *a,
                             const struct company *b)
{
    int turn = s->descending ? -1 : 1;
    int platforms = s->by == ORDER_PLATFORM ? compare_platforms(a, b) : 0;
    if (platforms)
        return platforms * turn;
    int names = compare_texts(company_title(a), company_title(b));
    if (names)
        return s->by == ORDER_NAME ? names * turn : names;
    return strcmp(a->id, b->id);
}

int sorting_compare(const struct sorting *s, const struct order_entry *a,
                    const struct order_entry *b)
{
    int keys = compare_keys(a->key, b->key);
    if (keys)
        return keys;
    return compare_companies(s, fleet_at(s->fleet, a->at)->record,
                             fleet_at(s->fleet, b->at)->record);
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

/* A merge sort of its own: qsort hands no context to its comparison. */
void sorting_sort(const struct sorting *s, struct order_entry *e, size_t count,
                  struct order_entry *scratch)
{
    if (count < 2)
        return;
    sorting_sort(s, e, count / 2, scratch);
    sorting_sort(s, e + count / 2, count - count / 2, scratch);
    if (sorting_compare(s, &e[count / 2 - 1], &e[count / 2]) > 0)
        sorting_merge(s, e, count / 2, count, scratch);
}
