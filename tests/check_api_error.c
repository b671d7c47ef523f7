/* From answers that say no to struct api_error: statuses, Codat's messages, curl's codes.
 */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api/error.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "tests/suite.h"

struct bench {
    struct url_base base;
    struct credential credential;
    struct api_config config;
    struct scratch scratch;
    struct error_context context;
    struct api_error error;
};

static void bench_open(struct bench *b)
{
    *b = (struct bench){.config = {.connect_timeout_ms = 10000}};
    ck_assert_ptr_null(url_check("https://api.example", &b->base));
    ck_assert_ptr_null(credential_set(&b->credential, "canary-key"));
    b->context = (struct error_context){&b->base, &b->credential, &b->config, &b->scratch,
                                        time_parse_iso("2026-11-24T09:00:00Z")};
}

static void bench_close(struct bench *b)
{
    url_base_free(&b->base);
    credential_wipe(&b->credential);
    scratch_free(&b->scratch);
}

static struct transfer_result answer_of(int status, const char *body)
{
    return (struct transfer_result){.detail = "",
                                    .status = status,
                                    .body = body,
                                    .len = strlen(body),
                                    .date = TIME_NONE,
                                    .quota = {-1, -1, TIME_NONE}};
}

/* --- statuses ----------------------------------------------------------------------- */

static const struct {
    int status;
    enum error_kind kind;
    bool read_again, post_again, post_unknown;
} statuses[] = {
    {100, ERROR_PROTOCOL, false, false, true},
    {302, ERROR_PROTOCOL, false, false, false},
    {400, ERROR_REQUEST, false, false, false},
    {401, ERROR_AUTH, false, false, false},
    {402, ERROR_ACCOUNT_LIMIT, false, false, false},
    {403, ERROR_FORBIDDEN, false, false, false},
    {404, ERROR_NOT_FOUND, false, false, false},
    {408, ERROR_TIMEOUT, true, false, true},
    {409, ERROR_CONFLICT, false, false, false},
    {418, ERROR_REQUEST, false, false, false},
    {429, ERROR_RATE_LIMIT, true, true, false},
    {499, ERROR_REQUEST, false, false, false},
    {500, ERROR_SERVER, true, false, true},
    {502, ERROR_SERVER, true, false, true},
    {503, ERROR_SERVER, true, true, false},
    {504, ERROR_SERVER, true, false, true},
    {599, ERROR_SERVER, true, false, true},
    {600, ERROR_PROTOCOL, false, false, true},
    {999, ERROR_PROTOCOL, false, false, true},
    {0, ERROR_PROTOCOL, false, false, true},
};

START_TEST(test_statuses)
{
    struct bench b;
    bench_open(&b);
    struct transfer_result r = answer_of(statuses[_i].status, "");
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_int_eq(b.error.kind, statuses[_i].kind);
    ck_assert_int_eq(b.error.http_status, statuses[_i].status);
    ck_assert_int_eq(b.error.may_retry, statuses[_i].read_again);
    ck_assert(!b.error.outcome_unknown);
    ck_assert(*b.error.text);
    b.error = (struct api_error){0};
    error_of_status(&b.error, &b.context, &r, true);
    ck_assert_int_eq(b.error.may_retry, statuses[_i].post_again);
    ck_assert_int_eq(b.error.outcome_unknown, statuses[_i].post_unknown);
    /* What may have been carried out is never sent again. */
    ck_assert(!(b.error.may_retry && b.error.outcome_unknown));
    bench_close(&b);
}
END_TEST

/* --- Codat's messages ------------------------------------------------------------ */

#define IN_PROGRESS                                                                      \
    "DatasetAlreadyInProgressException: Cannot queue dataset as previous sync "

static const struct {
    int status;
    const char *body;
    enum error_kind kind;
    const char *text, *correlation_id, *pull_id;
} messages[] = {
    {404,
     "{\"statusCode\":404,\"service\":\"PublicApi\",\"error\":\"No such company.\","
     "\"correlationId\":\"abc\",\"canBeRetried\":\"Unknown\",\"detailedErrorCode\":0}",
     ERROR_NOT_FOUND, "No such company.", "abc", NULL},
    {409, "{\"statusCode\":\"409\",\"error\":\"Busy\",\"canBeRetried\":true}",
     ERROR_CONFLICT, "Busy", NULL, NULL},
    {400,
     "{\"error\":\"" IN_PROGRESS "0a1b2c3d-1111-2222-3333-444455556666 is still in "
     "progress\"}",
     ERROR_IN_PROGRESS,
     IN_PROGRESS "0a1b2c3d-1111-2222-3333-444455556666 is still in progress", NULL,
     "0a1b2c3d-1111-2222-3333-444455556666"},
    {400, "{\"error\":\"" IN_PROGRESS "{p-7} is still in progress\"}", ERROR_IN_PROGRESS,
     IN_PROGRESS "{p-7} is still in progress", NULL, "p-7"},
    {400, "{\"error\":\"DatasetAlreadyInProgressException\"}", ERROR_IN_PROGRESS,
     "DatasetAlreadyInProgressException", NULL, NULL},
    {400, "{\"error\":\"" IN_PROGRESS "\"}", ERROR_IN_PROGRESS, IN_PROGRESS, NULL, NULL},
    {409, "{\"error\":\"" IN_PROGRESS "p-7 is\"}", ERROR_CONFLICT, IN_PROGRESS "p-7 is",
     NULL, NULL},
    {400,
     "{\"error\":\"Invalid\",\"validation\":{\"errors\":[{\"message\":\"pageSize must "
     "be at most 5000\"}],\"warnings\":null}}",
     ERROR_REQUEST, "Invalid: pageSize must be at most 5000", NULL, NULL},
    {400, "{\"error\":\"Invalid\",\"validation\":{\"errors\":[]}}", ERROR_REQUEST,
     "Invalid", NULL, NULL},
    {400, "{\"error\":\"Invalid\",\"validation\":[]}", ERROR_REQUEST, "Invalid", NULL,
     NULL},
    {500, "{\"error\":7,\"correlationId\":\"abc\"}", ERROR_SERVER,
     "The answer carries no message: {\"error\":7,\"correlationId\":\"abc\"}", "abc",
     NULL},
    {500, "", ERROR_SERVER, "The answer is empty", NULL, NULL},
    {502, "\r\n  <html>\x1b]0;evil\x07</html>", ERROR_SERVER,
     "The answer is not JSON: <html>\xef\xbf\xbd]0;evil\xef\xbf\xbd</html>", NULL, NULL},
    {403, "{\"error\":\"Key canary-key, Y2FuYXJ5LWtleQ== refused\"}", ERROR_FORBIDDEN,
     "Key [key], [key] refused", NULL, NULL},
};

static void check_same(const char *is, const char *should)
{
    if (should)
        ck_assert_str_eq(is, should);
    else
        ck_assert_ptr_null(is);
}

START_TEST(test_messages)
{
    struct bench b;
    bench_open(&b);
    struct transfer_result r = answer_of(messages[_i].status, messages[_i].body);
    error_of_status(&b.error, &b.context, &r, true);
    ck_assert_int_eq(b.error.kind, messages[_i].kind);
    ck_assert_str_eq(b.error.text, messages[_i].text);
    check_same(b.error.correlation_id, messages[_i].correlation_id);
    check_same(b.error.pull_id, messages[_i].pull_id);
    bench_close(&b);
}
END_TEST

START_TEST(test_long_text)
{
    struct bench b;
    bench_open(&b);
    char body[9000];
    memset(body, 'x', sizeof(body));
    memcpy(body, "{\"error\":\"", 10);
    memcpy(body + sizeof(body) - 3, "\"}", 3);
    struct transfer_result r = answer_of(400, body);
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_uint_le(text_width(b.error.text), 1001);
    memset(body, '<', sizeof(body) - 1);
    r = answer_of(502, body);
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_uint_le(text_width(b.error.text), 150);
    bench_close(&b);
}
END_TEST

/* The header's correlation id serves where the body has none. */
START_TEST(test_correlation_header)
{
    struct bench b;
    bench_open(&b);
    struct transfer_result r = answer_of(500, "{\"error\":\"No\"}");
    r.correlation_id = "from-header";
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_str_eq(b.error.correlation_id, "from-header");
    r = answer_of(500, "{\"error\":\"No\",\"correlationId\":\"from-body\"}");
    r.correlation_id = "from-header";
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_str_eq(b.error.correlation_id, "from-body");
    bench_close(&b);
}
END_TEST

/* --- curl's codes ---------------------------------------------------------------- */

static const struct {
    struct transfer_result result;
    enum error_kind kind;
    bool may_retry;
    const char *text;
} codes[] = {
    {{.code = CURLE_COULDNT_RESOLVE_HOST, .detail = "Could not resolve host: x"},
     ERROR_DNS,
     true,
     "The server's name was not found (Could not resolve host: x)"},
    {{.code = CURLE_COULDNT_CONNECT, .detail = ""},
     ERROR_NETWORK,
     true,
     "No connection to the server (Couldn't connect to server)"},
    {{.code = CURLE_OPERATION_TIMEDOUT, .detail = ""},
     ERROR_TIMEOUT,
     true,
     "No connection to api.example within 10 s"},
    {{.code = CURLE_OPERATION_TIMEDOUT, .detail = "", .connected = true},
     ERROR_TIMEOUT,
     true,
     "api.example accepted the request but did not answer in time"},
    {{.code = CURLE_OPERATION_TIMEDOUT,
      .detail = "",
      .connected = true,
      .answered = true,
      .len = 7},
     ERROR_TIMEOUT,
     true,
     "The answer from api.example stalled after 7 bytes"},
    {{.code = CURLE_PEER_FAILED_VERIFICATION, .detail = "", .tls_verify = 10},
     ERROR_TLS,
     false,
     "The server's certificate has expired"},
    {{.code = CURLE_PEER_FAILED_VERIFICATION, .detail = "", .tls_verify = 9},
     ERROR_TLS,
     false,
     "The server's certificate is not valid yet; is this machine's clock right?"},
    {{.code = CURLE_PEER_FAILED_VERIFICATION, .detail = "certificate is odd"},
     ERROR_TLS,
     false,
     "The server's certificate is not trusted (certificate is odd)"},
    {{.code = CURLE_SSL_CONNECT_ERROR, .detail = "wrong version number"},
     ERROR_TLS,
     false,
     "The server does not speak TLS 1.2 or newer (wrong version number)"},
    {{.code = CURLE_SSL_CONNECT_ERROR, .detail = "Connection reset by peer"},
     ERROR_TLS,
     true,
     "No secure connection (Connection reset by peer)"},
    {{.code = CURLE_WRITE_ERROR, .detail = "", .refusal = REFUSED_BODY},
     ERROR_PROTOCOL,
     false,
     "The answer is larger than 32 MiB"},
    {{.code = CURLE_SSL_CACERT_BADFILE, .detail = "/no/such.pem"},
     ERROR_CONFIG,
     false,
     "The CA file cannot be used (/no/such.pem)"},
    {{.code = CURLE_RECV_ERROR, .detail = "canary-key"},
     ERROR_NETWORK,
     true,
     "The connection broke while reading ([key])"},
};

START_TEST(test_codes)
{
    struct bench b;
    bench_open(&b);
    struct transfer_result r = codes[_i].result;
    error_of_curl(&b.error, &b.context, &r, false);
    ck_assert_int_eq(b.error.kind, codes[_i].kind);
    ck_assert_int_eq(b.error.may_retry, codes[_i].may_retry);
    ck_assert_str_eq(b.error.text, codes[_i].text);
    ck_assert(!b.error.outcome_unknown);
    /* A refresh: whether a byte of it has left decides. */
    error_of_curl(&b.error, &b.context, &r, true);
    ck_assert(b.error.outcome_unknown);
    ck_assert(!b.error.may_retry);
    r.nothing_sent = true;
    error_of_curl(&b.error, &b.context, &r, true);
    ck_assert(!b.error.outcome_unknown);
    ck_assert_int_eq(b.error.may_retry, codes[_i].may_retry);
    bench_close(&b);
}
END_TEST

/* --- waits ----------------------------------------------------------------------- */

START_TEST(test_waits)
{
    struct bench b;
    bench_open(&b);
    struct transfer_result r = answer_of(503, "");
    r.retry_after = "Tue, 24 Nov 2026 09:00:40 GMT"; /* from this machine's own date */
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_int_eq(b.error.retry_after_ms, 40000);
    r.date =
        time_parse_iso("2026-11-24T09:00:30Z"); /* from the server's, where it has one */
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_int_eq(b.error.retry_after_ms, 10000);
    r = answer_of(429, "");
    r.quota = (struct quota){1000, 0, time_parse_iso("2026-11-25T00:00:00Z")};
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_int_eq(b.error.retry_after_ms, 900000);
    r.quota.remaining = 5;
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_int_eq(b.error.retry_after_ms, 0);
    r = answer_of(404, "");
    r.retry_after = "40"; /* nothing to wait for */
    b.error.retry_after_ms = 0;
    error_of_status(&b.error, &b.context, &r, false);
    ck_assert_int_eq(b.error.retry_after_ms, 0);
    bench_close(&b);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api error");
    TCase *tc = tcase_create("error");
    LOOP(tc, test_statuses, statuses);
    LOOP(tc, test_messages, messages);
    tcase_add_test(tc, test_long_text);
    tcase_add_test(tc, test_correlation_header);
    LOOP(tc, test_codes, codes);
    tcase_add_test(tc, test_waits);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
