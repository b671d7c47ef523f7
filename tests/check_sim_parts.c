/* The simulator's smaller parts: limits, the fault language, the tally, JSON, the table
 * of data types. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "sim/datatypes.h"
#include "sim/faults.h"
#include "sim/jsonout.h"
#include "sim/limits.h"
#include "sim/platforms.h"
#include "sim/sim.h"
#include "sim/tally.h"
#include "tests/suite.h"

#define MINUTE INT64_C(60000)
#define DAY (1440 * MINUTE)

/* --- limits ---------------------------------------------------------------------- */

START_TEST(the_day_is_limited)
{
    struct limits limits = {.daily = 3};
    int64_t wait = 0, now = 100 * DAY + 23 * 60 * MINUTE;
    for (unsigned n = 0; n < 3; n++) {
        ck_assert_uint_eq(limits_remaining(&limits, now), 3 - n);
        ck_assert(limits_take(&limits, now, &wait));
    }
    ck_assert_uint_eq(limits_remaining(&limits, now), 0);
    ck_assert(!limits_take(&limits, now, &wait));
    ck_assert_int_eq(wait, 3600);
    ck_assert_int_eq(limits_reset_ms(now), 101 * DAY);
    ck_assert_uint_eq(limits_remaining(&limits, 101 * DAY), 3);
    ck_assert(limits_take(&limits, 101 * DAY, &wait));
    ck_assert_uint_eq(limits_remaining(&limits, 101 * DAY), 2);
}
END_TEST

START_TEST(the_minute_is_limited)
{
    struct limits limits = {.daily = 100, .per_minute = 2};
    int64_t wait = 0, now = 100 * DAY + 500;
    ck_assert(limits_take(&limits, now, &wait));
    ck_assert(limits_take(&limits, now, &wait));
    ck_assert(!limits_take(&limits, now, &wait));
    ck_assert_int_eq(wait, 60);
    ck_assert_uint_eq(limits_remaining(&limits, now), 98);
    ck_assert(limits_take(&limits, now + MINUTE, &wait));
}
END_TEST

/* --- faults ---------------------------------------------------------------------- */

static const char *const bad_faults[] = {
    "x",
    "status",
    "status=",
    "status=abc",
    "status=99",
    "1000",
    "503:",
    "503,",
    ",503",
    "503:after=x",
    "503:count=-1",
    "503:probability=2",
    "503:probability=",
    "503:when=now",
    "stall:frob=1",
    "503:path",
    "cut:count=",
    "503::count=1",
};

START_TEST(wrong_faults_are_refused)
{
    struct faults faults;
    char *error = NULL;
    ck_assert_msg(!faults_parse(bad_faults[_i], &faults, &error), "%s", bad_faults[_i]);
    ck_assert_ptr_nonnull(error);
    free(error);
}
END_TEST

START_TEST(every_kind_is_in_the_help)
{
    static const char *const kinds[] = {"html",  "empty", "badjson", "redirect",
                                        "stall", "slow",  "cut",     "unsized",
                                        "close", "reset", "garbage"};
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
        struct faults faults;
        char *error = NULL;
        ck_assert(faults_parse(kinds[n], &faults, &error));
        faults_free(&faults);
        ck_assert_ptr_nonnull(strstr(sim_fault_help(), kinds[n]));
    }
}
END_TEST

START_TEST(faults_choose_their_requests)
{
    struct faults faults;
    char *error = NULL;
    ck_assert(faults_parse("503:path=/data:method=GET:after=1:count=2,stall:method=PUT",
                           &faults, &error));
    ck_assert_ptr_null(faults_pick(&faults, "GET", "/companies"));
    ck_assert_ptr_null(faults_pick(&faults, "POST", "/x/data"));
    ck_assert_ptr_null(faults_pick(&faults, "GET", "/x/data"));
    for (int n = 0; n < 2; n++) {
        const struct fault *fault = faults_pick(&faults, "GET", "/x/dataStatus");
        ck_assert_ptr_nonnull(fault);
        ck_assert_int_eq(fault->kind, FAULT_STATUS);
        ck_assert_uint_eq(fault->status, 503);
        ck_assert(!fault->after);
    }
    ck_assert_ptr_null(faults_pick(&faults, "GET", "/x/data"));
    ck_assert_int_eq(faults_pick(&faults, "PUT", "/x/data")->kind, FAULT_STALL);
    faults_free(&faults);
    ck_assert_ptr_null(faults_pick(&faults, "PUT", "/x/data"));
}
END_TEST

START_TEST(backslashes_take_literally)
{
    struct faults faults;
    char *error = NULL;
    ck_assert(
        faults_parse("429:retry-after=Sun\\, 06 Nov 1994 08\\:49\\:37 GMT:error=a\\\\b,"
                     "cut:when=after",
                     &faults, &error));
    ck_assert_uint_eq(faults.count, 2);
    ck_assert_str_eq(faults.rules[0].retry_after, "Sun, 06 Nov 1994 08:49:37 GMT");
    ck_assert_str_eq(faults.rules[0].error, "a\\b");
    ck_assert(faults.rules[1].after);
    ck_assert(fault_spoils(faults.rules[1].kind));
    faults_free(&faults);
}
END_TEST

START_TEST(chance_is_kept)
{
    struct faults faults;
    char *error = NULL;
    unsigned met = 0;
    ck_assert(faults_parse("500:probability=0.25", &faults, &error));
    for (int n = 0; n < 4000; n++)
        met += faults_pick(&faults, "GET", "/") != NULL ? 1 : 0;
    ck_assert_uint_gt(met, 800);
    ck_assert_uint_lt(met, 1200);
    faults_free(&faults);
    ck_assert(faults_parse("500:probability=0", &faults, &error));
    ck_assert_ptr_null(faults_pick(&faults, "GET", "/"));
    faults_free(&faults);
}
END_TEST

/* --- the tally ------------------------------------------------------------------- */

START_TEST(requests_are_counted)
{
    struct tally tally = {0};
    ck_assert_uint_eq(tally_count(&tally, NULL, NULL), 0);
    tally_add(&tally, "GET", "/companies");
    tally_add(&tally, "GET", "/companies");
    tally_add(&tally, "GET", "/companies/1/dataStatus");
    tally_add(&tally, "POST", "/companies/1/data/all");
    ck_assert_uint_eq(tally_count(&tally, NULL, NULL), 4);
    ck_assert_uint_eq(tally_count(&tally, "GET", NULL), 3);
    ck_assert_uint_eq(tally_count(&tally, "GE", NULL), 0);
    ck_assert_uint_eq(tally_count(&tally, "GET", "dataStatus"), 1);
    ck_assert_uint_eq(tally_count(&tally, NULL, "/data/all"), 1);
    ck_assert_uint_eq(tally_count(&tally, NULL, "GET"), 0);
    tally_free(&tally);
}
END_TEST

START_TEST(the_tally_does_not_grow_for_ever)
{
    struct tally tally = {0};
    char path[32];
    unsigned count = TALLY_DISTINCT + 500;
    for (unsigned n = 0; n < count; n++) {
        snprintf(path, sizeof path, "/companies/%u", n);
        tally_add(&tally, "GET", path);
    }
    ck_assert_uint_eq(tally_count(&tally, "GET", NULL), count);
    ck_assert_uint_le(tally.distinct, TALLY_DISTINCT + 1);
    tally_add(&tally, "GET", "/companies/5");
    ck_assert_uint_eq(tally_count(&tally, "GET", "/companies/5"), 1112);
    tally_free(&tally);
}
END_TEST

/* --- JSON ------------------------------------------------------------------------ */

START_TEST(json_is_written)
{
    struct json_out out = {0};
    json_open(&out, NULL, '{');
    json_string(&out, "text", "a\"b\\c\n\x1b é");
    json_string(&out, "none", NULL);
    json_integer(&out, "number", INT64_MIN);
    json_bool(&out, "flag", true);
    json_date(&out, "never", TIME_NONE);
    json_open(&out, "list", '[');
    json_bool(&out, NULL, false);
    json_null(&out, NULL);
    json_open(&out, NULL, '{');
    json_close(&out, '}');
    json_open(&out, NULL, '[');
    json_close(&out, ']');
    json_close(&out, ']');
    json_uuid(&out, "id", (struct uuid){1, 2});
    json_close(&out, '}');
    ck_assert_str_eq(buf_str(&out.buf),
                     "{\"text\":\"a\\\"b\\\\c\\u000a\\u001b é\",\"none\":null,"
                     "\"number\":-9223372036854775808,\"flag\":true,\"never\":null,"
                     "\"list\":[false,null,{},[]],"
                     "\"id\":\"00000000-0000-0001-0000-000000000002\"}");
    buf_free(&out.buf);
}
END_TEST

/* --- tables ---------------------------------------------------------------------- */

START_TEST(data_types_have_names)
{
    ck_assert_uint_eq(DATA_TYPES, 43);
    for (unsigned type = 0; type < DATA_TYPES; type++) {
        ck_assert_ptr_nonnull(datatype_name(type));
        ck_assert_ptr_nonnull(datatype_record(type));
        ck_assert_uint_gt(datatype_weight(type), 0);
        ck_assert_uint_eq(datatype_by_name(datatype_name(type)), type);
    }
    ck_assert_uint_eq(datatype_by_name("Invoices"), DATA_TYPES);
    ck_assert_uint_eq(datatype_by_name(""), DATA_TYPES);
}
END_TEST

START_TEST(platforms_make_sense)
{
    for (unsigned n = 0; n < PLATFORMS; n++) {
        const struct platform *p = platform_at(n);
        ck_assert_uint_eq(strlen(p->key), 4);
        ck_assert(p->first_link != 0);
        ck_assert((p->first_link & ~p->types) == 0);
        ck_assert((p->unsupported & ~p->first_link) == 0);
        ck_assert(p->first_link != p->unsupported);
        ck_assert(p->types >> DATA_TYPES == 0);
        ck_assert_uint_lt(p->min_ms, p->max_ms);
        for (unsigned other = 0; other < n; other++) {
            ck_assert_str_ne(platform_at(other)->key, p->key);
            ck_assert(!ids_equal(platform_integration_id(platform_at(other)),
                                 platform_integration_id(p)));
        }
    }
}
END_TEST

#define LOOP(tc, test, array)                                                            \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(array) / sizeof *(array)))

int main(void)
{
    Suite *s = suite_create("sim_parts");
    TCase *tc = tcase_create("parts");
    tcase_add_test(tc, the_day_is_limited);
    tcase_add_test(tc, the_minute_is_limited);
    LOOP(tc, wrong_faults_are_refused, bad_faults);
    tcase_add_test(tc, every_kind_is_in_the_help);
    tcase_add_test(tc, faults_choose_their_requests);
    tcase_add_test(tc, backslashes_take_literally);
    tcase_add_test(tc, chance_is_kept);
    tcase_add_test(tc, requests_are_counted);
    tcase_add_test(tc, the_tally_does_not_grow_for_ever);
    tcase_add_test(tc, json_is_written);
    tcase_add_test(tc, data_types_have_names);
    tcase_add_test(tc, platforms_make_sense);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
