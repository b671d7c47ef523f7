/* Wakes a poll() in another thread: a non-blocking, close-on-exec pipe. */
#ifndef CODATOP_BASE_WAKEUP_H
#define CODATOP_BASE_WAKEUP_H

#include <stdbool.h>

struct wakeup {
    int read_fd, write_fd; /* -1 when closed */
};

/* False when the system has no descriptors left. */
bool wakeup_open(struct wakeup *w);
void wakeup_close(struct wakeup *w);
/* Safe from any thread and from a signal handler; a full pipe already wakes. The void
 * pointer is a struct wakeup, so that it fits queue_init. */
void wakeup_signal(void *wakeup);
/* Call after poll() says read_fd is readable, before taking the queue. */
void wakeup_clear(struct wakeup *w);

#endif
