/* The tmux that this process runs in, by its own command. */
#ifndef CODATOP_UI_TMUX_H
#define CODATOP_UI_TMUX_H

#include <stdbool.h>

/* Puts the text into tmux's newest buffer and has tmux send it on to the clipboard of the
 * terminal outside. False where there is no such command, it is older than 3.2, or it
 * does not end within two seconds. */
bool tmux_load(const char *text);

#endif
