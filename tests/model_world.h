/* A world for the planner and the refreshes: a server of companies and pulls, a wire with
 * latency and faults, and an application that sends what the planner says, in simulated
 * time. It fails the test when the planner breaks a promise: too many reads at once, the
 * same read twice at once, a busy loop. */
#ifndef CODATOP_TESTS_MODEL_WORLD_H
#define CODATOP_TESTS_MODEL_WORLD_H

#include "base/rng.h"
#include "model/bulk.h"
#include "model/planner.h"

#define WORLD_TYPES 4
#define WORLD_FLIGHTS 64
#define SECOND_MS 1000
#define MINUTE_MS 60000
#define HOUR_MS 3600000

struct world_pull {
    char id[32];
    size_t company;
    int type;
    int64_t requested, ends; /* simulated time */
    const char *end;         /* its last status */
};

struct flight {
    struct call *call;
    int64_t answer; /* simulated time */
    uint64_t request;
    bool background;
};

/* What becomes of the next POSTs. */
enum post_fate {
    POST_DONE,
    POST_REFUSED,      /* a conflict */
    POST_LOST_BEFORE,  /* outcome unknown; it was not carried out */
    POST_LOST_AFTER,   /* outcome unknown; it was carried out */
    POST_WITHOUT_PULL, /* carried out, but the answer does not say the pull */
    POST_FATES
};

struct world {
    struct rng rng;
    int64_t now; /* monotonic; the wall clock is WALL + now */
    struct fleet *fleet;
    struct refreshes *refreshes;
    struct messages *messages;
    struct documents *documents;
    struct attention attention;
    struct budget budget;
    /* the server */
    size_t companies;
    struct world_pull *pulls;
    size_t pull_count;
    int64_t pull_ms; /* how long a pull takes */
    const char *pull_end;
    bool mock;       /* answers the same to everything, and always links to more */
    bool down;       /* nothing is answered */
    bool no_history; /* the pull history is never answered */
    bool retried;    /* failed reads never fail for good */
    unsigned faults; /* of a hundred reads */
    enum post_fate fate;
    enum error_kind refusal; /* of POST_REFUSED; 0: a conflict */
    struct bulk *bulk;       /* runs where there is one; the test's own */
    int64_t held;            /* POSTs leave so much later than the key went down */
    int64_t queue_lag;       /* pulls appear in the history so much later */
    struct quota quota;      /* counted down with each request where remaining > 0 */
    /* the wire */
    struct flight flights[WORLD_FLIGHTS];
    size_t flight_count;
    uint64_t requests;
    int64_t latency; /* at most */
    /* what was counted */
    size_t sent[OP_COUNT];
    size_t background;
    size_t posts_done;        /* carried out */
    size_t bulk_at_once;      /* most requests of the bulk refresh that were under way */
    char last_background[32]; /* the company that the newest background read is of */
};

struct world *world_new(uint64_t seed, size_t companies);
void world_free(struct world **w);
/* Lets the time go on. */
void world_run(struct world *w, int64_t ms);
/* The id of a company, in one of a few static buffers. */
const char *world_company(size_t i);
const char *world_type(int i);
/* Looks at that company, from now. */
void world_look(struct world *w, const char *company_id);
/* A dialog that reads call is open (NULL: none any more). */
void world_open_document(struct world *w, const struct call *call);
/* Presses the key; the POST meets w->fate. data_type NULL: all. */
const struct refresh *world_refresh(struct world *w, const char *company_id,
                                    const char *data_type);
/* The company synchronizes by itself: so many pulls, a second apart from now on. */
void world_sync(struct world *w, size_t company, size_t count);
size_t world_reads(const struct world *w);

#endif
