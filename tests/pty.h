/* Programs under test on a terminal of their own: a pseudo-terminal whose output goes
 * into libvterm, so that a test sees what a person would see.
 *
 * The screen is only ever looked at between two frames. A program that runs with
 * CODATOP_TEST_FRAMES=1 (always set here) writes the OSC title "frame=N" after each
 * doupdate(); bytes are fed to the terminal up to that mark and no further, so a test
 * never sees half a frame. Nothing here sleeps: every wait is a wait for bytes, with a
 * deadline that only a broken program reaches. A wait that fails writes the screen and
 * the raw bytes to standard error and fails the running Check test. */
#ifndef CODATOP_TESTS_PTY_H
#define CODATOP_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct pty;

/* Seconds for tcase_set_timeout: more than any wait in here. */
#define PTY_TEST_TIMEOUT 180

struct pty_options {
    const char *const
        *argv; /* the program, found without PATH, and its arguments; or … */
    int (*child)(
        void *arg); /* … a function that runs in the child; result: exit status */
    void *arg;
    const char *const *env; /* "NAME=value" sets and "NAME" removes; NULL: neither */
    int rows, cols;         /* 0: 24 and 80 */
    /* Puts a small process between, as a shell would be: it leads the session, outlives
     * the program, and tells whether the terminal's modes are afterwards what they were.
     */
    bool shell;
};

/* Starts the child with a fixed environment: LC_ALL=C.UTF-8, TZ=UTC, TERM=xterm-256color,
 * HOME and TMPDIR in a fresh directory, no LINES, COLUMNS, NO_COLOR, CODAT_*, CODATOP_*
 * or proxies; options->env is applied last. */
struct pty *pty_start(const struct pty_options *options);
/* Starts argv (as above) with rows x cols and nothing else. */
struct pty *pty_run(const char *const *argv, int rows, int cols);
/* Kills what still runs, removes the directory, clears *p. */
void pty_free(struct pty **p);

/* --- what the person does ----------------------------------------------------------- */

/* Types bytes; "\033[B" is an arrow key. */
void pty_keys(struct pty *p, const char *bytes);
/* Changes the terminal's size, and tells the program (SIGWINCH). */
void pty_resize(struct pty *p, int rows, int cols);
/* Sends a signal to the program. */
void pty_signal(struct pty *p, int signal);
/* Closes the terminal, as a lost connection does. */
void pty_hang_up(struct pty *p);

/* --- waiting ------------------------------------------------------------------------ */

typedef bool pty_condition(struct pty *p, const void *arg);

/* Waits until condition holds at the end of a frame; what is for the failure's text. It
 * is evaluated at once where a frame was seen before. */
void pty_wait_until(struct pty *p, pty_condition *condition, const void *arg,
                    const char *what);
/* The same for at most limit_ms: false instead of a failure. */
bool pty_wait_within(struct pty *p, pty_condition *condition, const void *arg,
                     int64_t limit_ms);
/* Waits until some row shows text; until none does. */
void pty_wait_text(struct pty *p, const char *text);
void pty_wait_no_text(struct pty *p, const char *text);
/* Waits for the next frame that the program paints. */
void pty_wait_frame(struct pty *p);
/* Waits until the program's bytes contain text: for programs that paint no frames. */
void pty_wait_raw(struct pty *p, const char *text);
/* Waits until the program is stopped (SIGSTOP, SIGTSTP). Not with options.shell. */
void pty_wait_stopped(struct pty *p);
/* The same for at most limit_ms: false instead of a failure. */
bool pty_stops_within(struct pty *p, int64_t limit_ms);
/* Reads to the end of file and waits for the child. Returns its exit status, or 128 plus
 * the signal that ended it. */
int pty_wait_exit(struct pty *p);
/* The same, but fails when it takes more than limit_ms from now: for "quits at once". */
int pty_wait_exit_within(struct pty *p, int64_t limit_ms);
/* Reads for quiet_ms; true when not a single byte came. */
bool pty_is_quiet(struct pty *p, int64_t quiet_ms);

/* --- what the person sees ----------------------------------------------------------- */

struct pty_cell {
    char text[32]; /* UTF-8: base and combining marks; "" behind a wide character */
    int width;     /* cells: 1 or 2; 0 behind a wide character */
    int fg, bg;    /* palette index, or PTY_DEFAULT */
    bool bold, underline, reverse;
};

#define PTY_DEFAULT (-1)
#define PTY_RGB (-2)

int pty_rows(const struct pty *p);
int pty_cols(const struct pty *p);
/* A row's text without trailing spaces; "" outside. Good until the next call for p. */
const char *pty_row(struct pty *p, int row);
/* All rows, each ended by a line feed. A new string (free() it). */
char *pty_screen_text(struct pty *p);
/* Outside the screen: an empty cell of width 0. */
struct pty_cell pty_cell(struct pty *p, int row, int col);
/* The first row that contains text, or -1. */
int pty_find_row(struct pty *p, const char *text);
/* The cell where text starts in that row, or -1. */
int pty_find_col(struct pty *p, int row, const char *text);
/* Where the cursor is, and whether it shows. */
bool pty_cursor(struct pty *p, int *row, int *col);
/* Whether the alternate screen is shown. */
bool pty_alternate(const struct pty *p);
/* Frames seen so far. */
unsigned long pty_frames(const struct pty *p);

/* Waits until the screen is the one in tests/screens/NAME.txt, fails with the differing
 * rows otherwise. With CODATOP_UPDATE_SCREENS=1 in the environment it writes the file
 * instead, once the program has been quiet for a moment. */
void pty_expect_screen(struct pty *p, const char *name);

/* --- everything else that can be known of the program ---------------------------- */

/* Bytes that it has written so far (read first, as far as they are there). */
size_t pty_bytes_written(struct pty *p);
/* All of them; *len may be NULL. Good until the next call for p. */
const char *pty_raw(const struct pty *p, size_t *len);
/* Whether the bytes contain text. */
bool pty_raw_contains(const struct pty *p, const char *text);
/* Process id of the program. */
pid_t pty_pid(const struct pty *p);
/* After pty_wait_exit, with options.shell: were the terminal's modes restored? */
bool pty_modes_restored(const struct pty *p);
/* Its home directory. */
const char *pty_home(const struct pty *p);
/* Writes screen and bytes to standard error and fails the test. */
void pty_fail(struct pty *p, const char *format, ...)
    __attribute__((format(printf, 2, 3), noreturn));

#endif
