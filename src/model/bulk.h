/* A bulk refresh: one request for each company of a list that was frozen when the key
 * went down, handed out a few at a time, each followed to its end by the refreshes. It
 * stops by itself and asks where the first requests fail, or many in a row. Pure; `now`
 * is the monotonic clock in milliseconds.
 *
 * Whoever sends asks bulk_next, begins a refresh as a part (refreshes_begin_part) under
 * the tag that it was given, says so by bulk_sent, and hands each part that changed to
 * bulk_learn. */
#ifndef CODATOP_MODEL_BULK_H
#define CODATOP_MODEL_BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/bulk_list.h"

#define BULK_UNANSWERED 4       /* most requests that are on their way together */
#define BULK_MOST_FOLLOWED 5000 /* more refreshes than that are not followed at once */
#define BULK_FAILED_AT_FIRST 3  /* so many failures and nothing else: it asks */
#define BULK_FAILED_IN_A_ROW 5  /* later */

enum bulk_state {
    BULK_SENDING,
    BULK_PAUSED,    /* by a key */
    BULK_ASKING,    /* by itself: bulk_trouble says why */
    BULK_FOLLOWING, /* everything is sent, or cancelled; pulls are still moving */
    BULK_ENDED,
};

/* What became of a company. */
enum bulk_fate {
    BULK_UNSENT,
    BULK_POSTED,   /* its request is on its way */
    BULK_CHECKING, /* nobody knows whether it was carried out: the history will tell */
    BULK_RUNNING,  /* Codat took it */
    BULK_COMPLETE,
    BULK_FAILED,
    BULK_FRUITLESS, /* it ended and brought nothing: cancelled, not supported, lost */
    BULK_LEFT_OUT,  /* nothing was sent: why says */
    BULK_CANCELLED, /* nothing was sent: it was cancelled before */
    BULK_FATES
};

struct bulk_item { /* strings belong to the bulk */
    const struct bulk_company *company;
    enum bulk_fate fate;
    bool joined;        /* it was running already */
    uint64_t request;   /* of its POST while that is on its way */
    const char *reason; /* one or a few words, the same for all of its kind; or NULL */
    const char *remedy; /* a sentence; or NULL */
    char *text;         /* what came back; or NULL */
};

struct bulk;

/* Takes the list over (*list is cleared); those of it that are not ready are left out.
 * number tells this one from those before and after it, from 1 to 2^32 - 1. per_minute:
 * requests that may be sent in all, of which it takes two fifths; 0: 600. */
struct bulk *bulk_new(struct bulk_list **list, uint32_t number, int per_minute,
                      int64_t now);
void bulk_free(struct bulk **b);

/* --- sending ---------------------------------------------------------------------- */

/* The next request to be sent now: true, *call (strings belong to b) and *tag. Else
 * *when to ask again; INT64_MAX: after something has changed. followed: refreshes that
 * are active altogether. */
bool bulk_next(struct bulk *b, const struct fleet *f, size_t followed, int64_t now,
               struct call *call, uint64_t *tag, int64_t *when);
/* It was handed over as request; 0: one was on its way already, nothing was sent. */
void bulk_sent(struct bulk *b, uint64_t tag, uint64_t request, int64_t now);
/* A part changed. Parts of other bulk refreshes are ignored. */
void bulk_learn(struct bulk *b, const struct refresh *r, int64_t now);

/* Sends nothing until it is resumed. Both do nothing in other states. */
void bulk_pause(struct bulk *b, int64_t now);
/* Goes on after a pause, or after it stopped by itself. */
void bulk_resume(struct bulk *b, int64_t now);
/* Sends no more, and follows what was sent. Where everything is sent already it does
 * nothing: what became of a request is always told. */
void bulk_cancel(struct bulk *b, int64_t now);

/* --- looking ---------------------------------------------------------------------- */

enum bulk_state bulk_state(const struct bulk *b);
/* NULL: all. */
const char *bulk_data_type(const struct bulk *b);
size_t bulk_count(const struct bulk *b); /* companies, those left out included */
const struct bulk_item *bulk_at(const struct bulk *b, size_t i); /* i < bulk_count */
size_t bulk_with(const struct bulk *b, enum bulk_fate fate);
size_t bulk_total(const struct bulk *b);    /* requests that were to be sent */
size_t bulk_handed(const struct bulk *b);   /* … and were */
size_t bulk_accepted(const struct bulk *b); /* … of which Codat took so many */
size_t bulk_settled(const struct bulk *b);  /* … and so many have come to their end */
bool bulk_was_cancelled(const struct bulk *b);
/* Why it asks, a sentence; NULL: it does not. */
const char *bulk_trouble(const struct bulk *b);
/* How long sending the rest will take, as far as anybody can tell. */
int64_t bulk_time_left(const struct bulk *b, int64_t now);
/* How long sending so many takes at least. */
int64_t bulk_expected(size_t requests, int per_minute);

/* --- the result ------------------------------------------------------------------- */

/* Companies of one fate for one reason. Strings belong to the bulk. */
struct bulk_group {
    enum bulk_fate fate;
    const char *reason, *remedy; /* may be NULL */
    size_t count;
};

/* Those that did not complete and do not run any more, grouped: failures first, then by
 * how many. Sets *groups to an array to free(); returns its length. */
size_t bulk_groups(const struct bulk *b, struct bulk_group **groups);
bool bulk_is_in(const struct bulk_item *item, const struct bulk_group *group);
/* What became of it in one sentence; a new string (free() it). */
char *bulk_sentence(const struct bulk *b);

#endif
