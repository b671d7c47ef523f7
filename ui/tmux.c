/* The tmux that this process runs in, by its own command. */
#include "config.h"

#include "ui/tmux.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_MS 2000
#define STEP_MS 5

extern char **environ;

/* Its output would land on our screen, and our signal settings are not for it. */
static pid_t start(int input)
{
    static const char *const argv[] = {"tmux", "load-buffer", "-w", "-", NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, defaults;
    pid_t pid = -1;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    if (posix_spawnp(&pid, argv[0], &files, &attributes, (char *const *)argv, environ) !=
        0)
        pid = -1;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return pid;
}

/* A program that reads nothing must not hold us up. */
static void feed(int fd, const char *text, int *patience)
{
    size_t len = strlen(text);
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    fcntl(fd, F_SETFL, O_NONBLOCK);
    while (len > 0 && *patience > 0) {
        ssize_t n = write(fd, text, len);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return;
        if (n > 0) {
            text += n;
            len -= (size_t)n;
            continue;
        }
        poll(&p, 1, STEP_MS);
        *patience -= STEP_MS;
    }
}

static bool ended_well(pid_t pid, int *patience)
{
    int status = 0;
    pid_t ended = 0;
    for (; (ended = waitpid(pid, &status, WNOHANG)) == 0 && *patience > 0;
         *patience -= STEP_MS)
        poll(NULL, 0, STEP_MS);
    if (ended == 0) {
        kill(pid, SIGKILL);
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
            continue;
        return false;
    }
    return ended == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool tmux_load(const char *text)
{
    int ends[2], patience = PATIENCE_MS;
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    pid_t pid = start(ends[0]);
    close(ends[0]);
    if (pid > 0)
        feed(ends[1], text, &patience);
    close(ends[1]);
    return pid > 0 && ended_well(pid, &patience);
}
