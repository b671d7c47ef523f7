/* The gate: makes any bytes safe to print on one line. */
#include "config.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/textclass.h"
#include "base/xmalloc.h"

enum { REPLACEMENT = 0xFFFD, MAX_MARKS = 2, MAX_SPACING_MARKS = 3 };

/* What was kept so far: whether a mark has a base, and how many it has already. */
struct gate {
    bool base;
    int marks, spacing;
};

/* A base may carry marks; a space may not, since lines are broken and filled there. */
static int32_t pass_base(struct gate *g, int32_t cp)
{
    *g = (struct gate){.base = cp != ' '};
    return cp;
}

static int32_t pass_mark(struct gate *g, int32_t cp)
{
    if (!g->base || g->marks == MAX_MARKS)
        return 0;
    g->marks++;
    return cp;
}

/* A spacing mark opens a cell of its own, which may carry marks again. */
static int32_t pass_spacing(struct gate *g, int32_t cp)
{
    if (!g->base || g->spacing == MAX_SPACING_MARKS)
        return 0;
    g->spacing++;
    g->marks = 0;
    return cp;
}

/* What is printed for the next code point; 0 for nothing. */
static int32_t pass(struct gate *g, int32_t cp)
{
    switch (text_class(cp)) {
    case TEXT_BASE:
        return pass_base(g, cp);
    case TEXT_MARK:
        return pass_mark(g, cp);
    case TEXT_SPACING_MARK:
        return pass_spacing(g, cp);
    case TEXT_BLANK:
        return pass_base(g, ' ');
    case TEXT_INVISIBLE:
        return 0;
    case TEXT_UNSAFE:
        break;
    }
    return pass_base(g, REPLACEMENT);
}

static bool is_plain(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i] < 0x20 || bytes[i] > 0x7e)
            return false;
    return true;
}

int text_decode(const char *s, size_t len, int32_t *codepoint)
{
    if (len == 0)
        return 0;
    utf8proc_int32_t cp;
    /* A sequence has four bytes at most. */
    utf8proc_ssize_t n = len < 4 ? (utf8proc_ssize_t)len : 4;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)s, n, &cp);
    if (used <= 0)
        return -1;
    *codepoint = cp;
    return (int)used;
}

int text_encode(int32_t codepoint, char out[5])
{
    bool valid = codepoint > 0 && utf8proc_codepoint_valid(codepoint);
    utf8proc_ssize_t n =
        valid ? utf8proc_encode_char(codepoint, (utf8proc_uint8_t *)out) : 0;
    out[n] = '\0';
    return (int)n;
}

/* Reads one code point, or one bad byte as U+FFFD. */
static size_t next(const char *bytes, size_t len, int32_t *cp)
{
    int used = text_decode(bytes, len, cp);
    if (used > 0)
        return (size_t)used;
    *cp = REPLACEMENT;
    return 1;
}

static void add_codepoint(struct buf *b, int32_t cp)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(cp, bytes);
    buf_add(b, bytes, (size_t)n);
}

char *text_clean(const char *bytes, size_t len)
{
    if (len == 0 || is_plain(bytes, len)) {
        char *copy = xmalloc(len + 1);
        if (len)
            memcpy(copy, bytes, len);
        copy[len] = '\0';
        return copy;
    }
    struct buf out = {0};
    struct gate g = {0};
    for (size_t i = 0; i < len;) {
        int32_t cp;
        i += next(bytes + i, len - i, &cp);
        int32_t kept = pass(&g, cp);
        if (kept)
            add_codepoint(&out, kept);
    }
    return buf_take(&out);
}

bool text_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

char *text_cleans(const char *s)
{
    return s ? text_clean(s, strlen(s)) : NULL;
}

bool text_is_clean(const char *bytes, size_t len)
{
    if (is_plain(bytes, len))
        return true;
    struct gate g = {0};
    for (size_t i = 0; i < len;) {
        int32_t cp;
        int used = text_decode(bytes + i, len - i, &cp);
        if (used < 0 || pass(&g, cp) != cp)
            return false;
        i += (size_t)used;
    }
    return true;
}
