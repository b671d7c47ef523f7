/* What a prompt is made of, without a screen: the line under its cursor, what was typed
 * before, and what a word could become. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/suite.h"
#include "ui/candidates.h"
#include "ui/keys.h"
#include "ui/line.h"
#include "ui/prompt_history.h"

/* --- the line --------------------------------------------------------------------- */

/* Presses one key for each code point of keys. */
static void type(struct line *l, const char *keys)
{
    size_t len = strlen(keys);
    for (size_t i = 0; i < len;) {
        int32_t cp;
        bool changed;
        int n = text_decode(keys + i, len - i, &cp);
        ck_assert_int_gt(n, 0);
        line_key(l, cp, &changed);
        i += (size_t)n;
    }
}

static bool press(struct line *l, int key)
{
    bool changed;
    line_key(l, key, &changed);
    return changed;
}

/* The text with a bar where the cursor is. */
static void assert_line(const struct line *l, const char *expected)
{
    struct buf b = {0};
    buf_add(&b, line_text(l), l->cursor);
    buf_addc(&b, '|');
    buf_adds(&b, line_text(l) + l->cursor);
    ck_assert_str_eq(buf_str(&b), expected);
    buf_free(&b);
}

START_TEST(keys_edit_a_line)
{
    static const struct {
        const char *text;
        int keys[6];
        const char *after;
    } cases[] = {
        {"", {'a', 'b', 'c'}, "abc|"},
        {"abc", {KEY_ARROW_LEFT, 'x'}, "abx|c"},
        {"abc", {KEY_HOME_ROW, 'x'}, "x|abc"},
        {"abc", {KEY_CTRL('A'), KEY_ARROW_RIGHT}, "a|bc"},
        {"abc", {KEY_CTRL('A'), KEY_END_ROW, 'd'}, "abcd|"},
        {"abc", {KEY_CTRL('A'), KEY_CTRL('E')}, "abc|"},
        {"abc", {KEY_RUBOUT}, "ab|"},
        {"abc", {8}, "ab|"},
        {"abc", {KEY_HOME_ROW, KEY_RUBOUT}, "|abc"},
        {"abc", {KEY_HOME_ROW, KEY_DELETE}, "|bc"},
        {"abc", {KEY_DELETE}, "abc|"},
        {"abc", {KEY_ARROW_LEFT, KEY_CTRL('U')}, "|c"},
        {"abc", {KEY_ARROW_LEFT, KEY_CTRL('K')}, "ab|"},
        {"one two  ", {KEY_CTRL('W')}, "one |"},
        {"one two", {KEY_CTRL('W'), KEY_CTRL('W'), KEY_CTRL('W')}, "|"},
        {"one two", {KEY_ARROW_LEFT, KEY_CTRL('W')}, "one |o"},
        {"äöü", {KEY_ARROW_LEFT, KEY_RUBOUT}, "ä|ü"},
        {"東京商", {KEY_ARROW_LEFT, KEY_DELETE}, "東京|"},
        {"e\xcc\x81x", {KEY_ARROW_LEFT, KEY_RUBOUT}, "|x"},
        {"e\xcc\x81x", {KEY_HOME_ROW, KEY_ARROW_RIGHT}, "e\xcc\x81|x"},
        {"", {0x6771, 0x1f600, 0xe9}, "東😀é|"},
    };
    struct line l = {0};
    line_set(&l, cases[_i].text);
    for (int k = 0; k < 6 && cases[_i].keys[k]; k++)
        press(&l, cases[_i].keys[k]);
    assert_line(&l, cases[_i].after);
    line_free(&l);
}
END_TEST

/* Whatever is typed or handed over, only clean text is ever in a line. */
START_TEST(nothing_unclean_gets_in)
{
    static const int refused[] = {0,        1,         '\t',       '\n',           '\r',
                                  0x1b,     0x7f,      0x9b,       0x200b,         0x202e,
                                  0x2028,   0xfeff,    0xd800,     0x110000,       0x301,
                                  KEY_NONE, KEY_PASTE, KEY_INSERT, KEY_FUNCTION(1)};
    struct line l = {0};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        press(&l, refused[i]);
    ck_assert(text_is_clean(line_text(&l), l.text.len));
    ck_assert_ptr_null(strchr(line_text(&l), '\033'));
    line_set(&l, "a\033[2Jb\nc\xff");
    ck_assert(text_is_clean(line_text(&l), l.text.len));
    type(&l, "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81");
    ck_assert(text_is_clean(line_text(&l), l.text.len));
    line_free(&l);
}
END_TEST

START_TEST(a_line_tells_what_changed_it)
{
    struct line l = {0};
    ck_assert(!press(&l, KEY_RUBOUT));
    ck_assert(press(&l, 'a'));
    ck_assert(!press(&l, KEY_ARROW_LEFT));
    ck_assert(!press(&l, KEY_CTRL('U')));
    ck_assert(press(&l, KEY_CTRL('K')));
    bool changed;
    ck_assert(!line_key(&l, KEY_PAGE_DOWN, &changed));
    ck_assert(line_key(&l, KEY_HOME_ROW, &changed));
    line_free(&l);
}
END_TEST

START_TEST(a_line_has_an_end)
{
    struct line l = {0};
    for (int i = 0; i < 2 * LINE_BYTES; i++)
        press(&l, 'x');
    ck_assert_uint_eq(l.text.len, LINE_BYTES);
    ck_assert(!press(&l, 'y'));
    line_free(&l);
}
END_TEST

START_TEST(a_word_is_replaced)
{
    struct line l = {0};
    line_set(&l, "sort na up");
    for (int i = 0; i < 3; i++)
        press(&l, KEY_ARROW_LEFT);
    line_replace(&l, 5, "name");
    assert_line(&l, "sort name| up");
    line_free(&l);
}
END_TEST

/* The cursor is always among the cells, and no room is wasted. */
START_TEST(a_line_scrolls)
{
    struct line l = {0};
    line_set(&l, "0123456789abcdef");
    ck_assert_uint_eq(line_view(&l, 20), 0);
    ck_assert_uint_eq(line_view(&l, 8), 9);
    for (int i = 0; i < 7; i++)
        press(&l, KEY_ARROW_LEFT);
    ck_assert_uint_eq(line_view(&l, 8), 9);
    press(&l, KEY_ARROW_LEFT);
    ck_assert_uint_eq(line_view(&l, 8), 8);
    press(&l, KEY_HOME_ROW);
    ck_assert_uint_eq(line_view(&l, 8), 0);
    press(&l, KEY_END_ROW);
    ck_assert_uint_eq(line_view(&l, 8), 9);
    press(&l, KEY_RUBOUT);
    ck_assert_uint_eq(line_view(&l, 8), 8);
    line_set(&l, "東京商会東京商会");
    ck_assert_uint_eq(line_view(&l, 6), 6 * 3);
    ck_assert_uint_eq(line_view(&l, 0), l.cursor);
    line_free(&l);
}
END_TEST

/* Any keys whatsoever leave a clean line with its cursor between two characters. */
START_TEST(any_keys_leave_a_good_line)
{
    static const int keys[] = {
        'a',        ' ',           0xe9,           0x301,           0x6771,
        0x903,      0x1f600,       KEY_ARROW_LEFT, KEY_ARROW_RIGHT, KEY_RUBOUT,
        KEY_DELETE, KEY_CTRL('W'), KEY_HOME_ROW,   KEY_END_ROW,     0x1161,
        0x1100};
    unsigned seed = 1;
    struct line l = {0};
    for (int i = 0; i < 4000; i++) {
        seed = seed * 1103515245u + 12345u;
        press(&l, keys[(seed >> 16) % (sizeof keys / sizeof keys[0])]);
        ck_assert(text_is_clean(line_text(&l), l.text.len));
        ck_assert_uint_le(l.cursor, l.text.len);
        ck_assert_int_ne((unsigned char)line_text(&l)[l.cursor] & 0xc0, 0x80);
        size_t left = line_view(&l, 10);
        ck_assert_uint_le(left, l.cursor);
    }
    line_free(&l);
}
END_TEST

/* --- the history ------------------------------------------------------------------ */

START_TEST(each_label_has_its_history)
{
    struct prompt_histories h = {0};
    prompt_history_add(&h, "/", "one");
    prompt_history_add(&h, "/", "two");
    prompt_history_add(&h, ":", "quit");
    prompt_history_add(&h, "/", "");
    prompt_history_add(&h, "/", "one");
    ck_assert_str_eq(prompt_history_line(&h, "/", 1), "one");
    ck_assert_str_eq(prompt_history_line(&h, "/", 2), "two");
    ck_assert_ptr_null(prompt_history_line(&h, "/", 3));
    ck_assert_str_eq(prompt_history_line(&h, ":", 1), "quit");
    ck_assert_ptr_null(prompt_history_line(&h, ":", 0));
    ck_assert_ptr_null(prompt_history_line(&h, "?", 1));
    prompt_history_free(&h);
}
END_TEST

START_TEST(the_history_forgets_the_oldest)
{
    struct prompt_histories h = {0};
    char line[16];
    for (int i = 0; i < PROMPT_HISTORY_LINES + 5; i++) {
        snprintf(line, sizeof line, "%d", i);
        prompt_history_add(&h, "/", line);
    }
    ck_assert_str_eq(prompt_history_line(&h, "/", 1), line);
    ck_assert_str_eq(prompt_history_line(&h, "/", PROMPT_HISTORY_LINES), "5");
    ck_assert_ptr_null(prompt_history_line(&h, "/", PROMPT_HISTORY_LINES + 1));
    prompt_history_free(&h);
}
END_TEST

/* --- completion ------------------------------------------------------------------- */

START_TEST(candidates_begin_like_what_was_typed)
{
    struct candidates c = {0};
    ck_assert_uint_eq(candidates_common(&c), 0);
    candidates_add(&c, "refresh", "Re", 2);
    candidates_add(&c, "redraw", "Re", 2);
    candidates_add(&c, "quit", "Re", 2);
    ck_assert_uint_eq(c.count, 2);
    ck_assert_uint_eq(candidates_common(&c), 2);
    char *list = candidates_join(&c, ", ");
    ck_assert_str_eq(list, "refresh, redraw");
    free(list);
    candidates_free(&c);
    candidates_add(&c, "äö", "", 0);
    candidates_add(&c, "äü", "", 0);
    ck_assert_uint_eq(candidates_common(&c), 2);
    candidates_free(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("prompt");
    TCase *tc = tcase_create("prompt");
    tcase_add_loop_test(tc, keys_edit_a_line, 0, 21);
    tcase_add_test(tc, nothing_unclean_gets_in);
    tcase_add_test(tc, a_line_tells_what_changed_it);
    tcase_add_test(tc, a_line_has_an_end);
    tcase_add_test(tc, a_word_is_replaced);
    tcase_add_test(tc, a_line_scrolls);
    tcase_add_test(tc, any_keys_leave_a_good_line);
    tcase_add_test(tc, each_label_has_its_history);
    tcase_add_test(tc, the_history_forgets_the_oldest);
    tcase_add_test(tc, candidates_begin_like_what_was_typed);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
