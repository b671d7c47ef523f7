/* Looking for one text in many, without regard to the case of ASCII letters: eight places
 * at a time, because a fleet has a million short texts, and a key is to be answered at
 * once. */
#include "config.h"

#include "base/find.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

#define EACH UINT64_C(0x0101010101010101) /* times a byte: eight of them */
#define BLOCK sizeof(uint64_t)

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

void finder_set(struct finder *f, const char *text, size_t len)
{
    finder_free(f);
    if (len == 0)
        return;
    f->text = xstrndup(text, len);
    f->len = len;
    for (size_t i = 0; i < len; i++)
        f->text[i] = (char)lower(f->text[i]);
    for (size_t i = 0; i < 2 && i < len; i++) {
        f->byte[i] = EACH * (unsigned char)f->text[i];
        f->fold[i] = is_lower(f->text[i]) ? EACH * 0x20 : 0;
    }
}

void finder_free(struct finder *f)
{
    free(f->text);
    *f = (struct finder){0};
}

static bool begins(const char *s, const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && lower(s[i]) == (unsigned char)text[i])
        i++;
    return i == len;
}

/* The top bit of each byte of the block at s that is byte n of the finder's text; the
 * first byte is the lowest one. The bit that tells capitals from small letters turns
 * nothing but capitals into small letters. */
static uint64_t equal_bytes(const struct finder *f, int n, const char *s)
{
    const uint64_t low = EACH * 0x7f;
    uint64_t block;
    memcpy(&block, s, sizeof block);
    uint64_t differ = (le64toh(block) | f->fold[n]) ^ f->byte[n];
    return ~(((differ & low) + low) | differ | low);
}

/* Looks at the eight places from s on; one more byte behind them is readable. */
static bool in_block(const struct finder *f, const char *s)
{
    uint64_t places = equal_bytes(f, 0, s);
    if (f->len > 1)
        places &= equal_bytes(f, 1, s + 1);
    for (; places; places &= places - 1) {
        const char *place = s + __builtin_ctzll(places) / 8;
        if (f->len <= 2 || begins(place + 2, f->text + 2, f->len - 2))
            return true;
    }
    return false;
}

bool finder_in(const struct finder *f, const char *s)
{
    size_t len = s ? strlen(s) : 0;
    if (!s || len < f->len)
        return false;
    if (f->len == 0)
        return true;
    size_t places = len - f->len + 1, at = 0;
    for (; at < places && at + BLOCK <= len; at += BLOCK)
        if (in_block(f, s + at))
            return true;
    if (at < places && len >= BLOCK)
        return in_block(f, s + len - BLOCK);
    for (; at < places; at++)
        if (begins(s + at, f->text, f->len))
            return true;
    return false;
}

size_t finder_at(const struct finder *f, const char *s, size_t from)
{
    for (; s[from]; from++)
        if (begins(s + from, f->text, f->len))
            return from;
    return FINDER_NOWHERE;
}

bool finder_is(const struct finder *f, const char *s)
{
    return s && begins(s, f->len ? f->text : "", f->len) && s[f->len] == '\0';
}
