/* Putting text into the clipboard of the person at the terminal, who may sit at another
 * machine: OSC 52, and what multiplexers in between make of it. No terminal confirms
 * it. The encoding is pure. */
#ifndef CODATOP_UI_CLIPBOARD_H
#define CODATOP_UI_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of text: base64 makes just under 100,000 of them, which is what xterm takes. */
#define CLIPBOARD_MOST 74994

enum clipboard_route {
    CLIPBOARD_NONE,  /* the terminal is known to have none */
    CLIPBOARD_PLAIN, /* OSC 52 */
    CLIPBOARD_TMUX,  /* the same twice, the second time wrapped for tmux to let through */
    CLIPBOARD_SCREEN, /* in pieces that GNU screen lets through; plain, too, if short */
};

/* From the environment variables TERM, TMUX and STY (NULL: not set). */
enum clipboard_route clipboard_route(const char *term, const char *tmux, const char *sty);
/* What to write to the terminal: a new string (free() it) of ASCII without NUL bytes;
 * NULL where the text is longer than CLIPBOARD_MOST or the route is CLIPBOARD_NONE. */
char *clipboard_sequence(enum clipboard_route route, const char *text);
/* Base64 of RFC 4648, with padding. A new string. */
char *clipboard_base64(const char *bytes, size_t len);

/* What became of it, as far as anybody can know. */
enum clipboard_outcome {
    CLIPBOARD_IMPOSSIBLE, /* this terminal takes none */
    CLIPBOARD_TOO_LONG,
    CLIPBOARD_SENT,      /* the terminal decides */
    CLIPBOARD_TMUX_TOOK, /* tmux has it in its buffer and has sent it on */
};

struct screen;

/* Copies the text, by the environment of this process. Inside tmux its own command comes
 * first: with tmux's default settings it ignores what programs send, wrapped or not. */
enum clipboard_outcome clipboard_copy(struct screen *screen, const char *text);

#endif
