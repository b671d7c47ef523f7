/* A bulk refresh: what is sent next, and when it stops. */
#include "config.h"

#include "model/bulk.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "model/bulk_internal.h"

#define MINUTE_MS 60000
#define MEASURED 8 /* requests after which its own pace tells more than the budget's */

/* --- opening ------------------------------------------------------------------------ */

/* Two fifths of the minute's requests: following takes as many, and a person at the
 * screen the rest. */
static int64_t gap_of(int per_minute)
{
    int64_t most = per_minute > 0 ? per_minute : 600;
    return MINUTE_MS * 5 / (most * 2);
}

int64_t bulk_expected(size_t requests, int per_minute)
{
    return requests > 1 ? (int64_t)(requests - 1) * gap_of(per_minute) : 0;
}

static void leave_out(struct bulk_item *item)
{
    item->reason = bulk_why_text(item->company->why);
    item->remedy = bulk_why_remedy(item->company->why);
}

struct bulk *bulk_new(struct bulk_list **list, uint32_t number, int per_minute,
                      int64_t now)
{
    struct bulk *b = xcalloc(1, sizeof *b);
    b->list = *list;
    *list = NULL;
    b->number = number;
    b->gap = gap_of(per_minute);
    b->items = xcalloc(b->list->count + 1, sizeof *b->items);
    for (size_t i = 0; i < b->list->count; i++) {
        struct bulk_item *item = &b->items[i];
        item->company = &b->list->companies[i];
        item->fate = item->company->why == BULK_READY ? BULK_UNSENT : BULK_LEFT_OUT;
        if (item->fate == BULK_LEFT_OUT)
            leave_out(item);
        b->with[item->fate]++;
    }
    b->total = b->with[BULK_UNSENT];
    b->state = b->total > 0 ? BULK_SENDING : BULK_ENDED;
    b->since = now;
    return b;
}

void bulk_free(struct bulk **pointer)
{
    struct bulk *b = *pointer;
    *pointer = NULL;
    if (!b)
        return;
    for (size_t i = 0; i < b->list->count; i++)
        free(b->items[i].text);
    free(b->items);
    free(b->trouble);
    bulk_list_free(&b->list);
    free(b);
}

/* --- states ------------------------------------------------------------------------- */

static void set_fate(struct bulk *b, struct bulk_item *item, enum bulk_fate fate)
{
    b->with[item->fate]--;
    b->with[fate]++;
    item->fate = fate;
}

static void set_state(struct bulk *b, enum bulk_state state, int64_t now)
{
    if (b->state == BULK_SENDING)
        b->sending_ms += now - b->since;
    b->since = now;
    b->state = state;
}

static bool is_open(const struct bulk *b)
{
    return b->with[BULK_POSTED] + b->with[BULK_CHECKING] + b->with[BULK_RUNNING] > 0;
}

/* Where nothing is left to send it follows, and where nothing moves any more it ends. */
static void settle(struct bulk *b, int64_t now)
{
    if (b->state != BULK_FOLLOWING && b->state != BULK_ENDED &&
        b->with[BULK_UNSENT] == 0) {
        set_state(b, BULK_FOLLOWING, now);
        free(b->trouble);
        b->trouble = NULL;
    }
    if (b->state == BULK_FOLLOWING && !is_open(b))
        set_state(b, BULK_ENDED, now);
}

void bulk_pause(struct bulk *b, int64_t now)
{
    if (b->state == BULK_SENDING)
        set_state(b, BULK_PAUSED, now);
}

void bulk_resume(struct bulk *b, int64_t now)
{
    if (b->state != BULK_PAUSED && b->state != BULK_ASKING)
        return;
    free(b->trouble);
    b->trouble = NULL;
    b->failed_in_a_row = 0;
    set_state(b, BULK_SENDING, now);
}

void bulk_cancel(struct bulk *b, int64_t now)
{
    if (b->state == BULK_FOLLOWING || b->state == BULK_ENDED)
        return;
    b->cancelled = true;
    for (size_t i = 0; i < b->list->count; i++)
        if (b->items[i].fate == BULK_UNSENT)
            set_fate(b, &b->items[i], BULK_CANCELLED);
    settle(b, now);
}

/* --- sending ------------------------------------------------------------------------ */

/* Those that left since the list was frozen are passed over. */
static struct bulk_item *find_unsent(struct bulk *b, const struct fleet *f, int64_t now)
{
    for (; b->next < b->list->count; b->next++) {
        struct bulk_item *item = &b->items[b->next];
        if (item->fate != BULK_UNSENT)
            continue;
        if (fleet_find(f, item->company->id))
            return item;
        b->list->companies[b->next].why = BULK_GONE;
        leave_out(item);
        set_fate(b, item, BULK_LEFT_OUT);
    }
    settle(b, now);
    return NULL;
}

static uint64_t tag_of(const struct bulk *b, const struct bulk_item *item)
{
    return (uint64_t)b->number << 32 | (uint64_t)(item - b->items + 1);
}

static struct bulk_item *item_of(const struct bulk *b, uint64_t tag)
{
    size_t place = (size_t)(tag & UINT32_MAX);
    bool own = tag >> 32 == b->number && place >= 1 && place <= b->list->count;
    return own ? &b->items[place - 1] : NULL;
}

bool bulk_next(struct bulk *b, const struct fleet *f, size_t followed, int64_t now,
               struct call *call, uint64_t *tag, int64_t *when)
{
    *when = INT64_MAX;
    if (b->state != BULK_SENDING || b->with[BULK_POSTED] >= BULK_UNANSWERED ||
        followed >= BULK_MOST_FOLLOWED)
        return false;
    if (now < b->next_at) {
        *when = b->next_at;
        return false;
    }
    struct bulk_item *item = find_unsent(b, f, now);
    if (!item)
        return false;
    const char *type = b->list->data_type;
    *call = (struct call){.op = type ? OP_REFRESH_TYPE : OP_REFRESH_ALL,
                          .company_id = item->company->id,
                          .data_type = type};
    *tag = tag_of(b, item);
    return true;
}

void bulk_sent(struct bulk *b, uint64_t tag, uint64_t request, int64_t now)
{
    struct bulk_item *item = item_of(b, tag);
    if (!item || item->fate != BULK_UNSENT)
        return;
    if (request != 0) {
        item->request = request;
        set_fate(b, item, BULK_POSTED);
        b->next_at = now + b->gap;
    } else {
        b->list->companies[item - b->items].why = BULK_REFRESHING;
        leave_out(item);
        set_fate(b, item, BULK_LEFT_OUT);
    }
    settle(b, now);
}

/* --- what became of it -------------------------------------------------------------- */

/* The same would be said to every other request. */
static bool is_hopeless(const struct api_error *e)
{
    return e->kind == ERROR_AUTH || e->kind == ERROR_FORBIDDEN ||
           e->kind == ERROR_ACCOUNT_LIMIT || e->kind == ERROR_CONFIG ||
           e->kind == ERROR_TLS || e->kind == ERROR_READ_ONLY;
}

static void stop_and_ask(struct bulk *b, const struct api_error *e, int64_t now)
{
    struct buf text = {0};
    if (b->state != BULK_SENDING && b->state != BULK_PAUSED)
        return;
    if (b->failed_in_a_row > 1)
        buf_addf(&text,
                 "%zu requests in a row failed, the last one with: ", b->failed_in_a_row);
    else
        buf_adds(&text, "Every request would fail: ");
    buf_addf(&text, "%s%s%s. %s", error_kind_name(e->kind), e->text ? ": " : "",
             e->text ? e->text : "", error_kind_remedy(e->kind));
    free(b->trouble);
    b->trouble = buf_take(&text);
    set_state(b, BULK_ASKING, now);
}

static void count_failure(struct bulk *b, const struct api_error *e, int64_t now)
{
    b->failed_in_a_row++;
    size_t most = b->any_taken ? BULK_FAILED_IN_A_ROW : BULK_FAILED_AT_FIRST;
    if (is_hopeless(e) || b->failed_in_a_row >= most)
        stop_and_ask(b, e, now);
}

static void count_taken(struct bulk *b)
{
    b->accepted++;
    b->failed_in_a_row = 0;
    b->any_taken = true;
}

static void set_reason(struct bulk_item *item, const char *reason, const char *remedy,
                       char *text)
{
    item->reason = reason;
    item->remedy = remedy;
    free(item->text);
    item->text = text;
}

/* Codat did not take it. That there is no such company, or that its platform does not
 * have that data type, says nothing about the others. */
static void learn_refused(struct bulk *b, struct bulk_item *item, const struct refresh *r,
                          int64_t now)
{
    const struct api_error *e = r->error;
    bool was_posted = item->fate == BULK_POSTED;
    if (e && e->kind == ERROR_CANCELLED) {
        set_fate(b, item, BULK_CANCELLED);
        return;
    }
    set_fate(b, item, BULK_FAILED);
    if (!e || e->outcome_unknown) {
        set_reason(item, "not carried out",
                   "The history shows no trace of it: refresh "
                   "it again.",
                   e ? xstrdup(e->text) : NULL);
        return;
    }
    struct buf text = {0};
    buf_adds(&text, e->text ? e->text : "");
    if (e->correlation_id)
        buf_addf(&text, "%sCorrelation id %s", text.len > 0 ? " · " : "",
                 e->correlation_id);
    set_reason(item, error_kind_name(e->kind), error_kind_remedy(e->kind),
               buf_take(&text));
    if (was_posted && e->kind != ERROR_NOT_FOUND)
        count_failure(b, e, now);
}

/* The reason is the status in words, the same for all that failed so; what Codat said of
 * this one goes with the item. */
static void learn_failed(struct bulk *b, struct bulk_item *item, const struct refresh *r)
{
    struct buf text = {0};
    if (r->pull_count > 1)
        buf_addf(&text, "%zu of %zu pulls", r->failed, r->pull_count);
    if (r->failed_text)
        buf_addf(&text, "%s%s", text.len > 0 ? ": " : "", r->failed_text);
    const char *word = pull_status_text(r->failed_status);
    set_reason(item, word ? word : "failed", pull_status_remedy(r->failed_status),
               buf_take(&text));
    set_fate(b, item, BULK_FAILED);
}

static void learn_ended(struct bulk *b, struct bulk_item *item, const struct refresh *r)
{
    if (r->failed > 0) {
        learn_failed(b, item, r);
    } else if (r->complete > 0) {
        set_fate(b, item, BULK_COMPLETE);
    } else {
        set_reason(item, r->lost ? r->lost : "cancelled or not supported", NULL, NULL);
        set_fate(b, item, BULK_FRUITLESS);
    }
}

static void learn_unknown(struct bulk *b, struct bulk_item *item, const struct refresh *r,
                          int64_t now)
{
    bool was_posted = item->fate == BULK_POSTED;
    set_fate(b, item, BULK_CHECKING);
    if (was_posted && r->error)
        count_failure(b, r->error, now);
}

void bulk_learn(struct bulk *b, const struct refresh *r, int64_t now)
{
    struct bulk_item *item = item_of(b, r->tag);
    if (!item || b->state == BULK_ENDED)
        return;
    item->joined = r->joined;
    if (r->phase == REFRESH_CHECKING)
        learn_unknown(b, item, r, now);
    if (r->phase == REFRESH_FOLLOWING || r->phase == REFRESH_ENDED) {
        if (item->fate == BULK_POSTED || item->fate == BULK_CHECKING)
            count_taken(b);
        set_fate(b, item, BULK_RUNNING);
    }
    if (r->phase == REFRESH_ENDED)
        learn_ended(b, item, r);
    if (r->phase == REFRESH_FAILED)
        learn_refused(b, item, r, now);
    if (r->phase != REFRESH_SENDING)
        item->request = 0;
    settle(b, now);
}

/* --- looking ------------------------------------------------------------------------ */

enum bulk_state bulk_state(const struct bulk *b)
{
    return b->state;
}

const char *bulk_data_type(const struct bulk *b)
{
    return b->list->data_type;
}

size_t bulk_count(const struct bulk *b)
{
    return b->list->count;
}

const struct bulk_item *bulk_at(const struct bulk *b, size_t i)
{
    return &b->items[i];
}

size_t bulk_with(const struct bulk *b, enum bulk_fate fate)
{
    return b->with[fate];
}

size_t bulk_total(const struct bulk *b)
{
    return b->total;
}

size_t bulk_handed(const struct bulk *b)
{
    return b->with[BULK_POSTED] + b->with[BULK_CHECKING] + b->with[BULK_RUNNING] +
           bulk_settled(b);
}

size_t bulk_accepted(const struct bulk *b)
{
    return b->accepted;
}

size_t bulk_settled(const struct bulk *b)
{
    return b->with[BULK_COMPLETE] + b->with[BULK_FAILED] + b->with[BULK_FRUITLESS];
}

bool bulk_was_cancelled(const struct bulk *b)
{
    return b->cancelled;
}

const char *bulk_trouble(const struct bulk *b)
{
    return b->trouble;
}

int64_t bulk_time_left(const struct bulk *b, int64_t now)
{
    size_t left = b->with[BULK_UNSENT], handed = bulk_handed(b);
    int64_t spent = b->sending_ms + (b->state == BULK_SENDING ? now - b->since : 0);
    int64_t each = handed >= MEASURED ? spent / (int64_t)handed : 0;
    return (int64_t)left * (each > b->gap ? each : b->gap);
}
