/* Text from elsewhere: the one gate through which every remote string passes before it
 * can reach a screen, a table, a log or an error text; and the measuring and clipping of
 * what came through. Categories and widths are utf8proc's: what was measured is what is
 * emitted. */
#ifndef CODATOP_BASE_TEXT_H
#define CODATOP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes any bytes safe to print on one line, as UTF-8:
 * - each byte that is not part of strict UTF-8 becomes U+FFFD, and so do noncharacters,
 *   private use and unassigned code points, and the few characters whose width differs
 *   from library to library (U+3248 to U+324F, hexagrams);
 * - tab, line feed and carriage return become one space each; other C0, DEL, C1, U+2028
 *   and U+2029 become U+FFFD;
 * - format characters (Cf: bidi controls, zero width, BOM, tags), Hangul fillers, U+2800,
 *   variation selectors and other marks that show nothing are dropped;
 * - a combining mark without a base is dropped (the space is no base), and so is a third
 *   one on the same cell. Spacing marks (Mc) take a cell as every wcwidth says; a fourth
 *   one on the same base is dropped. Medial and final jamo count as marks.
 * Composed and decomposed forms stay as they are. A new string (free() it), never NULL.
 * Idempotent. */
char *text_clean(const char *bytes, size_t len);
/* text_clean of a string; NULL gives NULL. */
char *text_cleans(const char *s);
/* Both NULL, or equal byte for byte. */
bool text_same(const char *a, const char *b);
/* True when text_clean would return the very same bytes. */
bool text_is_clean(const char *bytes, size_t len);

/* The functions below take clean text; with any other they stay within its bounds, and
 * their cells mean nothing. */

/* Cells that the text occupies. */
size_t text_width(const char *s);
/* The longest prefix of s that fits into cells, in bytes; its width goes to *used (may be
 * NULL). Never splits a base from its marks. */
size_t text_prefix(const char *s, size_t cells, size_t *used);
/* The longest suffix of s that fits into cells: the byte offset where it starts. */
size_t text_suffix(const char *s, size_t cells, size_t *used);
/* s in exactly cells cells: clipped with ellipsis (a clean string, usually one cell wide
 * such as "…" or "~"; left out where it is wider than cells) where it is too long, padded
 * with spaces where it is short or a wide character did not fit. A new string. */
char *text_fit(const char *s, size_t cells, bool align_right, const char *ellipsis);
/* A copy in ASCII that occupies as many cells: letters by their base letter where
 * decomposition knows one (é -> e, and a space behind a fullwidth one), common quotes,
 * dashes and letters by their twin, other characters by '?', one per cell. For terminals
 * that show only ASCII. A new string. */
char *text_to_ascii(const char *s);
/* The next code point of strict UTF-8 in [s, s+len): its length in bytes, 0 at the end or
 * -1 where the byte at s starts no valid sequence. */
int text_decode(const char *s, size_t len, int32_t *codepoint);
/* A code point as UTF-8, terminated; its length in bytes, 0 where it is none. */
int text_encode(int32_t codepoint, char out[5]);
/* Splits clean text into lines of at most cells cells, at spaces where possible; hard
 * splits where a word is longer. Line n (from 0) as [*start, *start + *len) of s; false
 * past the last line. Lines neither begin nor end with spaces; a character wider than a
 * whole line is left out; an empty text has no lines. */
bool text_wrap(const char *s, size_t cells, size_t n, size_t *start, size_t *len);
/* The same line by line, for long texts: *start is where to begin, 0 at first and then
 * *end of the line before; the line is [*start, *end) of the len bytes of s. False where
 * there is none any more. */
bool text_wrap_next(const char *s, size_t len, size_t cells, size_t *start, size_t *end);

#endif
