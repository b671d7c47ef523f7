/* Refreshes over a bad line: never lost, never doubled. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api_rig.h"
#include "base/xmalloc.h"
#include "fault_server.h"
#include "tests/suite.h"

static const struct call profile = {.op = OP_PROFILE};
static const struct call refresh = {
    .op = OP_REFRESH_TYPE, .company_id = RIG_COMPANY, .data_type = "invoices"};

/* --- refreshes ------------------------------------------------------------------- */

/* What may have been carried out is not sent again, and is said to be unknown. */
static const struct {
    struct fault_step step;
    enum error_kind kind;
} unknown[] = {
    {{.then = FAULT_CLOSE}, ERROR_NETWORK},
    {{.then = FAULT_RESET}, ERROR_NETWORK},
    {{.then = FAULT_HANG}, ERROR_TIMEOUT},
    {{.bytes = OK_HEAD "Content-Length: 12\r\n\r\n{\"id", .then = FAULT_CLOSE},
     ERROR_PROTOCOL},
    {{.bytes = UNSIZED "{\"id\":", .then = FAULT_CLOSE}, ERROR_PROTOCOL},
    {{.bytes = OK_HEAD "Content-Length: 26\r\n\r\n<html>Please log in</html>",
      .then = FAULT_CLOSE},
     ERROR_PROTOCOL},
    {{.bytes = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_SERVER},
    {{.bytes = "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_SERVER},
    {{.bytes = "HTTP/1.1 504 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
     ERROR_SERVER},
};

START_TEST(test_refresh_unknown)
{
    struct fault_server *server = fault_start(&unknown[_i].step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.answer_timeout_ms = unknown[_i].kind == ERROR_TIMEOUT ? 1500 : 0;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &refresh);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_int_eq(event->error->kind, unknown[_i].kind);
    ck_assert(event->error->outcome_unknown);
    ck_assert(!event->error->may_retry);
    ck_assert_int_eq(event->error->attempts, 1);
    ck_assert_uint_eq(fault_requests(server), 1);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* curl by itself would send a POST again when the kept connection dies under it. */
START_TEST(test_refresh_never_doubled)
{
    struct fault_step steps[] = {{.bytes = GOOD, .then = FAULT_KEEP},
                                 {.then = FAULT_CLOSE},
                                 {.bytes = EMPTY_PULL, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 3);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->type, API_DONE);
    api_event_free(&event);
    event = rig_ask(&rig, &refresh);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert(event->error->outcome_unknown);
    ck_assert_uint_eq(fault_requests(server), 2);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

START_TEST(test_refresh_sent_again)
{
    static const char *const busy[] = {
        "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 429 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
    };
    struct fault_step steps[] = {{.bytes = busy[_i], .then = FAULT_KEEP},
                                 {.bytes = EMPTY_PULL, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 2);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    int retries = 0;
    struct api_event *event =
        rig_final(&rig, api_send(rig.api, &refresh, API_KEY_PRESS), &retries);
    ck_assert_int_eq(event->type, API_DONE);
    ck_assert_int_eq(retries, 1);
    ck_assert_uint_eq(event->pull_count, 1);
    ck_assert_str_eq(event->pulls[0]->id, "p-1");
    ck_assert_uint_eq(fault_requests(server), 2);
    char *head = fault_last_request(server);
    ck_assert_ptr_eq(
        strstr(head, "POST /companies/" RIG_COMPANY "/data/queue/invoices HTTP/1.1\r\n"),
        head);
    ck_assert_ptr_nonnull(strstr(head, "Authorization: Basic " RIG_KEY_BASE64 "\r\n"));
    ck_assert_ptr_nonnull(strstr(head, "Content-Length: 0\r\n"));
    free(head);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* A port that nobody listens on: nothing was sent, so even a refresh is sent again. */
START_TEST(test_refused)
{
    struct fault_step step = {.then = FAULT_CLOSE};
    struct fault_server *server = fault_start(&step, 1);
    char *url = xstrdup(fault_url(server));
    fault_stop(&server);
    struct api_config config = rig_config(url);
    struct rig rig;
    rig_start(&rig, &config);
    api_send(rig.api, &refresh, API_KEY_PRESS);
    for (int i = 1; i <= 3; i++) {
        struct api_event *event = rig_wait(&rig);
        ck_assert_int_eq(event->type, API_RETRYING);
        ck_assert_int_eq(event->error->kind, ERROR_NETWORK);
        ck_assert_int_eq(event->error->attempts, i);
        ck_assert(!event->error->outcome_unknown);
        ck_assert(event->error->may_retry);
        api_event_free(&event);
    }
    rig_stop(&rig);
    free(url);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api refresh");
    TCase *tc = tcase_create("refresh");
    tcase_set_timeout(tc, 120);
    LOOP(tc, test_refresh_unknown, unknown);
    tcase_add_test(tc, test_refresh_never_doubled);
    tcase_add_loop_test(tc, test_refresh_sent_again, 0, 2);
    tcase_add_test(tc, test_refused);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
