/* Copies a record into one block (structs in front, strings behind them, so that nothing
 * needs padding) and compares two records, field by field. A string that one of the last
 * few ends with is not stored again: a link ends with its company's id, the newest sync
 * is the newest successful one, and a fleet has a hundred thousand of them. */
#include "config.h"

#include "model/shape.h"

#include <string.h>

#include "base/xmalloc.h"

#define REMEMBERED 8

struct placed {
    const char *string;
    size_t len;
};

/* A first pass counts the bytes, a second one places them. */
struct packer {
    size_t struct_bytes, string_bytes;
    char *structs, *strings; /* where the next ones go */
    struct placed last[REMEMBERED];
    size_t placed;
};

/* One of the last strings that ends with s, or NULL. */
static const struct placed *find_end(const struct packer *p, const char *s, size_t len)
{
    for (size_t i = 0; i < REMEMBERED && i < p->placed; i++) {
        const struct placed *l = &p->last[i];
        if (l->len >= len && memcmp(l->string + l->len - len, s, len) == 0)
            return l;
    }
    return NULL;
}

static void remember(struct packer *p, const char *s, size_t len)
{
    p->last[p->placed++ % REMEMBERED] = (struct placed){s, len};
}

static void measure_string(struct packer *p, const char *s)
{
    size_t len = s == NULL ? 0 : strlen(s);
    if (s == NULL || find_end(p, s, len) != NULL)
        return;
    p->string_bytes += len + 1;
    remember(p, s, len);
}

static const char *string_at(const void *record, size_t offset)
{
    const char *s;
    memcpy(&s, (const char *)record + offset, sizeof(s));
    return s;
}

static const char *array_at(const void *record, const struct shape_field *field,
                            size_t *count)
{
    memcpy(count, (const char *)record + field->count_offset, sizeof(*count));
    const char *items = string_at(record, field->offset);
    if (items == NULL)
        *count = 0;
    return items;
}

static void set_pointer(void *record, size_t offset, const void *value)
{
    memcpy((char *)record + offset, &value, sizeof(value));
}

static void measure(struct packer *p, const struct shape *shape, const void *record)
{
    p->struct_bytes += shape->size;
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        if (field->kind == SHAPE_STRING) {
            measure_string(p, string_at(record, field->offset));
        } else if (field->kind == SHAPE_ARRAY) {
            size_t count;
            const char *items = array_at(record, field, &count);
            for (size_t k = 0; k < count; k++)
                measure(p, field->item, items + k * field->item->size);
        }
    }
}

static const char *place_string(struct packer *p, const char *s)
{
    if (s == NULL)
        return NULL;
    size_t len = strlen(s);
    const struct placed *end = find_end(p, s, len);
    if (end != NULL)
        return end->string + end->len - len;
    char *at = memcpy(p->strings, s, len + 1);
    p->strings += len + 1;
    remember(p, at, len);
    return at;
}

/* Moves what the copied record points at into the block. */
static void place_fields(struct packer *p, const struct shape *shape, void *record);

static void place_array(struct packer *p, const struct shape_field *field, void *record)
{
    size_t count;
    const char *items = array_at(record, field, &count);
    memcpy((char *)record + field->count_offset, &count, sizeof(count));
    if (count == 0) {
        set_pointer(record, field->offset, NULL);
        return;
    }
    char *at = memcpy(p->structs, items, count * field->item->size);
    p->structs += count * field->item->size;
    set_pointer(record, field->offset, at);
    for (size_t k = 0; k < count; k++)
        place_fields(p, field->item, at + k * field->item->size);
}

static void place_fields(struct packer *p, const struct shape *shape, void *record)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        if (field->kind == SHAPE_STRING) {
            const char *s = place_string(p, string_at(record, field->offset));
            set_pointer(record, field->offset, s);
        } else if (field->kind == SHAPE_ARRAY) {
            place_array(p, field, record);
        }
    }
}

void *shape_copy(const struct shape *shape, const void *record)
{
    struct packer p = {0};
    measure(&p, shape, record);
    char *block = xmalloc(p.struct_bytes + p.string_bytes);
    p.structs = block + shape->size;
    p.strings = block + p.struct_bytes;
    p.placed = 0;
    memcpy(block, record, shape->size);
    place_fields(&p, shape, block);
    return block;
}

static bool strings_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool arrays_equal(const struct shape_field *field, const void *a, const void *b)
{
    size_t a_count, b_count;
    const char *a_items = array_at(a, field, &a_count);
    const char *b_items = array_at(b, field, &b_count);
    if (a_count != b_count)
        return false;
    for (size_t k = 0; k < a_count; k++) {
        size_t offset = k * field->item->size;
        if (!shape_equal(field->item, a_items + offset, b_items + offset))
            return false;
    }
    return true;
}

static bool fields_equal(const struct shape_field *field, const void *a, const void *b)
{
    if (field->kind == SHAPE_STRING)
        return strings_equal(string_at(a, field->offset), string_at(b, field->offset));
    if (field->kind == SHAPE_ARRAY)
        return arrays_equal(field, a, b);
    return memcmp((const char *)a + field->offset, (const char *)b + field->offset,
                  field->size) == 0;
}

bool shape_equal(const struct shape *shape, const void *a, const void *b)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        if (!fields_equal(&shape->fields[i], a, b))
            return false;
    }
    return true;
}
