/* What this operator asked for: every refresh from the key press to its end. Pure; `now`
 * is the monotonic clock, `wall` the date, both in milliseconds. A refresh is never lost
 * (it ends in a notice) and never doubled (an unknown outcome is looked up in the history
 * before anything is said or sent again). */
#ifndef CODATOP_MODEL_REFRESHES_H
#define CODATOP_MODEL_REFRESHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fleet.h"
#include "model/messages.h"
#include "model/records.h"

#define REFRESHES_KEPT 50         /* ended ones */
#define FOLLOW_PAGE 100           /* pulls on a page of the history that is followed */
#define FOLLOW_ORDER "-requested" /* newest first */

enum refresh_phase {
    REFRESH_SENDING,  /* the POST is under way */
    REFRESH_CHECKING, /* nobody knows whether it was carried out: the history will tell */
    REFRESH_FOLLOWING, /* its pulls are known, or awaited after a refresh of all */
    REFRESH_ENDED,     /* every pull of it rests */
    REFRESH_FAILED,    /* Codat did not take it: error says why */
};

struct refresh {
    uint64_t id;       /* never 0 */
    uint64_t request;  /* of the POST, as the API module numbered it; 0: not sent yet */
    struct call *call; /* OP_REFRESH_TYPE or OP_REFRESH_ALL */
    char *company_name;
    enum refresh_phase phase;
    bool joined;         /* the pull ran already; it is followed */
    int64_t asked;       /* when the key went down, monotonic */
    int64_t waits_until; /* SENDING: its next try is not sent before; 0: under way */
    int64_t sent_server; /* when its POST left, on the server's clock (wall); until that
                            is known, when the key went down */
    int64_t ended;       /* 0: not yet */
    char **pull_ids;     /* what is followed */
    size_t pull_count;
    size_t complete, failed; /* ends so far; the rest moves or ended without fault */
    struct api_error *error; /* REFRESH_FAILED */
    /* The first of its pulls that failed: its status, and its text. Owned; NULL where
     * none did or it did not say. */
    enum pull_status failed_status;
    char *failed_text;
    const char *lost; /* it ended without pulls to speak of: why; or NULL */
    uint64_t tag; /* of the larger thing that it is a part of, which tells of it; or 0 */
};

struct refreshes;

struct refreshes *refreshes_new(void);
void refreshes_free(struct refreshes **r);

/* The operator asked for call (copied). Returns the new refresh, owned by r, or NULL and
 * a notice in m where one for the same company and data type is on its way already: then
 * nothing needs to be sent. */
struct refresh *refreshes_begin(struct refreshes *r, const struct call *call,
                                const struct fleet *f, int64_t now, int64_t wall,
                                struct messages *m);
/* The same for a part of something larger: nothing of it is told, each change of it is
 * handed out by refreshes_take_changed under its tag (not 0), and once its end was handed
 * out it is forgotten. NULL where one is on its way already. */
struct refresh *refreshes_begin_part(struct refreshes *r, const struct call *call,
                                     uint64_t tag, const struct fleet *f, int64_t now,
                                     int64_t wall);
/* The next part that changed, or NULL; good until the next refreshes_* function that
 * changes r. */
const struct refresh *refreshes_take_changed(struct refreshes *r);
/* The POST of refresh id was handed over as request. */
void refreshes_sent(struct refreshes *r, uint64_t id, uint64_t request);
/* Its POST waits for its next try until then (monotonic): a rate limit, no network. True
 * when it is nobody's part: then a person waits for it. */
bool refreshes_waits(struct refreshes *r, uint64_t request, int64_t until);
/* Its POST, which was answered or failed, had left at sent_wall: a rate limit or a lost
 * network may have held it back for long. Call before the two below. */
void refreshes_left(struct refreshes *r, uint64_t request, int64_t sent_wall);
/* It was answered, which m is told. pull: what a refresh of one type answered (still the
 * caller's), or NULL. Unknown requests are ignored. */
void refreshes_accepted(struct refreshes *r, uint64_t request, const struct pull *pull,
                        int64_t now, struct messages *m);
/* It failed (error is copied): joins a running pull, checks an unknown outcome, or ends
 * as failed with a notice (a POST that was cancelled before Codat took it, too). */
void refreshes_rejected(struct refreshes *r, uint64_t request,
                        const struct api_error *error, const struct fleet *f, int64_t now,
                        struct messages *m);
/* Looks at what the fleet knows now: moves refreshes on and says in m what ended. Call
 * after every change of the fleet. True when something changed. */
bool refreshes_update(struct refreshes *r, const struct fleet *f, int64_t now,
                      struct messages *m);
/* The same after a change of what is known of one company. */
bool refreshes_update_company(struct refreshes *r, const struct fleet *f,
                              const char *company_id, int64_t now, struct messages *m);

size_t refreshes_count(const struct refreshes *r); /* the ended ones that are kept, too */
const struct refresh *refreshes_at(const struct refreshes *r,
                                   size_t i); /* oldest first */
size_t refreshes_active(const struct refreshes *r);
/* How many that are nobody's part were followed to their end so far, well or not. */
uint64_t refreshes_followed(const struct refreshes *r);
/* The active refresh that concerns this company and data type (NULL: any), or NULL. */
const struct refresh *refreshes_find(const struct refreshes *r, const char *company_id,
                                     const char *data_type);
/* The read that following needs next, and when (the earliest of all; strings belong to
 * r): page 1 of a company's history, which serves all its refreshes, or one pull by
 * itself where that page does not reach it. The first is due 2 s after the answer to the
 * POST or the last read, later ones come slower, at most 30 s apart. False: none. */
bool refreshes_next_read(const struct refreshes *r, const struct fleet *f,
                         struct call *call, int64_t *when);

#endif
