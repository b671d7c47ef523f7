/* What the two halves of the terminal harness share: pty.c (the process and its bytes)
 * and pty_screen.c (what they look like). */
#ifndef CODATOP_TESTS_PTY_PRIVATE_H
#define CODATOP_TESTS_PTY_PRIVATE_H

#include <vterm.h>

#include "base/buf.h"
#include "tests/pty.h"

struct pty {
    struct pty *next; /* of those that were started and not freed */
    int fd;           /* the master side; -1 when hung up */
    pid_t child;      /* what was forked: the program, or the shell before it */
    pid_t program;    /* from the title "pid=N" where there is a shell */
    bool shell;
    bool reaped;
    int status; /* exit status, once reaped */
    bool eof;
    bool modes_restored; /* from the title "modes=same" */
    char *home;

    struct buf raw; /* every byte that was read */
    size_t fed;     /* how many of them the terminal has seen */
    VTerm *vterm;
    VTermScreen *screen;
    struct buf answer; /* what the terminal itself has to say to the program */
    struct buf title;  /* of the title that is arriving */
    unsigned long frames;
    bool frame_ended;    /* set by the title callback, cleared by whoever acts on it */
    bool awaits_repaint; /* resized: frames count again after the screen was cleared */
    size_t resized_at;   /* bytes of raw at that moment */
    bool alternate, cursor_shown;

    struct buf row; /* pty_row's answer */
};

/* Sets up libvterm and its callbacks. */
void pty_screen_open(struct pty *p, int rows, int cols);
void pty_screen_close(struct pty *p);
/* Shows the terminal the bytes that it has not seen, up to the end of the next frame;
 * true when there was one. */
bool pty_feed(struct pty *p);
/* Shows it all of them. */
void pty_feed_all(struct pty *p);
/* Writes screen and bytes to standard error. */
void pty_dump(struct pty *p);
/* Sends bytes to the program, all of them. */
void pty_write(struct pty *p, const char *bytes, size_t len);
/* Builds the child's environment (a NULL-terminated array, free() it and its strings). */
char **pty_environment(const char *home, const char *const *changes);

#endif
