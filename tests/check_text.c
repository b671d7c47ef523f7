/* The gate for text from elsewhere, and measuring and clipping what came through. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/rng.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "tests/suite.h"

#define BAD "\xef\xbf\xbd"      /* U+FFFD */
#define ACUTE "\xcc\x81"        /* U+0301, a combining mark */
#define DOT_BELOW "\xcc\xa3"    /* U+0323, another one */
#define EAST "\xe6\x9d\xb1"     /* U+6771, two cells */
#define ELLIPSIS "\xe2\x80\xa6" /* U+2026 */
#define ZWJ "\xe2\x80\x8d"      /* U+200D */
#define MAN "\xf0\x9f\x91\xa8"  /* U+1F468, two cells */
#define KA "\xe0\xa4\x95"       /* U+0915, Devanagari */
#define VOWEL_AA "\xe0\xa4\xbe" /* U+093E, a spacing mark */
#define ANUSVARA "\xe0\xa4\x82" /* U+0902, a mark */

struct pair {
    const char *in, *out;
};

static void assert_clean(const char *in, size_t len, const char *expected)
{
    char *clean = text_clean(in, len);
    ck_assert_str_eq(clean, expected);
    ck_assert(text_is_clean(clean, strlen(clean)));
    bool same = strlen(clean) == len && (len == 0 || memcmp(clean, in, len) == 0);
    ck_assert_int_eq(text_is_clean(in, len), same);
    free(clean);
}

/* --- the gate -------------------------------------------------------------------- */

/* What a character becomes wherever it stands, behind a letter and before one. */
static const struct pair replaced[] = {
    /* Controls. */
    {"\x01", BAD},
    {"\x07", BAD},
    {"\x08", BAD},
    {"\x0b", BAD},
    {"\x0c", BAD},
    {"\x0e", BAD},
    {"\x1b", BAD},
    {"\x1f", BAD},
    {"\x7f", BAD},
    {"\x1b[31m", BAD "[31m"},
    {"\xc2\x80", BAD},
    {"\xc2\x85", BAD},
    {"\xc2\x9b", BAD},
    {"\xc2\x9f", BAD},
    {"\xe2\x80\xa8", BAD},
    {"\xe2\x80\xa9", BAD},
    /* Blanks. */
    {"\t", " "},
    {"\n", " "},
    {"\r", " "},
    {"\r\n", "  "},
    /* Not UTF-8: stray and missing continuations, overlong forms, surrogates, too high.
     */
    {"\x80", BAD},
    {"\xbf", BAD},
    {"\xc0", BAD},
    {"\xff", BAD},
    {"\xfe", BAD},
    {"\xc3", BAD},
    {"\xe6\x9d", BAD BAD},
    {"\xf0\x9f\x91", BAD BAD BAD},
    {"\xc0\xaf", BAD BAD},
    {"\xc1\xbf", BAD BAD},
    {"\xe0\x80\xaf", BAD BAD BAD},
    {"\xf0\x80\x80\xaf", BAD BAD BAD BAD},
    {"\xed\xa0\x80", BAD BAD BAD},
    {"\xed\xbf\xbf", BAD BAD BAD},
    {"\xf4\x90\x80\x80", BAD BAD BAD BAD},
    {"\xf5\x80\x80\x80", BAD BAD BAD BAD},
    {"\xf8\x88\x80\x80\x80", BAD BAD BAD BAD BAD},
    /* Noncharacters, private use, unassigned. */
    {"\xef\xbf\xbe", BAD},
    {"\xef\xbf\xbf", BAD},
    {"\xef\xb7\x90", BAD},
    {"\xf0\x9f\xbf\xbf", BAD},
    {"\xf4\x8f\xbf\xbf", BAD},
    {"\xee\x80\x80", BAD},
    {"\xf3\xb0\x80\x80", BAD},
    {"\xcd\xb8", BAD},
    {"\xf0\xbf\xbf\xbd", BAD},
    {"\xe3\x89\x88", BAD},
    {"\xe4\xb7\x80", BAD},
    /* Format characters. */
    {"\xe2\x80\x8b", ""},
    {"\xe2\x80\x8c", ""},
    {ZWJ, ""},
    {"\xe2\x80\x8e", ""},
    {"\xe2\x80\x8f", ""},
    {"\xe2\x80\xaa", ""},
    {"\xe2\x80\xae", ""},
    {"\xe2\x81\xa0", ""},
    {"\xe2\x81\xa6", ""},
    {"\xe2\x81\xa9", ""},
    {"\xd8\x9c", ""},
    {"\xef\xbb\xbf", ""},
    {"\xc2\xad", ""},
    {"\xf3\xa0\x80\x81", ""},
    {"\xf3\xa0\x81\xbf", ""},
    {"\xef\xbf\xb9", ""},
    /* Invisible ones that are not. */
    {"\xe1\x85\x9f", ""},
    {"\xe1\x85\xa0", ""},
    {"\xe3\x85\xa4", ""},
    {"\xef\xbe\xa0", ""},
    {"\xe2\xa0\x80", ""},
    {"\xef\xb8\x8f", ""},
    {"\xef\xb8\x80", ""},
    {"\xf3\xa0\x84\x80", ""},
    {"\xf3\xa0\x87\xaf", ""},
    {"\xe1\xa0\x8b", ""},
    {"\xe1\xa0\x8e", ""},
    {"\xcd\x8f", ""},
    {"\xe1\x9e\xb4", ""},
    /* What stays. */
    {BAD, BAD},
    {" ", " "},
    {"~", "~"},
    {"\xc2\xa0", "\xc2\xa0"},
    {"\xc3\xa9", "\xc3\xa9"},
    {EAST, EAST},
    {MAN, MAN},
    {MAN ZWJ MAN, MAN MAN},
    {"\xe3\x80\x80", "\xe3\x80\x80"},
    {"\xd7\xa9\xd7\x9c", "\xd7\xa9\xd7\x9c"},
    {"\xd8\xb9\xd8\xb1", "\xd8\xb9\xd8\xb1"},
    {"\xea\xb0\x80", "\xea\xb0\x80"},
    {"\xe2\x82\xac", "\xe2\x82\xac"},
    {"\xf0\x9f\x87\xac\xf0\x9f\x87\xa7", "\xf0\x9f\x87\xac\xf0\x9f\x87\xa7"},
};

static void assert_placed(const struct pair *p, const char *before, const char *after)
{
    char *in = xasprintf("%s%s%s", before, p->in, after);
    char *out = xasprintf("%s%s%s", before, p->out, after);
    assert_clean(in, strlen(in), out);
    free(in);
    free(out);
}

START_TEST(every_class_at_every_place)
{
    const struct pair *p = &replaced[_i];
    assert_placed(p, "", "");
    assert_placed(p, "", "z");
    assert_placed(p, "a", "z");
    assert_placed(p, "a", "");
    assert_placed(p, EAST, EAST);
    char *twice = xasprintf("%s%s", p->in, p->in);
    char *expected = xasprintf("%s%s", p->out, p->out);
    assert_clean(twice, strlen(twice), expected);
    free(twice);
    free(expected);
}
END_TEST

/* What marks become depends on what stands before them. */
static const struct pair marks[] = {
    {ACUTE, ""},
    {ACUTE "e", "e"},
    {"e" ACUTE, "e" ACUTE},
    {"e" ACUTE DOT_BELOW, "e" ACUTE DOT_BELOW},
    {"e" ACUTE ACUTE ACUTE, "e" ACUTE ACUTE},
    {"e" ACUTE DOT_BELOW ACUTE ACUTE "x" ACUTE, "e" ACUTE DOT_BELOW "x" ACUTE},
    {" " ACUTE "a", " a"},
    {"a\n" ACUTE "a", "a a"},
    {"a " ACUTE DOT_BELOW "b" ACUTE, "a b" ACUTE},
    {"\x1b" ACUTE, BAD ACUTE},
    {"\xff" ACUTE, BAD ACUTE},
    {EAST ACUTE, EAST ACUTE},
    {"e" ZWJ ACUTE, "e" ACUTE},
    {ZWJ ACUTE, ""},
    {"e" ACUTE ZWJ ACUTE ZWJ ACUTE, "e" ACUTE ACUTE},
    {"1\xef\xb8\x8f\xe2\x83\xa3", "1\xe2\x83\xa3"},
    /* Devanagari: a spacing mark needs a base, and may carry marks itself. */
    {VOWEL_AA, ""},
    {" " VOWEL_AA ANUSVARA, " "},
    {KA VOWEL_AA ANUSVARA, KA VOWEL_AA ANUSVARA},
    {KA ANUSVARA ANUSVARA VOWEL_AA ANUSVARA, KA ANUSVARA ANUSVARA VOWEL_AA ANUSVARA},
    {KA VOWEL_AA VOWEL_AA VOWEL_AA VOWEL_AA, KA VOWEL_AA VOWEL_AA VOWEL_AA},
    {KA VOWEL_AA ANUSVARA ANUSVARA ANUSVARA, KA VOWEL_AA ANUSVARA ANUSVARA},
    /* A Hangul syllable in its three parts, and parts without a beginning. */
    {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"},
    {"\xe1\x85\xa1\xe1\x86\xab", ""},
    /* Thai, and Vietnamese in both forms: nothing is composed or taken apart. */
    {"\xe0\xb8\x97\xe0\xb8\xb5\xe0\xb9\x88", "\xe0\xb8\x97\xe0\xb8\xb5\xe0\xb9\x88"},
    {"e\xcc\x82" ACUTE, "e\xcc\x82" ACUTE},
    {"\xe1\xba\xbf", "\xe1\xba\xbf"},
    {"A\xcc\x8a \xc3\x85 \xe2\x84\xab", "A\xcc\x8a \xc3\x85 \xe2\x84\xab"},
};

START_TEST(marks_need_a_base)
{
    assert_clean(marks[_i].in, strlen(marks[_i].in), marks[_i].out);
}
END_TEST

START_TEST(every_byte_alone)
{
    for (int byte = 0; byte < 256; byte++) {
        const char in[] = {(char)byte, '\0'};
        const char *expected = BAD;
        if (byte == '\t' || byte == '\n' || byte == '\r')
            expected = " ";
        else if (byte >= 0x20 && byte < 0x7f)
            expected = in;
        assert_clean(in, 1, expected);
    }
}
END_TEST

START_TEST(nul_is_a_control_like_others)
{
    assert_clean("", 0, "");
    assert_clean(NULL, 0, "");
    assert_clean("\0", 1, BAD);
    assert_clean("a\0b", 3, "a" BAD "b");
    assert_clean("\xc3\0", 2, BAD BAD);
    ck_assert_ptr_null(text_cleans(NULL));
    char *clean = text_cleans("a\x1b"
                              "b");
    ck_assert_str_eq(clean, "a" BAD "b");
    free(clean);
}
END_TEST

START_TEST(nothing_behind_the_length_is_read)
{
    assert_clean(EAST, 1, BAD);
    assert_clean(EAST, 2, BAD BAD);
    assert_clean("ab\x1b", 2, "ab");
    /* A block that ends with the text: a reading past it is seen by the sanitizers. */
    char *exact = xmalloc(3);
    memcpy(exact, "a\xf0\x9f", 3);
    assert_clean(exact, 3, "a" BAD BAD);
    free(exact);
}
END_TEST

static void add_random_piece(struct buf *b, struct rng *r)
{
    static const char *const pieces[] = {ACUTE, DOT_BELOW, VOWEL_AA, ANUSVARA, KA,  EAST,
                                         MAN,   ZWJ,       BAD,      "a",      " ", "\t"};
    const size_t count = sizeof pieces / sizeof *pieces;
    size_t which = (size_t)rng_below(r, count + 3);
    if (which < count)
        buf_adds(b, pieces[which]);
    else
        buf_addc(b, (char)rng_below(r, 256));
}

static bool is_printable(int32_t cp)
{
    return cp >= 0x20 && cp != 0x7f && (cp < 0x80 || cp >= 0xa0) &&
           (cp < 0xd800 || cp > 0xf8ff) && (cp < 0x200b || cp > 0x200f) &&
           (cp < 0x2028 || cp > 0x202e) && cp != 0xfeff && (cp & 0xfffe) != 0xfffe;
}

/* What the gate promises of any output, without asking the gate. (An assertion of Check
 * costs a system call even where it holds: long loops ask first.) */
static void assert_printable(const char *s)
{
    size_t len = strlen(s);
    for (size_t i = 0; i < len;) {
        int32_t cp = 0;
        int used = text_decode(s + i, len - i, &cp);
        if (used <= 0 || !is_printable(cp))
            ck_abort_msg("U+%04X in %s", (unsigned)cp, s);
        i += (size_t)used;
    }
}

START_TEST(cleaning_twice_changes_nothing)
{
    struct rng r = {7};
    struct buf b = {0};
    for (int round = 0; round < 20000; round++) {
        buf_clear(&b);
        for (uint64_t n = rng_below(&r, 24); n > 0; n--)
            add_random_piece(&b, &r);
        char *once = text_clean(b.data, b.len);
        char *twice = text_clean(once, strlen(once));
        assert_printable(once);
        ck_assert_str_eq(once, twice);
        ck_assert(text_is_clean(once, strlen(once)));
        bool same = strlen(once) == b.len && memcmp(once, buf_str(&b), b.len) == 0;
        ck_assert_int_eq(text_is_clean(buf_str(&b), b.len), same);
        free(once);
        free(twice);
    }
    buf_free(&b);
}
END_TEST

static size_t encode(int32_t cp, char *out)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n; --i > 0; cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3f));
    static const int lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    out[0] = (char)(lead[n] | cp);
    return n;
}

/* Every code point there is: it is dropped, kept, or replaced, and takes at most two
 * cells; replaced and kept ones take at least one, unless they are marks. */
START_TEST(every_code_point_behind_a_letter)
{
    for (int32_t cp = 1; cp < 0x110000; cp++) {
        char in[8] = "a";
        size_t len = 1 + encode(cp, in + 1);
        char *clean = text_clean(in, len);
        assert_printable(clean);
        size_t width = text_width(clean);
        bool dropped = strlen(clean) == 1;
        bool surrogate = cp >= 0xd800 && cp <= 0xdfff; /* three bad bytes */
        if (clean[0] != 'a' || width < 1 || width > (surrogate ? 4 : 3) ||
            (dropped && width != 1))
            ck_abort_msg("U+%04X: %zu cells", (unsigned)cp, width);
        free(clean);
    }
}
END_TEST

/* --- decoding -------------------------------------------------------------------- */

START_TEST(decoding_is_strict)
{
    int32_t cp = -1;
    ck_assert_int_eq(text_decode("", 0, &cp), 0);
    ck_assert_int_eq(text_decode("\0", 1, &cp), 1);
    ck_assert_int_eq(cp, 0);
    ck_assert_int_eq(text_decode("ab", 2, &cp), 1);
    ck_assert_int_eq(cp, 'a');
    ck_assert_int_eq(text_decode("\xc3\xa9", 2, &cp), 2);
    ck_assert_int_eq(cp, 0xe9);
    ck_assert_int_eq(text_decode(EAST, 3, &cp), 3);
    ck_assert_int_eq(cp, 0x6771);
    ck_assert_int_eq(text_decode(MAN, 4, &cp), 4);
    ck_assert_int_eq(cp, 0x1f468);
    ck_assert_int_eq(text_decode(MAN, 3, &cp), -1);
    ck_assert_int_eq(text_decode("\xc0\x80", 2, &cp), -1);
    ck_assert_int_eq(text_decode("\xed\xa0\x80", 3, &cp), -1);
    ck_assert_int_eq(text_decode("\x80", 1, &cp), -1);
}
END_TEST

/* --- widths ---------------------------------------------------------------------- */

struct width_case {
    const char *s;
    size_t cells;
};

static const struct width_case widths[] = {
    {"", 0},
    {"plain", 5},
    {"caf\xc3\xa9", 4},
    {"cafe" ACUTE, 4},
    {EAST "\xe4\xba\xac", 4},
    {"\xef\xbc\xa1", 2}, /* fullwidth A */
    {"\xef\xbd\xb1", 1}, /* halfwidth katakana */
    {MAN, 2},
    {"\xf0\x9f\xa5\xb2", 2},         /* U+1F972, of 2020 */
    {MAN MAN "\xf0\x9f\x8f\xbd", 6}, /* a skin tone of its own */
    {"\xea\xb0\x80", 2},             /* a Hangul syllable */
    {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2},
    {"\xe0\xb8\x97\xe0\xb8\xb5\xe0\xb9\x88", 1},
    {KA VOWEL_AA ANUSVARA, 2},
    {"1\xe2\x83\xa3", 1},
    {"\xe3\x80\x80", 2},
    {"\xc2\xa0", 1},
    {BAD, 1},
    {ELLIPSIS, 1},
    {"\xe2\x9c\x93\xe2\x9c\x97\xe2\x97\x90\xe2\x80\x93\xc2\xb7", 5}, /* the state signs */
    {"\xe2\x94\x8c\xe2\x94\x80\xe2\x96\x88\xe2\x96\x8c\xe2\x96\x91", 5}, /* frame, bar */
    {"e" ACUTE DOT_BELOW EAST "x", 4},
};

START_TEST(widths_are_those_of_terminals)
{
    ck_assert_msg(text_width(widths[_i].s) == widths[_i].cells, "%s: %zu", widths[_i].s,
                  text_width(widths[_i].s));
    ck_assert(text_is_clean(widths[_i].s, strlen(widths[_i].s)));
}
END_TEST

/* --- clipping -------------------------------------------------------------------- */

struct clip_case {
    const char *s;
    size_t cells;
    size_t prefix, prefix_cells, suffix, suffix_cells; /* in bytes and cells */
};

static const struct clip_case clips[] = {
    {"", 5, 0, 0, 0, 0},
    {"abc", 0, 0, 0, 3, 0},
    {"abc", 2, 2, 2, 1, 2},
    {"abc", 3, 3, 3, 0, 3},
    {"abc", 99, 3, 3, 0, 3},
    {EAST EAST, 1, 0, 0, 6, 0},
    {EAST EAST, 2, 3, 2, 3, 2},
    {EAST EAST, 3, 3, 2, 3, 2},
    {"a" EAST "b", 2, 1, 1, 4, 1},
    {"ae" ACUTE "b", 2, 4, 2, 1, 2},
    {"e" ACUTE DOT_BELOW "e" ACUTE, 1, 5, 1, 5, 1},
    {"e" ACUTE, 0, 0, 0, 3, 0},
    /* The syllable of two cells is not split. */
    {"a" KA VOWEL_AA ANUSVARA "b", 2, 1, 1, 10, 1},
    {"a" KA VOWEL_AA ANUSVARA "b", 3, 10, 3, 1, 3},
};

START_TEST(prefix_and_suffix_fit)
{
    const struct clip_case *c = &clips[_i];
    size_t used = 77;
    ck_assert_uint_eq(text_prefix(c->s, c->cells, &used), c->prefix);
    ck_assert_uint_eq(used, c->prefix_cells);
    ck_assert_uint_eq(text_suffix(c->s, c->cells, &used), c->suffix);
    ck_assert_uint_eq(used, c->suffix_cells);
    ck_assert_uint_eq(text_prefix(c->s, c->cells, NULL), c->prefix);
    ck_assert_uint_eq(text_suffix(c->s, c->cells, NULL), c->suffix);
}
END_TEST

struct fit_case {
    const char *s;
    size_t cells;
    const char *ellipsis, *left, *right;
};

static const struct fit_case fits[] = {
    {"abc", 0, "~", "", ""},
    {"abc", 1, "~", "~", "~"},
    {"abc", 2, "~", "a~", "a~"},
    {"abc", 3, "~", "abc", "abc"},
    {"abc", 5, "~", "abc  ", "  abc"},
    {"abcdef", 4, ELLIPSIS, "abc" ELLIPSIS, "abc" ELLIPSIS},
    {"abcdef", 4, "", "abcd", "abcd"},
    {"abcdef", 4, "...", "a...", "a..."},
    {"abcdef", 2, "...", "ab", "ab"},
    {"", 3, "~", "   ", "   "},
    {"", 0, "~", "", ""},
    {EAST EAST, 4, "~", EAST EAST, EAST EAST},
    {EAST EAST, 5, "~", EAST EAST " ", " " EAST EAST},
    {EAST EAST, 3, "~", EAST "~", EAST "~"},
    {EAST EAST, 2, "~", "~ ", " ~"},
    {EAST EAST EAST, 4, "~", EAST "~ ", " " EAST "~"},
    {EAST, 1, "~", "~", "~"},
    {EAST, 1, "", " ", " "},
    {"cafe" ACUTE, 4, "~", "cafe" ACUTE, "cafe" ACUTE},
    {"cafe" ACUTE "s", 4, "~", "caf~", "caf~"},
    {"e" ACUTE "fg", 2, "~", "e" ACUTE "~", "e" ACUTE "~"},
};

START_TEST(text_fits_exactly)
{
    const struct fit_case *c = &fits[_i];
    char *left = text_fit(c->s, c->cells, false, c->ellipsis);
    char *right = text_fit(c->s, c->cells, true, c->ellipsis);
    ck_assert_str_eq(left, c->left);
    ck_assert_str_eq(right, c->right);
    free(left);
    free(right);
}
END_TEST

static char *random_clean_text(struct rng *r)
{
    struct buf b = {0};
    for (uint64_t n = rng_below(r, 16); n > 0; n--)
        add_random_piece(&b, r);
    char *clean = text_clean(b.data, b.len);
    buf_free(&b);
    return clean;
}

static void assert_clips(const char *s, size_t cells)
{
    size_t width = text_width(s), used;
    size_t prefix = text_prefix(s, cells, &used);
    ck_assert_uint_le(used, cells);
    char *head = xstrndup(s, prefix);
    ck_assert_uint_eq(text_width(head), used);
    ck_assert_uint_eq(width - used, text_width(s + prefix));
    ck_assert_int_eq(prefix == strlen(s), width <= cells);
    size_t suffix = text_suffix(s, cells, &used);
    ck_assert_uint_le(used, cells);
    ck_assert_uint_eq(text_width(s + suffix), used);
    ck_assert_int_eq(suffix == 0, width <= cells);
    free(head);
}

START_TEST(clipping_any_text)
{
    struct rng r = {11};
    for (int round = 0; round < 5000; round++) {
        char *s = random_clean_text(&r);
        size_t cells = (size_t)rng_below(&r, 20);
        char *fit = text_fit(s, cells, rng_below(&r, 2), ELLIPSIS);
        ck_assert_uint_eq(text_width(fit), cells);
        assert_clips(s, cells);
        free(fit);
        free(s);
    }
}
END_TEST

/* Whatever did not pass the gate must at least not be read past its end. */
START_TEST(unclean_text_is_survived)
{
    struct rng r = {13};
    for (int round = 0; round < 5000; round++) {
        size_t len = (size_t)rng_below(&r, 12);
        char *s = xmalloc(len + 1);
        for (size_t i = 0; i < len; i++)
            s[i] = (char)(1 + rng_below(&r, 255));
        s[len] = '\0';
        size_t cells = (size_t)rng_below(&r, 8), start, line;
        ck_assert_uint_le(text_prefix(s, cells, NULL), len);
        ck_assert_uint_le(text_suffix(s, cells, NULL), len);
        for (size_t n = 0; text_wrap(s, cells, n, &start, &line); n++)
            ck_assert_uint_le(start + line, len);
        char *fit = text_fit(s, cells, false, "~");
        char *ascii = text_to_ascii(s);
        ck_assert_uint_eq(text_width(fit), cells);
        ck_assert_uint_eq(strlen(ascii), text_width(s));
        for (const char *p = ascii; *p; p++)
            ck_assert(*p >= 0x20 && *p < 0x7f);
        free(fit);
        free(ascii);
        free(s);
    }
}
END_TEST

/* --- ASCII ----------------------------------------------------------------------- */

static const struct pair ascii[] = {
    {"", ""},
    {"Acme Ltd.", "Acme Ltd."},
    {"Caf\xc3\xa9", "Cafe"},
    {"Cafe" ACUTE, "Cafe"},
    {"\xe1\xba\xbf\xc3\x85\xc5\xbe", "eAz"},
    {"\xc5\x81\xc3\xb3\x64\xc5\xba \xc3\x98rsted Stra\xc3\x9f"
     "e",
     "Lodz Orsted Strase"},
    {"McDonald\xe2\x80\x99s \xe2\x80\x9cx\xe2\x80\x9d \xe2\x80\x93",
     "McDonald's \"x\" -"},
    {"a\xc2\xa0"
     "b",
     "a b"},
    {EAST "x", "??x"},
    {"\xef\xbc\xa1\xef\xbc\xa2", "A B "},
    {"\xef\xbd\xb1", "?"},
    {MAN, "??"},
    {BAD, "?"},
    {"\xd0\x96", "?"},
    {KA VOWEL_AA ANUSVARA, "??"},
    {"\xef\xac\x81", "?"},
};

START_TEST(ascii_keeps_letters_and_cells)
{
    char *out = text_to_ascii(ascii[_i].in);
    ck_assert_str_eq(out, ascii[_i].out);
    ck_assert_uint_eq(strlen(out), text_width(ascii[_i].in));
    free(out);
}
END_TEST

START_TEST(ascii_of_any_text_is_ascii)
{
    struct rng r = {17};
    for (int round = 0; round < 5000; round++) {
        char *s = random_clean_text(&r);
        char *out = text_to_ascii(s);
        ck_assert_uint_eq(strlen(out), text_width(s));
        for (const char *p = out; *p; p++)
            ck_assert(*p >= 0x20 && *p < 0x7f);
        free(out);
        free(s);
    }
}
END_TEST

/* --- wrapping -------------------------------------------------------------------- */

struct wrap_case {
    const char *s;
    size_t cells;
    const char *lines; /* joined by '|' */
};

static const struct wrap_case wraps[] = {
    {"", 10, ""},
    {"   ", 10, ""},
    {"word", 0, ""},
    {"word", 4, "word"},
    {"word", 3, "wor|d"},
    {"one two three", 13, "one two three"},
    {"one two three", 12, "one two|three"},
    {"one two three", 7, "one two|three"},
    {"one two three", 6, "one|two|three"},
    {"one two three", 3, "one|two|thr|ee"},
    {"one  two", 4, "one|two"},
    {"one  two", 8, "one  two"},
    {"  one two  ", 7, "one two"},
    {"one   ", 3, "one"},
    {"a longest b", 4, "a|long|est|b"},
    {"a longword", 6, "a|longwo|rd"},
    {EAST EAST EAST, 4, EAST EAST "|" EAST},
    {EAST EAST, 3, EAST "|" EAST},
    {"a" EAST "b", 1, "a|b"},
    {EAST, 1, ""},
    {"ae" ACUTE "b", 2, "ae" ACUTE "|b"},
};

START_TEST(text_is_wrapped)
{
    const struct wrap_case *c = &wraps[_i];
    struct buf b = {0};
    size_t start, len;
    for (size_t n = 0; text_wrap(c->s, c->cells, n, &start, &len); n++) {
        if (n)
            buf_addc(&b, '|');
        buf_add(&b, c->s + start, len);
    }
    ck_assert_str_eq(buf_str(&b), c->lines);
    buf_free(&b);
}
END_TEST

/* No character but spaces is lost where every cluster fits (five cells at most). */
START_TEST(wrapping_any_text_loses_nothing)
{
    struct rng r = {19};
    for (int round = 0; round < 5000; round++) {
        char *s = random_clean_text(&r);
        size_t cells = 5 + (size_t)rng_below(&r, 6), start, len, end = 0;
        for (size_t n = 0; text_wrap(s, cells, n, &start, &len); n++) {
            ck_assert_uint_gt(len, 0);
            ck_assert(s[start] != ' ' && s[start + len - 1] != ' ');
            ck_assert_uint_eq(strspn(s + end, " "), start - end);
            char *line = xstrndup(s + start, len);
            ck_assert_uint_le(text_width(line), cells);
            ck_assert(text_is_clean(line, len));
            free(line);
            end = start + len;
        }
        ck_assert_uint_eq(strspn(s + end, " "), strlen(s + end));
        free(s);
    }
}
END_TEST

#define LOOP(tc, test, table)                                                            \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof *(table)))

static TCase *gate_cases(void)
{
    TCase *tc = tcase_create("gate");
    tcase_set_timeout(tc, 120);
    LOOP(tc, every_class_at_every_place, replaced);
    LOOP(tc, marks_need_a_base, marks);
    tcase_add_test(tc, every_byte_alone);
    tcase_add_test(tc, nul_is_a_control_like_others);
    tcase_add_test(tc, nothing_behind_the_length_is_read);
    tcase_add_test(tc, cleaning_twice_changes_nothing);
    tcase_add_test(tc, every_code_point_behind_a_letter);
    tcase_add_test(tc, decoding_is_strict);
    return tc;
}

static TCase *fit_cases(void)
{
    TCase *tc = tcase_create("fit");
    tcase_set_timeout(tc, 120);
    LOOP(tc, widths_are_those_of_terminals, widths);
    LOOP(tc, prefix_and_suffix_fit, clips);
    LOOP(tc, text_fits_exactly, fits);
    tcase_add_test(tc, clipping_any_text);
    tcase_add_test(tc, unclean_text_is_survived);
    LOOP(tc, ascii_keeps_letters_and_cells, ascii);
    tcase_add_test(tc, ascii_of_any_text_is_ascii);
    LOOP(tc, text_is_wrapped, wraps);
    tcase_add_test(tc, wrapping_any_text_loses_nothing);
    return tc;
}

int main(void)
{
    Suite *s = suite_create("text");
    suite_add_tcase(s, gate_cases());
    suite_add_tcase(s, fit_cases());
    return suite_run(s);
}
