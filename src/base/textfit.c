/* Measuring and clipping clean text, by cells. A cluster is a base with its marks: what
 * is never split. Bytes that did not pass the gate are taken as a cell each, so that no
 * input can make these functions read past its end. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/textclass.h"

/* Reads one code point and its cells; a bad byte reads as '?'. */
static size_t next(const char *s, size_t len, int32_t *cp, size_t *cells)
{
    int used = text_decode(s, len, cp);
    *cells = used > 0 ? text_cells(*cp) : 1;
    if (used <= 0)
        *cp = '?';
    return used > 0 ? (size_t)used : 1;
}

/* Length in bytes and cells of the cluster at s; len is at least 1. */
static size_t cluster(const char *s, size_t len, size_t *cells)
{
    *cells = 1;
    if ((unsigned char)s[0] < 0x80 && (len == 1 || (unsigned char)s[1] < 0x80))
        return 1;
    int32_t cp;
    size_t n = next(s, len, &cp, cells);
    while (n < len) {
        size_t more;
        size_t used = next(s + n, len - n, &cp, &more);
        enum text_class class = text_class(cp);
        if (class != TEXT_MARK && class != TEXT_SPACING_MARK)
            break;
        *cells += more;
        n += used;
    }
    return n;
}

static size_t width_of(const char *s, size_t len)
{
    size_t width = 0;
    for (size_t i = 0; i < len;) {
        size_t cells;
        i += cluster(s + i, len - i, &cells);
        width += cells;
    }
    return width;
}

size_t text_width(const char *s)
{
    return width_of(s, strlen(s));
}

static size_t prefix_of(const char *s, size_t len, size_t cells, size_t *used)
{
    size_t i = 0, width = 0;
    while (i < len) {
        size_t more;
        size_t n = cluster(s + i, len - i, &more);
        if (more > cells - width)
            break;
        i += n;
        width += more;
    }
    if (used)
        *used = width;
    return i;
}

size_t text_prefix(const char *s, size_t cells, size_t *used)
{
    return prefix_of(s, strlen(s), cells, used);
}

size_t text_suffix(const char *s, size_t cells, size_t *used)
{
    size_t len = strlen(s), i = 0;
    size_t width = width_of(s, len);
    while (width > cells) {
        size_t less;
        i += cluster(s + i, len - i, &less);
        width -= less;
    }
    if (used)
        *used = width;
    return i;
}

static void pad(struct buf *b, size_t cells)
{
    while (cells--)
        buf_addc(b, ' ');
}

char *text_fit(const char *s, size_t cells, bool align_right, const char *ellipsis)
{
    size_t used;
    size_t len = text_prefix(s, cells, &used);
    const char *tail = "";
    if (s[len]) {
        size_t tail_cells = text_width(ellipsis);
        tail = tail_cells <= cells ? ellipsis : "";
        tail_cells = *tail ? tail_cells : 0;
        len = text_prefix(s, cells - tail_cells, &used);
        used += tail_cells;
    }
    struct buf out = {0};
    if (align_right)
        pad(&out, cells - used);
    buf_add(&out, s, len);
    buf_adds(&out, tail);
    if (!align_right)
        pad(&out, cells - used);
    return buf_take(&out);
}

bool text_wrap_next(const char *s, size_t len, size_t cells, size_t *start, size_t *end)
{
    for (;;) {
        while (*start < len && s[*start] == ' ')
            ++*start;
        if (*start == len)
            return false;
        *end = *start + prefix_of(s + *start, len - *start, cells, NULL);
        if (*end > *start)
            break;
        size_t too_wide;
        *start += cluster(s + *start, len - *start, &too_wide);
    }
    size_t space = *end;
    if (*end < len)
        while (space > *start && s[space] != ' ')
            space--;
    if (space > *start)
        *end = space;
    while (s[*end - 1] == ' ')
        --*end;
    return true;
}

bool text_wrap(const char *s, size_t cells, size_t n, size_t *start, size_t *len)
{
    size_t total = strlen(s), end = 0;
    for (size_t line = 0; line <= n; line++) {
        *start = end;
        if (!text_wrap_next(s, total, cells, start, &end))
            return false;
    }
    *len = end - *start;
    return true;
}

/* What decomposition does not know, but reads well. */
struct ascii_twin {
    int32_t codepoint;
    char ascii;
};

static const struct ascii_twin ascii_twins[] = {
    {0x00AB, '"'},  {0x00B7, '.'},  {0x00BB, '"'}, {0x00C6, 'A'}, {0x00D0, 'D'},
    {0x00D7, 'x'},  {0x00D8, 'O'},  {0x00DE, 'T'}, {0x00DF, 's'}, {0x00E6, 'a'},
    {0x00F0, 'd'},  {0x00F8, 'o'},  {0x00FE, 't'}, {0x0110, 'D'}, {0x0111, 'd'},
    {0x0131, 'i'},  {0x0141, 'L'},  {0x0142, 'l'}, {0x0152, 'O'}, {0x0153, 'o'},
    {0x2010, '-'},  {0x2012, '-'},  {0x2013, '-'}, {0x2014, '-'}, {0x2015, '-'},
    {0x2018, '\''}, {0x2019, '\''}, {0x201A, ','}, {0x201C, '"'}, {0x201D, '"'},
    {0x201E, '"'},  {0x2022, '*'},  {0x2026, '~'}, {0x2212, '-'},
};

/* The one letter (or blank) that a character decomposes to, besides marks; else '?'. */
static char base_letter(int32_t cp)
{
    utf8proc_int32_t parts[32];
    int boundclass = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        cp, parts, 32, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundclass);
    if (n < 1 || n > 32 || parts[0] < 0x20 || parts[0] > 0x7E)
        return '?';
    for (utf8proc_ssize_t i = 1; i < n; i++)
        if (text_class(parts[i]) != TEXT_MARK)
            return '?';
    return (char)parts[0];
}

static char to_ascii(int32_t cp)
{
    if (cp < 0x80)
        return (char)(cp >= 0x20 && cp < 0x7F ? cp : '?');
    for (size_t i = 0; i < sizeof ascii_twins / sizeof *ascii_twins; i++)
        if (ascii_twins[i].codepoint == cp)
            return ascii_twins[i].ascii;
    return base_letter(cp);
}

char *text_to_ascii(const char *s)
{
    struct buf out = {0};
    size_t len = strlen(s);
    for (size_t i = 0; i < len;) {
        int32_t cp;
        size_t cells;
        i += next(s + i, len - i, &cp, &cells);
        char ascii = to_ascii(cp);
        if (cells > 0)
            buf_addc(&out, ascii);
        if (cells > 1)
            buf_addc(&out, ascii == '?' ? '?' : ' ');
    }
    return buf_take(&out);
}
