/* codatop on a terminal of its own, against a simulator in this process: what it needs
 * and uses is not counted as codatop's. */
#ifndef CODATOP_BENCH_CONSOLE_H
#define CODATOP_BENCH_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/sim.h"
#include "tests/pty.h"

#define CONSOLE_ROWS 24
#define CONSOLE_COLS 80

/* A simulator; ends the program with a message where it cannot start. */
struct sim *console_sim(unsigned companies, bool quiet);
/* Starts codatop (a path) against url. frames: each repaint ends with the mark that
 * tests/pty.h waits for; without, its bytes are those that a person's terminal gets. */
struct pty *console_start(const char *codatop, const char *url, bool frames);
/* Lets the program run for that long, and takes what it paints. */
void console_rest(struct pty *p, bool frames, int64_t ms);

/* A field of /proc/PID/status in its own unit, such as "VmRSS"; 0 where there is none. */
long console_status(pid_t pid, const char *field);
/* How often the threads of the process went to sleep so far. */
long console_sleeps(pid_t pid);
/* Milliseconds of processor time that it used so far. */
double console_cpu_ms(pid_t pid);

#endif
