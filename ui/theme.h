/* What things look like on this terminal: a role in, attributes and a colour pair out;
 * and the signs of the states. */
#ifndef CODATOP_UI_THEME_H
#define CODATOP_UI_THEME_H

#include <curses.h>
#include <stdbool.h>

#include "model/messages.h"
#include "model/records.h"
#include "ui/look.h"

/* What lies over a whole row. */
enum row_look {
    LOOK_PLAIN,
    LOOK_CURSOR,      /* the row that keys act on */
    LOOK_CURSOR_AWAY, /* the cursor of a pane without the focus */
    LOOK_OLD          /* its last read failed */
};

struct theme {
    int colors;      /* that may be used; 0: none */
    bool own_colors; /* the terminal's own can be named */
    attr_t attributes[ROLE_COUNT];
    short pair[ROLE_COUNT];
};

/* After the terminal was opened; color: as far as the terminal has colours. */
void theme_init(struct theme *t, const struct look *look, bool color);
/* Shows another look from the next frame on, which must repaint everything. */
void theme_apply(struct theme *t, const struct look *look);
void theme_style(const struct theme *t, enum role role, enum row_look look,
                 attr_t *attributes, short *pair);

enum role theme_state_role(enum state state);
/* The role of a state's word: only those that need somebody are coloured, so that text
 * stays readable on every background. */
enum role theme_word_role(enum state state);
enum role theme_level_role(enum message_level level);
/* "✓", or "+" where ascii. */
const char *theme_glyph(enum state state, bool ascii);

#endif
