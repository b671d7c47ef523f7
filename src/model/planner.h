/* Which read is worth sending next. Pure: from what is known, what a person looks at and
 * what may be spent, planner_next says the next call or when to ask again. */
#ifndef CODATOP_MODEL_PLANNER_H
#define CODATOP_MODEL_PLANNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/documents.h"
#include "model/fleet.h"
#include "model/records.h"
#include "model/refreshes.h"

/* What is on screen. Strings belong to the caller. */
struct attention {
    const char *company_id; /* selected; NULL: none */
    int64_t since;          /* when it was selected; while the cursor runs over companies
                               none of them is read until it rests for PLANNER_SETTLE_MS */
    size_t history_rows;    /* how many rows of its history are wanted */
    const char *history_query; /* what else is asked of it; NULL: nothing */
    size_t history_found_most; /* older ones of those are wanted, too, until it brought
                                  so many; 0: only the newest */
    /* The reads that open dialogs want, the uppermost first, for documents_keep; and what
     * became of the uppermost one (NULL: none is open). */
    const struct call *open[DOCUMENTS_MAX];
    size_t open_count;
    const struct document *document;
    bool paused; /* no reads but for refreshes that are followed, and first ones of what
                    was opened */
    bool slow;   /* nobody looks: what was read is read PLANNER_SLOW times less often,
                    refreshes that are followed aside */
};

#define PLANNER_SETTLE_MS 120
#define PLANNER_SLOW 6
/* What Codat recommends where a person waits. */
#define PLANNER_HISTORY_PAGE FOLLOW_PAGE

/* What may be spent. */
struct budget {
    int64_t interval_ms; /* between two reads of the same thing on screen */
    int under_way;       /* reads in flight */
    int at_once;         /* most requests in flight; one place is left for key presses */
    int per_minute;      /* most requests a minute, of which background reads leave a
                            fifth; 0: 600 */
    int64_t background_today; /* background reads sent since 00:00 UTC */
    int64_t followed; /* when the newest read for a followed refresh was sent; 0: never.
                         Many refreshes together may take two fifths of the minute */
    int64_t wall;     /* the date, to know how long the quota must last */
};

struct plan {
    bool send;        /* call is to be sent now; else ask again at `when` */
    bool background;  /* priority of the call … */
    bool pressed;     /* … and a person has just asked for it */
    bool followed;    /* it is for a refresh that is followed */
    struct call call; /* strings belong to fleet, refreshes or attention */
    int64_t when;     /* INT64_MAX: only after something has changed */
};

struct plan planner_next(const struct fleet *f, const struct refreshes *r,
                         const struct attention *a, const struct budget *b, int64_t now);

#endif
