/* All that is known of the companies, and how well: records, ages of knowledge, errors
 * and the running load of the company list. Pure: no I/O, time comes as an argument.
 * `now` is always the monotonic clock in milliseconds, and greater than zero.
 *
 * Records given to a fleet_put_* function are moved: the fleet owns them afterwards.
 * Strings and calls are copied where they are kept. Pointers that the fleet returns are
 * good until the next fleet_put_*, fleet_asked or fleet_failed. */
#ifndef CODATOP_MODEL_FLEET_H
#define CODATOP_MODEL_FLEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/knowledge.h"
#include "model/records.h"

/* The part of a history that a query asks for, beside the history itself, which goes on
 * without it. */
struct found_pulls {
    char *query; /* NULL: nothing was asked so */
    struct knowledge known;
    /* Those that the known history lacks, in no order, no id twice: what comes into the
     * history leaves here. */
    struct pull **pulls;
    int64_t *pulls_read; /* when each of them was last learned of */
    size_t count, cap;
    size_t brought; /* how many the pages brought, the history's included … */
    int64_t oldest; /* … down to the one that was requested then; TIME_NONE */
    int64_t total;  /* what the API says there are; -1: it does not say */
    int pages_read; /* from the newest, without a gap */
    bool end;       /* the oldest one is among them */
    bool stale;     /* worth reading before its time */
};

/* What was read of one company beyond its line in the list. */
struct company_detail {
    struct knowledge statuses_known, pulls_known, connections_known;
    struct knowledge pull_known;    /* the newest read of one pull by its own operation */
    struct data_statuses *statuses; /* NULL: never read */
    int64_t *statuses_changed; /* when each of them became what it is; 0: it was so */
    struct pull **pulls;       /* newest first by requested, no id twice */
    int64_t *pulls_read;       /* when each of them was last learned of */
    int64_t *pulls_changed;    /* when it appeared or its status moved; 0: it was so */
    size_t pull_count, pull_cap;
    size_t moving;       /* known pulls that have not ended */
    uint64_t version;    /* another number after every change of the pulls; never 0 */
    int64_t pulls_total; /* what the API says there are; -1: it does not say */
    bool pulls_end;      /* the oldest one is among those known */
    int pages_read;      /* history pages read without a gap, from the newest */
    bool statuses_stale; /* something happened: worth reading before its time */
    bool pulls_stale;
    struct found_pulls found;
};

struct fleet_company {
    struct company *record;
    struct company_detail *detail; /* NULL: nothing of it was asked yet */
    enum state state;              /* the worst that is known; STATE_UNKNOWN: not read */
    uint32_t round;                /* the list round that saw it last */
    bool changed;           /* lastSync or connections moved since detail was read */
    uint8_t queue;          /* enum fleet_queue: where it waits for a read */
    uint8_t types_state;    /* enum state: the worst of its data types */
    uint8_t state_before;   /* enum state: the last other one */
    uint32_t ahead, behind; /* its neighbours in the queue */
    uint32_t changed_at;    /* read it by fleet_changed_at */
    int64_t statuses_read;  /* when its statuses were last read; 0: never */
};

/* Where companies wait for a read of their statuses that no screen asks for; first come,
 * first served. Each company is in one of them. */
enum fleet_queue {
    QUEUE_CHANGED, /* something happened since they were read */
    QUEUE_NEW,     /* never read */
    QUEUE_OLD,     /* read, oldest knowledge first */
    QUEUE_COUNT
};

/* The running or last round of the list of companies. */
struct fleet_list {
    struct knowledge known;
    uint32_t round;    /* counts rounds, from 1 */
    int next_page;     /* to be read next; 0: the round is over */
    int page_size;     /* of next_page */
    size_t seen;       /* different companies seen in this round */
    int64_t total;     /* what the API says there are; -1: it does not say */
    int64_t completed; /* when the newest whole round ended; 0: never */
    bool partial;      /* the newest round ended by a guard: pages repeat or never end */
    bool preview;      /* this round is the small first page, to paint at once */
    bool stale;        /* worth reading before its time */
    size_t skipped;    /* items of this round that could not be used */
};

#define FLEET_FIRST_PAGE 100 /* companies of the very first page */
#define FLEET_PAGE 5000      /* of all others: the API's largest */

struct fleet_counts {
    size_t companies;
    size_t read;                        /* of them, those whose statuses were read */
    size_t by_state[STATE_UNKNOWN + 1]; /* companies in that state */
};

/* What changed of a company; bits. */
enum fleet_change_kind {
    CHANGE_NAME = 1,
    CHANGE_STATE = 2,
    CHANGE_MOVED = 4, /* its last sync or connections, as company_moved has it */
    CHANGE_OTHER = 8, /* its creation (when, by whom), or what is none of these */
    CHANGE_LEFT = 16, /* it is gone, and its index free until the next one of these: */
    CHANGE_CLOSED_UP = 32, /* of no company: all moved up into the free indexes */
};

struct fleet_change {
    uint32_t company; /* its index for fleet_at, at that time */
    uint32_t what;    /* enum fleet_change_kind */
};

/* A company's state is the worst of its data types' and its connections' (a deauthorized
 * one needs a person). So a failed type keeps its company failed while other types move;
 * when the failed type itself is refreshed, its row moves and the company with it. */

struct fleet;

struct fleet *fleet_new(void);
void fleet_free(struct fleet **fleet);

/* --- looking ---------------------------------------------------------------------- */

size_t fleet_size(const struct fleet *f);
/* When the company's state became what it is (monotonic, cut to a second), or the company
 * was new to a list that was whole before; 0: it has been so since it was first read. */
int64_t fleet_changed_at(const struct fleet_company *c);
/* In order of arrival; i < fleet_size. */
const struct fleet_company *fleet_at(const struct fleet *f, size_t i);
/* NULL: no such company. */
const struct fleet_company *fleet_find(const struct fleet *f, const char *company_id);
const struct fleet_list *fleet_list_state(const struct fleet *f);
/* The call that reads the list on: the next page, or the first one of a new round. */
struct call fleet_list_call(const struct fleet *f);
/* The company that waits longest in that queue, or NULL. */
const struct fleet_company *fleet_queue_head(const struct fleet *f,
                                             enum fleet_queue queue);
/* How the service answers at all: fails while nothing is answered (no network, key
 * rejected, limits, …), whatever was asked. */
const struct knowledge *fleet_service(const struct fleet *f);
/* When any company's statuses were last asked for; 0: never. */
int64_t fleet_statuses_asked(const struct fleet *f);
const struct fleet_counts *fleet_counts(const struct fleet *f);
const struct profile *fleet_profile(const struct fleet *f); /* NULL: not read */
const struct knowledge *fleet_profile_known(const struct fleet *f);
const struct quota *fleet_quota(const struct fleet *f);
/* How many changes of companies there were so far: a view that sorts or chooses keeps the
 * number to know which are new to it. Arrivals are not among them: those that arrived
 * stand behind the others. */
uint64_t fleet_changes(const struct fleet *f);
/* The change of that number, from 0; NULL where it is so long ago that it is forgotten
 * (or has not happened). */
const struct fleet_change *fleet_change(const struct fleet *f, uint64_t number);
/* Server clock minus ours, milliseconds, from Date headers; 0 while unknown. */
int64_t fleet_clock_offset(const struct fleet *f);
/* One pull of a company's known history, or one that a query found, or NULL. */
const struct pull *fleet_find_pull(const struct fleet *f, const char *company_id,
                                   const char *pull_id);

/* What is shown of one data type: the status and, where the history knows of a newer pull
 * of that type, that pull. Strings belong to the fleet. */
struct type_row {
    const char *data_type;
    const char *status_text; /* NULL: never synced */
    enum pull_status status;
    enum state state;
    int progress;            /* 0 to 100 while moving and known; else -1 */
    int64_t last_success;    /* wall clock */
    int64_t changed_at;      /* when it became so, monotonic; 0: it was so */
    const struct pull *pull; /* the newest known pull of the type, or NULL */
};

/* Rows for all data types that the status or the known history names, worst first and
 * then by name. Returns their number and sets *rows to an array to free(); 0 and NULL
 * where nothing is known. */
size_t fleet_type_rows(const struct fleet *f, const char *company_id,
                       struct type_row **rows);
/* The first connection of the company that needs its customer (deauthorized, pending), or
 * NULL. */
const struct connection *fleet_needs_relink(const struct fleet *f,
                                            const char *company_id);

/* --- learning --------------------------------------------------------------------- */

/* A read of this call was sent: its knowledge is under way. A first page of the list
 * begins a new round where none runs. */
void fleet_asked(struct fleet *f, const struct call *call, int64_t now);
/* It is being retried by the worker (error copied), or failed for good (final: the next
 * try waits, doubling from 5 s to 5 min, or as long as the error says). A cancelled read
 * only ends being under way. */
void fleet_failed(struct fleet *f, const struct call *call, const struct api_error *error,
                  bool final, int64_t now);

/* Something was answered of which the fleet keeps nothing. */
void fleet_answered(struct fleet *f, int64_t now);

/* Begins a new round of the list (does nothing while one runs). */
void fleet_list_begin(struct fleet *f);
/* A page of the list. items is emptied: its records belong to the fleet. Ends the round
 * where the page is the last one; a company not seen in a whole round that was not
 * partial is forgotten. Ends by itself on pages that repeat, are empty, or come without
 * end. */
void fleet_put_companies(struct fleet *f, const struct call *call, struct company **items,
                         size_t count, size_t skipped, const struct paging *paging,
                         int64_t now);
/* One company by itself (get company). */
void fleet_put_company(struct fleet *f, struct company *company, int64_t now);
/* A company's connections replace those of its record. The pointers' records are freed.
 */
void fleet_put_connections(struct fleet *f, const struct call *call,
                           struct connection **items, size_t count, int64_t now);
void fleet_put_statuses(struct fleet *f, const char *company_id,
                        struct data_statuses *statuses, int64_t now);
/* A page of the history, or of what the call's query asks of it; merges by id. */
void fleet_put_pulls(struct fleet *f, const struct call *call, struct pull **items,
                     size_t count, const struct paging *paging, int64_t now);
/* One pull, from its own operation or from a refresh: call says which. */
void fleet_put_pull(struct fleet *f, const struct call *call, struct pull *pull,
                    int64_t now);
void fleet_put_profile(struct fleet *f, struct profile *profile, int64_t now);
void fleet_put_quota(struct fleet *f, const struct quota *quota);
/* server_date is the Date header of an answer received at wall-clock time wall. */
void fleet_put_server_date(struct fleet *f, int64_t server_date, int64_t wall);
/* What is known of the company's statuses and history is worth reading again at once
 * (company_id NULL: the list, too, and everything on screen). */
void fleet_mark_stale(struct fleet *f, const char *company_id);

#endif
