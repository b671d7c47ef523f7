/* The message log: order, ring, repeated texts, cleaning. */
#include "config.h"

#include <check.h>
#include <stdlib.h>

#include "model/messages.h"
#include "tests/suite.h"

START_TEST(the_newest_comes_first)
{
    struct messages *m = messages_new(10);
    ck_assert_ptr_null(messages_at(m, 0));
    messages_set_time(m, 5, 500);
    messages_add(m, MESSAGE_INFO, "one %d", 1);
    messages_set_time(m, 6, 600);
    messages_add(m, MESSAGE_ERROR, "two");
    ck_assert_uint_eq(messages_count(m), 2);
    ck_assert_str_eq(messages_at(m, 0)->text, "two");
    ck_assert_int_eq(messages_at(m, 0)->level, MESSAGE_ERROR);
    ck_assert_int_eq(messages_at(m, 0)->mono, 6);
    ck_assert_str_eq(messages_at(m, 1)->text, "one 1");
    ck_assert_int_eq(messages_at(m, 1)->wall, 500);
    ck_assert_ptr_null(messages_at(m, 2));
    messages_free(&m);
    ck_assert_ptr_null(m);
    messages_free(&m);
}
END_TEST

START_TEST(the_oldest_go_first)
{
    struct messages *m = messages_new(3);
    for (int i = 0; i < 10; i++)
        messages_add(m, MESSAGE_INFO, "%d", i);
    ck_assert_uint_eq(messages_count(m), 3);
    ck_assert_str_eq(messages_at(m, 0)->text, "9");
    ck_assert_str_eq(messages_at(m, 2)->text, "7");
    ck_assert_uint_eq(messages_version(m), 10);
    messages_free(&m);
}
END_TEST

START_TEST(a_repeated_text_is_counted)
{
    struct messages *m = messages_new(3);
    messages_add(m, MESSAGE_INFO, "same");
    messages_set_time(m, 9, 900);
    messages_add(m, MESSAGE_INFO, "same");
    ck_assert_uint_eq(messages_count(m), 1);
    ck_assert_uint_eq(messages_at(m, 0)->count, 2);
    ck_assert_int_eq(messages_at(m, 0)->mono, 9);
    messages_add(m, MESSAGE_ERROR, "same");
    ck_assert_uint_eq(messages_count(m), 2);
    ck_assert_uint_eq(messages_at(m, 0)->count, 1);
    ck_assert_uint_eq(messages_version(m), 3);
    messages_free(&m);
}
END_TEST

START_TEST(what_came_since_is_counted)
{
    struct messages *m = messages_new(3);
    ck_assert_uint_eq(messages_since(m, 0), 0);
    messages_add(m, MESSAGE_INFO, "a");
    uint64_t version = messages_version(m);
    ck_assert_uint_eq(messages_since(m, version), 0);
    for (int i = 0; i < 3; i++)
        messages_add(m, MESSAGE_INFO, "b");
    ck_assert_uint_eq(messages_since(m, version), 1);
    ck_assert_uint_eq(messages_since(m, version + 2), 1);
    ck_assert_uint_eq(messages_since(m, 0), 2);
    for (int i = 0; i < 5; i++)
        messages_add(m, MESSAGE_INFO, "%d", i);
    ck_assert_uint_eq(messages_since(m, version), 3);
    messages_free(&m);
}
END_TEST

START_TEST(texts_are_cleaned)
{
    struct messages *m = messages_new(1);
    messages_add(m, MESSAGE_INFO, "a\033[31mb\nc");
    ck_assert_str_eq(messages_at(m, 0)->text, "a\xEF\xBF\xBD[31mb c");
    messages_free(&m);
}
END_TEST

START_TEST(a_log_that_keeps_nothing_keeps_one)
{
    struct messages *m = messages_new(0);
    messages_add(m, MESSAGE_INFO, "a");
    messages_add(m, MESSAGE_INFO, "b");
    ck_assert_uint_eq(messages_count(m), 1);
    ck_assert_str_eq(messages_at(m, 0)->text, "b");
    messages_free(&m);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("messages");
    TCase *t = tcase_create("messages");
    tcase_add_test(t, the_newest_comes_first);
    tcase_add_test(t, the_oldest_go_first);
    tcase_add_test(t, a_repeated_text_is_counted);
    tcase_add_test(t, what_came_since_is_counted);
    tcase_add_test(t, texts_are_cleaned);
    tcase_add_test(t, a_log_that_keeps_nothing_keeps_one);
    suite_add_tcase(suite, t);
    return suite_run(suite);
}
