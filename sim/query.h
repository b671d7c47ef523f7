/* Codat's query language and ordering, over any kind of record that says which fields it
 * has: = != ~ > < >= <= joined by && and ||, grouped by { and }.
 * (https://docs.codat.io/using-the-api/querying and /ordering-results) */
#ifndef CODATOP_SIM_QUERY_H
#define CODATOP_SIM_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QUERY_LONGEST 2048 /* bytes, by Codat's documentation */

enum field_kind { FIELD_TEXT, FIELD_NUMBER, FIELD_DATE, FIELD_FLAG };

struct field_value {
    bool null;        /* no condition holds for it */
    const char *text; /* FIELD_TEXT: may point into buffer */
    int64_t number;   /* the other kinds; dates in ms since 1970 */
    char buffer[64];
};

struct field {
    const char *name;
    enum field_kind kind;
    void (*get)(const void *row, struct field_value *value);
};

struct record_kind {
    const char *entity; /* the name that error messages use */
    const struct field *fields;
    size_t count;
    /* Where set, any other name is a text field too (tags). */
    void (*get_named)(const void *row, const char *name, struct field_value *value);
};

struct query;

/* NULL and *error (free() it), a sentence as Codat words it, where text is malformed.
 * The caller frees the result with query_free. */
struct query *query_parse(const char *text, const struct record_kind *kind, char **error);
bool query_match(const struct query *query, const void *row);
void query_free(struct query **query); /* NULL and *query == NULL are fine */

struct order {
    const struct field *field; /* NULL: as they come */
    bool descending;
};

/* "field" or "-field". False and *error (free() it) where there is no such field. */
bool order_parse(const char *text, const struct record_kind *kind, struct order *order,
                 char **error);

/* The rows that match, in order. */
struct selection {
    size_t count;
    size_t *positions; /* NULL: row n is at position n */
};

struct selection_source {
    size_t count;
    const void *(*row)(void *context, size_t position); /* valid until the next call */
    void *context;
    const struct query *filters[2]; /* NULL: everything matches */
    struct order order;
};

void selection_make(const struct selection_source *source, struct selection *out);
void selection_free(struct selection *selection);

#endif
