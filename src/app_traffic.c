/* Which requests are under way, and which of them wait for their next try. */
#include "config.h"

#include <stdlib.h>

#include "app_state.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"

void traffic_sent(struct traffic *t, const struct call *call)
{
    *(call_is_post(call) ? &t->posts : &t->reads) += 1;
}

static struct waiting *find(const struct traffic *t, uint64_t id)
{
    for (size_t i = 0; i < t->waiting_count; i++)
        if (t->waiting[i].id == id)
            return &t->waiting[i];
    return NULL;
}

static struct waiting *add(struct traffic *t, uint64_t id)
{
    if (t->waiting_count == t->waiting_cap) {
        t->waiting_cap = t->waiting_cap ? t->waiting_cap * 2 : 16;
        t->waiting = xreallocarray(t->waiting, t->waiting_cap, sizeof *t->waiting);
    }
    struct waiting *w = &t->waiting[t->waiting_count++];
    w->id = id;
    return w;
}

void traffic_waits(struct traffic *t, const struct api_event *e, int64_t now)
{
    int64_t until = now + e->retry_in_ms;
    struct waiting *w = find(t, e->id);
    if (!w)
        w = add(t, e->id);
    w->post = call_is_post(e->call);
    w->until = until;
    if (e->error->kind == ERROR_RATE_LIMIT)
        t->limited_until = time_later(t->limited_until, until);
}

void traffic_ended(struct traffic *t, const struct api_event *e)
{
    *(call_is_post(e->call) ? &t->posts : &t->reads) -= 1;
    struct waiting *w = find(t, e->id);
    if (w)
        *w = t->waiting[--t->waiting_count];
}

void traffic_hurry(struct traffic *t)
{
    for (size_t i = 0; i < t->waiting_count; i++)
        if (!t->waiting[i].post)
            t->waiting[i].until = 0;
}

void traffic_view(const struct traffic *t, struct ui_view *view)
{
    view->limited = t->limited_until > view->now;
    view->limited_until = t->limited_until;
    view->reads_under_way = t->reads;
    view->posts_under_way = t->posts;
    view->retry_at = 0;
    for (size_t i = 0; i < t->waiting_count; i++) {
        const struct waiting *w = &t->waiting[i];
        if (w->until <= view->now)
            continue;
        *(w->post ? &view->posts_under_way : &view->reads_under_way) -= 1;
        if (!w->post && (view->retry_at == 0 || w->until < view->retry_at))
            view->retry_at = w->until;
    }
}

void traffic_free(struct traffic *t)
{
    free(t->waiting);
    *t = (struct traffic){0};
}
