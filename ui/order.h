/* The companies as rows: sorted by one of their columns, and those that a filter leaves.
 * Kept up to date by what changed: arrivals and changes are merged into what is sorted,
 * so that a fleet of 100,000 that arrives page by page is never sorted twice, and nothing
 * is looked at where nothing happened. An order belongs to one fleet: order_free it when
 * there is another. Pure. */
#ifndef CODATOP_UI_ORDER_H
#define CODATOP_UI_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/filter.h"
#include "model/fleet.h"

/* Ascending is A to Z, worst state first, oldest date first, fewest connections first.
 * What has no date, no platform, no creator or a state that was never read comes last
 * both ways; ties are by name (ASCII letters without regard to case) and then by id, both
 * ascending. */
enum order_by {
    ORDER_NAME,
    ORDER_STATE,
    ORDER_PLATFORM, /* of the first connection */
    ORDER_LAST_SYNC,
    ORDER_CREATED,
    ORDER_CONNECTIONS, /* how many */
    ORDER_ID,
    ORDER_CREATED_BY,
    ORDER_COUNT
};

#define ORDER_KEY 3

/* The beginning of what is compared, to compare without reaching for the company itself:
 * where many companies begin alike, that takes most of the time. */
struct order_entry {
    uint64_t key[ORDER_KEY];
    uint32_t at; /* index for fleet_at */
};

struct order {    /* zeros ({0}) are a valid empty order, by name, unfiltered */
    size_t count; /* rows: companies that the filter leaves, and the one that is kept */
    int64_t due;  /* the server's wall clock when rows may change by age; 0: never */
    bool stray;   /* the company that is kept does not match the filter */
    /* The rest is private. */
    enum order_by by;
    bool descending;
    const struct filter *filter; /* NULL: none */
    char *keep;                  /* id, or NULL */
    size_t kept;                 /* one more than its index where it is a stray; else 0 */
    bool resort, refilter;       /* to be done by the next sync */
    bool narrower;               /* refilter: what did not match will not match either */
    bool filtered;               /* by the last sync: rows says what the rows are */
    struct order_entry *entries; /* all companies with an index below total, sorted */
    size_t total, cap;
    uint64_t changes;   /* of the fleet, that are in here */
    uint64_t *matching; /* bit i: company i passes the filter; room for cap */
    uint32_t *rows;     /* with a filter: which entries are rows; room for cap */
    struct filter_signature *signatures; /* of the companies; room for cap */
};

/* Sorts otherwise from the next sync on. */
void order_set(struct order *o, enum order_by by, bool descending);
/* Filters by that from the next sync on; NULL: not at all. The filter, of companies, is
 * borrowed until the next order_filter or order_free. */
void order_filter(struct order *o, const struct filter *filter);
/* From the next sync on that company is a row whether it matches or not: whoever looks at
 * it keeps it before his eyes. The id is copied; NULL: none is kept. */
void order_keep(struct order *o, const char *company_id);
/* Brings the rows up to date at that time of the server. False while companies that
 * arrived are still missing: of many, some are added each time, so call it again after a
 * look at the keys. */
bool order_sync(struct order *o, const struct fleet *f, int64_t server_wall);
/* Companies that the rows are chosen from. */
size_t order_total(const struct order *o);
/* The company in row i < count. */
const struct fleet_company *order_at(const struct order *o, const struct fleet *f,
                                     size_t i);
/* The row of that company, or LIST_NOT_FOUND (ui/list.h). */
size_t order_find(const struct order *o, const struct fleet *f, const char *company_id);
void order_free(struct order *o);

/* The company's name, or its id where it has none. */
const char *company_title(const struct company *c);

#endif
