/* The companies that one key is to refresh: ids and names as they were when the key went
 * down, so that whatever arrives, leaves or changes its place afterwards changes nothing
 * about what is sent; and which of them are worth a request. Pure. */
#ifndef CODATOP_MODEL_BULK_LIST_H
#define CODATOP_MODEL_BULK_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fleet.h"
#include "model/refreshes.h"

/* Why a company is left out, as far as is known; BULK_READY: it is not. */
enum bulk_why {
    BULK_READY,
    BULK_REFRESHING,    /* a refresh of it is on its way from here */
    BULK_MOVING,        /* Codat pulls it already */
    BULK_DEAUTHORIZED,  /* none of its connections is linked: deauthorized, … */
    BULK_PENDING,       /* … never linked, … */
    BULK_UNLINKED,      /* … or unlinked */
    BULK_NO_CONNECTION, /* it has none */
    BULK_NOT_SUPPORTED, /* its platform has no such data type */
    BULK_GONE,          /* Codat does not list it any more */
    BULK_WHY_COUNT
};

struct bulk_company {
    char *id, *name;
    bool shown; /* it was among the rows, and not hidden by a filter */
    enum bulk_why why;
};

struct bulk_list {
    char *data_type; /* NULL: all data types */
    struct bulk_company *companies;
    size_t count, cap;
};

struct bulk_counts {
    size_t all, ready;
    size_t why[BULK_WHY_COUNT];
};

/* data_type (copied) NULL: all. */
struct bulk_list *bulk_list_new(const char *data_type);
void bulk_list_free(struct bulk_list **list);
/* Adds a company at the end, ready (both copied). */
void bulk_list_add(struct bulk_list *list, const char *id, const char *name, bool shown);
/* Finds out which are worth a request, from what is known now. */
void bulk_list_classify(struct bulk_list *list, const struct fleet *f,
                        const struct refreshes *r);
/* Of all, or of those that were shown. */
struct bulk_counts bulk_list_count(const struct bulk_list *list, bool only_shown);
/* Forgets those that were not shown. */
void bulk_list_drop_hidden(struct bulk_list *list);

/* "deauthorized", for a count of companies. */
const char *bulk_why_text(enum bulk_why why);
/* What to do about it, as a sentence, or NULL. */
const char *bulk_why_remedy(enum bulk_why why);

#endif
