/* What the parts of the fleet share. Internal to fleet*.c. */
#ifndef CODATOP_MODEL_FLEET_INTERNAL_H
#define CODATOP_MODEL_FLEET_INTERNAL_H

#include "base/idmap.h"
#include "model/fleet.h"

#define NOBODY UINT32_MAX /* instead of a company's index */

/* Statuses and history of a company take some 10 to 50 kB; those of the companies that
 * were looked at last are kept, and of those that were only read in passing. The others'
 * states stay. */
#define KEPT_VISITED 256
#define KEPT_GLANCED 256

/* Changes that are remembered: those of a page or three where all of its companies
 * changed. */
#define KEPT_CHANGES 16384

/* known comes first: a company_detail of the fleet is always inside a struct detail. */
struct detail {
    struct company_detail known;
    struct detail *older, *newer; /* in its cache */
    uint32_t company;
    bool visited;           /* its history was asked for: somebody looks at it */
    bool wanted;            /* the statuses under way were queued as changed */
    int64_t history_newest; /* requested of the newest pull that the history named */
};

/* Details in the order of their last use. */
struct detail_cache {
    struct detail *oldest, *newest;
    size_t count;
};

struct company_queue {
    uint32_t head, tail;
};

struct fleet {
    struct fleet_company *companies;
    size_t count, cap;
    struct idmap by_id; /* company id to index + 1 */
    struct company_queue queues[QUEUE_COUNT];
    struct detail_cache glanced, visited;
    struct fleet_list list;
    struct fleet_counts counts;
    struct profile *profile;
    struct knowledge profile_known, service;
    struct quota quota;
    struct fleet_change recent[KEPT_CHANGES]; /* a ring; the next one goes to changes */
    uint64_t changes;
    uint64_t versions; /* the newest version that was given to anything */
    int64_t clock_offset;
    int64_t statuses_asked;
};

/* --- fleet_companies.c ------------------------------------------------------------ */

/* The index of that company, or NOBODY. */
uint32_t company_index(const struct fleet *f, const char *company_id);
/* Adds the company or replaces its record (moved); its index, NOBODY without an id. */
uint32_t company_put(struct fleet *f, struct company *record);
/* Remembers that the company changed so (enum fleet_change_kind). */
void company_changed(struct fleet *f, uint32_t index, uint32_t what);
/* State from connections and types_state; keeps the counts. */
void company_settle(struct fleet *f, uint32_t index);
/* Something happened to it: its statuses are worth reading again. */
void company_stale(struct fleet *f, uint32_t index);
/* Moves the company to the end of that queue. */
void company_queue_up(struct fleet *f, uint32_t index, enum fleet_queue queue);
/* Forgets the companies that the running round has not seen. */
void companies_forget_unseen(struct fleet *f);
void companies_free(struct fleet *f);

/* --- fleet_detail.c --------------------------------------------------------------- */

/* The company's detail, made where there is none. */
struct detail *detail_of(struct fleet *f, uint32_t index);
/* Somebody looks at it: it is kept with the visited ones. */
void detail_visit(struct fleet *f, struct detail *d);
/* It was used just now. */
void detail_touch(struct fleet *f, struct detail *d);
void detail_drop(struct fleet *f, struct detail *d);
/* Drops the least recently used ones beyond what is kept. */
void details_trim(struct fleet *f);

/* --- fleet_knowledge.c ------------------------------------------------------------ */

/* The read that was under way ended well; the service answers. */
void knowledge_read(struct fleet *f, struct knowledge *k, int64_t now);
/* Something was answered. */
void service_answered(struct fleet *f, int64_t now);

/* --- fleet_list.c ----------------------------------------------------------------- */

/* Page page of the list cannot be read and never will. */
void list_give_up(struct fleet *f, int page, int64_t now);

/* --- fleet_found.c ---------------------------------------------------------------- */

/* Another query is asked from now on, or the same one from its first page. */
void found_begin(struct found_pulls *found, const char *query);
/* Where the pull is among those found, or SIZE_MAX. */
size_t found_pull(const struct found_pulls *found, const char *pull_id);
/* Takes a pull that the history lacks over. An answer to what was asked before its end
 * was learned of is older than what is known. */
void found_put(struct found_pulls *found, struct pull *pull, int64_t asked, int64_t now);
/* It is in the history now. */
void found_forget(struct found_pulls *found, const char *pull_id);
void found_free(struct found_pulls *found);

/* --- fleet_rows.c ----------------------------------------------------------------- */

/* The worst state of its data types. */
enum state detail_worst_state(const struct detail *d);
/* A pull's place among those known, or SIZE_MAX. */
size_t detail_find_pull(const struct company_detail *d, const char *pull_id);

#endif
