/* Filters, as a person types them: terms with spaces between, all of which must hold.
 *
 * - A plain word, or "several words", is looked for in what the row says (companies:
 * name, id, tags, platforms; data types: name, status; pulls: data type, status, id,
 * platform, error message).
 * - field:value looks in one field; age>2d, took<5m and created>2026-01-31 compare. A
 * value may be quoted: name:"two words".
 * - An exclamation mark in front of a term turns it round.
 *
 * ASCII letters match without regard to case. Pure: times are arguments, wall clock of
 * the server in milliseconds. */
#ifndef CODATOP_MODEL_FILTER_H
#define CODATOP_MODEL_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fleet.h"

/* What is filtered: each has fields of its own. */
enum filter_of { FILTER_COMPANIES, FILTER_TYPES, FILTER_PULLS };

/* Where a text is wrong, in bytes, and why: a sentence that names what would be right. */
struct filter_error {
    size_t start, len; /* within the text; len is not 0 */
    char *message;     /* owned by the error */
};

struct filter;

/* Any bytes will do. A text without terms gives a filter that everything matches. NULL
 * and *error (filter_error_free it) where a term is wrong; *error is not touched
 * otherwise. */
struct filter *filter_parse(const char *text, enum filter_of of,
                            struct filter_error *error);
/* NULL and a cleared pointer are fine. */
void filter_free(struct filter **filter);
void filter_error_free(struct filter_error *error);

/* Takes a word that could stand there and a few words about it (may be NULL). */
typedef void filter_offer(const char *word, const char *about, void *arg);

/* Offers what the end of text could become: fields of these rows, or, behind a field that
 * takes one of a few words, those. Returns the byte of text where they would begin. */
size_t filter_suggest(const char *text, enum filter_of of, filter_offer *offer,
                      void *arg);

/* The functions below take NULL for an empty filter. */

bool filter_is_empty(const struct filter *f);
bool filter_matches_company(const struct filter *f, const struct fleet_company *c,
                            int64_t server_wall);
bool filter_matches_type(const struct filter *f, const struct type_row *row,
                         int64_t server_wall);
/* company: whose pull it is, for the platform; may be NULL. */
bool filter_matches_pull(const struct filter *f, const struct pull *pull,
                         const struct company *company, int64_t server_wall);
/* It looks at statuses: a company whose statuses were never read is not judged yet. */
bool filter_needs_statuses(const struct filter *f);
/* Ages grow: after so many milliseconds another look is worth it, though nothing but the
 * time changed. INT64_MAX: never. */
int64_t filter_period(const struct filter *f);

/* Whatever matches the filter at the same time matches wider too: as one goes on typing.
 * False where that is not obvious. */
bool filter_narrows(const struct filter *wider, const struct filter *f);

/* What a company says, in so few bits that a whole fleet is looked at in no time. Good as
 * long as its record is. */
struct filter_signature {
    uint64_t bytes, pairs[3];
};

enum filter_verdict { FILTER_NO, FILTER_YES, FILTER_MAYBE };

void filter_sign(const struct company *c, struct filter_signature *signature);
/* Does a company of that signature match? */
enum filter_verdict filter_glance(const struct filter *f,
                                  const struct filter_signature *signature);
/* filter_matches_company, sooner by the company's signature. */
bool filter_matches_signed(const struct filter *f, const struct fleet_company *c,
                           const struct filter_signature *signature, int64_t server_wall);

/* What Codat's query language can say of a filter of pulls, to read their history with
 * it: every pull that matches the filter matches the query, and some others may. A new
 * string, or NULL where nothing of it can be said. Ages become dates that hold for a
 * minute at least; the text changes when they have become too old. */
char *filter_query(const struct filter *f, int64_t server_wall);

#endif
