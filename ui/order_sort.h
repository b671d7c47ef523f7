/* Sorting entries of an order: keys, comparing, merging. Internal to order*.c. */
#ifndef CODATOP_UI_ORDER_SORT_H
#define CODATOP_UI_ORDER_SORT_H

#include "ui/order.h"

struct sorting {
    const struct fleet *fleet;
    enum order_by by;
    bool descending;
};

/* Which changes of a company (enum fleet_change_kind) change its place. */
uint32_t sorting_concerns(enum order_by by);
void sorting_set_key(const struct sorting *s, struct order_entry *e);
/* Negative, zero (the same company) or positive, as strcmp. */
int sorting_compare(const struct sorting *s, const struct order_entry *a,
                    const struct order_entry *b);
/* Sets the keys of count entries, one for each company of the fleet, and sorts them. */
void sorting_sort_all(const struct sorting *s, struct order_entry *e, size_t count);
/* Sorts entries whose keys are set; scratch has room for half of them. */
void sorting_sort(const struct sorting *s, struct order_entry *e, size_t count,
                  struct order_entry *scratch);
/* Merges two neighbouring sorted runs, [0, middle) and [middle, count); scratch has
 * room for the second. */
void sorting_merge(const struct sorting *s, struct order_entry *e, size_t middle,
                   size_t count, struct order_entry *scratch);

#endif
