/* What things look like: a role in, attributes and a colour pair out. Colours are the
 * terminal's own foreground and background and its eight base colours; nothing is said by
 * colour alone. */
#ifndef CODATOP_UI_THEME_H
#define CODATOP_UI_THEME_H

#include <curses.h>
#include <stdbool.h>

#include "model/messages.h"
#include "model/records.h"

enum role {
    ROLE_TEXT,
    ROLE_DIM, /* less important: ages, edges, column titles */
    ROLE_STRONG,
    ROLE_EDGE, /* of a pane without the focus */
    ROLE_EDGE_FOCUS,
    ROLE_TITLE,
    ROLE_TITLE_FOCUS,
    ROLE_ENV, /* the environment's name */
    ROLE_ENV_PRODUCTION,
    ROLE_READ_ONLY,
    ROLE_KEY, /* a key's name in hints and help */
    ROLE_BAR,
    ROLE_WRONG,      /* what somebody typed and is not understood */
    ROLE_MATCH,      /* what a search found, and … */
    ROLE_MATCH_HERE, /* … the match that it stands on */
    ROLE_FAILED,
    ROLE_ATTENTION,
    ROLE_MOVING,
    ROLE_COMPLETE,
    ROLE_MARKED, /* a marked row's name, and the mark beside it */
    ROLE_INFO,
    ROLE_GOOD,
    ROLE_WARNING,
    ROLE_ERROR,
    ROLE_COUNT
};

/* What lies over a whole row. */
enum row_look {
    LOOK_PLAIN,
    LOOK_CURSOR,      /* the row that keys act on */
    LOOK_CURSOR_AWAY, /* the cursor of a pane without the focus */
    LOOK_OLD          /* its last read failed */
};

struct theme {
    bool color;
};

/* After the terminal was opened. */
void theme_init(struct theme *t, bool color);
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
