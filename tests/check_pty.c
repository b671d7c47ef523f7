/* The terminal harness itself, against small children. */
#include "config.h"

#include <check.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "tests/pty.h"
#include "tests/suite.h"

static void say(const char *text)
{
    fputs(text, stdout);
    fflush(stdout);
}

static void raw_mode(void)
{
    struct termios modes;
    tcgetattr(STDIN_FILENO, &modes);
    cfmakeraw(&modes);
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

static struct pty *start(int (*child)(void *), void *arg, int rows, int cols)
{
    struct pty_options o = {.child = child, .arg = arg, .rows = rows, .cols = cols};
    return pty_start(&o);
}

static int paint_cells(void *arg)
{
    (void)arg;
    raw_mode();
    say("\033[2J\033[Hplain \033[1;31mred\033[0m \033[7mback\033[0m");
    say("\033[2;1H東京 e\u0301x");
    say("\033]2;frame=1\a");
    getchar();
    return 0;
}

START_TEST(cells_have_text_and_attributes)
{
    struct pty *p = start(paint_cells, NULL, 5, 40);
    pty_wait_text(p, "plain red back");
    ck_assert_int_eq(pty_rows(p), 5);
    ck_assert_int_eq(pty_cols(p), 40);
    struct pty_cell red = pty_cell(p, 0, 6);
    ck_assert_str_eq(red.text, "r");
    ck_assert(red.bold);
    ck_assert_int_eq(red.fg, 1);
    ck_assert_int_eq(red.bg, PTY_DEFAULT);
    ck_assert(!pty_cell(p, 0, 0).bold);
    ck_assert_int_eq(pty_cell(p, 0, 0).fg, PTY_DEFAULT);
    ck_assert(pty_cell(p, 0, 10).reverse);
    pty_keys(p, "x");
    ck_assert_int_eq(pty_wait_exit(p), 0);
    pty_free(&p);
    ck_assert_ptr_null(p);
}
END_TEST

START_TEST(wide_and_combining_characters_keep_their_cells)
{
    struct pty *p = start(paint_cells, NULL, 5, 40);
    pty_wait_text(p, "東京");
    ck_assert_str_eq(pty_row(p, 1), "東京 e\u0301x");
    ck_assert_int_eq(pty_cell(p, 1, 0).width, 2);
    ck_assert_int_eq(pty_cell(p, 1, 1).width, 0);
    ck_assert_str_eq(pty_cell(p, 1, 2).text, "京");
    ck_assert_str_eq(pty_cell(p, 1, 5).text, "e\u0301");
    ck_assert_int_eq(pty_find_row(p, "京"), 1);
    ck_assert_int_eq(pty_find_col(p, 1, "京"), 2);
    ck_assert_int_eq(pty_find_col(p, 1, "x"), 6);
    ck_assert_int_eq(pty_find_row(p, "nowhere"), -1);
    ck_assert_int_eq(pty_find_col(p, 1, "nowhere"), -1);
    ck_assert_int_eq(pty_cell(p, 9, 9).width, 0);
    ck_assert_str_eq(pty_row(p, 9), "");
    pty_free(&p);
}
END_TEST

/* Each frame shows the same number in all four corners, in many small writes. */
static int paint_frames(void *arg)
{
    (void)arg;
    raw_mode();
    for (int n = 1; n <= 200; n++) {
        char text[64];
        say("\033[H");
        for (int row = 1; row <= 10; row++) {
            snprintf(text, sizeof text, "\033[%d;1Hn=%d  ", row, n);
            say(text);
        }
        snprintf(text, sizeof text, "\033]2;frame=%d\033\\", n);
        say(text);
    }
    getchar();
    return 3;
}

static bool torn(struct pty *p, const void *arg)
{
    (void)arg;
    char first[32];
    snprintf(first, sizeof first, "%s", pty_row(p, 0));
    for (int row = 1; row < 10; row++)
        if (strcmp(first, pty_row(p, row)) != 0)
            pty_fail(p, "row %d shows %s, the first %s", row, pty_row(p, row), first);
    return strcmp(first, "n=200") == 0;
}

START_TEST(a_frame_is_seen_whole_or_not_at_all)
{
    struct pty *p = start(paint_frames, NULL, 10, 20);
    pty_wait_until(p, torn, NULL, "frame 200");
    ck_assert_uint_eq(pty_frames(p), 200);
    pty_keys(p, "x");
    ck_assert_int_eq(pty_wait_exit(p), 3);
    pty_free(&p);
}
END_TEST

static void on_resize(int signal)
{
    (void)signal;
}

/* SIGWINCH is blocked but for the wait, so that none falls between painting and waiting.
 */
static int paint_size(void *arg)
{
    (void)arg;
    raw_mode();
    struct sigaction action = {.sa_handler = on_resize};
    sigset_t blocked, none;
    sigemptyset(&none);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGWINCH);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    sigaction(SIGWINCH, &action, NULL);
    struct pollfd key = {.fd = STDIN_FILENO, .events = POLLIN};
    do {
        struct winsize size;
        ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
        printf("\033[H\033[2J%dx%d\033]2;frame=1\a", size.ws_col, size.ws_row);
        fflush(stdout);
    } while (ppoll(&key, 1, NULL, &none) < 0);
    return getchar();
}

START_TEST(a_resize_reaches_the_program)
{
    struct pty *p = start(paint_size, NULL, 24, 80);
    pty_wait_text(p, "80x24");
    pty_resize(p, 50, 132);
    pty_wait_text(p, "132x50");
    ck_assert_int_eq(pty_cols(p), 132);
    pty_resize(p, 3, 10);
    pty_wait_text(p, "10x3");
    pty_wait_no_text(p, "132x50");
    pty_keys(p, "\x05");
    ck_assert_int_eq(pty_wait_exit(p), 5);
    pty_free(&p);
}
END_TEST

static int ask_cursor(void *arg)
{
    (void)arg;
    raw_mode();
    say("\033[3;7H\033[6n");
    char answer[16] = "";
    ssize_t n = read(STDIN_FILENO, answer, sizeof answer - 1);
    printf("\033[1;1Hgot %zd %s\033]2;frame=1\a", n, answer + 1);
    fflush(stdout);
    getchar();
    return 0;
}

START_TEST(the_terminal_answers_questions)
{
    struct pty *p = start(ask_cursor, NULL, 0, 0);
    /* Frames are awaited so that the question is fed to the terminal. */
    pty_wait_text(p, "got 6 [3;7R");
    pty_free(&p);
}
END_TEST

static int hide(void *arg)
{
    (void)arg;
    raw_mode();
    say("before\033[?1049h\033[?25l\033[2;4H\033]2;frame=1\a");
    getchar();
    say("\033[?25h\033[?1049l");
    return 0;
}

START_TEST(the_alternate_screen_and_the_cursor_are_known)
{
    struct pty *p = start(hide, NULL, 0, 0);
    pty_wait_no_text(p, "before");
    int row, col;
    ck_assert(pty_alternate(p));
    ck_assert(!pty_cursor(p, &row, &col));
    ck_assert_int_eq(row, 1);
    ck_assert_int_eq(col, 3);
    pty_keys(p, "x");
    ck_assert_int_eq(pty_wait_exit(p), 0);
    ck_assert(!pty_alternate(p));
    ck_assert(pty_cursor(p, &row, &col));
    ck_assert_str_eq(pty_row(p, 0), "before");
    pty_free(&p);
}
END_TEST

static int print_environment(void *arg)
{
    (void)arg;
    static const char *const names[] = {
        "LC_ALL", "TZ", "TERM", "CODATOP_TEST_FRAMES", "LINES", "EXTRA", "COLUMNS"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        printf("%s=%s.\n", names[i], value ? value : "(unset)");
    }
    printf("HOME is %s.\n", getenv("HOME"));
    return 0;
}

START_TEST(the_environment_is_fixed)
{
    setenv("LINES", "99", 1);
    setenv("COLUMNS", "99", 1);
    const char *const env[] = {"EXTRA=more", "TERM=vt100", "TZ", NULL};
    struct pty_options o = {.child = print_environment, .env = env};
    struct pty *p = pty_start(&o);
    ck_assert_int_eq(pty_wait_exit(p), 0);
    char *screen = pty_screen_text(p);
    ck_assert_ptr_nonnull(strstr(screen, "LC_ALL=C.UTF-8.\nTZ=(unset).\nTERM=vt100.\n"
                                         "CODATOP_TEST_FRAMES=1.\nLINES=(unset).\n"
                                         "EXTRA=more.\nCOLUMNS=(unset).\n"));
    ck_assert_ptr_nonnull(strstr(screen, pty_home(p)));
    free(screen);
    char home[256];
    snprintf(home, sizeof home, "%s", pty_home(p));
    ck_assert_int_eq(access(home, F_OK), 0);
    pty_free(&p);
    ck_assert_int_ne(access(home, F_OK), 0);
}
END_TEST

static int break_modes(void *arg)
{
    raw_mode();
    say("broken");
    if (arg)
        raise(SIGKILL);
    getchar();
    return 4;
}

static int keep_modes(void *arg)
{
    (void)arg;
    say("whole");
    return 0;
}

START_TEST(the_shell_notices_broken_modes)
{
    struct pty_options o = {.child = break_modes, .shell = true};
    struct pty *p = pty_start(&o);
    pty_wait_raw(p, "broken");
    pty_keys(p, "x");
    ck_assert_int_eq(pty_wait_exit(p), 4);
    ck_assert(!pty_modes_restored(p));
    pty_free(&p);
    o.child = keep_modes;
    p = pty_start(&o);
    ck_assert_int_eq(pty_wait_exit(p), 0);
    ck_assert(pty_modes_restored(p));
    ck_assert(pty_raw_contains(p, "whole"));
    pty_free(&p);
}
END_TEST

START_TEST(signals_reach_the_program_behind_the_shell)
{
    struct pty_options o = {.child = break_modes, .shell = true};
    struct pty *p = pty_start(&o);
    pty_wait_raw(p, "broken");
    pty_signal(p, SIGTERM);
    ck_assert_int_eq(pty_wait_exit(p), 128 + SIGTERM);
    pty_free(&p);
}
END_TEST

START_TEST(a_signal_is_an_exit_status)
{
    int kill_itself = 1;
    struct pty *p = start(break_modes, &kill_itself, 0, 0);
    ck_assert_int_eq(pty_wait_exit(p), 128 + SIGKILL);
    pty_free(&p);
}
END_TEST

START_TEST(a_lost_terminal_ends_the_program)
{
    struct pty *p = start(break_modes, NULL, 0, 0);
    pty_wait_raw(p, "broken");
    pty_hang_up(p);
    ck_assert_int_eq(pty_wait_exit(p), 128 + SIGHUP);
    pty_free(&p);
}
END_TEST

static int stop_once(void *arg)
{
    (void)arg;
    raise(SIGSTOP);
    say("continued");
    return 0;
}

START_TEST(stopping_and_continuing)
{
    struct pty *p = start(stop_once, NULL, 0, 0);
    pty_wait_stopped(p);
    ck_assert(!pty_raw_contains(p, "continued"));
    pty_signal(p, SIGCONT);
    ck_assert_int_eq(pty_wait_exit(p), 0);
    ck_assert(pty_raw_contains(p, "continued"));
    pty_free(&p);
}
END_TEST

static int flood(void *arg)
{
    (void)arg;
    raw_mode();
    for (int i = 0; i < 2000; i++)
        say("0123456789012345678901234567890123456789012345678901234567890123456789\r\n");
    return 0;
}

START_TEST(all_bytes_are_drained_before_the_end)
{
    struct pty *p = start(flood, NULL, 0, 0);
    ck_assert_int_eq(pty_wait_exit(p), 0);
    ck_assert_uint_eq(pty_bytes_written(p), 2000 * 72);
    pty_free(&p);
}
END_TEST

START_TEST(quiet_means_not_a_byte)
{
    struct pty *p = start(paint_cells, NULL, 0, 0);
    pty_wait_text(p, "plain");
    ck_assert(pty_is_quiet(p, 50));
    pty_free(&p);
    p = start(paint_frames, NULL, 0, 0);
    ck_assert(!pty_is_quiet(p, 10000));
    pty_free(&p);
}
END_TEST

START_TEST(a_program_is_run_with_its_arguments)
{
    const char *const argv[] = {"/bin/sh", "-c",  "echo \"one $1\"; exit 7",
                                "sh",      "two", NULL};
    struct pty *p = pty_run(argv, 24, 80);
    ck_assert_int_eq(pty_wait_exit(p), 7);
    ck_assert_str_eq(pty_row(p, 0), "one two");
    pty_free(&p);
}
END_TEST

START_TEST(a_screen_is_compared_with_its_fixture)
{
    struct pty *p = start(paint_cells, NULL, 3, 40);
    pty_expect_screen(p, "harness");
    pty_free(&p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pty");
    TCase *tc = tcase_create("pty");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, cells_have_text_and_attributes);
    tcase_add_test(tc, wide_and_combining_characters_keep_their_cells);
    tcase_add_test(tc, a_frame_is_seen_whole_or_not_at_all);
    tcase_add_test(tc, a_resize_reaches_the_program);
    tcase_add_test(tc, the_terminal_answers_questions);
    tcase_add_test(tc, the_alternate_screen_and_the_cursor_are_known);
    tcase_add_test(tc, the_environment_is_fixed);
    tcase_add_test(tc, the_shell_notices_broken_modes);
    tcase_add_test(tc, signals_reach_the_program_behind_the_shell);
    tcase_add_test(tc, a_signal_is_an_exit_status);
    tcase_add_test(tc, a_lost_terminal_ends_the_program);
    tcase_add_test(tc, stopping_and_continuing);
    tcase_add_test(tc, all_bytes_are_drained_before_the_end);
    tcase_add_test(tc, quiet_means_not_a_byte);
    tcase_add_test(tc, a_program_is_run_with_its_arguments);
    tcase_add_test(tc, a_screen_is_compared_with_its_fixture);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
