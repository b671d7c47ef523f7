/* What the parts of the refreshes share. Internal to refreshes*.c. */
#ifndef CODATOP_MODEL_REFRESHES_INTERNAL_H
#define CODATOP_MODEL_REFRESHES_INTERNAL_H

#include "base/idmap.h"
#include "model/refreshes.h"

#define FIRST_INTERVAL_MS 2000
#define FIRST_INTERVAL_OF_MANY_MS 15000 /* nobody waits for one of many */
#define FEW_ACTIVE 10
#define LONGEST_INTERVAL_MS 30000
#define CLOCK_TOLERANCE_MS 2000 /* between the server's Date and its `requested` */
#define QUEUE_LAG_MS 3000       /* a pull may appear in the history that late */
#define AWAITED_MS 60000        /* pulls of a refresh of all appear within */
#define MOST_LOOKUPS 3          /* of a pull that nobody knows */

/* pub comes first: a refresh is always inside an entry. */
struct entry {
    struct refresh pub;
    int64_t asked_wall;   /* when the key went down, on our clock */
    int64_t asked_server; /* the same on the server's */
    int64_t since;        /* when it was accepted, joined, or became unknown; monotonic */
    int64_t interval;     /* to the next read */
    int64_t history_read, pull_read; /* the newest reads that it took notice of */
    uint64_t version;                /* of the history that it took notice of */
    bool *done;                      /* for each pull_id */
    char **before; /* pulls that look like its own and were there already */
    size_t before_count;
    int64_t missed; /* CHECKING: when the first read without it was asked for; 0: none */
    int64_t all_done; /* when all its pulls were found ended; 0: not yet */
    unsigned lookups; /* reads by id that did not find what is followed */
    const char
        *lone; /* a pull_id that the history's first page does not reach, or NULL */
    int64_t lone_read;             /* when that one was last read */
    bool relink;                   /* a pull of it ended in AuthError */
    struct entry *next_of_company; /* that is active, too */
    int64_t due;                   /* not before then: its place in the queue of reads */
    size_t due_at;
    struct entry *next_changed;
    bool changed; /* it waits in the list of those that changed */
};

struct due_queue;

struct refreshes {
    struct entry **entries; /* oldest first */
    size_t count, cap, active;
    uint64_t last_id;
    uint64_t followed; /* untagged ones that came to their end after they were accepted */
    struct idmap by_company; /* company id to its newest active entry */
    struct due_queue *due;   /* the followed ones */
    struct entry *changed_first, *changed_last; /* tagged ones that changed */
    size_t spent; /* tagged ones that have ended and were taken: they can go */
};

static inline bool refresh_is_active(const struct refresh *r)
{
    return r->phase < REFRESH_ENDED;
}

/* --- refreshes.c ------------------------------------------------------------------ */

/* It reached its end: REFRESH_ENDED or REFRESH_FAILED. */
void entry_end(struct refreshes *r, struct entry *e, enum refresh_phase phase,
               int64_t now);

/* Forgets the oldest ended ones beyond REFRESHES_KEPT. */
void refreshes_trim(struct refreshes *r);

/* It waits for what the history says, from now on. */
void entry_follow(struct refreshes *r, struct entry *e, enum refresh_phase phase,
                  int64_t now);

/* A tagged one is worth a look of whoever follows it. */
void entry_changed(struct refreshes *r, struct entry *e);

/* To whom it is told what becomes of it: what is part of something larger is told by
 * that. */
static inline struct messages *entry_messages(const struct entry *e, struct messages *m)
{
    return e->pub.tag ? NULL : m;
}

/* --- refreshes_follow.c ----------------------------------------------------------- */

/* It ends without pulls to speak of: why, as the end of a sentence. */
void entry_end_lost(struct refreshes *r, struct entry *e, const char *why, int64_t now,
                    struct messages *m);

/* --- refreshes_blind.c ------------------------------------------------------------ */

/* Its history could not be read for so long that what the statuses said meanwhile has to
 * do. */
bool entry_is_blind(const struct entry *e, const struct company_detail *d, int64_t now);
/* When the statuses are to be read in the history's place; INT64_MAX: they are not. */
int64_t entry_status_due(const struct entry *e, const struct company_detail *d);
/* Looks at the statuses; true when it ended. */
bool entry_follow_blindly(struct refreshes *r, struct entry *e,
                          const struct company_detail *d, const struct fleet *f,
                          int64_t now, struct messages *m);

/* --- refreshes_due.c -------------------------------------------------------------- */

#define DUE_NOWHERE ((size_t)-1) /* due_at of an entry that is not in the queue */

struct due_queue *due_new(void);
void due_free(struct due_queue *q);
/* It is in the queue, and its time is worked out anew. */
void due_again(struct due_queue *q, struct entry *e);
void due_drop(struct due_queue *q, struct entry *e);
/* The earliest read of all and its time, INT64_MAX where there is none. */
int64_t due_first(struct due_queue *q, const struct fleet *f, struct call *call);

/* --- refreshes_pulls.c ------------------------------------------------------------ */

void entry_add_pull(struct entry *e, const char *pull_id);
/* Remembers the pulls that could be mistaken for its own. */
void entry_remember_before(struct entry *e, const struct fleet *f);
/* Takes the pulls of the history that it has caused; true when there were any new. */
bool entry_adopt_own(struct entry *e, const struct company_detail *d);
/* Takes the pulls of its kind that move. */
void entry_adopt_moving(struct entry *e, const struct company_detail *d);
/* Its pull i has ended as p says. */
void entry_count_end(struct entry *e, size_t i, const struct pull *p);
/* Counts the ends of its pulls, and finds the one that must be read by itself. */
bool entry_look_at_pulls(struct entry *e, const struct company_detail *d);
/* True when it has pulls and all of them have ended. */
bool entry_all_done(const struct entry *e);
/* A pull that is known, be it of the history or one that a query found, and when it was
 * last learned of; a NULL pull where it is not known. */
struct sighting {
    const struct pull *pull;
    int64_t read;
};
struct sighting entry_sighting(const struct company_detail *d, const char *pull_id);

/* --- refreshes_notice.c ----------------------------------------------------------- */

void notice_twice(const struct refresh *r, struct messages *m);
void notice_queued(const struct refresh *r, struct messages *m);
void notice_joined(const struct refresh *r, struct messages *m);
void notice_rejected(const struct refresh *r, const struct api_error *error,
                     struct messages *m);
/* Its POST was cancelled before Codat took it. */
void notice_given_up(const struct refresh *r, struct messages *m);
void notice_not_carried_out(const struct refresh *r, struct messages *m);
/* Its last look ends without pulls to speak of: why, as the end of a sentence. */
void notice_lost(const struct refresh *r, const char *why, struct messages *m);
void notice_ended(const struct entry *e, const struct fleet *f, int64_t now,
                  struct messages *m);
/* One data type's pull, of which only the status is known. */
void notice_ended_by_status(const struct entry *e, const struct fleet *f,
                            const struct pull *p, int64_t now, struct messages *m);

#endif
