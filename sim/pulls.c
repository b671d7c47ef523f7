/* The life of a pull: its outcome, its length, and its stages. */
#include "config.h"

#include "sim/pulls.h"

#include "base/timefmt.h"
#include "sim/datatypes.h"

#define HOUR INT64_C(3600000)
#define LONGEST_MS 120000
/* What a platform refuses, it refuses soon: within a tenth of this. */
#define REFUSED_MS 20000

/* What one status is, and, for stages, where they end in thousandths of the whole. */
struct status_row {
    const char *name;
    unsigned until;
    bool errored;
};

static const struct status_row statuses[PULL_STATUSES] = {
    [PULL_INITIAL] = {"Initial", 20, false},
    [PULL_QUEUED] = {"Queued", 80, false},
    [PULL_FETCHING] = {"Fetching", 520, false},
    [PULL_MAP_QUEUED] = {"MapQueued", 550, false},
    [PULL_MAPPING] = {"Mapping", 680, false},
    [PULL_PROCESSING_QUEUED] = {"ProcessingQueued", 710, false},
    [PULL_PROCESSING] = {"Processing", 820, false},
    [PULL_VALIDATION_QUEUED] = {"ValidationQueued", 850, false},
    [PULL_VALIDATING] = {"Validating", 1000, false},
    [PULL_COMPLETE] = {"Complete", 0, false},
    [PULL_FETCH_ERROR] = {"FetchError", 0, true},
    [PULL_MAP_ERROR] = {"MapError", 0, true},
    [PULL_PROCESSING_ERROR] = {"ProcessingError", 0, true},
    [PULL_VALIDATION_ERROR] = {"ValidationError", 0, true},
    [PULL_INTERNAL_ERROR] = {"InternalError", 0, true},
    [PULL_AUTH_ERROR] = {"AuthError", 0, true},
    [PULL_RATE_LIMIT_ERROR] = {"RateLimitError", 0, true},
    [PULL_PERMISSIONS_ERROR] = {"PermissionsError", 0, true},
    [PULL_PREREQUISITE_NOT_MET] = {"PrerequisiteNotMet", 0, true},
    [PULL_CANCELLED] = {"Cancelled", 0, false},
    [PULL_NOT_SUPPORTED] = {"NotSupported", 0, false},
};

/* In which thousandth of the whole each outcome strikes: from, and so many more. */
static const struct {
    unsigned from, more;
} strikes[PULL_STATUSES] = {
    [PULL_COMPLETE] = {1000, 1},          [PULL_FETCH_ERROR] = {150, 350},
    [PULL_MAP_ERROR] = {560, 110},        [PULL_PROCESSING_ERROR] = {715, 100},
    [PULL_VALIDATION_ERROR] = {980, 19},  [PULL_INTERNAL_ERROR] = {100, 850},
    [PULL_AUTH_ERROR] = {100, 30},        [PULL_RATE_LIMIT_ERROR] = {150, 350},
    [PULL_PERMISSIONS_ERROR] = {130, 60}, [PULL_PREREQUISITE_NOT_MET] = {120, 40},
    [PULL_CANCELLED] = {40, 500},         [PULL_NOT_SUPPORTED] = {85, 20},
};

enum draw {
    DRAW_STICKY = 0x100,
    DRAW_OUTCOME,
    DRAW_LENGTH,
    DRAW_STRIKE,
    DRAW_UUID,
    DRAW_TROUBLED = 0x10a
};

/* One connection in twelve is troubled; the others hardly ever fail. */
static bool is_troubled(const struct connection *c)
{
    return ids_pick(ids_hash(c->seed, DRAW_TROUBLED), 12) == 0;
}

/* Draws an outcome by weights that end with one of PULL_COMPLETE. */
struct weight {
    enum pull_status outcome;
    unsigned weight;
};

static enum pull_status draw_weighted(const struct weight *weights, uint64_t hash)
{
    unsigned total = 0;
    for (const struct weight *w = weights; w->outcome != PULL_COMPLETE; w++)
        total += w->weight;
    unsigned ticket = ids_pick(hash, total);
    for (; ticket >= weights->weight; weights++)
        ticket -= weights->weight;
    return weights->outcome;
}

/* Trouble that stays until the customer does something: it began some rounds ago and
 * meets every pull since. PULL_COMPLETE where this type has none. */
static enum pull_status sticky_trouble(const struct connection *c,
                                       const struct pull_order *order)
{
    uint64_t hash = ids_hash(ids_hash(c->seed, DRAW_STICKY), order->type);
    unsigned permille = ids_pick(hash, 1000);
    int64_t since = 1 + (int64_t)(hash % 12);
    if (order->rounds_ago >= since || permille >= 21 ||
        (!is_troubled(c) && ids_pick(ids_hash(hash, DRAW_TROUBLED), 16) != 0))
        return PULL_COMPLETE;
    return permille < 6    ? PULL_PERMISSIONS_ERROR
           : permille < 10 ? PULL_PREREQUISITE_NOT_MET
           : permille < 18 ? PULL_VALIDATION_ERROR
                           : PULL_MAP_ERROR;
}

/* The day is bad from nine hours before the start until six hours after it. */
static bool is_bad_day(const struct connection *c, const struct pull_order *order)
{
    int64_t at = order->requested_ms - order->fleet->start_ms;
    return c->platform == order->fleet->bad_day && at > -9 * HOUR && at < 6 * HOUR;
}

/* Trouble that may be gone the next time. */
static enum pull_status passing_trouble(const struct connection *c,
                                        const struct pull_order *order, uint64_t hash)
{
    static const struct weight usual[] = {
        {PULL_FETCH_ERROR, 35},    {PULL_RATE_LIMIT_ERROR, 12},
        {PULL_INTERNAL_ERROR, 10}, {PULL_VALIDATION_ERROR, 12},
        {PULL_MAP_ERROR, 8},       {PULL_PROCESSING_ERROR, 8},
        {PULL_CANCELLED, 15},      {PULL_COMPLETE, 0},
    };
    static const struct weight bad[] = {
        {PULL_FETCH_ERROR, 60}, {PULL_RATE_LIMIT_ERROR, 32}, {PULL_INTERNAL_ERROR, 6},
        {PULL_CANCELLED, 2},    {PULL_COMPLETE, 0},
    };
    bool bad_day = is_bad_day(c, order);
    unsigned permille = bad_day                 ? 690
                        : is_troubled(c)        ? 30
                        : order->rounds_ago > 0 ? 10
                                                : 2;
    if (ids_pick(hash, 1000) >= permille)
        return PULL_COMPLETE;
    return draw_weighted(bad_day ? bad : usual, ids_hash(hash, DRAW_OUTCOME));
}

static enum pull_status draw_outcome(const struct connection *c,
                                     const struct pull_order *order, uint64_t salt)
{
    if (c->status == CONNECTION_DEAUTHORIZED && order->requested_ms >= c->lost_ms)
        return PULL_AUTH_ERROR;
    if ((c->platform->unsupported >> order->type & 1) != 0)
        return PULL_NOT_SUPPORTED;
    enum pull_status sticky = sticky_trouble(c, order);
    if (sticky != PULL_COMPLETE)
        return sticky;
    return passing_trouble(c, order, ids_hash(salt, DRAW_OUTCOME));
}

static uint32_t draw_length(const struct platform *platform, unsigned type, uint64_t hash)
{
    uint64_t ms = platform->min_ms + ids_pick(hash, platform->max_ms - platform->min_ms);
    ms = ms * datatype_weight(type) / 100;
    return (uint32_t)(ms > LONGEST_MS ? LONGEST_MS : ms);
}

struct pull pull_plan(const struct pull_order *order)
{
    const struct connection *c = &order->company->connection[order->connection];
    uint64_t salt = ids_hash(ids_hash(c->seed, order->attempt), order->type);
    struct pull pull = {
        .salt = salt,
        .id = ids_uuid(ids_hash(salt, DRAW_UUID)),
        .requested_ms = order->requested_ms,
        .total_ms = draw_length(c->platform, order->type, ids_hash(salt, DRAW_LENGTH)),
        .wait_ms = order->wait_ms,
        .connection = (uint8_t)order->connection,
        .type = (uint8_t)order->type,
        .outcome = (uint8_t)draw_outcome(c, order, salt),
    };
    if ((pull.outcome == PULL_AUTH_ERROR || pull.outcome == PULL_NOT_SUPPORTED) &&
        pull.total_ms > REFUSED_MS)
        pull.total_ms = REFUSED_MS;
    unsigned strike = strikes[pull.outcome].from +
                      ids_pick(ids_hash(salt, DRAW_STRIKE), strikes[pull.outcome].more);
    pull.ended_ms =
        pull.requested_ms + pull.wait_ms + (int64_t)pull.total_ms * strike / 1000;
    return pull;
}

/* How much of the whole is done, in thousandths: the wait happens inside Queued. */
static unsigned done_at(const struct pull *pull, int64_t now_ms)
{
    int64_t elapsed = now_ms - pull->requested_ms;
    int64_t initial = (int64_t)pull->total_ms * statuses[PULL_INITIAL].until / 1000;
    if (elapsed > initial)
        elapsed = elapsed - pull->wait_ms > initial ? elapsed - pull->wait_ms : initial;
    return elapsed < 0 ? 0 : (unsigned)(elapsed * 1000 / pull->total_ms);
}

struct pull_view pull_at(const struct pull *pull, int64_t now_ms)
{
    struct pull_view view = {.ended = now_ms >= pull->ended_ms};
    unsigned done = done_at(pull, view.ended ? pull->ended_ms : now_ms);
    view.progress = (int)(done * 99 / 1000);
    if (view.ended) {
        view.status = (enum pull_status)pull->outcome;
        view.completed = view.status == PULL_COMPLETE;
        view.errored = statuses[view.status].errored;
        if (view.completed)
            view.progress = 100;
        return view;
    }
    view.status = PULL_INITIAL;
    while (view.status < PULL_VALIDATING && done >= statuses[view.status].until)
        view.status++;
    return view;
}

const char *pull_status_name(enum pull_status status)
{
    return statuses[status].name;
}

void pull_error_text(const struct pull *pull, const struct connection *connection,
                     struct buf *out)
{
    const char *who = connection->platform->name;
    const char *type = datatype_name(pull->type);
    switch ((enum pull_status)pull->outcome) {
    case PULL_FETCH_ERROR:
        buf_addf(out, "%s answered 503 Service Unavailable while fetching %s (page %u).",
                 who, type, 1 + ids_pick(pull->salt, 40));
        break;
    case PULL_MAP_ERROR:
        buf_addf(out, "Could not map a %s from %s: the field 'currency' has no value.",
                 datatype_record(pull->type), who);
        break;
    case PULL_PROCESSING_ERROR:
        buf_addf(out, "Processing of %s stopped: two records have the same id.", type);
        break;
    case PULL_VALIDATION_ERROR:
        buf_addf(out, "Validation of %s failed; see the validation results.", type);
        break;
    case PULL_INTERNAL_ERROR:
        buf_adds(out, "An internal error occurred. Please contact support.");
        break;
    case PULL_AUTH_ERROR:
        buf_addf(out,
                 "%s refused the credentials: the connection needs to be authorized "
                 "again.",
                 who);
        break;
    case PULL_RATE_LIMIT_ERROR:
        buf_addf(out, "%s answered 429 Too Many Requests.", who);
        break;
    case PULL_PERMISSIONS_ERROR:
        buf_addf(out, "The user who linked %s has no permission to read %s.", who, type);
        break;
    case PULL_PREREQUISITE_NOT_MET:
        buf_addf(out, "%s needs a module enabled before %s can be read.", who, type);
        break;
    default:
        break;
    }
}

int64_t pull_paused_until(const struct pull *pull)
{
    int64_t quarter = 15 * INT64_C(60000);
    return (pull->ended_ms / quarter + 1) * quarter;
}
