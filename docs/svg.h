/* A terminal's screen as a picture: cells in, SVG out. */
#ifndef CODATOP_DOCS_SVG_H
#define CODATOP_DOCS_SVG_H

#include <stdbool.h>

#include "tests/pty.h"

/* What the terminal of the picture is made of; 0xrrggbb. */
struct svg_palette {
    int fg, bg;
    int base[16];
};

extern const struct svg_palette svg_dark, svg_light;

/* Writes the screen into that file; title is what somebody hears who cannot see it. False
 * where the file cannot be written. */
bool svg_write(struct pty *screen, const struct svg_palette *palette, const char *title,
               const char *path);

#endif
