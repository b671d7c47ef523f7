/* Gives the terminal back when the program crashes. A signal handler can reach nothing
 * but static memory: this is the one place of the program that has some. It is written
 * before the handlers are installed, and constant while they are. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "ui/crash.h"

#define RESET_MOST 512
#define STACK_SIZE (64 * 1024)

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};
enum { SIGNALS = sizeof signals / sizeof signals[0] };

static struct {
    volatile sig_atomic_t active;
    int fd;
    char reset[RESET_MOST];
    size_t len;
    struct termios modes;
    struct sigaction former[SIGNALS];
    void *stack;
} guard;

static void put_back(int sig)
{
    for (int i = 0; i < SIGNALS; i++)
        if (signals[i] == sig)
            sigaction(sig, &guard.former[i], NULL);
}

static void on_crash(int sig, siginfo_t *info, void *context)
{
    (void)context;
    if (guard.active) {
        guard.active = 0;
        for (size_t done = 0; done < guard.len;) {
            ssize_t n = write(guard.fd, guard.reset + done, guard.len - done);
            if (n <= 0)
                break;
            done += (size_t)n;
        }
        tcsetattr(guard.fd, TCSANOW, &guard.modes);
    }
    put_back(sig);
    /* A fault happens again by itself on return, and so the former handler sees it where
     * it was; anything that was sent has to be sent again. */
    if (info->si_code <= 0 || sig == SIGABRT || sig == SIGQUIT)
        raise(sig);
}

void crash_guard(int fd, const char *reset, size_t len, const struct termios *modes)
{
    guard.fd = fd;
    guard.len = len < RESET_MOST ? len : RESET_MOST;
    memcpy(guard.reset, reset, guard.len);
    guard.modes = *modes;
    guard.active = 1;
    /* A stack that overflowed cannot run a handler: it gets one of its own. */
    guard.stack = xmalloc(STACK_SIZE);
    stack_t stack = {.ss_sp = guard.stack, .ss_size = STACK_SIZE};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_sigaction = on_crash,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &action, &guard.former[i]);
}

void crash_pause(void)
{
    guard.active = 0;
}

void crash_resume(void)
{
    guard.active = 1;
}

void crash_unguard(void)
{
    guard.active = 0;
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &guard.former[i], NULL);
    stack_t none = {.ss_flags = SS_DISABLE, .ss_size = STACK_SIZE};
    sigaltstack(&none, NULL);
    free(guard.stack);
    guard.stack = NULL;
}
