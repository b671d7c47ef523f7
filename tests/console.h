/* The whole program on a terminal, against the simulator inside the test: its time stands
 * still until the test moves it, and its requests can be counted. */
#ifndef CODATOP_TESTS_CONSOLE_H
#define CODATOP_TESTS_CONSOLE_H

#include <stddef.h>
#include <stdint.h>

#include "sim/sim.h"
#include "tests/pty.h"

/* The program under test. */
#define CONSOLE_PROGRAM BUILD_DIR "/codatop"

/* The key that the program is given, and as it travels; neither may be seen anywhere. */
#define CONSOLE_KEY "canary-Key-0815/with+signs"
#define CONSOLE_KEY_BASE64 "Y2FuYXJ5LUtleS0wODE1L3dpdGgrc2lnbnM="
/* The program's date, and the simulation's, when the program starts. */
#define CONSOLE_NOW "2026-11-24T09:14:00Z"

struct console {
    struct sim *sim; /* NULL where another server was named */
    struct pty *pty;
    unsigned companies;
};

/* Zeros are good defaults. */
struct console_options {
    int rows, cols;
    unsigned companies;      /* 0: 12 */
    const char *faults;      /* of the simulator, from the start */
    const char *base_url;    /* another server than the simulator */
    const char *const *args; /* more arguments, NULL-terminated; NULL: none */
    const char *const *env;  /* as in pty_options */
    bool shell;              /* as in pty_options */
    bool demo;               /* --demo, instead of the simulator inside the test */
};

/* Starts both, and does not wait for anything. */
struct console console_open(const struct console_options *options);
/* Ends both. Fails the test when the key is anywhere in what the program wrote. */
void console_close(struct console *c);

/* Waits until the companies, the statuses and the history of the first are on screen. */
void console_wait_ready(struct console *c);
/* Waits until the status of every company was asked for: nothing new comes after that. */
void console_wait_settled(struct console *c);
/* Replaces the simulator's faults; "" ends them. */
void console_faults(struct console *c, const char *faults);
/* Requests so far with that method (NULL: any) and path part (NULL: any). */
size_t console_requests(struct console *c, const char *method, const char *path_part);

#endif
