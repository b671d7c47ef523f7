/* Signals as something to poll: they are blocked and read from a descriptor, so that none
 * interrupts anything and none is lost. */
#ifndef CODATOP_SIGNALS_H
#define CODATOP_SIGNALS_H

#include <stdbool.h>

struct signals_seen {
    int end;        /* SIGTERM, SIGHUP or SIGINT; 0: none */
    bool resized;   /* SIGWINCH */
    bool suspend;   /* SIGTSTP */
    bool continued; /* SIGCONT */
};

/* Makes the system keep how a child ended until somebody asks, which whoever started this
 * process may have had changed. Call first. */
void signals_expect_children(void);
/* Blocks the signals (for threads started later, too) and ignores SIGPIPE. Returns the
 * descriptor to poll, or -1. */
int signals_open(void);
/* Takes all that came. */
struct signals_seen signals_take(int fd);
/* Ends this process by the signal, as if it had never been blocked. */
void signals_die(int sig);

#endif
