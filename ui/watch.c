/* Whether somebody looks, and what is news to them. */
#include "config.h"

#include "ui/watch.h"

/* When somebody looked last, while nobody does. */
static int64_t last_look(const struct watch *w)
{
    return w->unfocused != 0 ? w->unfocused : w->key;
}

void watch_look(struct watch *w, int64_t now)
{
    if (watch_is_slow(w, now)) {
        w->away = last_look(w);
        w->back = now;
    }
    w->unfocused = 0;
    w->key = now;
}

void watch_leave(struct watch *w, int64_t now)
{
    if (!watch_is_slow(w, now))
        w->unfocused = now;
}

void watch_pause(struct watch *w, int64_t now)
{
    w->paused = w->paused != 0 ? 0 : now;
}

bool watch_is_slow(const struct watch *w, int64_t now)
{
    return w->unfocused != 0 || (w->key != 0 && now - w->key >= WATCH_IDLE_MS);
}

bool watch_is_news(const struct watch *w, int64_t changed, int64_t now, int64_t *until)
{
    *until = INT64_MAX;
    if (changed == 0)
        return false;
    if (watch_is_slow(w, now) && changed >= last_look(w))
        return true;
    bool meanwhile = w->back != 0 && changed >= w->away && changed <= w->back;
    *until = (meanwhile ? w->back : changed) + WATCH_NEWS_MS;
    return now < *until;
}
