/* Sorts data types and pulls: what they are sorted by is worked out once for each row,
 * with the row's place, because qsort is not stable and hands no context on. */
#include "config.h"

#include "model/row_order.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xmalloc.h"

struct item {
    bool missing;
    int64_t number;
    const char *text; /* compared where the numbers are equal */
    bool descending;  /* the same in all */
    size_t at;        /* where the row was */
};

static int compare_values(const struct item *a, const struct item *b)
{
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->text && b->text ? strcasecmp(a->text, b->text) : 0;
}

static int compare(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    if (a->missing != b->missing)
        return a->missing ? 1 : -1;
    int side = a->missing ? 0 : compare_values(a, b);
    if (side)
        return a->descending ? -side : side;
    return a->at < b->at ? -1 : 1;
}

static struct item by_number(int64_t number)
{
    return (struct item){.number = number, .missing = number == TIME_NONE};
}

static struct item by_text(const char *text)
{
    return (struct item){.text = text, .missing = !text || !*text};
}

static struct item by_state(enum state state, const char *text)
{
    return (struct item){
        .number = state, .text = text, .missing = state == STATE_UNKNOWN};
}

/* Puts rows of that size into the order of the items, which are freed. */
static void arrange(void *rows, size_t size, struct item *items, size_t count)
{
    char *to = rows, *from = xmalloc(count * size);
    memcpy(from, rows, count * size);
    qsort(items, count, sizeof *items, compare);
    for (size_t i = 0; i < count; i++)
        memcpy(to + i * size, from + items[i].at * size, size);
    free(from);
    free(items);
}

/* --- data types ------------------------------------------------------------------- */

static struct item type_item(const struct type_row *row, enum type_order by)
{
    switch (by) {
    case TYPE_BY_NAME:
        return by_text(row->data_type);
    case TYPE_BY_STATUS:
        return by_text(row->status_text);
    case TYPE_BY_SUCCESS:
        return by_number(row->last_success);
    default:
        return by_state(row->state, NULL);
    }
}

void type_rows_sort(struct type_row *rows, size_t count, enum type_order by,
                    bool descending)
{
    if (count < 2)
        return;
    struct item *items = xcalloc(count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i] = type_item(&rows[i], by);
        items[i].at = i;
        items[i].descending = descending;
    }
    arrange(rows, sizeof *rows, items, count);
}

/* --- pulls ------------------------------------------------------------------------ */

static struct item pull_item(const struct pull *p, enum pull_order by,
                             const struct company *company, int64_t server_wall)
{
    const struct connection *from;
    switch (by) {
    case PULL_BY_TYPE:
        return by_text(p->data_type);
    case PULL_BY_STATUS:
        return by_state(pull_state(p), p->status_text);
    case PULL_BY_TOOK:
        return by_number(pull_duration(p, server_wall));
    case PULL_BY_PLATFORM:
        from = company_connection(company, p->connection_id);
        return by_text(from ? from->platform : NULL);
    default:
        return by_number(p->requested);
    }
}

void pulls_sort(const struct pull **pulls, size_t count, enum pull_order by,
                bool descending, const struct company *company, int64_t server_wall)
{
    if (count < 2)
        return;
    struct item *items = xcalloc(count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i] = pull_item(pulls[i], by, company, server_wall);
        items[i].at = i;
        items[i].descending = descending;
    }
    arrange(pulls, sizeof(const struct pull *), items, count);
}
