/* What mice send. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/pointer.h"

/* Takes all of text; the last state. */
static enum pointer_state take(struct pointer_reader *r, const char *text,
                               struct pointer *out)
{
    enum pointer_state state = POINTER_MORE;
    for (; *text; text++) {
        ck_assert_int_eq(state, POINTER_MORE);
        ck_assert(r->reading);
        state = pointer_take(r, *text, out);
    }
    ck_assert_int_eq(r->reading, state == POINTER_MORE);
    return state;
}

static const struct {
    const char *text;
    struct pointer pointer;
} events[] = {
    {"0;1;1M", {POINTER_PRESS, 0, 0}},         {"0;223;400M", {POINTER_PRESS, 399, 222}},
    {"64;12;5M", {POINTER_WHEEL_UP, 4, 11}},   {"65;12;5M", {POINTER_WHEEL_DOWN, 4, 11}},
    {"69;12;5M", {POINTER_WHEEL_DOWN, 4, 11}}, /* with shift */
    {"16;2;3M", {POINTER_PRESS, 2, 1}},        /* with control */
    {"0;12;5m", {POINTER_NOTHING, 0, 0}},      /* released */
    {"2;12;5M", {POINTER_NOTHING, 4, 11}},     /* another button */
    {"32;12;5M", {POINTER_NOTHING, 4, 11}},    /* moved */
    {"66;12;5M", {POINTER_NOTHING, 4, 11}},    /* a wheel to the side */
    {"0;0;5M", {POINTER_NOTHING, 4, -1}},      {"M", {POINTER_NOTHING, 0, 0}},
    {";;M", {POINTER_NOTHING, 0, 0}},
};

START_TEST(events_are_read)
{
    struct pointer_reader r;
    struct pointer out = {POINTER_PRESS, 9, 9};
    pointer_begin(&r, false);
    ck_assert_int_eq(take(&r, events[_i].text, &out), POINTER_DONE);
    ck_assert_int_eq(out.what, events[_i].pointer.what);
    ck_assert_int_eq(out.y, events[_i].pointer.y);
    ck_assert_int_eq(out.x, events[_i].pointer.x);
}
END_TEST

START_TEST(older_terminals_are_understood)
{
    struct pointer_reader r;
    struct pointer out = {0};
    pointer_begin(&r, true);
    ck_assert_int_eq(take(&r, " +&", &out), POINTER_DONE);
    ck_assert_int_eq(out.what, POINTER_PRESS);
    ck_assert_int_eq(out.y, 5);
    ck_assert_int_eq(out.x, 10);
    /* Three characters belong to it whatever they are: none of them is a key. */
    pointer_begin(&r, true);
    ck_assert_int_eq(take(&r, "`\001R", &out), POINTER_DONE);
    ck_assert_int_eq(out.what, POINTER_NOTHING);
}
END_TEST

START_TEST(what_does_not_belong_is_given_back)
{
    static const char *const broken[] = {
        "0;1q", "x", "0;1;1\033", "000000000000000000000000", "11111111111111111111111;",
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct pointer_reader r;
        struct pointer out = {0};
        pointer_begin(&r, false);
        ck_assert_int_eq(take(&r, broken[i], &out), POINTER_BROKEN);
        ck_assert_int_eq(out.what, POINTER_NOTHING);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("pointer");
    TCase *tc = tcase_create("pointer");
    tcase_add_loop_test(tc, events_are_read, 0, sizeof events / sizeof events[0]);
    tcase_add_test(tc, older_terminals_are_understood);
    tcase_add_test(tc, what_does_not_belong_is_given_back);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
