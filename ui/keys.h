/* Keys as this program names them, independent of the terminal library: a key is a code
 * point that was typed, or one of the codes below. Pure. */
#ifndef CODATOP_UI_KEYS_H
#define CODATOP_UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#define KEY_CTRL(letter) ((letter)&0x1f)

enum {
    KEY_TAB_CODE = 9,
    KEY_RETURN = 13,
    KEY_ESCAPE = 27,
    /* Above every code point. */
    KEY_ARROW_UP = 0x200000,
    KEY_ARROW_DOWN,
    KEY_ARROW_LEFT,
    KEY_ARROW_RIGHT,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME_ROW,
    KEY_END_ROW,
    KEY_BACK_TAB,
    KEY_RUBOUT, /* Backspace: what is before the cursor goes */
    KEY_DELETE, /* what is under it */
    KEY_INSERT,
    KEY_PASTE, /* what comes up to KEY_PASTE_END was pasted, not typed */
    KEY_PASTE_END,
    KEY_FOCUS_IN,  /* the terminal has the focus now … */
    KEY_FOCUS_OUT, /* … or lost it; nobody pressed anything */
    KEY_POINTER,   /* the mouse: screen_pointer says what it did */
    KEY_NONE,      /* nothing that anybody could press on purpose */
};

#define KEY_FUNCTION(n) (0x200100 + (n)) /* F1 is KEY_FUNCTION(1) */
#define KEY_FUNCTIONS 12

#define KEY_LABEL 24 /* bytes of any label, with its end */

/* How a person calls the key: "j", "Ctrl-R", "Tab", "PgDn", "↓" (ascii: "Down"). */
void key_label(int key, bool ascii, char *out, size_t size);

/* The key of that name, in letters of either case ("space", "Ctrl-R", "^R", "F5", "Up",
 * "ä"), whether shown or ASCII; 0: there is none. */
int key_named(const char *name, size_t len);

#endif
