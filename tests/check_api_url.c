/* Base URLs, the URLs of calls, and the key as a header. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "api/credential.h"
#include "api/endpoint.h"
#include "api/url.h"
#include "base/buf.h"
#include "tests/suite.h"

static const struct {
    const char *text, *url, *host;
    bool loopback;
} good[] = {
    {"https://api.codat.io", "https://api.codat.io", "api.codat.io", false},
    {"https://api.codat.io/", "https://api.codat.io", "api.codat.io", false},
    {"HTTPS://api.codat.io:8443/v1//", "https://api.codat.io:8443/v1", "api.codat.io",
     false},
    {"http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1", true},
    {"http://127.1.2.3", "http://127.1.2.3", "127.1.2.3", true},
    {"http://localhost:1", "http://localhost:1", "localhost", true},
    {"http://[::1]:9/", "http://[::1]:9", "[::1]", true},
    {"https://127.0.0.1", "https://127.0.0.1", "127.0.0.1", false},
};

START_TEST(test_good)
{
    struct url_base base;
    const char *wrong = url_check(good[_i].text, &base);
    ck_assert_msg(wrong == NULL, "%s", wrong);
    ck_assert_str_eq(base.url, good[_i].url);
    ck_assert_str_eq(base.host, good[_i].host);
    ck_assert_int_eq(base.loopback, good[_i].loopback);
    url_base_free(&base);
}
END_TEST

static const char *const bad[] = {
    "",
    "api.codat.io",
    "http://api.codat.io",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://10.0.0.1",
    "http://128.0.0.1",
    "http://[::2]",
    "http://127.0.0.1@evil.example/",
    "https://s3cret@api.codat.io",
    "https://user:s3cret@api.codat.io",
    "https://good.example@evil.example/",
    "https://api.codat.io/?key=s3cret",
    "https://api.codat.io/#s3cret",
    "https://",
    "https://api.codat.io:99999",
    "file:///etc/passwd",
    "ftp://api.codat.io",
    "gopher://127.0.0.1",
    "javascript:alert(1)",
    "https://api.codat.io\r\nX-Evil: 1",
    "https://api\x1b[31m.codat.io",
    "https://api.codat.io/\xe2\x80\xae",
    "not a url",
};

START_TEST(test_bad)
{
    struct url_base base;
    const char *wrong = url_check(bad[_i], &base);
    ck_assert_ptr_nonnull(wrong);
    ck_assert_ptr_null(strstr(wrong, "s3cret"));
    ck_assert_ptr_null(base.url);
    ck_assert_ptr_null(base.host);
    /* The same through the public door. */
    struct api_error *error = NULL;
    struct api_config config = {.base_url = bad[_i], .key = "k"};
    ck_assert_ptr_null(api_start(&config, NULL, NULL, &error));
    ck_assert_int_eq(error->kind, ERROR_CONFIG);
    ck_assert_str_eq(error->text, wrong);
    free(error);
}
END_TEST

static const struct {
    struct call call;
    const char *url;
} calls[] = {
    {{.op = OP_PROFILE}, "https://h/profile"},
    {{.op = OP_LIST_COMPANIES}, "https://h/companies"},
    {{.op = OP_LIST_COMPANIES, .page = 2, .page_size = 100},
     "https://h/companies?page=2&pageSize=100"},
    {{.op = OP_LIST_COMPANIES, .query = "name~A&B || {id!=1}", .order_by = "-name"},
     "https://h/companies?query=name~A%26B%20%7C%7C%20%7Bid%21%3D1%7D&orderBy=-name"},
    {{.op = OP_GET_COMPANY, .company_id = "a b/c"}, "https://h/companies/a%20b%2Fc"},
    {{.op = OP_GET_COMPANY, .company_id = ".."}, "https://h/companies/%2E%2E"},
    {{.op = OP_GET_COMPANY, .company_id = "."}, "https://h/companies/%2E"},
    {{.op = OP_GET_COMPANY, .company_id = "?#%&\r\n"},
     "https://h/companies/%3F%23%25%26%0D%0A"},
    {{.op = OP_GET_COMPANY, .company_id = "東"}, "https://h/companies/%E6%9D%B1"},
    {{.op = OP_LIST_CONNECTIONS, .company_id = "c", .page = 1},
     "https://h/companies/c/connections?page=1"},
    {{.op = OP_DATA_STATUS, .company_id = "c"}, "https://h/companies/c/dataStatus"},
    {{.op = OP_LIST_PULLS,
      .company_id = "c",
      .page_size = 5000,
      .order_by = "-requested"},
     "https://h/companies/c/data/history?pageSize=5000&orderBy=-requested"},
    {{.op = OP_GET_PULL, .company_id = "c", .pull_id = "p"},
     "https://h/companies/c/data/history/p"},
    {{.op = OP_VALIDATION, .company_id = "c", .pull_id = "p"},
     "https://h/companies/c/sync/p/validation"},
    {{.op = OP_REFRESH_ALL, .company_id = "c"}, "https://h/companies/c/data/all"},
    {{.op = OP_REFRESH_TYPE, .company_id = "c", .data_type = "commerce-orders"},
     "https://h/companies/c/data/queue/commerce-orders"},
    {{.op = OP_REFRESH_TYPE, .company_id = "c", .data_type = "x", .connection_id = "a&b"},
     "https://h/companies/c/data/queue/x?connectionId=a%26b"},
    {{.op = OP_GET_COMPANY}, NULL},
    {{.op = OP_GET_COMPANY, .company_id = ""}, NULL},
    {{.op = OP_GET_PULL, .company_id = "c"}, NULL},
    {{.op = OP_REFRESH_TYPE, .company_id = "c"}, NULL},
};

START_TEST(test_calls)
{
    struct url_base base;
    const struct call *call = &calls[_i].call;
    const struct endpoint *e = endpoint_of(call->op);
    ck_assert_ptr_null(url_check("https://h/", &base));
    char *url = url_of_call(&base, e->path, e->list, call);
    if (calls[_i].url)
        ck_assert_str_eq(url, calls[_i].url);
    else
        ck_assert_ptr_null(url);
    ck_assert_int_eq(e->post, call_is_post(call));
    free(url);
    url_base_free(&base);
}
END_TEST

static const struct {
    const char *key, *header; /* header NULL: refused */
} keys[] = {
    {"abc", "Authorization: Basic YWJj"},
    {"abcd", "Authorization: Basic YWJjZA=="},
    {"abcde", "Authorization: Basic YWJjZGU="},
    {"\xc3\xa9", "Authorization: Basic w6k="},
    {"Basic YWJj", "Authorization: Basic YWJj"},
    {"basic  YWJjZA==", "Authorization: Basic YWJjZA=="},
    {"Basically", "Authorization: Basic QmFzaWNhbGx5"},
    {"", NULL},
    {NULL, NULL},
    {"a\nb", NULL},
    {"abc\r", NULL},
    {"a\x7f", NULL},
    {"Basic ", NULL},
    {"Basic !!", NULL},
    {"Basic YWJj=x", NULL},
};

START_TEST(test_keys)
{
    struct credential c;
    const char *wrong = credential_set(&c, keys[_i].key);
    if (keys[_i].header) {
        ck_assert_ptr_null(wrong);
        ck_assert_str_eq(c.header, keys[_i].header);
    } else {
        ck_assert_ptr_nonnull(wrong);
        ck_assert_ptr_null(c.header);
    }
    credential_wipe(&c);
    ck_assert_ptr_null(c.header);
}
END_TEST

START_TEST(test_redact)
{
    static const char *const forms[] = {"secret-1", "Basic c2VjcmV0LTE="};
    struct credential c;
    ck_assert_ptr_null(credential_set(&c, forms[_i]));
    char *text = credential_redact(&c, "a secret-1secret-1 b c2VjcmV0LTE= secret-");
    ck_assert_str_eq(text, "a [key][key] b [key] secret-");
    free(text);
    credential_wipe(&c);
}
END_TEST

static void join(const char *secret, void *arg)
{
    buf_addf(arg, "%s;", secret);
}

/* What a log must not hold: the key as it was given, and both of its forms. */
START_TEST(test_secrets)
{
    struct buf all = {0};
    api_secrets("secret-1", join, &all);
    api_secrets("Basic c2VjcmV0LTE=", join, &all);
    api_secrets("Basic ???", join, &all);
    api_secrets(NULL, join, &all);
    ck_assert_str_eq(buf_str(&all), "secret-1;c2VjcmV0LTE=;secret-1;"
                                    "Basic c2VjcmV0LTE=;c2VjcmV0LTE=;secret-1;");
    buf_free(&all);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api url");
    TCase *tc = tcase_create("url");
    LOOP(tc, test_good, good);
    LOOP(tc, test_bad, bad);
    LOOP(tc, test_calls, calls);
    LOOP(tc, test_keys, keys);
    tcase_add_loop_test(tc, test_redact, 0, 2);
    tcase_add_test(tc, test_secrets);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
