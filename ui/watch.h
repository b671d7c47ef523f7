/* Whether somebody looks at the screen, whether reading is paused, and what is news to
 * the one who looks. Pure; `now` is the monotonic clock in milliseconds. */
#ifndef CODATOP_UI_WATCH_H
#define CODATOP_UI_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#define WATCH_IDLE_MS 600000 /* without a key for so long, nobody looks */
#define WATCH_NEWS_MS 30000  /* what changed is news for so long */

struct watch {
    int64_t paused;     /* since when reading is paused; 0: it is not */
    int64_t key;        /* when the newest key came, or the screen opened; 0: not yet */
    int64_t unfocused;  /* since when the terminal has no focus; 0: it has */
    int64_t away, back; /* the newest time in which nobody looked; 0: none so far */
};

/* Somebody looks: a key was pressed, the terminal got the focus, the screen opened. */
void watch_look(struct watch *w, int64_t now);
/* The terminal lost the focus. */
void watch_leave(struct watch *w, int64_t now);
/* Pauses reading, or lets it go on. */
void watch_pause(struct watch *w, int64_t now);
/* Nobody looks: reading may take its time. */
bool watch_is_slow(const struct watch *w, int64_t now);
/* Whether what changed at that moment (0: never) is still news: it happened a short while
 * ago, or while nobody looked and somebody is back for a short while. *until is when it
 * will not be any more, INT64_MAX where that depends on somebody's return. */
bool watch_is_news(const struct watch *w, int64_t changed, int64_t now, int64_t *until);

#endif
