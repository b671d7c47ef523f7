/* Signals as something to poll, through signalfd. */
#include "config.h"

#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const int handled[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};

void signals_expect_children(void)
{
    signal(SIGCHLD, SIG_DFL);
}

int signals_open(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof handled / sizeof *handled; i++)
        sigaddset(&set, handled[i]);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
        return -1;
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

struct signals_seen signals_take(int fd)
{
    struct signals_seen seen = {0};
    struct signalfd_siginfo info;
    while (read(fd, &info, sizeof info) == (ssize_t)sizeof info) {
        switch ((int)info.ssi_signo) {
        case SIGWINCH:
            seen.resized = true;
            break;
        case SIGTSTP:
            seen.suspend = true;
            break;
        case SIGCONT:
            seen.continued = true;
            break;
        default:
            seen.end = (int)info.ssi_signo;
        }
    }
    return seen;
}

void signals_die(int sig)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, sig);
    signal(sig, SIG_DFL);
    raise(sig);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}
