/* Text and lines on the terminal's cells. Everything is measured, clipped and padded by
 * cells through base/text; nothing is drawn outside what it was given. */
#ifndef CODATOP_UI_DRAW_H
#define CODATOP_UI_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/layout.h"
#include "ui/theme.h"

struct draw {
    bool ascii;
    struct theme theme;
    enum row_look look;  /* of everything that is drawn until it changes */
    int64_t now;         /* monotonic */
    int64_t wall;        /* our date */
    int64_t server_wall; /* the date as the server has it, for the ages of its records */
    int64_t
        next_change; /* monotonic: when something drawn looks different by time alone */
};

/* s as this terminal can show it; a new string (free() it). Our own symbols have ASCII
 * twins. */
char *draw_text_for(const struct draw *d, const char *s);
/* Cells that draw_text would need to show all of s. */
int draw_width(const struct draw *d, const char *s);
/* s in exactly cells cells: clipped with an ellipsis, padded with spaces. */
void draw_text(struct draw *d, int y, int x, int cells, enum role role, const char *s);
void draw_text_right(struct draw *d, int y, int x, int cells, enum role role,
                     const char *s);
/* s as it is, at most cells cells; returns the cells that it took. */
int draw_run(struct draw *d, int y, int x, int cells, enum role role, const char *s);
void draw_space(struct draw *d, int y, int x, int cells);
/* s wrapped to the width, from row y on, at most rows rows; returns the rows it took. */
int draw_wrapped(struct draw *d, int y, int x, int cells, int rows, enum role role,
                 const char *s);

/* How old a moment of our monotonic clock, or of the server's date, is; and remembers
 * when that will read differently. */
void draw_age_mono(struct draw *d, int64_t moment, char *out, size_t size);
void draw_age(struct draw *d, int64_t moment, char *out, size_t size);
/* How long until a moment of our monotonic clock, in seconds below a minute: "7s",
 * "5m". */
void draw_until(struct draw *d, int64_t moment, char *out, size_t size);
/* Something drawn changes at that moment of the monotonic clock. */
void draw_changes_at(struct draw *d, int64_t moment);

void draw_hline(struct draw *d, int y, int x, int cells, enum role role);
/* A box; top_left and top_right may be tees where it hangs on another box. */
void draw_box(struct draw *d, const struct rect *r, bool hangs, enum role role);

#endif
