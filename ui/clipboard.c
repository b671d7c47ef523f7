/* Putting text into the clipboard of the person at the terminal. */
#include "config.h"

#include "ui/clipboard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "ui/screen.h"
#include "ui/tmux.h"

/* GNU screen takes strings of at most 768 bytes, and shows what is more. */
#define SCREEN_MOST 700
#define SCREEN_PIECE 240

/* The names of terminals that have no clipboard begin so; some would show the sequence.
 */
static const char *const without[] = {"dumb", "linux",  "vt", "ansi", "cons25",
                                      "sun",  "cygwin", "wy", "hurd", "unknown"};

static bool begins(const char *s, const char *beginning)
{
    return s && strncmp(s, beginning, strlen(beginning)) == 0;
}

enum clipboard_route clipboard_route(const char *term, const char *tmux, const char *sty)
{
    if (!term || !*term)
        return CLIPBOARD_NONE;
    if ((tmux && *tmux) || begins(term, "tmux"))
        return CLIPBOARD_TMUX;
    if ((sty && *sty) || begins(term, "screen"))
        return CLIPBOARD_SCREEN;
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (begins(term, without[i]))
            return CLIPBOARD_NONE;
    return CLIPBOARD_PLAIN;
}

char *clipboard_base64(const char *bytes, size_t len)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct buf out = {0};
    for (size_t i = 0; i < len; i += 3) {
        size_t left = len - i;
        uint32_t group = (uint32_t)(unsigned char)bytes[i] << 16;
        if (left > 1)
            group |= (uint32_t)(unsigned char)bytes[i + 1] << 8;
        if (left > 2)
            group |= (unsigned char)bytes[i + 2];
        buf_addc(&out, digits[group >> 18]);
        buf_addc(&out, digits[group >> 12 & 63]);
        buf_addc(&out, left > 1 ? digits[group >> 6 & 63] : '=');
        buf_addc(&out, left > 2 ? digits[group & 63] : '=');
    }
    return buf_take(&out);
}

/* Inside tmux's wrapping each ESC stands twice. */
static void wrap_for_tmux(struct buf *b, const char *sequence)
{
    buf_adds(b, "\033Ptmux;");
    for (; *sequence; sequence++) {
        if (*sequence == '\033')
            buf_addc(b, '\033');
        buf_addc(b, *sequence);
    }
    buf_adds(b, "\033\\");
}

/* Each piece is a string of its own; screen hands their contents on one after another. */
static void cut_for_screen(struct buf *b, const char *sequence)
{
    size_t len = strlen(sequence);
    for (size_t at = 0; at < len; at += SCREEN_PIECE) {
        buf_adds(b, "\033P");
        buf_add(b, sequence + at, len - at < SCREEN_PIECE ? len - at : SCREEN_PIECE);
        buf_adds(b, "\033\\");
    }
}

char *clipboard_sequence(enum clipboard_route route, const char *text)
{
    size_t len = strlen(text);
    if (route == CLIPBOARD_NONE || len > CLIPBOARD_MOST)
        return NULL;
    struct buf plain = {0}, out = {0};
    char *encoded = clipboard_base64(text, len);
    buf_addf(&plain, "\033]52;c;%s\007", encoded);
    /* A terminal called "screen" may be a distant tmux; GNU screen ignores it. */
    if (route != CLIPBOARD_SCREEN || plain.len <= SCREEN_MOST)
        buf_adds(&out, buf_str(&plain));
    if (route == CLIPBOARD_TMUX)
        wrap_for_tmux(&out, buf_str(&plain));
    if (route == CLIPBOARD_SCREEN)
        cut_for_screen(&out, buf_str(&plain));
    free(encoded);
    buf_free(&plain);
    return buf_take(&out);
}

enum clipboard_outcome clipboard_copy(struct screen *screen, const char *text)
{
    const char *tmux = getenv("TMUX");
    enum clipboard_route route = clipboard_route(getenv("TERM"), tmux, getenv("STY"));
    if (strlen(text) > CLIPBOARD_MOST)
        return CLIPBOARD_TOO_LONG;
    if (tmux && *tmux && tmux_load(text))
        return CLIPBOARD_TMUX_TOOK;
    char *sequence = clipboard_sequence(route, text);
    if (!sequence)
        return CLIPBOARD_IMPOSSIBLE;
    screen_send(screen, sequence);
    free(sequence);
    return CLIPBOARD_SENT;
}
