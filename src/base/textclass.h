/* What a code point is to a terminal. Private to base: the gate and the measuring must
 * not disagree. */
#ifndef CODATOP_BASE_TEXTCLASS_H
#define CODATOP_BASE_TEXTCLASS_H

#include <stddef.h>
#include <stdint.h>

enum text_class {
    TEXT_BASE,         /* one or two cells of its own */
    TEXT_MARK,         /* no cell: drawn on the cell before it */
    TEXT_SPACING_MARK, /* one cell, but belongs to the base before it */
    TEXT_BLANK,        /* tab and line ends: shown as a space */
    TEXT_INVISIBLE,    /* nothing to see: dropped */
    TEXT_UNSAFE        /* shown as U+FFFD */
};

enum text_class text_class(int32_t codepoint);
/* Cells of a code point: 0, 1 or 2; for one that the gate replaces those of U+FFFD. */
size_t text_cells(int32_t codepoint);

#endif
