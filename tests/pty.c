/* The program under test: starting it on a pseudo-terminal, typing, waiting, its end. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xmalloc.h"
#include "tests/pty_private.h"

extern char **environ;

/* Only a broken program is waited for so long; a slow machine never needs it. */
static const int64_t patience_ms = 60000;

/* --- the child ------------------------------------------------------------------- */

static void reset_signals(void)
{
    static const int used[] = {SIGCHLD, SIGINT,  SIGQUIT, SIGHUP,
                               SIGTERM, SIGPIPE, SIGTSTP};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++)
        signal(used[i], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void become_program(const struct pty_options *o, char **env)
{
    reset_signals();
    environ = env;
    if (o->child) {
        int status = o->child(o->arg);
        fflush(stdout);
        _exit(status);
    }
    execve(o->argv[0], (char *const *)(uintptr_t)o->argv, env);
    dprintf(STDERR_FILENO, "cannot run %s: %s\n", o->argv[0], strerror(errno));
    _exit(127);
}

static bool same_modes(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag &&
           a->c_cflag == b->c_cflag && a->c_lflag == b->c_lflag &&
           memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

static int exit_status(int wait_status)
{
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status)
                                    : WEXITSTATUS(wait_status);
}

/* Stays behind the program as a shell does, and tells in band what it found. */
static _Noreturn void become_shell(const struct pty_options *o, char **env)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    struct termios before, after;
    tcgetattr(STDIN_FILENO, &before);
    pid_t pid = fork();
    if (pid == 0) {
        dprintf(STDOUT_FILENO, "\033]2;pid=%ld\007", (long)getpid());
        become_program(o, env);
    }
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    tcgetattr(STDIN_FILENO, &after);
    dprintf(STDOUT_FILENO, "\033]2;modes=%s\007",
            same_modes(&before, &after) ? "same" : "different");
    _exit(exit_status(status));
}

/* --- starting and ending --------------------------------------------------------- */

/* A child's change of state must end a wait, whichever thread gets the signal (the
 * simulator has threads in this process) and whenever it comes: it becomes a byte in this
 * pipe. */
static int child_pipe[2] = {-1, -1};

static void on_child(int signal)
{
    int saved = errno;
    (void)signal;
    ssize_t n = write(child_pipe[1], "c", 1);
    (void)n; /* a full pipe wakes as well */
    errno = saved;
}

static void watch_children(void)
{
    if (child_pipe[0] >= 0)
        return;
    if (pipe2(child_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        ck_abort_msg("pipe2: %s", strerror(errno));
    struct sigaction action = {.sa_handler = on_child, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGCHLD, &action, NULL);
}

static char *make_home(void)
{
    const char *base = getenv("TMPDIR");
    char *path = xasprintf("%s/codatop-test-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(path))
        ck_abort_msg("cannot make %s: %s", path, strerror(errno));
    return path;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

/* A test that fails leaves its programs and directories behind; they go when it exits. */
static struct pty *started;

static void clean_up(void)
{
    for (struct pty *p = started; p; p = p->next) {
        if (!p->reaped)
            kill(p->child, SIGKILL);
        nftw(p->home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
}

static void remember(struct pty *p)
{
    static bool registered;
    if (!registered)
        atexit(clean_up);
    registered = true;
    p->next = started;
    started = p;
}

static void forget(struct pty *p)
{
    struct pty **link = &started;
    while (*link != p)
        link = &(*link)->next;
    *link = p->next;
}

struct pty *pty_start(const struct pty_options *o)
{
    struct pty *p = xcalloc(1, sizeof *p);
    struct winsize size = {.ws_row = (unsigned short)(o->rows ? o->rows : 24),
                           .ws_col = (unsigned short)(o->cols ? o->cols : 80)};
    p->home = make_home();
    p->shell = o->shell;
    char **env = pty_environment(p->home, o->env);
    watch_children();
    fflush(NULL);
    p->child = forkpty(&p->fd, NULL, NULL, &size);
    if (p->child < 0)
        ck_abort_msg("forkpty: %s", strerror(errno));
    if (p->child == 0) {
        if (o->shell)
            become_shell(o, env);
        become_program(o, env);
    }
    fcntl(p->fd, F_SETFD, FD_CLOEXEC);
    fcntl(p->fd, F_SETFL, O_NONBLOCK);
    p->program = o->shell ? 0 : p->child;
    for (size_t i = 0; env[i]; i++)
        free(env[i]);
    free(env);
    pty_screen_open(p, size.ws_row, size.ws_col);
    remember(p);
    return p;
}

struct pty *pty_run(const char *const *argv, int rows, int cols)
{
    struct pty_options o = {.argv = argv, .rows = rows, .cols = cols};
    return pty_start(&o);
}

static void reap(struct pty *p)
{
    int status = 0;
    while (waitpid(p->child, &status, 0) < 0 && errno == EINTR)
        continue;
    p->reaped = true;
    p->status = exit_status(status);
}

void pty_free(struct pty **pp)
{
    struct pty *p = *pp;
    if (!p)
        return;
    forget(p);
    if (!p->reaped) {
        if (p->shell && p->program > 0)
            kill(p->program, SIGKILL);
        kill(p->child, SIGKILL);
        reap(p);
    }
    pty_hang_up(p);
    pty_screen_close(p);
    nftw(p->home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(p->home);
    buf_free(&p->raw);
    free(p);
    *pp = NULL;
}

void pty_fail(struct pty *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = xvasprintf(format, args);
    va_end(args);
    int status;
    if (p->eof && !p->reaped && waitpid(p->child, &status, WNOHANG) == p->child) {
        p->reaped = true;
        fprintf(stderr, "--- the program ended with status %d ---\n",
                exit_status(status));
    }
    pty_dump(p);
    pty_free(&p);
    ck_abort_msg("%s", text);
    abort(); /* not reached */
}

/* --- bytes ----------------------------------------------------------------------- */

/* Waits until the terminal can do what events say, a child changed, or deadline; false at
 * the deadline. */
static bool wait_for(struct pty *p, short events, int64_t deadline)
{
    int64_t left = deadline - clock_mono_ms();
    struct pollfd items[] = {
        {.fd = p->eof ? -1 : p->fd, .events = events},
        {.fd = child_pipe[0], .events = POLLIN},
    };
    int ready = poll(items, 2, left < 0 ? 0 : (int)left);
    char bytes[64];
    if (items[1].revents)
        while (read(child_pipe[0], bytes, sizeof bytes) > 0)
            continue;
    return ready != 0;
}

/* Reads what is there; true when something was. */
static bool read_some(struct pty *p)
{
    char bytes[4096];
    ssize_t n = p->eof || p->fd < 0 ? 0 : read(p->fd, bytes, sizeof bytes);
    if (n > 0) {
        buf_add(&p->raw, bytes, (size_t)n);
        return true;
    }
    if (n == 0 || (errno != EAGAIN && errno != EINTR))
        p->eof = true;
    return false;
}

static void read_all(struct pty *p)
{
    while (read_some(p))
        continue;
}

void pty_write(struct pty *p, const char *bytes, size_t len)
{
    int64_t deadline = clock_mono_ms() + patience_ms;
    while (len > 0) {
        ssize_t n = write(p->fd, bytes, len);
        if (n > 0) {
            bytes += n;
            len -= (size_t)n;
        } else if (errno != EAGAIN && errno != EINTR) {
            return; /* the program is gone; the test will notice */
        } else if (!wait_for(p, POLLIN | POLLOUT, deadline)) {
            pty_fail(p, "the program does not read its keys");
        }
        read_all(p); /* a program that cannot write does not read either */
    }
}

/* --- what the person does -------------------------------------------------------- */

void pty_keys(struct pty *p, const char *bytes)
{
    pty_write(p, bytes, strlen(bytes));
}

void pty_resize(struct pty *p, int rows, int cols)
{
    if (rows == pty_rows(p) && cols == pty_cols(p))
        return;
    read_all(p);
    pty_feed_all(p);
    struct winsize size = {.ws_row = (unsigned short)rows,
                           .ws_col = (unsigned short)cols};
    vterm_set_size(p->vterm, rows, cols);
    p->awaits_repaint = true;
    p->resized_at = p->raw.len;
    if (ioctl(p->fd, TIOCSWINSZ, &size) < 0)
        pty_fail(p, "TIOCSWINSZ: %s", strerror(errno));
}

static bool has_pid(struct pty *p, const void *arg)
{
    (void)arg;
    pty_feed_all(p);
    return p->program > 0;
}

static void wait_bytes(struct pty *p, pty_condition *condition, const void *arg,
                       const char *what)
{
    int64_t deadline = clock_mono_ms() + patience_ms;
    read_all(p);
    while (!condition(p, arg)) {
        if (p->eof)
            pty_fail(p, "the program ended before this: %s", what);
        if (!wait_for(p, POLLIN, deadline))
            pty_fail(p, "this never came: %s", what);
        read_all(p);
    }
}

pid_t pty_pid(const struct pty *p)
{
    return p->program;
}

void pty_signal(struct pty *p, int signal)
{
    if (p->program == 0)
        wait_bytes(p, has_pid, NULL, "the program's process id");
    kill(p->program, signal);
}

void pty_hang_up(struct pty *p)
{
    if (p->fd >= 0)
        close(p->fd);
    p->fd = -1;
    p->eof = true;
}

/* --- waiting --------------------------------------------------------------------- */

/* The end of the next frame; false at the deadline or the end of file. */
static bool next_frame(struct pty *p, int64_t deadline)
{
    for (;;) {
        if (pty_feed(p))
            return true;
        if (!read_some(p) && (p->eof || !wait_for(p, POLLIN, deadline)))
            return false;
    }
}

bool pty_wait_within(struct pty *p, pty_condition *condition, const void *arg,
                     int64_t limit_ms)
{
    int64_t deadline = clock_mono_ms() + limit_ms;
    bool look = p->frames > 0 && !p->awaits_repaint;
    while (!look || !condition(p, arg)) {
        if (!next_frame(p, deadline))
            return false;
        look = true;
    }
    return true;
}

void pty_wait_until(struct pty *p, pty_condition *condition, const void *arg,
                    const char *what)
{
    if (!pty_wait_within(p, condition, arg, patience_ms))
        pty_fail(p, "the screen never showed %s (%lu frames%s%s)", what, p->frames,
                 p->eof ? "; the program ended" : "",
                 p->awaits_repaint ? "; no repaint after a resize" : "");
}

static bool shows(struct pty *p, const void *text)
{
    return pty_find_row(p, text) >= 0;
}

static bool shows_not(struct pty *p, const void *text)
{
    return !shows(p, text);
}

void pty_wait_text(struct pty *p, const char *text)
{
    char *what = xasprintf("\"%s\"", text);
    pty_wait_until(p, shows, text, what);
    free(what);
}

void pty_wait_no_text(struct pty *p, const char *text)
{
    char *what = xasprintf("itself without \"%s\"", text);
    pty_wait_until(p, shows_not, text, what);
    free(what);
}

void pty_wait_frame(struct pty *p)
{
    if (!next_frame(p, clock_mono_ms() + patience_ms))
        pty_fail(p, "no frame after %lu", p->frames);
}

static bool raw_has(struct pty *p, const void *text)
{
    return pty_raw_contains(p, text);
}

void pty_wait_raw(struct pty *p, const char *text)
{
    wait_bytes(p, raw_has, text, text);
}

bool pty_stops_within(struct pty *p, int64_t limit_ms)
{
    int64_t deadline = clock_mono_ms() + limit_ms;
    for (;;) {
        int status = 0;
        pid_t pid = waitpid(p->child, &status, WUNTRACED | WNOHANG);
        if (pid == p->child && WIFSTOPPED(status))
            break;
        if (pid == p->child) {
            p->reaped = true;
            pty_fail(p, "the program ended (status %d) instead of stopping",
                     exit_status(status));
        }
        if (!wait_for(p, POLLIN, deadline))
            return false;
        read_all(p);
    }
    read_all(p);
    pty_feed_all(p);
    return true;
}

void pty_wait_stopped(struct pty *p)
{
    if (!pty_stops_within(p, patience_ms))
        pty_fail(p, "the program did not stop");
}

static int wait_exit(struct pty *p, int64_t deadline)
{
    for (;;) {
        read_all(p);
        if (!p->reaped) {
            int status = 0;
            if (waitpid(p->child, &status, WNOHANG) == p->child) {
                p->reaped = true;
                p->status = exit_status(status);
            }
        }
        if (p->eof && p->reaped)
            break;
        if (!wait_for(p, POLLIN, deadline))
            pty_fail(p, "the program did not end");
    }
    pty_feed_all(p);
    return p->status;
}

int pty_wait_exit(struct pty *p)
{
    return wait_exit(p, clock_mono_ms() + patience_ms);
}

int pty_wait_exit_within(struct pty *p, int64_t limit_ms)
{
    return wait_exit(p, clock_mono_ms() + limit_ms);
}

bool pty_is_quiet(struct pty *p, int64_t quiet_ms)
{
    int64_t deadline = clock_mono_ms() + quiet_ms;
    size_t before = pty_bytes_written(p);
    while (!p->eof && p->raw.len == before && wait_for(p, POLLIN, deadline))
        read_all(p);
    return p->raw.len == before;
}

/* --- what else can be known ------------------------------------------------------ */

size_t pty_bytes_written(struct pty *p)
{
    read_all(p);
    return p->raw.len;
}

const char *pty_raw(const struct pty *p, size_t *len)
{
    if (len)
        *len = p->raw.len;
    return buf_str(&p->raw);
}

bool pty_raw_contains(const struct pty *p, const char *text)
{
    return memmem(buf_str(&p->raw), p->raw.len, text, strlen(text)) != NULL;
}

bool pty_modes_restored(const struct pty *p)
{
    return p->modes_restored;
}

const char *pty_home(const struct pty *p)
{
    return p->home;
}
