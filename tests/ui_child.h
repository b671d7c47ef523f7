/* The program under test of the screen's tests: a world built by hand, shown by ui/, with
 * a clock that only moves when it is told to. */
#ifndef CODATOP_TESTS_UI_CHILD_H
#define CODATOP_TESTS_UI_CHILD_H

#include "tests/pty.h"
#include "ui/ui.h"

/* A child on its terminal, and the pipe that tells it what happens in its world. */
struct child {
    struct ui_config config;
    int orders[2];
    struct pty *pty;
};

/* Starts it with nothing known yet. env as for pty_start, may be NULL. */
void child_start(struct child *c, int rows, int cols, const char *const *env);
/* Lets something happen; the next frame shows it. Orders:
 *   picture              the companies of the picture arrive
 *   many FIRST COUNT TOTAL   a page of made-up companies arrives
 *   names A B …          a whole list of these companies arrives
 *   pull ID TYPE STATUS PROGRESS   a pull of Northwind moves (progress -1: it ended)
 *   status COMPANY TYPE STATUS   a company's one data type is read
 *   fail OP              the read of list, statuses, pulls or pull fails: no answer
 *   wait MS              time goes by
 *   say TEXT, complain TEXT   a message, an error
 *   unlink ID            that company's connection is deauthorized
 *   rich                 Northwind Traders has all that a company can have
 *   answer WHAT          what the open dialog reads is answered: validation ERRORS
 *                        WARNINGS, raw LINES (0: a data status), none (404), failure,
 *                        or "read": by what is known already
 *   crash, abort         the program dies */
void child_order(struct child *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Ends it with q and checks that it ended well. */
void child_quit(struct child *c);

#endif
