/* The worker against a server that misbehaves on the wire. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api_rig.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "fault_server.h"
#include "tests/suite.h"

static const struct call profile = {.op = OP_PROFILE};

/* --- read again --------------------------------------------------------------------- */

/* Faults after which a read is sent again, and the second answer counts. */
static const struct {
    struct fault_step step;
    enum error_kind kind;
    const char *text;
} passing[] = {
    {{.bytes = OK_HEAD "Content-Length: 14\r\n\r\n{\"na", .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "cut short"},
    {{.bytes = CHUNKED "e\r\n{\"name\":", .then = FAULT_CLOSE}, ERROR_PROTOCOL, ""},
    {{.bytes = UNSIZED "{\"name\":\"Ri", .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "cut short"},
    {{.bytes = UNSIZED "{\"name\":\"Rig\"", .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "cut short"},
    {{.bytes = OK_HEAD "Content-Length: 14\r\n\r\n{\"na", .then = FAULT_RESET},
     ERROR_NETWORK,
     "broke"},
    {{.bytes = NULL, .then = FAULT_CLOSE}, ERROR_NETWORK, "without an answer"},
    {{.bytes = NULL, .then = FAULT_RESET}, ERROR_NETWORK, "broke"},
    {{.bytes = "HTTP/1.1 200 OK\r\nContent-Le", .then = FAULT_RESET}, ERROR_NETWORK, ""},
    {{.bytes = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_SERVER,
     "empty"},
    {{.bytes = "HTTP/1.1 502 No\r\nContent-Length: 15\r\n\r\n<html>Bad</html",
      .then = FAULT_CLOSE},
     ERROR_SERVER,
     "not JSON: <html>Bad"},
    {{.bytes = "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_SERVER,
     "empty"},
    {{.bytes = "HTTP/1.1 504 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_SERVER,
     "empty"},
    {{.bytes = "HTTP/1.1 408 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_TIMEOUT,
     "empty"},
};

START_TEST(test_read_again)
{
    struct fault_step steps[] = {passing[_i].step, {.bytes = GOOD, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 2);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    uint64_t id = api_send(rig.api, &profile, API_SCREEN);
    struct api_event *event = rig_wait(&rig);
    ck_assert_int_eq(event->type, API_RETRYING);
    ck_assert_int_eq(event->error->kind, passing[_i].kind);
    ck_assert_int_eq(event->error->attempts, 1);
    ck_assert(event->error->may_retry);
    ck_assert_msg(strstr(event->error->text, passing[_i].text) != NULL, "%s",
                  event->error->text);
    api_event_free(&event);
    event = rig_final(&rig, id, NULL);
    ck_assert_int_eq(event->type, API_DONE);
    ck_assert_str_eq(event->profile->name, "Rig");
    ck_assert_uint_eq(fault_requests(server), 2);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* --- given up at once --------------------------------------------------------------- */

#define FILLER                                                                           \
    "X-Filler: 0123456789012345678901234567890123456789012345678901234567890\r\n"

static const struct {
    struct fault_step step;
    enum error_kind kind;
    const char *text;
} lasting[] = {
    {{.bytes = "HTTP/1.1 200 OK\r\n", .then = FAULT_ENDLESS, .more = FILLER},
     ERROR_PROTOCOL,
     "headers"},
    {{.then = FAULT_ENDLESS, .more = "HTTP/1.1 100 Continue\r\n\r\n"},
     ERROR_PROTOCOL,
     "headers"},
    {{.bytes = UNSIZED "\"", .then = FAULT_ENDLESS, .more = FILLER FILLER FILLER FILLER},
     ERROR_PROTOCOL,
     "32 MiB"},
    {{.bytes = "HTTP/0.9 is long gone, {\"name\":\"Rig\"}\r\n\r\n", .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "not HTTP"},
    {{.bytes = "{\"name\":\"Rig\"}", .then = FAULT_CLOSE}, ERROR_PROTOCOL, "not HTTP"},
    {{.bytes = OK_HEAD "Content-Length: -14\r\n\r\n{\"name\":\"Rig\"}",
      .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     ""},
    {{.bytes = OK_HEAD "Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!",
      .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "unpacked"},
    {{.bytes = OK_HEAD "Content-Encoding: rot13\r\nContent-Length: 2\r\n\r\n{}",
      .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "unpacked"},
    {{.bytes = OK_HEAD "Content-Length: 26\r\n\r\n<html>Please log in</html>",
      .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "not JSON: <html>Please"},
    {{.bytes = OK_HEAD "Content-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_PROTOCOL,
     "not JSON"},
    {{.bytes = "HTTP/1.1 204 No Content\r\n\r\n", .then = FAULT_KEEP},
     ERROR_PROTOCOL,
     "not JSON"},
    {{.bytes = OK_HEAD "Content-Length: 16\r\n\r\n{\"name\":\"Rig\"}{}",
      .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "not JSON"},
    {{.bytes = OK_HEAD "Content-Length: 5\r\n\r\n\"abc\"", .then = FAULT_CLOSE},
     ERROR_PROTOCOL,
     "not what was asked"},
    {{.bytes = "HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_PROTOCOL,
     "empty"},
    {{.bytes = "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_AUTH,
     "empty"},
    {{.bytes = "HTTP/1.1 418 Teapot\r\nContent-Length: 5\r\n\r\nshort",
      .then = FAULT_CLOSE},
     ERROR_REQUEST,
     "short"},
};

START_TEST(test_given_up)
{
    struct fault_server *server = fault_start(&lasting[_i].step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_msg(event->error->kind == lasting[_i].kind, "%d: %s",
                  (int)event->error->kind, event->error->text);
    ck_assert_msg(strstr(event->error->text, lasting[_i].text) != NULL, "%s",
                  event->error->text);
    ck_assert(text_is_clean(event->error->text, strlen(event->error->text)));
    ck_assert(!event->error->may_retry);
    ck_assert_uint_eq(fault_requests(server), 1);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* What curl makes of these differs by version; nothing may crash, and an answer that is
 * taken is whole. */
static const struct {
    struct fault_step step;
} odd[] = {
    {{.bytes = OK_HEAD "X-Nul: a\0b\r\nContent-Length: 14\r\n\r\n{\"name\":\"Rig\"}",
      .len =
          sizeof(OK_HEAD "X-Nul: a\0b\r\nContent-Length: 14\r\n\r\n{\"name\":\"Rig\"}") -
          1,
      .then = FAULT_CLOSE}},
    {{.bytes =
          OK_HEAD "Content-Length: 14\r\nContent-Length: 3\r\n\r\n{\"name\":\"Rig\"}",
      .then = FAULT_CLOSE}},
    {{.bytes =
          OK_HEAD "Content-Length: 99999999999999999999999\r\n\r\n{\"name\":\"Rig\"}",
      .then = FAULT_CLOSE}},
    {{.bytes = "HTTP/1.1 000 Nothing\r\nContent-Length: 14\r\n\r\n{\"name\":\"Rig\"}",
      .then = FAULT_CLOSE}},
    {{.bytes = "HTTP/1.1 \x1b[31m200\r\nContent-Length: 14\r\n\r\n{\"name\":\"Rig\"}",
      .then = FAULT_CLOSE}},
    {{.bytes = OK_HEAD "Transfer-Encoding: chunked\r\nContent-Length: 14\r\n\r\n"
                       "ffffffffffffffffff\r\n{\"name\":\"Rig\"}",
      .then = FAULT_CLOSE}},
};

START_TEST(test_odd)
{
    struct fault_server *server = fault_start(&odd[_i].step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.retry.max_elapsed_ms = 20;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    if (event->type == API_DONE)
        ck_assert_str_eq(event->profile->name, "Rig");
    else
        ck_assert(text_is_clean(event->error->text, strlen(event->error->text)));
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* --- a gzip bomb ----------------------------------------------------------------- */

/* Huffman codes go in with their highest bit first, bytes fill from their lowest. */
static void put_code(struct buf *b, unsigned *bits, unsigned code, unsigned len)
{
    while (len-- > 0) {
        b->data[b->len - 1] |= (char)((code >> len & 1) << (*bits % 8));
        if (++*bits % 8 == 0)
            buf_addc(b, '\0');
    }
}

/* A gzip stream by hand: one zero, then again and again "258 bytes from one byte back".
 */
static void add_bomb(struct buf *b, size_t size)
{
    static const char head[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03";
    unsigned bits = 0;
    buf_add(b, head, sizeof(head) - 1);
    buf_addc(b, '\0');
    put_code(b, &bits, 6, 3); /* the last block, with the fixed codes */
    put_code(b, &bits, 0x30, 8);
    for (size_t done = 0; done < size; done += 258) {
        put_code(b, &bits, 0xc5, 8);
        put_code(b, &bits, 0, 5);
    }
}

START_TEST(test_gzip_bomb)
{
    struct buf bomb = {0}, b = {0};
    add_bomb(&bomb, 100u << 20);
    buf_addf(&b, OK_HEAD "Content-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n",
             bomb.len);
    buf_add(&b, bomb.data, bomb.len);
    struct fault_step step = {.bytes = b.data, .len = b.len, .then = FAULT_CLOSE};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->error->kind, ERROR_PROTOCOL);
    ck_assert_msg(strstr(event->error->text, "32 MiB") != NULL, "%s", event->error->text);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
    buf_free(&bomb);
    buf_free(&b);
}
END_TEST

/* --- timeouts -------------------------------------------------------------------- */

static const struct {
    struct fault_step step;
    const char *text;
} slow[] = {
    {{.then = FAULT_HANG}, "did not answer in time"},
    {{.bytes = OK_HEAD "Content-Length: 14\r\n\r\n{\"na", .then = FAULT_HANG},
     "stalled after 4 bytes"},
    {{.bytes = "HTTP/1.1 200 OK\r\n", .then = FAULT_TRICKLE, .more = "X-Slow: 1\r\n"},
     ""},
    {{.bytes = UNSIZED "\"", .then = FAULT_TRICKLE, .more = "a"}, "stalled after"},
};

/* All at the same time: what is waited for is the limit. */
START_TEST(test_too_slow)
{
    enum { ROWS = sizeof(slow) / sizeof(slow[0]) };
    struct fault_server *servers[ROWS];
    struct rig rigs[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        servers[i] = fault_start(&slow[i].step, 1);
        struct api_config config = rig_config(fault_url(servers[i]));
        config.answer_timeout_ms = 1500;
        config.retry.max_elapsed_ms = 1;
        rig_start(&rigs[i], &config);
        api_send(rigs[i].api, &profile, API_SCREEN);
    }
    for (size_t i = 0; i < ROWS; i++) {
        struct api_event *event = rig_wait(&rigs[i]);
        ck_assert_int_eq(event->type, API_FAILED);
        ck_assert_int_eq(event->error->kind, ERROR_TIMEOUT);
        ck_assert(event->error->may_retry);
        ck_assert(!event->error->outcome_unknown);
        ck_assert_msg(strstr(event->error->text, slow[i].text) != NULL, "%s",
                      event->error->text);
        api_event_free(&event);
        rig_stop(&rigs[i]);
        fault_stop(&servers[i]);
    }
}
END_TEST

/* The stall limit ends it long before the limit for the whole answer. */
START_TEST(test_stall)
{
    struct fault_step step = {.bytes = UNSIZED "\"", .then = FAULT_HANG};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.stall_timeout_ms = 1000;
    config.retry.max_elapsed_ms = 1;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->error->kind, ERROR_TIMEOUT);
    ck_assert_int_lt(event->took_ms, 50000);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* --- the key --------------------------------------------------------------------- */

START_TEST(test_redirect_gets_no_key)
{
    struct fault_step good = {.bytes = GOOD, .then = FAULT_KEEP};
    struct fault_server *other = fault_start(&good, 1);
    char *answer = xasprintf("HTTP/1.1 302 Found\r\nLocation: %s/profile?k=%s\r\n"
                             "Content-Length: 0\r\n\r\n",
                             fault_url(other), RIG_KEY);
    struct fault_step step = {.bytes = answer, .then = FAULT_KEEP};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->error->kind, ERROR_PROTOCOL);
    ck_assert_int_eq(event->error->http_status, 302);
    ck_assert_ptr_nonnull(strstr(event->error->text, fault_url(other)));
    ck_assert_ptr_nonnull(strstr(event->error->text, "[key]"));
    ck_assert_uint_eq(fault_connections(other), 0);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
    fault_stop(&other);
    free(answer);
}
END_TEST

/* A server that throws the key back, in every place that ends up in a text. */
START_TEST(test_key_echoed)
{
    static const char *const answers[] = {
        "HTTP/1.1 401 No\r\nX-Correlation-Id: " RIG_KEY "\r\nConnection: close\r\n\r\n"
        "{\"error\":\"bad key " RIG_KEY ", Basic " RIG_KEY_BASE64 "\"}",
        "HTTP/1.1 403 No\r\nConnection: close\r\n\r\n"
        "{\"error\":\"no\",\"correlationId\":\"" RIG_KEY_BASE64 "\"}",
        "HTTP/1.1 404 No\r\nConnection: close\r\n\r\n<p>" RIG_KEY "</p>",
        UNSIZED "<p>" RIG_KEY_BASE64 " " RIG_KEY "</p>",
        /* Invisible characters between its letters are gone when it is looked for. */
        UNSIZED "<p>canary-\xe2\x80\x8bKey-4711/with+signs</p>",
    };
    struct fault_step step = {.bytes = answers[_i], .then = FAULT_CLOSE};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->type, API_FAILED);
    bool seen = strstr(event->error->text, "[key]") ||
                strcmp(event->error->correlation_id, "[key]") == 0;
    ck_assert(seen);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api faults");
    TCase *tc = tcase_create("faults");
    tcase_set_timeout(tc, 120);
    LOOP(tc, test_read_again, passing);
    LOOP(tc, test_given_up, lasting);
    LOOP(tc, test_odd, odd);
    tcase_add_test(tc, test_gzip_bomb);
    tcase_add_test(tc, test_too_slow);
    tcase_add_test(tc, test_stall);
    tcase_add_test(tc, test_redirect_gets_no_key);
    tcase_add_loop_test(tc, test_key_echoed, 0, 5);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
