/* Calls somebody's attention from another window: rings the terminal's bell, or sends a
 * notification (OSC 9) that many terminals show on the desktop. At most one every two
 * seconds; what happens in between is told together. Pure; `now` is the monotonic clock
 * in milliseconds. */
#ifndef CODATOP_UI_NOTIFY_H
#define CODATOP_UI_NOTIFY_H

#include <stddef.h>
#include <stdint.h>

enum ui_bell { UI_BELL_NONE, UI_BELL_SOUND, UI_BELL_OSC9 };

#define NOTIFY_GAP_MS 2000

struct notify {   /* zeros: nothing happened so far */
    char *text;   /* what waits to be told; NULL: nothing */
    size_t more;  /* so many happenings besides it */
    int64_t last; /* when something was told; 0: never */
};

/* Something happened that is worth a look: text (copied; any bytes) says what. */
void notify_add(struct notify *n, const char *text);
/* What is to be told now, a new string (free() it); or NULL, then *when says when to ask
 * again (INT64_MAX: only after something happened). */
char *notify_take(struct notify *n, int64_t now, int64_t *when);
void notify_free(struct notify *n);

/* What stands between this program and the terminal. */
enum notify_inside { NOTIFY_DIRECT, NOTIFY_TMUX, NOTIFY_SCREEN };

/* From the environment variables TMUX and STY (NULL: not set). */
enum notify_inside notify_inside(const char *tmux, const char *sty);
/* The bytes to send; "" for UI_BELL_NONE. text passes the text gate and is cut to what a
 * notification shows. Inside tmux and screen the notification is wrapped, so that the
 * outer terminal gets it, and a bell goes with it, because they may keep it to
 * themselves. A new string. */
char *notify_sequence(enum ui_bell bell, enum notify_inside inside, const char *text);

#endif
