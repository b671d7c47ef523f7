/* What a mouse sends, read character by character. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "ui/pointer.h"

/* Of a button's number: what was held (shift, meta, control), and the buttons. */
#define HELD 0x1c
#define BUTTON_LEFT 0
#define BUTTON_WHEEL_UP 64
#define BUTTON_WHEEL_DOWN 65
#define OLD_SHIFT 32 /* the older numbers begin there */

void pointer_begin(struct pointer_reader *r, bool old)
{
    *r = (struct pointer_reader){.reading = true, .old = old};
}

static struct pointer pointer_of(int button, int x, int y)
{
    static const struct {
        int button;
        enum pointer_what what;
    } buttons[] = {
        {BUTTON_LEFT, POINTER_PRESS},
        {BUTTON_WHEEL_UP, POINTER_WHEEL_UP},
        {BUTTON_WHEEL_DOWN, POINTER_WHEEL_DOWN},
    };
    struct pointer p = {POINTER_NOTHING, y - 1, x - 1};
    for (size_t i = 0; i < sizeof buttons / sizeof buttons[0]; i++)
        if (buttons[i].button == (button & ~HELD) && x > 0 && y > 0)
            p.what = buttons[i].what;
    return p;
}

static enum pointer_state take_old(struct pointer_reader *r, long c, struct pointer *out)
{
    r->text[r->len++] = c >= OLD_SHIFT && c < 127 ? (char)c : OLD_SHIFT;
    if (r->len < 3)
        return POINTER_MORE;
    r->reading = false;
    *out = pointer_of(r->text[0] - OLD_SHIFT, r->text[1] - OLD_SHIFT,
                      r->text[2] - OLD_SHIFT);
    return POINTER_DONE;
}

enum pointer_state pointer_take(struct pointer_reader *r, long c, struct pointer *out)
{
    int button, x, y;
    if (r->old)
        return take_old(r, c, out);
    if (((c >= '0' && c <= '9') || c == ';') && r->len < sizeof r->text - 1) {
        r->text[r->len++] = (char)c;
        return POINTER_MORE;
    }
    r->reading = false;
    if (c != 'M' && c != 'm')
        return POINTER_BROKEN;
    *out = (struct pointer){0};
    if (sscanf(r->text, "%4d;%5d;%5d", &button, &x, &y) == 3 && c == 'M')
        *out = pointer_of(button, x, y);
    return POINTER_DONE;
}
