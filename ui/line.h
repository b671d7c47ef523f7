/* A line of text under a cursor, as a person edits it. Pure: knows neither the screen nor
 * what the line is for. Everything in it is clean (base/text). */
#ifndef CODATOP_UI_LINE_H
#define CODATOP_UI_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define LINE_BYTES 1000 /* a line takes no more */

struct line { /* zeros ({0}) are an empty line */
    struct buf text;
    size_t cursor; /* bytes before it; never inside a character or before its marks */
    size_t left;   /* bytes that are scrolled out on the left: of the last line_view */
};

/* The content becomes text (NULL: nothing), cleaned; the cursor goes to its end. */
void line_set(struct line *l, const char *text);
const char *line_text(const struct line *l);
/* Bytes [start, cursor) become text, cleaned; the cursor goes behind it. */
void line_replace(struct line *l, size_t start, const char *text);
/* What a key of ui/keys.h does to the line: a character is inserted, others move or
 * delete. False: the key is none of an editor. *changed tells whether the text did. */
bool line_key(struct line *l, int key, bool *changed);
/* Scrolls as little as brings the cursor into cells cells. Returns where the text that
 * shows begins. */
size_t line_view(struct line *l, size_t cells);
void line_free(struct line *l);

#endif
