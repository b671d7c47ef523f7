/* Which records a request means, and in which order. */
#include "config.h"

#include <stdlib.h>
#include <strings.h>

#include "base/xmalloc.h"
#include "sim/query.h"

/* What a row is sorted by. */
struct sort_key {
    size_t position;
    bool null;
    int64_t number;
    char *text; /* owned; NULL unless the field is text */
};

static int compare_keys(const struct sort_key *a, const struct sort_key *b)
{
    if (a->null || b->null)
        return (int)b->null - (int)a->null;
    if (a->text != NULL && b->text != NULL)
        return strcasecmp(a->text, b->text);
    return (a->number > b->number) - (a->number < b->number);
}

/* Rows that are equal keep their order, so that pages neither repeat nor lose any. */
static int by_position(const struct sort_key *a, const struct sort_key *b)
{
    return (a->position > b->position) - (a->position < b->position);
}

static int ascending(const void *left, const void *right)
{
    int sign = compare_keys(left, right);
    return sign != 0 ? sign : by_position(left, right);
}

static int descending(const void *left, const void *right)
{
    int sign = compare_keys(right, left);
    return sign != 0 ? sign : by_position(left, right);
}

static bool matches(const struct selection_source *source, const void *row)
{
    for (int n = 0; n < 2; n++) {
        if (source->filters[n] != NULL && !query_match(source->filters[n], row))
            return false;
    }
    return true;
}

static void get_key(const struct field *field, const void *row, struct sort_key *key)
{
    struct field_value value = {0};
    field->get(row, &value);
    key->null = value.null;
    key->number = value.number;
    if (field->kind == FIELD_TEXT && !value.null)
        key->text = xstrdup(value.text);
}

void selection_make(const struct selection_source *source, struct selection *out)
{
    const struct field *field = source->order.field;
    *out = (struct selection){.count = source->count};
    if (field == NULL && source->filters[0] == NULL && source->filters[1] == NULL)
        return;
    struct sort_key *keys = xcalloc(source->count + 1, sizeof *keys);
    size_t count = 0;
    for (size_t n = 0; n < source->count; n++) {
        const void *row = source->row(source->context, n);
        if (!matches(source, row))
            continue;
        keys[count].position = n;
        if (field != NULL)
            get_key(field, row, &keys[count]);
        count++;
    }
    if (field != NULL)
        qsort(keys, count, sizeof *keys,
              source->order.descending ? descending : ascending);
    out->count = count;
    out->positions = xcalloc(count + 1, sizeof *out->positions);
    for (size_t n = 0; n < count; n++) {
        out->positions[n] = keys[n].position;
        free(keys[n].text);
    }
    free(keys);
}

void selection_free(struct selection *selection)
{
    free(selection->positions);
    *selection = (struct selection){0};
}
