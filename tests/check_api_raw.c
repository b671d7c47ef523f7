/* Answers as they came, made readable. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api/endpoint.h"
#include "api/raw.h"
#include "base/buf.h"
#include "base/text.h"
#include "tests/suite.h"

static const struct {
    const char *body;
    enum json_status status;
    const char *text;
} rows[] = {
    {"{}", JSON_OK, "{}\n"},
    {" [ ] ", JSON_OK, "[]\n"},
    {"7", JSON_OK, "7\n"},
    {"\xef\xbb\xbf{\"a\":1}", JSON_OK, "{\n  \"a\": 1\n}\n"},
    {"{\"a\" : [1 ,2,{ }], \"b\":{\"c\":null}}", JSON_OK,
     "{\n  \"a\": [\n    1,\n    2,\n    {}\n  ],\n  \"b\": {\n    \"c\": null\n  "
     "}\n}\n"},
    /* Every value stays as it was written. */
    {"[1e2,100.50,123456789012345678901234567890]", JSON_OK,
     "[\n  1e2,\n  100.50,\n  123456789012345678901234567890\n]\n"},
    {"{\"a\":1,\"a\":2}", JSON_OK, "{\n  \"a\": 1,\n  \"a\": 2\n}\n"},
    {"\"\\u001b[31m \\\" {[,:]} \\\\\"", JSON_OK, "\"\\u001b[31m \\\" {[,:]} \\\\\"\n"},
    {"\"  two  spaces  \"", JSON_OK, "\"  two  spaces  \"\n"},
    /* … but nothing in it can do anything to a terminal. */
    {"\"a\x1b[31mb\"", JSON_OK, "\"a\xef\xbf\xbd[31mb\"\n"},
    {"\"line\nfeed\"", JSON_OK, "\"line feed\"\n"},
    {"\"\xe6\x9d\xb1\xe4\xba\xac\"", JSON_OK, "\"\xe6\x9d\xb1\xe4\xba\xac\"\n"},
    {"\"\xe2\x80\xae right\"", JSON_OK, "\" right\"\n"},
    {"\"\xff\"", JSON_OK, "\"\xef\xbf\xbd\"\n"},
    {"", JSON_EMPTY, NULL},
    {"{\"a\":", JSON_CUT, NULL},
    {"<html>", JSON_BAD, NULL},
    {"{} x", JSON_TRAILING, NULL},
};

START_TEST(answers_become_lines)
{
    char *text = (char *)"";
    ck_assert_int_eq(raw_read(rows[_i].body, strlen(rows[_i].body), &text),
                     rows[_i].status);
    if (rows[_i].text)
        ck_assert_str_eq(text, rows[_i].text);
    else
        ck_assert_ptr_null(text);
    free(text);
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
    struct buf b = {0};
    for (int i = 0; i < 100000; i++)
        buf_addc(&b, '[');
    for (int i = 0; i < 100000; i++)
        buf_addc(&b, ']');
    char *text;
    ck_assert_int_eq(raw_read(b.data, b.len, &text), JSON_TOO_BIG);
    ck_assert_ptr_null(text);
    buf_free(&b);
}
END_TEST

static char *many_items(size_t bytes, size_t *len)
{
    struct buf b = {0};
    buf_addc(&b, '[');
    while (b.len < bytes)
        buf_adds(&b, "{\"message\":\"The amount does not match\",\"n\":[1,2]},");
    buf_adds(&b, "{}]");
    *len = b.len;
    return buf_take(&b);
}

START_TEST(five_megabytes_are_shown_and_too_much_is_refused)
{
    size_t len;
    char *text, *body = many_items(5u << 20, &len);
    ck_assert_int_eq(raw_read(body, len, &text), JSON_OK);
    ck_assert_uint_gt(strlen(text), len);
    ck_assert(text_is_clean(text, strcspn(text, "\n")));
    free(text);
    free(body);
    body = many_items(RAW_TEXT_MAX, &len);
    ck_assert_int_eq(raw_read(body, len, &text), JSON_TOO_LONG);
    ck_assert_ptr_null(text);
    free(body);
}
END_TEST

/* A raw call is answered by the text and by nothing else. */
START_TEST(an_event_of_a_raw_call_carries_the_text)
{
    const struct call call = {
        .op = OP_GET_PULL, .company_id = "c", .pull_id = "p", .raw = true};
    static const char body[] = "{\"id\":\"p\",\"status\":\"Complete\"}";
    struct api_event *e = event_new(API_DONE, 1, &call);
    ck_assert(e->call->raw);
    ck_assert_int_eq(endpoint_decode(endpoint_of(call.op), body, sizeof body - 1, e),
                     JSON_OK);
    ck_assert_str_eq(e->raw, "{\n  \"id\": \"p\",\n  \"status\": \"Complete\"\n}\n");
    ck_assert_uint_eq(e->pull_count, 0);
    event_clear_answer(e);
    ck_assert_int_eq(endpoint_decode(endpoint_of(call.op), body, 5, e), JSON_CUT);
    ck_assert_ptr_null(e->raw);
    api_event_free(&e);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api raw");
    TCase *tc = tcase_create("raw");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, answers_become_lines, 0, (int)(sizeof rows / sizeof rows[0]));
    tcase_add_test(tc, deep_nesting_is_refused);
    tcase_add_test(tc, five_megabytes_are_shown_and_too_much_is_refused);
    tcase_add_test(tc, an_event_of_a_raw_call_carries_the_text);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
