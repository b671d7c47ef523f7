/* Which failures of reads are told, and which recoveries. */
#include "config.h"

#include <check.h>

#include "model/troubles.h"
#include "tests/suite.h"

#define MINUTE 60000

static struct troubles *t;

static void open_case(void)
{
    t = troubles_new();
}

static void close_case(void)
{
    troubles_free(&t);
}

static bool failed(enum operation op, const char *company, enum error_kind kind,
                   int64_t now)
{
    const struct api_error error = {.call = {.op = op, .company_id = company},
                                    .kind = kind};
    return troubles_failed(t, &error, now);
}

static bool ended(enum operation op, const char *company, int64_t now)
{
    const struct call call = {.op = op, .company_id = company};
    return troubles_ended(t, &call, now);
}

START_TEST(a_failure_is_told_once_however_often_it_is_tried)
{
    ck_assert(failed(OP_LIST_PULLS, "a", ERROR_SERVER, 1));
    ck_assert(!failed(OP_LIST_PULLS, "a", ERROR_SERVER, 2));
    ck_assert(failed(OP_LIST_PULLS, "a", ERROR_TIMEOUT, 3));
    ck_assert(ended(OP_LIST_PULLS, "a", 4));
    ck_assert(!ended(OP_LIST_PULLS, "a", 5));
    ck_assert(failed(OP_LIST_PULLS, "a", ERROR_TIMEOUT, 6));
}
END_TEST

START_TEST(many_reads_that_fail_alike_are_one_trouble)
{
    ck_assert(failed(OP_LIST_COMPANIES, NULL, ERROR_NETWORK, 1));
    ck_assert(!failed(OP_LIST_PULLS, "a", ERROR_NETWORK, 2));
    ck_assert(!failed(OP_DATA_STATUS, "a", ERROR_NETWORK, 3));
    ck_assert(!ended(OP_LIST_PULLS, "a", 4));
    ck_assert(!ended(OP_LIST_COMPANIES, NULL, 5));
    ck_assert(ended(OP_DATA_STATUS, "a", 6));
}
END_TEST

START_TEST(two_reads_that_fail_differently_do_not_tell_in_turns)
{
    ck_assert(failed(OP_LIST_PULLS, "a", ERROR_SERVER, 1));
    ck_assert(failed(OP_DATA_STATUS, "a", ERROR_TIMEOUT, 2));
    for (int64_t now = 3; now < 20; now++) {
        ck_assert(!failed(OP_LIST_PULLS, "a", ERROR_SERVER, now));
        ck_assert(!failed(OP_DATA_STATUS, "a", ERROR_TIMEOUT, now));
    }
}
END_TEST

START_TEST(each_thing_that_is_not_found_is_told_and_nothing_of_its_return)
{
    ck_assert(failed(OP_GET_PULL, "a", ERROR_NOT_FOUND, 1));
    ck_assert(failed(OP_GET_PULL, "b", ERROR_NOT_FOUND, 2));
    ck_assert(!ended(OP_GET_PULL, "a", 3));
    ck_assert(!ended(OP_GET_PULL, "b", 4));
}
END_TEST

START_TEST(what_nobody_tries_any_more_is_forgotten)
{
    ck_assert(failed(OP_LIST_PULLS, "a", ERROR_SERVER, 1));
    ck_assert(!failed(OP_LIST_PULLS, "b", ERROR_SERVER, 9 * MINUTE));
    ck_assert(!failed(OP_LIST_PULLS, "c", ERROR_SERVER, 18 * MINUTE));
    ck_assert(failed(OP_LIST_PULLS, "d", ERROR_SERVER, 40 * MINUTE));
    ck_assert(ended(OP_LIST_PULLS, "d", 41 * MINUTE));
}
END_TEST

START_TEST(no_number_of_failures_is_too_much)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    for (int64_t now = 1; now < 2000; now++)
        failed((enum operation)(now % OP_REFRESH_ALL), ids[now / 7 % 10],
               (enum error_kind)(now % 11), now);
    for (int op = 0; op < OP_REFRESH_ALL; op++)
        for (int i = 0; i < 10; i++)
            ended((enum operation)op, ids[i], 2000);
    ck_assert(failed(OP_PROFILE, NULL, ERROR_AUTH, 2001));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("troubles");
    TCase *tc = tcase_create("troubles");
    tcase_add_checked_fixture(tc, open_case, close_case);
    tcase_add_test(tc, a_failure_is_told_once_however_often_it_is_tried);
    tcase_add_test(tc, many_reads_that_fail_alike_are_one_trouble);
    tcase_add_test(tc, two_reads_that_fail_differently_do_not_tell_in_turns);
    tcase_add_test(tc, each_thing_that_is_not_found_is_told_and_nothing_of_its_return);
    tcase_add_test(tc, what_nobody_tries_any_more_is_forgotten);
    tcase_add_test(tc, no_number_of_failures_is_too_much);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
