/* Beginning and end, end to end: every way out restores the terminal and leaves no
 * process; stopping and continuing; what is no terminal is refused; idle means idle. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "tests/console.h"
#include "tests/suite.h"

/* Far below the 15 s and more that any request waits for its answer. */
#define PROMPT_MS 8000

static void check_restored(struct console *c)
{
    int row, col;
    ck_assert(!pty_alternate(c->pty));
    ck_assert(pty_cursor(c->pty, &row, &col));
    ck_assert(pty_modes_restored(c->pty));
    ck_assert_int_eq(kill(pty_pid(c->pty), 0), -1);
    ck_assert_int_eq(errno, ESRCH);
}

START_TEST(q_restores_the_terminal)
{
    struct console c = console_open(&(struct console_options){.shell = true});
    console_wait_ready(&c);
    ck_assert(pty_alternate(c.pty));
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    check_restored(&c);
    console_close(&c);
}
END_TEST

static const char *const delays[] = {"stall", "slow", "429:retry-after=3600", "503"};

START_TEST(quitting_waits_for_nothing)
{
    struct console c =
        console_open(&(struct console_options){.faults = delays[_i], .shell = true});
    while (console_requests(&c, NULL, NULL) == 0)
        pty_wait_frame(c.pty);
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit_within(c.pty, PROMPT_MS), 0);
    check_restored(&c);
    console_close(&c);
}
END_TEST

START_TEST(ctrl_c_quits_when_pressed_again)
{
    struct console c = console_open(&(struct console_options){.shell = true});
    console_wait_ready(&c);
    pty_keys(c.pty, "\x03");
    pty_wait_text(c.pty, "Ctrl-C again");
    pty_keys(c.pty, "\x03");
    ck_assert_int_eq(pty_wait_exit_within(c.pty, PROMPT_MS), 0);
    check_restored(&c);
    console_close(&c);
}
END_TEST

static const int deadly[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT};

START_TEST(a_deadly_signal_leaves_a_whole_terminal)
{
    /* The sanitizers would handle these two themselves. */
    static const char *const env[] = {"ASAN_OPTIONS=handle_segv=0:handle_abort=0",
                                      "TSAN_OPTIONS=handle_segv=0:handle_abort=0", NULL};
    struct console c = console_open(
        &(struct console_options){.faults = "stall", .shell = true, .env = env});
    pty_wait_text(c.pty, "Reading companies");
    pty_signal(c.pty, deadly[_i]);
    ck_assert_int_eq(pty_wait_exit_within(c.pty, PROMPT_MS), 128 + deadly[_i]);
    check_restored(&c);
    console_close(&c);
}
END_TEST

START_TEST(a_closed_terminal_ends_the_program)
{
    struct console c = console_open(&(struct console_options){.faults = "stall"});
    pty_wait_text(c.pty, "Reading companies");
    pid_t pid = pty_pid(c.pty);
    pty_hang_up(c.pty);
    pty_wait_exit_within(c.pty, PROMPT_MS);
    ck_assert_int_eq(kill(pid, 0), -1);
    console_close(&c);
}
END_TEST

/* Even where SIGHUP is ignored, as under nohup. */
START_TEST(a_closed_terminal_ends_it_without_a_signal)
{
    static const char *const argv[] = {
        "/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh", CONSOLE_PROGRAM,
        "--demo",  NULL};
    struct pty *p = pty_run(argv, 24, 80);
    pty_wait_text(p, "Companies");
    pid_t pid = pty_pid(p);
    pty_hang_up(p);
    pty_wait_exit_within(p, PROMPT_MS);
    ck_assert_int_eq(kill(pid, 0), -1);
    pty_free(&p);
}
END_TEST

START_TEST(stopped_and_continued_in_another_size)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    pty_expect_screen(c.pty, "main-80x24");
    pty_keys(c.pty, "\x1a");
    pty_wait_stopped(c.pty);
    ck_assert(!pty_alternate(c.pty));
    pty_resize(c.pty, 24, 100);
    pty_signal(c.pty, SIGCONT);
    pty_expect_screen(c.pty, "main-100x24");
    ck_assert(pty_alternate(c.pty));
    /* A stop that is sent right after a continuation may be lost on its way. */
    do
        pty_signal(c.pty, SIGTSTP);
    while (!pty_stops_within(c.pty, 1000));
    ck_assert(!pty_alternate(c.pty));
    pty_signal(c.pty, SIGCONT);
    pty_wait_frame(c.pty);
    pty_keys(c.pty, "q");
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    console_close(&c);
}
END_TEST

/* --- what is no terminal --------------------------------------------------------- */

static void check_refusal(const char *script, const char *const *env, const char *said)
{
    const char *const argv[] = {"/bin/sh", "-c", script, CONSOLE_PROGRAM, NULL};
    struct pty *p = pty_start(&(struct pty_options){.argv = argv, .env = env});
    ck_assert_int_ne(pty_wait_exit(p), 0);
    ck_assert_msg(pty_raw_contains(p, said), "it says: %s", pty_raw(p, NULL));
    ck_assert(!pty_raw_contains(p, "\033["));
    pty_free(&p);
}

START_TEST(terminals_that_will_not_do_are_refused)
{
    static const char *const dumb[] = {"TERM=dumb", NULL};
    static const char *const unknown[] = {"TERM=no-such-terminal", NULL};
    static const char *const none[] = {"TERM", NULL};
    check_refusal("exec \"$0\" --demo", dumb, "cannot place its cursor");
    check_refusal("exec \"$0\" --demo", unknown, "not known here");
    check_refusal("exec \"$0\" --demo", none, "TERM is not set");
    check_refusal("\"$0\" --demo </dev/null", NULL, "needs a terminal");
    check_refusal("set -e; \"$0\" --demo | cat; false", NULL, "needs a terminal");
}
END_TEST

START_TEST(wrong_base_urls_are_refused)
{
    static const char *const key[] = {"CODAT_API_KEY=" CONSOLE_KEY, NULL};
    check_refusal("exec \"$0\" --base-url http://api.example.com", key, "https");
    check_refusal("exec \"$0\" --base-url file:///etc/passwd", key, "https://");
    check_refusal("exec \"$0\" --base-url file://localhost/x", key, "https://");
}
END_TEST

/* --- idle ------------------------------------------------------------------------ */

static long number_after(const char *path, const char *name)
{
    char line[256];
    long value = -1;
    FILE *f = fopen(path, "r");
    ck_assert_ptr_nonnull(f);
    while (fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0)
            value = strtol(line + strlen(name), NULL, 10);
    fclose(f);
    return value;
}

/* How often the main thread has gone to sleep: each time something had woken it. */
static long wakeups(const struct console *c)
{
    char *path = xasprintf("/proc/%ld/status", (long)pty_pid(c->pty));
    long n = number_after(path, "voluntary_ctxt_switches:");
    free(path);
    return n;
}

/* No read is due for an hour, so only an age could change: every ten seconds at most. In
 * between not a byte is written, and nobody wakes up. */
START_TEST(idle_is_idle)
{
    static const char *const args[] = {"--interval", "3600", NULL};
    static const char *const env[] = {"CODATOP_TEST_FRAMES", NULL};
    struct console c = console_open(&(struct console_options){.args = args, .env = env});
    while (console_requests(&c, "GET", "/dataStatus") < c.companies)
        pty_is_quiet(c.pty, 300);
    long woken = 0;
    bool quiet = false;
    for (int tries = 0; tries < 10 && !(quiet && woken <= 2); tries++) {
        long before = wakeups(&c);
        quiet = pty_is_quiet(c.pty, 3000);
        woken = wakeups(&c) - before;
    }
    if (!quiet || woken > 2)
        pty_fail(c.pty, "never idle for 3 s: %s, %ld wakeups", quiet ? "quiet" : "bytes",
                 woken);
    console_close(&c);
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("lifetime");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, q_restores_the_terminal);
    tcase_add_loop_test(tc, quitting_waits_for_nothing, 0,
                        sizeof delays / sizeof *delays);
    tcase_add_test(tc, ctrl_c_quits_when_pressed_again);
    tcase_add_loop_test(tc, a_deadly_signal_leaves_a_whole_terminal, 0,
                        sizeof deadly / sizeof *deadly);
    tcase_add_test(tc, a_closed_terminal_ends_the_program);
    tcase_add_test(tc, a_closed_terminal_ends_it_without_a_signal);
    tcase_add_test(tc, stopped_and_continued_in_another_size);
    tcase_add_test(tc, terminals_that_will_not_do_are_refused);
    tcase_add_test(tc, wrong_base_urls_are_refused);
    tcase_add_test(tc, idle_is_idle);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("screen_lifetime");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
