/* What is written to terminals to copy a text. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "tests/suite.h"
#include "ui/clipboard.h"

START_TEST(base64_is_that_of_the_rfc)
{
    static const struct {
        const char *bytes, *text;
    } rows[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xe6\x9d\xb1\xff\xfe", "5p2x//4="},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = clipboard_base64(rows[i].bytes, strlen(rows[i].bytes));
        ck_assert_str_eq(text, rows[i].text);
        free(text);
    }
}
END_TEST

START_TEST(the_environment_chooses_the_way)
{
    static const struct {
        const char *term, *tmux, *sty;
        enum clipboard_route route;
    } rows[] = {
        {"xterm-256color", NULL, NULL, CLIPBOARD_PLAIN},
        {"alacritty", "", "", CLIPBOARD_PLAIN},
        {"tmux-256color", NULL, NULL, CLIPBOARD_TMUX},
        {"screen-256color", "/tmp/tmux-0/default,1,0", NULL, CLIPBOARD_TMUX},
        {"xterm", "/tmp/tmux-0/default,1,0", NULL, CLIPBOARD_TMUX},
        {"screen", NULL, NULL, CLIPBOARD_SCREEN},
        {"screen.xterm-256color", NULL, "1.pts-0.host", CLIPBOARD_SCREEN},
        {"xterm", NULL, "1.pts-0.host", CLIPBOARD_SCREEN},
        {"linux", NULL, NULL, CLIPBOARD_NONE},
        {"vt100", NULL, NULL, CLIPBOARD_NONE},
        {"dumb", NULL, NULL, CLIPBOARD_NONE},
        {"", NULL, NULL, CLIPBOARD_NONE},
        {NULL, NULL, NULL, CLIPBOARD_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_msg(clipboard_route(rows[i].term, rows[i].tmux, rows[i].sty) ==
                          rows[i].route,
                      "row %zu", i);
}
END_TEST

START_TEST(sequences_are_wrapped_for_what_is_in_between)
{
    static const struct {
        enum clipboard_route route;
        const char *sequence;
    } rows[] = {
        {CLIPBOARD_PLAIN, "\033]52;c;aGk=\007"},
        {CLIPBOARD_TMUX, "\033]52;c;aGk=\007\033Ptmux;\033\033]52;c;aGk=\007\033\\"},
        {CLIPBOARD_SCREEN, "\033]52;c;aGk=\007\033P\033]52;c;aGk=\007\033\\"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *sequence = clipboard_sequence(rows[i].route, "hi");
        ck_assert_str_eq(sequence, rows[i].sequence);
        free(sequence);
    }
    ck_assert_ptr_null(clipboard_sequence(CLIPBOARD_NONE, "hi"));
}
END_TEST

static char *long_text(size_t len)
{
    char *text = xmalloc(len + 1);
    memset(text, 'x', len);
    text[len] = '\0';
    return text;
}

/* What screen hands on, and that none of its strings is longer than it takes. */
static char *unwrap_screen(const char *s)
{
    struct buf out = {0};
    while (*s) {
        ck_assert_int_eq(strncmp(s, "\033P", 2), 0);
        const char *end = strstr(s + 2, "\033\\");
        ck_assert_ptr_nonnull(end);
        ck_assert_int_lt(end - s, 768);
        buf_add(&out, s + 2, (size_t)(end - s - 2));
        s = end + 2;
    }
    return buf_take(&out);
}

START_TEST(long_texts_go_through_screen_in_pieces)
{
    char *text = long_text(10000);
    char *plain = clipboard_sequence(CLIPBOARD_PLAIN, text);
    char *pieces = clipboard_sequence(CLIPBOARD_SCREEN, text);
    char *together = unwrap_screen(pieces);
    ck_assert_str_eq(together, plain);
    free(text);
    free(plain);
    free(pieces);
    free(together);
}
END_TEST

START_TEST(too_long_texts_are_refused)
{
    char *text = long_text(CLIPBOARD_MOST + 1);
    ck_assert_ptr_null(clipboard_sequence(CLIPBOARD_PLAIN, text));
    ck_assert_ptr_null(clipboard_sequence(CLIPBOARD_TMUX, text));
    text[CLIPBOARD_MOST] = '\0';
    char *sequence = clipboard_sequence(CLIPBOARD_PLAIN, text);
    ck_assert_ptr_nonnull(sequence);
    ck_assert_uint_lt(strlen(sequence), 100000 + 16);
    free(sequence);
    free(text);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("clipboard");
    TCase *t = tcase_create("clipboard");
    tcase_add_test(t, base64_is_that_of_the_rfc);
    tcase_add_test(t, the_environment_chooses_the_way);
    tcase_add_test(t, sequences_are_wrapped_for_what_is_in_between);
    tcase_add_test(t, long_texts_go_through_screen_in_pieces);
    tcase_add_test(t, too_long_texts_are_refused);
    suite_add_tcase(s, t);
    return suite_run(s);
}
