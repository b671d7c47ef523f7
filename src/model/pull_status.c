/* What the statuses of a pull are called, what they mean, and what to do about them: one
 * table. Source: Codat's Platform specification (PullOperation.status) and its guides. */
#include "config.h"

#include <string.h>

#include "model/records.h"

#define RELINK                                                                           \
    "The customer must relink: send them the connection's link URL; a refresh will not " \
    "help."
#define LATER                                                                            \
    "Refresh again later; if it stays, write to Codat's support with the pull's id."
#define GRANT                                                                            \
    "The customer must grant access or enable the module; a refresh will not help "      \
    "before."

struct status_row {
    const char *text;
    enum state state;
    const char *remedy;
};

static const struct status_row rows[] = {
    [PULL_NONE] = {"", STATE_NEVER, NULL},
    [PULL_INITIAL] = {"Initial", STATE_MOVING, NULL},
    [PULL_QUEUED] = {"Queued", STATE_MOVING, NULL},
    [PULL_FETCHING] = {"Fetching", STATE_MOVING, NULL},
    [PULL_MAP_QUEUED] = {"MapQueued", STATE_MOVING, NULL},
    [PULL_MAPPING] = {"Mapping", STATE_MOVING, NULL},
    [PULL_PROCESSING_QUEUED] = {"ProcessingQueued", STATE_MOVING, NULL},
    [PULL_PROCESSING] = {"Processing", STATE_MOVING, NULL},
    [PULL_VALIDATION_QUEUED] = {"ValidationQueued", STATE_MOVING, NULL},
    [PULL_VALIDATING] = {"Validating", STATE_MOVING, NULL},
    [PULL_COMPLETE] = {"Complete", STATE_COMPLETE, NULL},
    [PULL_NOT_SUPPORTED] = {"NotSupported", STATE_OUT, NULL},
    [PULL_CANCELLED] = {"Cancelled", STATE_OUT, NULL},
    [PULL_FETCH_ERROR] = {"FetchError", STATE_FAILED, LATER},
    [PULL_MAP_ERROR] = {"MapError", STATE_FAILED, LATER},
    [PULL_PROCESSING_ERROR] = {"ProcessingError", STATE_FAILED, LATER},
    [PULL_VALIDATION_ERROR] = {"ValidationError", STATE_FAILED,
                               "Read the validation results of the pull."},
    [PULL_INTERNAL_ERROR] = {"InternalError", STATE_FAILED, LATER},
    [PULL_AUTH_ERROR] = {"AuthError", STATE_ATTENTION, RELINK},
    [PULL_RATE_LIMIT_ERROR] = {"RateLimitError", STATE_FAILED,
                               "Wait before the next refresh: the platform limits "
                               "requests."},
    [PULL_PERMISSIONS_ERROR] = {"PermissionsError", STATE_ATTENTION, GRANT},
    [PULL_PREREQUISITE_NOT_MET] = {"PrerequisiteNotMet", STATE_ATTENTION, GRANT},
    [PULL_OTHER] = {NULL, STATE_UNKNOWN, NULL},
};

enum pull_status pull_status_parse(const char *text)
{
    if (text == NULL)
        return PULL_NONE;
    for (int i = PULL_NONE; i < PULL_OTHER; i++) {
        if (strcmp(text, rows[i].text) == 0)
            return (enum pull_status)i;
    }
    return PULL_OTHER;
}

static const struct status_row *row_of(enum pull_status status)
{
    return &rows[(unsigned)status > PULL_OTHER ? PULL_OTHER : status];
}

const char *pull_status_text(enum pull_status status)
{
    return row_of(status)->text;
}

enum state pull_status_state(enum pull_status status)
{
    return row_of(status)->state;
}

const char *pull_status_remedy(enum pull_status status)
{
    return row_of(status)->remedy;
}

enum state pull_state(const struct pull *p)
{
    if (p->status != PULL_OTHER && p->status != PULL_NONE)
        return pull_status_state(p->status);
    if (p->is_errored)
        return STATE_FAILED;
    if (p->is_completed || p->completed != TIME_NONE)
        return STATE_COMPLETE;
    /* The API always says isCompleted and isErrored: a stage of a later day is under way.
     */
    return p->status == PULL_OTHER ? STATE_MOVING : STATE_UNKNOWN;
}

bool pull_ended(const struct pull *p)
{
    enum state state = pull_state(p);
    return state != STATE_MOVING && state != STATE_UNKNOWN;
}

int64_t pull_duration(const struct pull *p, int64_t server_wall)
{
    int64_t end = pull_ended(p) ? p->completed : server_wall;
    if (p->requested == TIME_NONE || end == TIME_NONE)
        return TIME_NONE;
    return end < p->requested ? 0 : end - p->requested;
}
