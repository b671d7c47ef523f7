/* The terminal itself: taking it over, giving it back on every way out, its size, its
 * keys and its bytes. */
#ifndef CODATOP_UI_SCREEN_H
#define CODATOP_UI_SCREEN_H

#include <stdbool.h>

#include "ui/pointer.h"

struct screen;

/* Takes the terminal on standard input and output over. On failure NULL and *error, a
 * sentence (free() it). From here to screen_close a crash or SIGQUIT restores the
 * terminal before it takes its course. One screen at a time. */
struct screen *screen_open(bool frame_titles, char **error);
void screen_close(struct screen **screen);

int screen_input_fd(const struct screen *s);
/* The next key as ui/keys.h names them. False when none is waiting; *gone is set when no
 * key will ever come again. */
bool screen_key(struct screen *s, int *key, bool *gone);
/* After KEY_POINTER: what the mouse did. */
struct pointer screen_pointer(const struct screen *s);
/* Whether the terminal tells what the mouse does; off at first. Off, it selects text as
 * anywhere. */
void screen_mouse(struct screen *s, bool on);
/* Sends what was drawn and differs from what the terminal shows. */
void screen_flush(struct screen *s);
/* Sends bytes that show nothing (a bell, a text to copy) as they are. */
void screen_send(struct screen *s, const char *bytes);
/* Whether the terminal's cursor shows. */
void screen_show_cursor(struct screen *s, bool shows);
/* Sends everything again with the next flush. */
void screen_repaint(struct screen *s);
void screen_size(const struct screen *s, int *rows, int *cols);
/* Reads the terminal's size again. */
void screen_resize(struct screen *s);
/* Gives the terminal back, stops the process group, and takes it over when continued. */
void screen_suspend(struct screen *s);

#endif
