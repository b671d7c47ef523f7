/* What the parts of the filter share. Internal to filter*.c. */
#ifndef CODATOP_MODEL_FILTER_INTERNAL_H
#define CODATOP_MODEL_FILTER_INTERNAL_H

#include "base/find.h"
#include "model/filter.h"

enum value_kind {
    VALUE_TEXT,
    VALUE_STATUS,     /* a word for a state, or a status of the API */
    VALUE_CONNECTION, /* a connection's status */
    VALUE_TAG,        /* key or key=value */
    VALUE_AGE,        /* compared: a number and a unit */
    VALUE_DATE,       /* compared */
};

/* What a signature can tell of a field's text. */
enum glance {
    GLANCE_NOTHING, /* it is not in there */
    GLANCE_TEXTS,   /* that it is not in name, platforms and tags */
    GLANCE_ID,      /* that it is not in the id */
    GLANCE_WORDS,   /* that it is in none of them, and a single letter that it is */
};

struct term;

/* A field and how each kind of row is matched by it; NULL: that kind has no such field.
 */
struct filter_field {
    const char *name; /* NULL: plain words */
    const char *example;
    enum value_kind kind;
    enum glance glance;
    bool (*company)(const struct term *t, const struct fleet_company *c, int64_t now);
    bool (*type)(const struct term *t, const struct type_row *row, int64_t now);
    bool (*pull)(const struct term *t, const struct pull *p, const struct company *c,
                 int64_t now);
    const char *elsewhere; /* said where the kind has no such field, or NULL */
};

enum comparison { COMPARE_LESS, COMPARE_AT_MOST, COMPARE_MORE, COMPARE_AT_LEAST };

struct term {
    const struct filter_field *field;
    bool negated;
    struct finder text, key; /* VALUE_TEXT; VALUE_TAG: value (empty: any) and key */
    uint32_t states;         /* VALUE_STATUS: bit n is enum state n; 0: see status */
    enum pull_status status; /* VALUE_STATUS without states */
    uint32_t links;          /* VALUE_CONNECTION: bit n is enum connection_status n */
    enum comparison comparison;
    int64_t number;                    /* VALUE_AGE: ms; VALUE_DATE: ms since 1970 */
    int64_t unit;                      /* VALUE_AGE: ms */
    struct filter_signature signature; /* what a company must have that matches */
    bool hex, exact; /* the text may stand in an id of hexadecimal digits; the signature
                        tells all */
};

struct filter {
    enum filter_of of;
    struct term *terms;
    size_t count;
};

/* --- filter_match.c --------------------------------------------------------------- */

extern const struct filter_field filter_words;
/* Ends with a row that has no name. */
extern const struct filter_field filter_fields[];
/* Is the term's text in name, platforms or tags? */
bool filter_finds_text(const struct term *t, const struct company *c);
bool filter_has_field(enum filter_of of, const struct filter_field *field);

/* --- filter_glance.c -------------------------------------------------------------- */

/* Sets signature, hex and exact from the term's field and texts. */
void filter_sign_term(struct term *t);

/* --- filter_value.c --------------------------------------------------------------- */

/* Sets the term's value from text. NULL, or why not: a new string. */
char *filter_set_value(struct term *t, enum filter_of of, const char *text);
/* Offers the words that begin like typed and may be a value of this kind, if they are
 * few.
 */
void filter_offer_values(enum value_kind kind, enum filter_of of, const char *typed,
                         filter_offer *offer, void *arg);

#endif
