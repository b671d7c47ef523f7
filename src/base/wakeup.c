/* A pipe that wakes a poll(). */
#include "config.h"

#include "base/wakeup.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static bool prepare(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 &&
           fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

bool wakeup_open(struct wakeup *w)
{
    int fds[2];
    *w = (struct wakeup){-1, -1};
    if (pipe(fds) != 0)
        return false;
    *w = (struct wakeup){fds[0], fds[1]};
    if (prepare(fds[0]) && prepare(fds[1]))
        return true;
    wakeup_close(w);
    return false;
}

void wakeup_close(struct wakeup *w)
{
    if (w->read_fd >= 0)
        close(w->read_fd);
    if (w->write_fd >= 0)
        close(w->write_fd);
    *w = (struct wakeup){-1, -1};
}

/* A signal handler must leave errno as it found it. */
void wakeup_signal(void *wakeup)
{
    const struct wakeup *w = wakeup;
    int saved = errno;
    while (write(w->write_fd, "", 1) < 0 && errno == EINTR)
        continue;
    errno = saved;
}

void wakeup_clear(struct wakeup *w)
{
    char bytes[256];
    ssize_t n;
    do {
        n = read(w->read_fd, bytes, sizeof bytes);
    } while (n > 0 || (n < 0 && errno == EINTR));
}
