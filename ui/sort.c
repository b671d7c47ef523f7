/* What a pane is sorted by: reading, telling, and sorting rows by what they say. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/columns.h"

bool column_sorts(const struct column_kind *kind)
{
    return kind->key != 0 || kind->value;
}

/* --- by name --------------------------------------------------------------------- */

char *sort_names(const struct column_kinds *kinds)
{
    struct buf b = {0};
    for (size_t i = 0; i < kinds->count; i++)
        if (column_sorts(&kinds->items[i]))
            buf_addf(&b, "%s%s", b.len > 0 ? ", " : "", kinds->items[i].name);
    return buf_take(&b);
}

bool sort_parse(const struct column_kinds *kinds, const char *text, struct sort *out,
                char **error)
{
    const char *name = *text ? text : kinds->usual_sort;
    bool descending = *name == '-';
    name += descending;
    size_t at = columns_find(kinds, name, strlen(name));
    if (at != COLUMN_NONE && column_sorts(&kinds->items[at])) {
        *out = (struct sort){at, descending};
        return true;
    }
    char *names = sort_names(kinds);
    *error = xasprintf("There is no sorting by \"%s\"; there is: %s.", name, names);
    free(names);
    return false;
}

char *sort_text(const struct column_kinds *kinds, const struct sort *sort)
{
    return xasprintf("%s%s", sort->descending ? "-" : "", kinds->items[sort->at].name);
}

bool sort_is_usual(const struct column_kinds *kinds, const struct sort *sort)
{
    const char *usual = kinds->usual_sort;
    bool descending = *usual == '-';
    return descending == sort->descending &&
           strcmp(usual + descending, kinds->items[sort->at].name) == 0;
}

struct sort sort_next(const struct column_kinds *kinds, const struct columns *columns,
                      const bool *shown, const struct sort *sort)
{
    size_t from = columns->count - 1;
    for (size_t i = 0; i < columns->count; i++)
        if (columns->at[i] == sort->at)
            from = i;
    for (size_t step = 1; step <= columns->count; step++) {
        size_t i = (from + step) % columns->count, at = columns->at[i];
        if (shown[i] && at != sort->at && column_sorts(&kinds->items[at]))
            return (struct sort){at, kinds->items[at].falls};
    }
    return *sort;
}

/* --- rows ------------------------------------------------------------------------ */

struct item {
    struct sort_value value;
    size_t row;
    bool descending; /* qsort hands no context to its comparison */
};

static int compare_values(const struct sort_value *a, const struct sort_value *b)
{
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->text && b->text ? strcmp(a->text, b->text) : 0;
}

static int compare_items(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    if (a->value.none != b->value.none)
        return a->value.none ? 1 : -1;
    int values = a->value.none ? 0 : compare_values(&a->value, &b->value);
    if (values)
        return a->descending ? -values : values;
    return a->row < b->row ? -1 : 1;
}

void sort_rows(const struct column_kinds *kinds, const struct sort *sort,
               const void *data, const struct scene *s, size_t count, size_t *out)
{
    const struct column_kind *kind = &kinds->items[sort->at];
    struct item *items = xcalloc(count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i].row = i;
        items[i].descending = sort->descending;
        kind->value(data, s, i, &items[i].value);
    }
    qsort(items, count, sizeof *items, compare_items);
    for (size_t i = 0; i < count; i++)
        out[i] = items[i].row;
    free(items);
}
