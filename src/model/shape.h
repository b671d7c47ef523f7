/* The shape of a record: where its strings, arrays and plain fields are. From a shape one
 * function copies any record into one block of memory, and another compares two. Internal
 * to the model. */
#ifndef CODATOP_MODEL_SHAPE_H
#define CODATOP_MODEL_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

enum shape_kind {
    SHAPE_PLAIN,  /* bytes that mean themselves */
    SHAPE_STRING, /* const char *, or NULL */
    SHAPE_ARRAY,  /* a pointer to items, and a size_t that counts them */
};

struct shape;

struct shape_field {
    enum shape_kind kind;
    size_t offset;
    size_t size;              /* SHAPE_PLAIN: of the field */
    size_t count_offset;      /* SHAPE_ARRAY: of the count */
    const struct shape *item; /* SHAPE_ARRAY: of one item */
};

/* size is a multiple of the pointer's alignment: every record holds a pointer. */
struct shape {
    size_t size;
    const struct shape_field *fields;
    size_t field_count;
};

#define SHAPE_OF(type, table)                                                            \
    {                                                                                    \
        sizeof(type), (table), sizeof(table) / sizeof(*(table))                          \
    }
#define FIELD_STRING(type, name)                                                         \
    {                                                                                    \
        .kind = SHAPE_STRING, .offset = offsetof(type, name)                             \
    }
#define FIELD_PLAIN(type, name)                                                          \
    {                                                                                    \
        .kind = SHAPE_PLAIN, .offset = offsetof(type, name),                             \
        .size = sizeof(((type *)NULL)->name)                                             \
    }
#define FIELD_ARRAY(type, name, count, shape)                                            \
    {                                                                                    \
        .kind = SHAPE_ARRAY, .offset = offsetof(type, name),                             \
        .count_offset = offsetof(type, count), .item = (shape)                           \
    }

/* A new block with the record and all it points at; free() it. */
void *shape_copy(const struct shape *shape, const void *record);
/* True when all fields that the shape names are equal. */
bool shape_equal(const struct shape *shape, const void *a, const void *b);

#endif
