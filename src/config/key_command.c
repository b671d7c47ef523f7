/* The API key out of a program's standard output. */
#include "config.h"

#include "config/key.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "config/words.h"

/* How often it is looked whether the program has ended; nothing tells of that without
 * taking SIGCHLD away from everybody else. */
#define LOOK_MS 5

/* Where programs are when PATH is not set. */
#define USUAL_PATH "/usr/bin:/bin"

extern char **environ;

struct run {
    pid_t pid;  /* of the program, which leads a session and group of its own */
    int out;    /* its standard output */
    int failed; /* its end tells the errno of an exec that failed, or nothing */
    int64_t deadline;
    char bytes[KEY_MOST + 64];
    size_t len;
    bool too_long, too_late;
    bool lost; /* it ended, and its number may be somebody else's by now */
};

/* --- the child's side ------------------------------------------------------------- */

/* Runs the first of the paths that can be run: the errno of why none can. Unlike execvp
 * it gives no file to a shell that the system does not know how to run. */
static int run_first(char *const *paths, char *const *words)
{
    int why = ENOENT;
    for (; *paths; paths++) {
        execve(*paths, words, environ);
        if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
            return errno;
        if (errno == EACCES)
            why = EACCES;
    }
    return why;
}

/* Everything is as a fresh program expects it; nothing of ours is open in it. Only
 * functions that may run between fork and exec. */
static void become(char *const *paths, char *const *words, int out, int failed)
{
    sigset_t none;
    sigemptyset(&none);
    for (int sig = 1; sig < NSIG; sig++)
        signal(sig, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    int null = open("/dev/null", O_RDWR);
    if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0)
        _exit(127);
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = 3; fd < (most > 0 && most < 65536 ? most : 65536); fd++)
        if (fd != failed)
            close(fd);
    int error = run_first(paths, words);
    ssize_t told = write(failed, &error, sizeof error);
    _exit(told == sizeof error ? 127 : 126);
}

/* --- our side --------------------------------------------------------------------- */

static bool open_pipe(int fds[2])
{
    return pipe2(fds, O_CLOEXEC) == 0;
}

/* Where a program may be: at its own path, or else in the folders of PATH, of which one
 * without a name, the current one, does not count. Up to NULL (words_free it). */
static char **paths_of(const char *program)
{
    const char *path = getenv("PATH");
    char **paths = xcalloc(path ? strlen(path) + 2 : 3, sizeof *paths);
    size_t count = 0, len;
    if (strchr(program, '/')) {
        paths[0] = xstrdup(program);
        return paths;
    }
    for (const char *p = path ? path : USUAL_PATH; *p; p += len + (p[len] == ':')) {
        len = strcspn(p, ":");
        if (len > 0)
            paths[count++] = xasprintf("%.*s/%s", (int)len, p, program);
    }
    return paths;
}

static bool fork_program(struct run *r, char *const *words, int out, int failed)
{
    char **paths = paths_of(words[0]);
    r->pid = fork();
    if (r->pid == 0)
        become(paths, words, out, failed);
    words_free(&paths);
    return r->pid > 0;
}

static bool start(struct run *r, char *const *words)
{
    int out[2], failed[2];
    if (!open_pipe(out))
        return false;
    if (!open_pipe(failed)) {
        close(out[0]);
        close(out[1]);
        return false;
    }
    bool started = fork_program(r, words, out[1], failed[1]);
    close(out[1]);
    close(failed[1]);
    r->out = out[0];
    r->failed = failed[0];
    if (started)
        return true;
    close(out[0]);
    close(failed[0]);
    return false;
}

/* Milliseconds that are left; 0 where none are. */
static int time_left(const struct run *r)
{
    int64_t left = r->deadline - clock_mono_ms();
    return left > 0 ? (int)left : 0;
}

/* The process is left to be waited for, so that nobody else can get its number. */
static bool has_ended(struct run *r)
{
    siginfo_t info = {0};
    int found = waitid(P_PID, (id_t)r->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    r->lost = found < 0 && errno == ECHILD;
    return r->lost || (found == 0 && info.si_pid == r->pid);
}

/* Reads one piece; false where nothing more will come, or not in time. A program may
 * leave something in the background that keeps its output open: its own end is enough. */
static bool read_piece(struct run *r)
{
    struct pollfd fd = {.fd = r->out, .events = POLLIN};
    bool ended = has_ended(r);
    int left = time_left(r);
    int ready = poll(&fd, 1, ended ? 0 : left < LOOK_MS ? left : LOOK_MS);
    if (ready <= 0) {
        r->too_late = !ended && left == 0;
        return !ended && left > 0;
    }
    ssize_t n = read(r->out, r->bytes + r->len, sizeof r->bytes - r->len);
    if (n < 0)
        return errno == EINTR;
    r->len += (size_t)n;
    r->too_long = r->len == sizeof r->bytes;
    return n > 0 && !r->too_long;
}

/* Waits for the program's end, and ends what it left behind. */
static int wait_for_end(struct run *r)
{
    while (!r->too_late && !r->too_long && !has_ended(r)) {
        poll(NULL, 0, LOOK_MS);
        r->too_late = time_left(r) == 0;
    }
    has_ended(r);
    int status = 0;
    if (r->lost)
        return status;
    kill(-r->pid, SIGKILL);
    kill(r->pid, SIGKILL); /* it may not have its group yet */
    while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

/* --- what came of it -------------------------------------------------------------- */

/* Nothing of the command is repeated, since somebody may have put the key there. */
static char *complain(const char *why)
{
    char *text = xasprintf("The program of api-key-command %s.", why);
    char *clean = text_cleans(text);
    free(text);
    return clean;
}

static char *complain_of_status(int status)
{
    char *why = WIFSIGNALED(status)
                    ? xasprintf("was ended by signal %d: run it by hand to see why",
                                WTERMSIG(status))
                    : xasprintf("failed with exit status %d: run it by hand to see why",
                                WEXITSTATUS(status));
    char *text = complain(why);
    free(why);
    return text;
}

static char *complain_of_exec(int error)
{
    if (error == ENOENT)
        return complain("was not found: write its whole path, or correct PATH (the key "
                        "itself does not belong here)");
    if (error == ENOEXEC)
        return complain("is nothing that can be run: a script begins with a line such as "
                        "#!/bin/sh");
    char *why = xasprintf("cannot be run: %s", strerror(error));
    char *text = complain(why);
    free(why);
    return text;
}

static char *complain_of_time(int64_t limit_ms)
{
    char *why = xasprintf("gave no answer within %g s and was ended: if it waits for a "
                          "password, unlock its store before",
                          (double)limit_ms / 1000);
    char *text = complain(why);
    free(why);
    return text;
}

static char *judge(struct run *r, int64_t limit_ms, char **error)
{
    int status = wait_for_end(r), exec_error = 0;
    ssize_t told = read(r->failed, &exec_error, sizeof exec_error);
    const char *why = NULL;
    if (told == sizeof exec_error)
        *error = complain_of_exec(exec_error);
    else if (r->lost)
        *error = complain("ended, but the system does not say how: SIGCHLD must "
                          "not be ignored");
    else if (r->too_late)
        *error = complain_of_time(limit_ms);
    else if (r->too_long)
        *error = complain("printed more than a key");
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        *error = complain_of_status(status);
    char *key = *error ? NULL : key_from_bytes(r->bytes, r->len, &why);
    if (why && r->len == 0)
        why = "printed nothing: it must print the key";
    if (why)
        *error = complain(why);
    return key;
}

char *key_from_command(const char *command, int64_t limit_ms, char **error)
{
    *error = NULL;
    char **words = words_split(command);
    if (!words || !words[0]) {
        *error = xstrdup("api-key-command is no command: look at its quotes.");
        words_free(&words);
        return NULL;
    }
    struct run r = {.deadline = clock_mono_ms() + limit_ms};
    char *key = NULL;
    if (start(&r, words)) {
        while (read_piece(&r))
            continue;
        key = judge(&r, limit_ms, error);
        close(r.out);
        close(r.failed);
    } else {
        *error = complain("cannot be run: the system gives no process");
    }
    key_wipe(r.bytes, sizeof r.bytes);
    words_free(&words);
    return key;
}
