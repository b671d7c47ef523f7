/* Bells and notifications: how often, and which bytes; and whether somebody looks. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/notify.h"
#include "ui/watch.h"

#define SECOND 1000
#define MINUTE 60000

/* --- how often ---------------------------------------------------------------------- */

static void assert_taken(struct notify *n, int64_t now, const char *expected)
{
    int64_t when;
    char *text = notify_take(n, now, &when);
    if (expected)
        ck_assert_str_eq(text, expected);
    else
        ck_assert_ptr_null(text);
    free(text);
}

START_TEST(the_first_is_told_at_once_and_only_once)
{
    struct notify n = {0};
    assert_taken(&n, 1, NULL);
    notify_add(&n, "bills: Complete");
    assert_taken(&n, 1, "bills: Complete");
    assert_taken(&n, 60 * SECOND, NULL);
    notify_free(&n);
}
END_TEST

START_TEST(what_comes_too_soon_waits_and_is_told_together)
{
    struct notify n = {0};
    int64_t when;
    notify_add(&n, "a");
    assert_taken(&n, 10 * SECOND, "a");
    for (int i = 0; i < 500; i++)
        notify_add(&n, i == 0 ? "b" : "c");
    ck_assert_ptr_null(notify_take(&n, 10 * SECOND + 1, &when));
    ck_assert_int_eq(when, 12 * SECOND);
    assert_taken(&n, 12 * SECOND - 1, NULL);
    assert_taken(&n, 12 * SECOND, "b (and 499 more)");
    notify_add(&n, "d");
    assert_taken(&n, 20 * SECOND, "d");
    notify_add(&n, "left over");
    notify_free(&n);
}
END_TEST

/* --- bytes -------------------------------------------------------------------------- */

static const struct {
    enum ui_bell bell;
    enum notify_inside inside;
    const char *text, *bytes;
} sequences[] = {
    {UI_BELL_NONE, NOTIFY_DIRECT, "a", ""},
    {UI_BELL_NONE, NOTIFY_TMUX, "a", ""},
    {UI_BELL_SOUND, NOTIFY_DIRECT, "a", "\a"},
    {UI_BELL_SOUND, NOTIFY_TMUX, "a", "\a"},
    {UI_BELL_OSC9, NOTIFY_DIRECT, "bills: Complete", "\033]9;bills: Complete\a"},
    {UI_BELL_OSC9, NOTIFY_TMUX, "a", "\033Ptmux;\033\033]9;a\a\033\\\a"},
    {UI_BELL_OSC9, NOTIFY_SCREEN, "a", "\033P\033]9;a\a\033\\\a"},
    {UI_BELL_OSC9, NOTIFY_DIRECT, "東京 ✓", "\033]9;東京 ✓\a"},
};

START_TEST(bytes_of_each_kind)
{
    char *bytes =
        notify_sequence(sequences[_i].bell, sequences[_i].inside, sequences[_i].text);
    ck_assert_str_eq(bytes, sequences[_i].bytes);
    free(bytes);
}
END_TEST

/* A company's name is anybody's: it neither ends the sequence nor begins another. */
START_TEST(a_hostile_text_is_only_text)
{
    static const char hostile[] = "a\a\033]0;owned\a\033\\\x9c\xc2\x9c\033[2J\n\x80z";
    char *bytes = notify_sequence(UI_BELL_OSC9, NOTIFY_DIRECT, hostile);
    size_t len = strlen(bytes);
    ck_assert_int_eq(strncmp(bytes, "\033]9;", 4), 0);
    ck_assert_int_eq(bytes[len - 1], '\a');
    for (size_t i = 4; i + 1 < len; i++)
        ck_assert_int_ge((unsigned char)bytes[i], 0x20);
    ck_assert_ptr_null(strstr(bytes, "\xc2\x9c"));
    free(bytes);
}
END_TEST

START_TEST(a_long_text_is_cut)
{
    char text[5000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    char *bytes = notify_sequence(UI_BELL_OSC9, NOTIFY_TMUX, text);
    ck_assert_uint_le(strlen(bytes), 150);
    free(bytes);
}
END_TEST

START_TEST(what_is_around_is_known_from_the_environment)
{
    ck_assert_int_eq(notify_inside(NULL, NULL), NOTIFY_DIRECT);
    ck_assert_int_eq(notify_inside("", ""), NOTIFY_DIRECT);
    ck_assert_int_eq(notify_inside("/tmp/tmux-0/default,1,0", NULL), NOTIFY_TMUX);
    ck_assert_int_eq(notify_inside(NULL, "1.pts-0.host"), NOTIFY_SCREEN);
}
END_TEST

/* --- who looks ---------------------------------------------------------------------- */

START_TEST(nobody_looks_without_the_focus_or_long_after_a_key)
{
    struct watch w = {0};
    ck_assert(!watch_is_slow(&w, 99 * MINUTE));
    watch_look(&w, 100 * MINUTE);
    ck_assert(!watch_is_slow(&w, 110 * MINUTE - 1));
    ck_assert(watch_is_slow(&w, 110 * MINUTE));
    watch_look(&w, 111 * MINUTE);
    ck_assert(!watch_is_slow(&w, 111 * MINUTE));
    watch_leave(&w, 112 * MINUTE);
    ck_assert(watch_is_slow(&w, 112 * MINUTE));
    watch_look(&w, 113 * MINUTE);
    ck_assert(!watch_is_slow(&w, 113 * MINUTE));
}
END_TEST

START_TEST(what_changed_is_news_for_a_while)
{
    struct watch w = {0};
    int64_t until;
    watch_look(&w, MINUTE);
    ck_assert(!watch_is_news(&w, 0, 2 * MINUTE, &until));
    ck_assert(watch_is_news(&w, 2 * MINUTE, 2 * MINUTE, &until));
    ck_assert_int_eq(until, 2 * MINUTE + WATCH_NEWS_MS);
    ck_assert(watch_is_news(&w, 2 * MINUTE, until - 1, &until));
    ck_assert(!watch_is_news(&w, 2 * MINUTE, until, &until));
}
END_TEST

START_TEST(what_changed_meanwhile_is_news_to_who_comes_back)
{
    struct watch w = {0};
    int64_t until;
    watch_look(&w, MINUTE);
    watch_leave(&w, 2 * MINUTE);
    ck_assert(watch_is_news(&w, 3 * MINUTE, 9 * MINUTE, &until));
    ck_assert_int_eq(until, INT64_MAX);
    ck_assert(!watch_is_news(&w, MINUTE, 9 * MINUTE, &until));
    watch_look(&w, 10 * MINUTE);
    ck_assert(watch_is_news(&w, 3 * MINUTE, 10 * MINUTE, &until));
    ck_assert_int_eq(until, 10 * MINUTE + WATCH_NEWS_MS);
    ck_assert(!watch_is_news(&w, MINUTE, 10 * MINUTE, &until));
    ck_assert(!watch_is_news(&w, 3 * MINUTE, 10 * MINUTE + WATCH_NEWS_MS, &until));
    /* So it is after a long time without a key. */
    watch_look(&w, 30 * MINUTE);
    ck_assert(watch_is_news(&w, 12 * MINUTE, 30 * MINUTE, &until));
}
END_TEST

START_TEST(pausing_is_a_switch)
{
    struct watch w = {0};
    watch_pause(&w, MINUTE);
    ck_assert_int_eq(w.paused, MINUTE);
    watch_look(&w, 2 * MINUTE);
    ck_assert_int_eq(w.paused, MINUTE);
    watch_pause(&w, 3 * MINUTE);
    ck_assert_int_eq(w.paused, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("notify");
    TCase *tc = tcase_create("notify");
    tcase_add_test(tc, the_first_is_told_at_once_and_only_once);
    tcase_add_test(tc, what_comes_too_soon_waits_and_is_told_together);
    tcase_add_loop_test(tc, bytes_of_each_kind, 0, sizeof sequences / sizeof *sequences);
    tcase_add_test(tc, a_hostile_text_is_only_text);
    tcase_add_test(tc, a_long_text_is_cut);
    tcase_add_test(tc, what_is_around_is_known_from_the_environment);
    tcase_add_test(tc, nobody_looks_without_the_focus_or_long_after_a_key);
    tcase_add_test(tc, what_changed_is_news_for_a_while);
    tcase_add_test(tc, what_changed_meanwhile_is_news_to_who_comes_back);
    tcase_add_test(tc, pausing_is_a_switch);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
