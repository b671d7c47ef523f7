/* Which read is worth sending next: a list of steps, most urgent first. The first step
 * that has a read due now wins; the others say when they want to be asked again. */
#include "config.h"

#include "model/planner.h"

#include <string.h>

#include "base/text.h"
#include "base/timefmt.h"

#define LIST_INTERVAL_MS 30000 /* at least, for each page of the list */
#define MOVING_PULL_MS 2000    /* between two reads of an open pull that moves */
#define RESTING_FACTOR 6       /* a history in which nothing moves is read less often */
#define OLD_MS 600000 /* background reads come again after that at the earliest */
#define DAY_MS INT64_C(86400000)
#define BACKGROUND_PART 10 /* of the day's quota: a tenth */
#define FEW_FOLLOWED 10    /* refreshes whose reads come when they are due */
#define LOW_PART 5         /* of the quota, below which background reads stop: a fifth */
/* On screen: statuses, history, the list or an open pull. */
#define READS_PER_INTERVAL 3

struct planning {
    const struct fleet *f;
    const struct refreshes *r;
    const struct attention *a;
    const struct budget *b;
    int64_t now;
    int64_t pace;     /* 1, or PLANNER_SLOW */
    int64_t interval; /* stretched to what the quota allows */
    struct plan plan;
};

/* --- quota -------------------------------------------------------------------------- */

static int64_t server_time(const struct planning *p)
{
    return p->b->wall + fleet_clock_offset(p->f);
}

static int64_t until_midnight(const struct planning *p)
{
    int64_t in_day = server_time(p) % DAY_MS;
    return DAY_MS - (in_day < 0 ? in_day + DAY_MS : in_day);
}

/* What is left until when; false where the API did not say or that time has passed. */
static bool quota_left(const struct planning *p, int64_t *remaining, int64_t *until)
{
    const struct quota *q = fleet_quota(p->f);
    *remaining = q->remaining;
    *until = q->reset == TIME_NONE ? until_midnight(p) : q->reset - server_time(p);
    if (*until > DAY_MS)
        *until = DAY_MS;
    return q->remaining >= 0 && *until > 0;
}

/* Reading what is on screen may take half of what remains. */
static int64_t stretched_interval(const struct planning *p)
{
    int64_t remaining, until;
    if (!quota_left(p, &remaining, &until))
        return p->b->interval_ms * p->pace;
    int64_t allowed = remaining / 2;
    int64_t needed = allowed > 0 ? until * READS_PER_INTERVAL / allowed : until;
    return time_later(p->b->interval_ms * p->pace, needed);
}

/* The day's limit as the API says it, or as its rules have it. */
static int64_t day_limit(const struct planning *p)
{
    int64_t limit = fleet_quota(p->f)->limit;
    return limit > 0 ? limit : 1000 * (1 + (int64_t)fleet_size(p->f));
}

static int64_t background_cap(const struct planning *p)
{
    return day_limit(p) / BACKGROUND_PART;
}

/* --- weighing ----------------------------------------------------------------------- */

/* Everything waits while Codat says so. */
static int64_t limited_until(const struct planning *p)
{
    const struct knowledge *k = fleet_service(p->f);
    return k->error && k->error->kind == ERROR_RATE_LIMIT ? k->not_before : 0;
}

static void consider(struct planning *p, const struct call *call, int64_t due)
{
    due = time_later(due, limited_until(p));
    if (p->plan.send)
        return;
    if (due > p->now) {
        if (due < p->plan.when)
            p->plan.when = due;
        return;
    }
    p->plan.send = true;
    p->plan.call = *call;
}

/* When a thing that was read wants to be read again after interval. */
static int64_t due_after(const struct knowledge *k, bool stale, int64_t interval)
{
    int64_t due = stale || k->read == 0 ? 0 : k->read + interval;
    return k->asked ? INT64_MAX : time_later(due, k->not_before);
}

/* --- on screen ---------------------------------------------------------------------- */

static const struct company_detail unread;

static const struct company_detail *detail_on_screen(const struct planning *p)
{
    const struct fleet_company *c = fleet_find(p->f, p->a->company_id);
    if (!c)
        return NULL;
    return c->detail ? c->detail : &unread;
}

static int64_t settled(const struct planning *p, int64_t due)
{
    return time_later(due, p->a->since + PLANNER_SETTLE_MS);
}

static void plan_first_page(struct planning *p)
{
    const struct fleet_list *list = fleet_list_state(p->f);
    struct call call = fleet_list_call(p->f);
    if (list->known.read == 0)
        consider(p, &call, due_after(&list->known, true, 0));
}

static void plan_profile(struct planning *p)
{
    struct call call = {.op = OP_PROFILE};
    const struct knowledge *k = fleet_profile_known(p->f);
    if (k->read == 0)
        consider(p, &call, due_after(k, true, 0));
}

static void plan_statuses(struct planning *p)
{
    const struct company_detail *d = detail_on_screen(p);
    struct call call = {.op = OP_DATA_STATUS, .company_id = p->a->company_id};
    if (d)
        consider(
            p, &call,
            settled(p, due_after(&d->statuses_known, d->statuses_stale, p->interval)));
}

static struct call history_call(const struct planning *p, int page)
{
    return (struct call){.op = OP_LIST_PULLS,
                         .company_id = p->a->company_id,
                         .page = page,
                         .page_size = PLANNER_HISTORY_PAGE,
                         .order_by = FOLLOW_ORDER};
}

static void plan_history(struct planning *p)
{
    const struct company_detail *d = detail_on_screen(p);
    if (!d)
        return;
    struct call call = history_call(p, 1);
    int64_t interval = d->moving > 0 ? p->interval : p->interval * RESTING_FACTOR;
    consider(p, &call, settled(p, due_after(&d->pulls_known, d->pulls_stale, interval)));
}

static void plan_older_history(struct planning *p)
{
    const struct company_detail *d = detail_on_screen(p);
    if (!d || d->pages_read == 0 || d->pulls_end || d->pull_count >= p->a->history_rows)
        return;
    struct call call = history_call(p, d->pages_read + 1);
    consider(p, &call, settled(p, due_after(&d->pulls_known, true, 0)));
}

/* What comes new into the history matches or not: only what else there is is asked. */
static void plan_found(struct planning *p)
{
    static const struct knowledge never;
    const struct company_detail *d = detail_on_screen(p);
    if (!d || !p->a->history_query)
        return;
    bool begun = text_same(d->found.query, p->a->history_query);
    struct call call = history_call(p, 1);
    call.query = p->a->history_query;
    consider(
        p, &call,
        settled(p, due_after(begun ? &d->found.known : &never, begun && d->found.stale,
                             p->interval * RESTING_FACTOR)));
    if (!begun || d->found.end || d->found.pages_read == 0 ||
        d->found.brought >= p->a->history_found_most)
        return;
    call.page = d->found.pages_read + 1;
    consider(p, &call, settled(p, due_after(&d->found.known, true, 0)));
}

/* How often what a dialog reads is read again; INT64_MAX: only when asked. */
static int64_t document_interval(const struct planning *p, const struct call *call)
{
    if (call->raw || call->op == OP_VALIDATION)
        return INT64_MAX;
    if (call->op != OP_GET_PULL)
        return p->interval * RESTING_FACTOR;
    const struct pull *pull = fleet_find_pull(p->f, call->company_id, call->pull_id);
    return pull && !pull_ended(pull) ? MOVING_PULL_MS * p->pace : p->interval;
}

/* A pull that a followed refresh is reading, too. */
static bool under_way_already(const struct call *call, const struct fleet_company *c)
{
    return call->op == OP_GET_PULL && !call->raw && c->detail &&
           c->detail->pull_known.asked != 0;
}

/* What was opened is read once by all means, and then as often as its kind wants. */
static void plan_document(struct planning *p)
{
    const struct document *d = p->a->document;
    const struct fleet_company *c = d ? fleet_find(p->f, d->call->company_id) : NULL;
    if (!c || under_way_already(d->call, c))
        return;
    bool first = d->known.read == 0 || d->stale;
    int64_t interval = document_interval(p, d->call);
    if (!first && (p->a->paused || interval == INT64_MAX))
        return;
    bool before = p->plan.send;
    consider(p, d->call, due_after(&d->known, first, interval));
    p->plan.pressed = first && !before && p->plan.send;
}

/* --- followed, the list ------------------------------------------------------------- */

static int64_t per_minute(const struct planning *p)
{
    return p->b->per_minute > 0 ? p->b->per_minute : 600;
}

/* Those of a few refreshes come when they are due. Those of hundreds leave room for what
 * is on screen, for the list and for the refreshes that are still to be sent. */
static int64_t followed_from(const struct planning *p)
{
    bool many = refreshes_active(p->r) > FEW_FOLLOWED;
    return many && p->b->followed ? p->b->followed + 60000 * 5 / (per_minute(p) * 2) : 0;
}

static void plan_followed(struct planning *p)
{
    struct call call;
    int64_t when;
    if (!refreshes_next_read(p->r, p->f, &call, &when))
        return;
    consider(p, &call, time_later(when, followed_from(p)));
    p->plan.followed = p->plan.send;
}

static int64_t list_interval(const struct planning *p)
{
    int64_t pages = (int64_t)((fleet_size(p->f) + FLEET_PAGE - 1) / FLEET_PAGE);
    return time_later(p->interval, LIST_INTERVAL_MS * p->pace) * time_later(pages, 1);
}

static void plan_list(struct planning *p)
{
    const struct fleet_list *list = fleet_list_state(p->f);
    bool wanted = list->next_page != 0 || list->stale;
    struct call call = fleet_list_call(p->f);
    consider(p, &call, due_after(&list->known, wanted, list_interval(p)));
}

/* --- in the background -------------------------------------------------------------- */

/* Background reads leave half of the places free, and a fifth of the requests a minute.
 */
static bool background_has_place(const struct planning *p)
{
    int places = p->b->at_once / 2;
    return p->b->under_way < (places > 1 ? places : 1);
}

static int64_t background_gap(const struct planning *p)
{
    return 60000 * 5 / (per_minute(p) * 4) + 1;
}

static int64_t background_from(const struct planning *p)
{
    const struct knowledge *service = fleet_service(p->f);
    int64_t asked = fleet_statuses_asked(p->f);
    int64_t from = asked == 0 ? 0 : asked + background_gap(p);
    if (service->failing != 0)
        from = time_later(from, service->not_before);
    if (p->b->background_today >= background_cap(p))
        from = time_later(from, p->now + until_midnight(p));
    int64_t remaining, until;
    if (quota_left(p, &remaining, &until) && remaining < day_limit(p) / LOW_PART)
        from = time_later(from, p->now + until);
    return from;
}

static void consider_background(struct planning *p, enum fleet_queue queue, int64_t age)
{
    const struct fleet_company *c = fleet_queue_head(p->f, queue);
    if (!c || p->plan.send || !background_has_place(p))
        return;
    int64_t due = c->statuses_read == 0 ? 0 : c->statuses_read + age;
    if (c->detail) {
        if (c->detail->statuses_known.asked)
            return;
        due = time_later(due, c->detail->statuses_known.not_before);
    }
    struct call call = {.op = OP_DATA_STATUS, .company_id = c->record->id};
    consider(p, &call, time_later(due, background_from(p)));
    p->plan.background = p->plan.send;
}

static void plan_changed(struct planning *p)
{
    consider_background(p, QUEUE_CHANGED, 0);
}

static void plan_new(struct planning *p)
{
    consider_background(p, QUEUE_NEW, 0);
}

/* So slowly that going round the fleet all day costs no more than the background may. */
static void plan_old(struct planning *p)
{
    int64_t cap = time_later(background_cap(p), 1);
    int64_t round = DAY_MS * (int64_t)fleet_size(p->f) / cap;
    consider_background(p, QUEUE_OLD, time_later(OLD_MS, round) * p->pace);
}

/* --- all of it ---------------------------------------------------------------------- */

static void (*const steps[])(struct planning *) = {
    plan_first_page, plan_profile,       plan_document, plan_statuses,
    plan_history,    plan_older_history, plan_followed, plan_found,
    plan_list,       plan_changed,       plan_new,      plan_old,
};

struct plan planner_next(const struct fleet *f, const struct refreshes *r,
                         const struct attention *a, const struct budget *b, int64_t now)
{
    struct planning p = {.f = f, .r = r, .a = a, .b = b, .now = now};
    p.plan.when = INT64_MAX;
    if (b->under_way >= (b->at_once > 1 ? b->at_once - 1 : 1))
        return p.plan;
    p.pace = a->slow ? PLANNER_SLOW : 1;
    p.interval = stretched_interval(&p);
    if (a->paused) {
        plan_document(&p);
        plan_followed(&p);
        return p.plan;
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !p.plan.send; i++)
        steps[i](&p);
    return p.plan;
}
