/* One pull operation: planned completely when it is queued, so that what it is at any
 * moment is a pure function of its plan and the time. */
#ifndef CODATOP_SIM_PULLS_H
#define CODATOP_SIM_PULLS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "sim/fleet.h"

enum pull_status {
    PULL_INITIAL,
    PULL_QUEUED,
    PULL_FETCHING,
    PULL_MAP_QUEUED,
    PULL_MAPPING,
    PULL_PROCESSING_QUEUED,
    PULL_PROCESSING,
    PULL_VALIDATION_QUEUED,
    PULL_VALIDATING,
    PULL_COMPLETE,
    PULL_FETCH_ERROR,
    PULL_MAP_ERROR,
    PULL_PROCESSING_ERROR,
    PULL_VALIDATION_ERROR,
    PULL_INTERNAL_ERROR,
    PULL_AUTH_ERROR,
    PULL_RATE_LIMIT_ERROR,
    PULL_PERMISSIONS_ERROR,
    PULL_PREREQUISITE_NOT_MET,
    PULL_CANCELLED,
    PULL_NOT_SUPPORTED,
    PULL_STATUSES
};

struct pull {
    uint64_t salt; /* for details of the text */
    struct uuid id;
    int64_t requested_ms, ended_ms;
    uint32_t total_ms;  /* what it takes where it succeeds, without the wait */
    uint32_t wait_ms;   /* spent in the queue behind others */
    uint8_t connection; /* index in the company */
    uint8_t type;       /* enum data_type */
    uint8_t outcome;    /* enum pull_status, PULL_COMPLETE or later */
};

/* What was asked for. */
struct pull_order {
    const struct fleet *fleet;
    const struct company *company;
    unsigned connection, type;
    uint64_t attempt; /* distinct for each pull of this type and connection */
    int64_t requested_ms;
    int64_t rounds_ago; /* 0: the newest before the start; -1: after the start */
    uint32_t wait_ms;
};

/* What it is at a moment. */
struct pull_view {
    enum pull_status status;
    int progress; /* 0 to 100 */
    bool ended, completed, errored;
};

struct pull pull_plan(const struct pull_order *order);
struct pull_view pull_at(const struct pull *pull, int64_t now_ms);

/* "FetchError" */
const char *pull_status_name(enum pull_status status);
/* Appends the pull's error message in the platform's words; nothing where it has none. */
void pull_error_text(const struct pull *pull, const struct connection *connection,
                     struct buf *out);
/* Until when a rate-limited pull is paused. */
int64_t pull_paused_until(const struct pull *pull);

#endif
