/* Gives the terminal back when the program crashes. Private to the screen. */
#ifndef CODATOP_UI_CRASH_H
#define CODATOP_UI_CRASH_H

#include <stddef.h>
#include <termios.h>

/* From now on a crash signal (SEGV, BUS, FPE, ILL, ABRT) or SIGQUIT writes reset (copied)
 * to fd and restores modes, then takes the course it would have taken. */
void crash_guard(int fd, const char *reset, size_t len, const struct termios *modes);
/* While paused the terminal is not ours, and nothing is written. */
void crash_pause(void);
void crash_resume(void);
/* Puts the former handlers back. */
void crash_unguard(void);

#endif
