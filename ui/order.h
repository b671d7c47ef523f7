/* The companies in order of their names (ASCII letters without regard to case, then by
 * id). Kept up to date by merging what arrived, so that a fleet of 100,000 that arrives
 * page by page is never sorted twice. Pure. */
#ifndef CODATOP_UI_ORDER_H
#define CODATOP_UI_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fleet.h"

#define ORDER_KEY 3

/* The beginning of a name, to compare without reaching for the company itself: where many
 * companies have the same beginning, that takes most of the time. */
struct order_entry {
    uint64_t key[ORDER_KEY];
    uint32_t at; /* index for fleet_at */
};

struct order { /* zeros ({0}) are a valid empty order */
    struct order_entry *entries;
    size_t count, cap;
    uint64_t version; /* of the fleet, when this was right */
};

/* Brings the order up to date. False while companies that arrived are still missing: of
 * many, some are added each time, so call it again after a look at the keys. */
bool order_sync(struct order *o, const struct fleet *f);
/* The company in row i < count. */
const struct fleet_company *order_at(const struct order *o, const struct fleet *f,
                                     size_t i);
/* The row of that company, or LIST_NOT_FOUND (ui/list.h). */
size_t order_find(const struct order *o, const struct fleet *f, const char *company_id);
void order_free(struct order *o);

/* The company's name, or its id where it has none. */
const char *company_title(const struct company *c);

#endif
