/* Values as people write them, and the names that they meant. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/similar.h"
#include "base/value.h"
#include "tests/suite.h"

START_TEST(switches)
{
    static const char *const on[] = {"true", "yes", "on", "TRUE", "Yes"};
    static const char *const off[] = {"false", "no", "off", "OFF"};
    static const char *const neither[] = {"", "1", "t", "true ", "ja", "truee"};
    bool value = false;
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        ck_assert(value_bool(on[i], &value) && value);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        ck_assert(value_bool(off[i], &value) && !value);
    value = true;
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++)
        ck_assert(!value_bool(neither[i], &value) && value);
}
END_TEST

START_TEST(integers)
{
    int64_t value = 7;
    ck_assert(value_integer("2", 2, 9, &value) && value == 2);
    ck_assert(value_integer("-5", -9, 9, &value) && value == -5);
    static const char *const wrong[] = {"",
                                        "1",
                                        "10",
                                        "3s",
                                        " 3",
                                        "3 ",
                                        "0x3",
                                        "3.0",
                                        "--3",
                                        "+3",
                                        "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_integer(wrong[i], 2, 9, &value), "\"%s\"", wrong[i]);
    ck_assert_int_eq(value, -5);
}
END_TEST

START_TEST(decimals)
{
    double value = 7;
    ck_assert(value_decimal("1.5", 1, 10, &value));
    ck_assert(value > 1.49 && value < 1.51);
    ck_assert(value_decimal("10", 1, 10, &value));
    static const char *const wrong[] = {"",    "0.9", "10.01", "1,5", "nan",
                                        "inf", "1e1", "1.",    ".5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_decimal(wrong[i], 1, 10, &value), "\"%s\"", wrong[i]);
}
END_TEST

START_TEST(durations)
{
    static const struct {
        const char *text;
        int64_t ms;
    } good[] = {{"500ms", 500},  {"1.5s", 1500}, {"2m", 120000},
                {"1h", 3600000}, {"10", 10000},  {"0.5 s", 500}};
    int64_t value = 0;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ck_assert_msg(value_duration(good[i].text, 1, 3600000, &value), "%s",
                      good[i].text);
        ck_assert_int_eq(value, good[i].ms);
    }
    static const char *const wrong[] = {
        "", "s", "1d", "-1s", "2h", "0", "999999999999h", "1s s"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_duration(wrong[i], 1, 3600000, &value), "\"%s\"", wrong[i]);
}
END_TEST

START_TEST(choices)
{
    static const char *const words[] = {"auto", "always", "never"};
    size_t i = 9;
    ck_assert(value_choice("NEVER", words, 3, &i));
    ck_assert_uint_eq(i, 2);
    ck_assert(!value_choice("nev", words, 3, &i));
    char *text = value_choices(words, 3);
    ck_assert_str_eq(text, "auto, always or never");
    free(text);
    text = value_choices(words, 1);
    ck_assert_str_eq(text, "auto");
    free(text);
}
END_TEST

static void assert_meant(const char *word, const char *question)
{
    static const char *const names[] = {"base-url", "read-only", "label", "interval"};
    struct similar s;
    similar_begin(&s, word);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        similar_offer(&s, names[i]);
    char *text = similar_question(&s);
    ck_assert_str_eq(text, question);
    free(text);
}

START_TEST(near_names_are_found)
{
    assert_meant("base_url", " Did you mean base-url?");
    assert_meant("baseurl", " Did you mean base-url?");
    assert_meant("READ-ONLY", " Did you mean read-only?");
    assert_meant("lable", " Did you mean label?");
    assert_meant("intervall", " Did you mean interval?");
    assert_meant("colour", "");
    assert_meant("", "");
    assert_meant("an extremely long name that is nowhere near any of the names there are",
                 "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("value");
    TCase *value = tcase_create("value");
    tcase_add_test(value, switches);
    tcase_add_test(value, integers);
    tcase_add_test(value, decimals);
    tcase_add_test(value, durations);
    tcase_add_test(value, choices);
    tcase_add_test(value, near_names_are_found);
    suite_add_tcase(suite, value);
    return suite_run(suite);
}
