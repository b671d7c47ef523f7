/* The reading of JSON: the scan, its budget, the getters. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api/json.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "tests/suite.h"

static enum json_status scan(const char *text)
{
    return json_scan(text, strlen(text), &json_limits, NULL);
}

/* --- the scan ---------------------------------------------------------------------- */

static const struct {
    const char *text;
    enum json_status status;
} scans[] = {
    {"{}", JSON_OK},
    {" [ ] \n", JSON_OK},
    {"{\"a\":[1,-2.5e+3,0,0.5,true,false,null,\"\\u00e9\\n\"],\"b\":{}}", JSON_OK},
    {"null", JSON_OK},
    {"12", JSON_OK},
    {"\"raw \t tab\"", JSON_OK},
    {"", JSON_EMPTY},
    {" \r\n\t", JSON_EMPTY},
    {"{", JSON_CUT},
    {"{\"a", JSON_CUT},
    {"{\"a\"", JSON_CUT},
    {"{\"a\":", JSON_CUT},
    {"{\"a\":1", JSON_CUT},
    {"{\"a\":1,", JSON_CUT},
    {"[1,2", JSON_CUT},
    {"[tru", JSON_CUT},
    {"-", JSON_CUT},
    {"1.", JSON_CUT},
    {"1e", JSON_CUT},
    {"\"\\", JSON_CUT},
    {"\"\\u12", JSON_CUT},
    {"{}{}", JSON_TRAILING},
    {"{} x", JSON_TRAILING},
    {"1 2", JSON_TRAILING},
    {"<html>", JSON_BAD},
    {"{'a':1}", JSON_BAD},
    {"{a:1}", JSON_BAD},
    {"{\"a\" 1}", JSON_BAD},
    {"{\"a\":1 \"b\":2}", JSON_BAD},
    {"[1,]", JSON_BAD},
    {"[1}", JSON_BAD},
    {"{\"a\":1]", JSON_BAD},
    {"[NaN]", JSON_BAD},
    {"[Infinity]", JSON_BAD},
    {"[01]", JSON_BAD},
    {"[+1]", JSON_BAD},
    {"[.5]", JSON_BAD},
    {"[1.e5]", JSON_BAD},
    {"[truth]", JSON_BAD},
    {"\"\\x\"", JSON_BAD},
    {"\"\\u12g4\"", JSON_BAD},
    {"/* c */ {}", JSON_BAD},
};

START_TEST(test_scan)
{
    ck_assert_int_eq(scan(scans[_i].text), scans[_i].status);
}
END_TEST

START_TEST(test_scan_nul)
{
    ck_assert_int_eq(json_scan("\"a\0b\"", 5, &json_limits, NULL), JSON_BAD);
    ck_assert_int_eq(json_scan("{}\0", 3, &json_limits, NULL), JSON_TRAILING);
}
END_TEST

/* Whatever the scan lets through, json-c builds. */
START_TEST(test_scan_agrees)
{
    struct json_object *value = NULL;
    enum json_status status = json_parse(scans[_i].text, strlen(scans[_i].text), &value);
    ck_assert_int_eq(status, scans[_i].status);
    json_object_put(value);
}
END_TEST

static char *repeat(const char *head, const char *part, size_t count, const char *tail)
{
    struct buf b = {0};
    buf_adds(&b, head);
    for (size_t i = 0; i < count; i++)
        buf_adds(&b, part);
    buf_adds(&b, tail);
    return buf_take(&b);
}

START_TEST(test_budget)
{
    char *deep = repeat("", "[", 100000, "");
    ck_assert_int_eq(scan(deep), JSON_TOO_BIG);
    char *just = repeat("", "[", json_limits.depth, "");
    ck_assert_int_eq(scan(just), JSON_CUT);
    char *flood = repeat("[", "{},", 3000000, "{}]");
    ck_assert_int_eq(scan(flood), JSON_TOO_BIG);
    char *values = repeat("[", "1,", json_limits.tokens, "1]");
    ck_assert_int_eq(scan(values), JSON_TOO_BIG);
    free(deep);
    free(just);
    free(flood);
    free(values);
}
END_TEST

/* --- lists ----------------------------------------------------------------------- */

struct taken {
    int count, nulls;
    int64_t sum;
};

static void take(struct json_object *item, void *arg)
{
    struct taken *t = arg;
    t->count++;
    t->nulls += item == NULL;
    t->sum += json_int(item, "n", 0, 1000, 0);
}

static enum json_status list(const char *text, struct taken *t, struct json_object **rest)
{
    *t = (struct taken){0};
    return json_parse_list(text, strlen(text), "results", take, t, rest);
}

START_TEST(test_list)
{
    struct taken t;
    struct json_object *rest = NULL;
    ck_assert_int_eq(list("\xef\xbb\xbf{ \"pageNumber\" : 2, \"results\" :\n[ {\"n\":1} ,"
                          "null,{\"n\":41,\"results\":[1,2]}, 7 ] , \"total\": 9 }",
                          &t, &rest),
                     JSON_OK);
    ck_assert_int_eq(t.count, 4);
    ck_assert_int_eq(t.nulls, 1);
    ck_assert_int_eq(t.sum, 42);
    ck_assert_int_eq(json_int(rest, "pageNumber", 0, 9, -1), 2);
    ck_assert_int_eq(json_int(rest, "total", 0, 9, -1), 9);
    ck_assert_uint_eq(json_object_array_length(json_array(rest, "results")), 0);
    json_object_put(rest);
}
END_TEST

static const struct {
    const char *text;
    enum json_status status;
} lists[] = {
    {"{\"results\":[]}", JSON_OK},
    {"{\"results\":[{}],\"results\":[]}", JSON_OK},
    {"{}", JSON_WRONG},
    {"[]", JSON_WRONG},
    {"{\"results\":{}}", JSON_WRONG},
    {"{\"results\":null}", JSON_WRONG},
    {"{\"a\":{\"results\":[1]}}", JSON_WRONG},
    {"{\"results\":[{}", JSON_CUT},
    {"{\"results\":[{}]", JSON_CUT},
    {"{\"results\":[{}}", JSON_BAD},
    {"{\"results\":[1]}x", JSON_TRAILING},
};

START_TEST(test_list_status)
{
    struct taken t;
    struct json_object *rest = NULL;
    ck_assert_int_eq(list(lists[_i].text, &t, &rest), lists[_i].status);
    json_object_put(rest);
}
END_TEST

/* A whole page is larger than the budget of one of its elements, and is taken all the
 * same; more elements than any page has are not, nor is a list that hides in a second
 * one. */
START_TEST(test_list_budget)
{
    struct taken t;
    struct json_object *rest = NULL;
    char *item = repeat("{\"n\":1,\"a\":[", "1,", 100, "1]},");
    char *page = repeat("{\"results\":[", item, 5000, "{}]}");
    ck_assert_int_eq(list(page, &t, &rest), JSON_OK);
    ck_assert_int_eq(t.count, 5001);
    ck_assert_int_eq(t.sum, 5000);
    json_object_put(rest);
    char *flood = repeat("{\"results\":[", "{},", json_limits.items, "{}]}");
    ck_assert_int_eq(list(flood, &t, &rest), JSON_TOO_BIG);
    char *big = repeat("{\"results\":[[", "1,", json_limits.tokens, "1]]}");
    ck_assert_int_eq(list(big, &t, &rest), JSON_TOO_BIG);
    char *twice = repeat("{\"results\":[", item, 5000, "{}],\"results\":[]}");
    ck_assert_int_eq(list(twice, &t, &rest), JSON_TOO_BIG);
    free(item);
    free(page);
    free(flood);
    free(big);
    free(twice);
}
END_TEST

/* --- getters --------------------------------------------------------------------- */

static const char odd_fields[] =
    "{\"s\":\"plain\",\"empty\":\"\",\"null\":null,\"i\":46,\"d\":46.9,\"neg\":-1,"
    "\"huge\":99999999999999999999999,\"inf\":1e999,\"is\":\"46\",\"t\":true,\"f\":false,"
    "\"ts\":\"true\",\"one\":1,\"o\":{\"a\":1},\"a\":[1],\"esc\":\"a\\u001b[31mb\","
    "\"nul\":\"a\\u0000b\",\"sur\":\"\\ud800x\",\"bad\":\"\xff\xfe\","
    "\"date\":\"2026-11-24T09:14:02Z\",\"baddate\":\"yesterday\"}";

START_TEST(test_getters)
{
    struct scratch s = {0};
    struct json_object *o = NULL;
    ck_assert_int_eq(json_parse(odd_fields, strlen(odd_fields), &o), JSON_OK);
    ck_assert_str_eq(json_text(&s, o, "s"), "plain");
    static const char *const no_texts[] = {"empty", "null", "i", "t", "o", "a", "none"};
    for (size_t i = 0; i < sizeof(no_texts) / sizeof(no_texts[0]); i++)
        ck_assert_ptr_null(json_text(&s, o, no_texts[i]));
    static const char *const odd_texts[] = {"esc", "nul", "sur", "bad"};
    for (size_t i = 0; i < sizeof(odd_texts) / sizeof(odd_texts[0]); i++) {
        const char *text = json_text(&s, o, odd_texts[i]);
        ck_assert(text_is_clean(text, strlen(text)));
    }
    ck_assert_int_eq(json_int(o, "i", 0, 100, -1), 46);
    ck_assert_int_eq(json_int(o, "d", 0, 100, -1), 46);
    static const char *const no_ints[] = {"neg", "huge", "inf", "is",
                                          "t",   "null", "a",   "no"};
    for (size_t i = 0; i < sizeof(no_ints) / sizeof(no_ints[0]); i++)
        ck_assert_int_eq(json_int(o, no_ints[i], 0, 100, -7), -7);
    ck_assert(json_flag(o, "t"));
    static const char *const no_flags[] = {"f", "ts", "one", "o", "null", "none"};
    for (size_t i = 0; i < sizeof(no_flags) / sizeof(no_flags[0]); i++)
        ck_assert(!json_flag(o, no_flags[i]));
    ck_assert_int_eq(json_time(o, "date"), time_parse_iso("2026-11-24T09:14:02Z"));
    static const char *const no_dates[] = {"baddate", "i", "null", "none", "empty"};
    for (size_t i = 0; i < sizeof(no_dates) / sizeof(no_dates[0]); i++)
        ck_assert_int_eq(json_time(o, no_dates[i]), TIME_NONE);
    ck_assert_ptr_nonnull(json_sub(o, "o"));
    ck_assert_ptr_null(json_sub(o, "a"));
    ck_assert_ptr_nonnull(json_array(o, "a"));
    ck_assert_ptr_null(json_array(o, "o"));
    ck_assert_ptr_null(json_member(json_member(o, "s"), "x"));
    ck_assert_ptr_null(json_member(NULL, "x"));
    json_object_put(o);
    scratch_free(&s);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api json");
    TCase *tc = tcase_create("json");
    tcase_set_timeout(tc, 60);
    LOOP(tc, test_scan, scans);
    LOOP(tc, test_scan_agrees, scans);
    tcase_add_test(tc, test_scan_nul);
    tcase_add_test(tc, test_budget);
    tcase_add_test(tc, test_list);
    LOOP(tc, test_list_status, lists);
    tcase_add_test(tc, test_list_budget);
    tcase_add_test(tc, test_getters);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
