/* Which request goes when: stopping, cancelling, priorities, pauses. */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "api_rig.h"
#include "base/clock.h"
#include "base/xmalloc.h"
#include "fault_server.h"
#include "tests/suite.h"

static const struct call profile = {.op = OP_PROFILE};
static const struct call refresh = {
    .op = OP_REFRESH_TYPE, .company_id = RIG_COMPANY, .data_type = "invoices"};

/* --- stopping, cancelling -------------------------------------------------------- */

/* Ends while connections hang and others wait; that it takes no second is the design's
 * figure, here it must only not wait for the limits of 60 s. */
START_TEST(test_stop_in_flight)
{
    struct fault_step step = {.then = FAULT_HANG};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    for (int i = 0; i < 40; i++)
        api_send(rig.api, i % 4 ? &profile : &refresh, API_SCREEN);
    int64_t before = clock_mono_ms();
    rig_stop(&rig);
    ck_assert_int_lt(clock_mono_ms() - before, 30000);
    fault_stop(&server);
}
END_TEST

START_TEST(test_cancel_in_flight)
{
    struct fault_step steps[] = {{.then = FAULT_HANG},
                                 {.bytes = GOOD, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 2);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    uint64_t id = api_send(rig.api, &profile, API_SCREEN);
    fault_wait(server, 1);
    api_cancel(rig.api, id);
    api_cancel(rig.api, 12345);
    struct api_event *event = rig_final(&rig, id, NULL);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_int_eq(event->error->kind, ERROR_CANCELLED);
    api_event_free(&event);
    event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->type, API_DONE);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* A refresh under way is not cut: its end is told, and nothing else. */
START_TEST(test_cancel_spares_refresh)
{
    struct fault_step step = {.then = FAULT_HANG, .more = EMPTY_PULL};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    uint64_t id = api_send(rig.api, &refresh, API_KEY_PRESS);
    fault_wait(server, 1);
    api_cancel(rig.api, id);
    /* A request after it that is refused at once shows that the cancelling was read. */
    uint64_t after =
        api_send(rig.api, &(struct call){.op = OP_GET_COMPANY}, API_KEY_PRESS);
    struct api_event *event = rig_wait(&rig);
    ck_assert_uint_eq(event->id, after);
    api_event_free(&event);
    fault_release(server);
    event = rig_final(&rig, id, NULL);
    ck_assert_int_eq(event->type, API_DONE);
    ck_assert_str_eq(event->pulls[0]->id, "p-1");
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* A signal to the process is the main thread's, not the worker's, where it would kill. */
START_TEST(test_signals)
{
    struct api_config config = rig_config("http://127.0.0.1:1");
    struct rig rig;
    sigset_t set;
    int got = 0;
    rig_start(&rig, &config);
    /* An answer shows that the thread is up. */
    struct call incomplete = {.op = OP_GET_COMPANY};
    struct api_event *event = rig_ask(&rig, &incomplete);
    ck_assert_int_eq(event->error->kind, ERROR_REQUEST);
    ck_assert_int_eq(event->error->attempts, 0);
    api_event_free(&event);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    kill(getpid(), SIGUSR1);
    ck_assert_int_eq(sigwait(&set, &got), 0);
    ck_assert_int_eq(got, SIGUSR1);
    rig_stop(&rig);
}
END_TEST

/* --- order and gates ------------------------------------------------------------- */

static struct call status_of(const char *company)
{
    return (struct call){.op = OP_DATA_STATUS, .company_id = company};
}

/* While a first request holds the only place, others queue up; a key press overtakes. */
START_TEST(test_drop_and_priority)
{
    struct fault_step steps[] = {
        {.then = FAULT_HANG},
        {.bytes = OK_HEAD "Content-Length: 2\r\n\r\n{}", .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 2);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.requests_at_once = 1;
    rig_start(&rig, &config);
    struct call a = status_of("a"), b = status_of("b"), c = status_of("c");
    uint64_t first = api_send(rig.api, &a, API_KEY_PRESS);
    uint64_t background = api_send(rig.api, &b, API_BACKGROUND);
    uint64_t screen = api_send(rig.api, &a, API_SCREEN);
    uint64_t other = api_send(rig.api, &c, API_SCREEN);
    uint64_t key = api_send(rig.api, &a, API_KEY_PRESS);
    fault_wait(server, 1);
    api_drop(rig.api, "a");
    struct api_event *event = rig_final(&rig, screen, NULL);
    ck_assert_int_eq(event->error->kind, ERROR_CANCELLED);
    api_event_free(&event);
    api_cancel(rig.api, first);
    const uint64_t order[] = {first, key, other, background};
    for (size_t i = 0; i < 4; i++) {
        event = rig_wait(&rig);
        ck_assert_uint_eq(event->id, order[i]);
        ck_assert_int_eq(event->type, i ? API_DONE : API_FAILED);
        api_event_free(&event);
    }
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

START_TEST(test_drop_all)
{
    struct fault_step step = {.then = FAULT_HANG};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.requests_at_once = 1;
    rig_start(&rig, &config);
    struct call a = status_of("a");
    api_send(rig.api, &profile, API_KEY_PRESS);
    fault_wait(server, 1);
    api_send(rig.api, &refresh, API_SCREEN);
    api_send(rig.api, &a, API_KEY_PRESS);
    uint64_t one = api_send(rig.api, &a, API_SCREEN);
    uint64_t two = api_send(rig.api, &profile, API_BACKGROUND);
    api_drop(rig.api, NULL);
    const uint64_t dropped[] = {one, two};
    for (size_t i = 0; i < 2; i++) {
        struct api_event *event = rig_wait(&rig);
        ck_assert_uint_eq(event->id, dropped[i]);
        ck_assert_int_eq(event->error->kind, ERROR_CANCELLED);
        api_event_free(&event);
    }
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* A read that waits ten minutes for the network goes as soon as another one has come
 * through. */
START_TEST(test_hurry)
{
    struct fault_step steps[] = {{.then = FAULT_RESET},
                                 {.bytes = GOOD, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 2);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.retry.initial_ms = config.retry.max_ms = 600000;
    config.retry.max_elapsed_ms = 3600000;
    rig_start(&rig, &config);
    uint64_t first = api_send(rig.api, &profile, API_SCREEN);
    struct api_event *event = rig_wait(&rig);
    ck_assert_int_eq(event->type, API_RETRYING);
    ck_assert_int_ge(event->retry_in_ms, 300000);
    api_event_free(&event);
    event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->type, API_DONE);
    api_event_free(&event);
    event = rig_final(&rig, first, NULL);
    ck_assert_int_eq(event->type, API_DONE);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* A read that waits ten minutes for its next try goes when a person asks for it. */
START_TEST(test_hurry_by_hand)
{
    struct fault_step steps[] = {
        {.bytes = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", .then = FAULT_KEEP},
        {.bytes = GOOD, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 2);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.retry.initial_ms = config.retry.max_ms = 600000;
    config.retry.max_elapsed_ms = 3600000;
    rig_start(&rig, &config);
    uint64_t id = api_send(rig.api, &profile, API_KEY_PRESS);
    struct api_event *event = rig_wait(&rig);
    ck_assert_int_eq(event->type, API_RETRYING);
    api_event_free(&event);
    api_hurry(rig.api);
    event = rig_final(&rig, id, NULL);
    ck_assert_int_eq(event->type, API_DONE);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* A read that fails while others are answered has a trouble of its own: their answers do
 * not send it again before its time. */
START_TEST(test_no_hurry)
{
    struct fault_step steps[] = {
        {.bytes = UNSIZED "{\"name\":\"Rig\"}", .then = FAULT_CLOSE},
        {.then = FAULT_RESET},
        {.bytes = GOOD, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 3);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.retry.initial_ms = config.retry.max_ms = 600000;
    config.retry.max_elapsed_ms = 3600000;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &profile);
    ck_assert_int_eq(event->type, API_DONE);
    api_event_free(&event);
    api_send(rig.api, &profile, API_SCREEN);
    event = rig_wait(&rig);
    ck_assert_int_eq(event->type, API_RETRYING);
    api_event_free(&event);
    for (int i = 0; i < 3; i++) {
        event = rig_ask(&rig, &profile);
        ck_assert_int_eq(event->type, API_DONE);
        api_event_free(&event);
    }
    ck_assert_uint_eq(fault_requests(server), 5);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

/* After a 429 nothing is sent before its time is over, and a key press is told so. */
START_TEST(test_gate)
{
    struct fault_step steps[] = {
        {.bytes = "HTTP/1.1 429 No\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n",
         .then = FAULT_KEEP},
        {.bytes = GOOD, .then = FAULT_KEEP}};
    struct fault_server *server = fault_start(steps, 2);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    config.retry.max_elapsed_ms = 3600000;
    rig_start(&rig, &config);
    uint64_t id = api_send(rig.api, &profile, API_SCREEN);
    struct api_event *event = rig_wait(&rig);
    ck_assert_int_eq(event->type, API_RETRYING);
    ck_assert_int_eq(event->error->kind, ERROR_RATE_LIMIT);
    ck_assert_int_eq(event->error->retry_after_ms, 120000);
    ck_assert_int_ge(event->retry_in_ms, 120000);
    api_event_free(&event);
    uint64_t key = api_send(rig.api, &profile, API_KEY_PRESS);
    event = rig_wait(&rig);
    ck_assert_uint_eq(event->id, key);
    ck_assert_int_eq(event->type, API_RETRYING);
    ck_assert_int_eq(event->error->kind, ERROR_RATE_LIMIT);
    ck_assert_int_gt(event->retry_in_ms, 0);
    api_event_free(&event);
    api_cancel(rig.api, id);
    event = rig_final(&rig, id, NULL);
    ck_assert_int_eq(event->error->kind, ERROR_CANCELLED);
    api_event_free(&event);
    ck_assert_uint_eq(fault_requests(server), 1);
    rig_stop(&rig);
    fault_stop(&server);
}
END_TEST

static const struct {
    const char *header;
    int64_t least, most;
} pauses[] = {
    {"Retry-After: 30\r\n", 30000, 30000},
    {"Date: Tue, 24 Nov 2026 09:14:02 GMT\r\nRetry-After: Tue, 24 Nov 2026 09:15:02 "
     "GMT\r\n",
     60000, 60000},
    {"Retry-After: Tue, 24 Nov 1998 09:15:02 GMT\r\n", 0, 0},
    {"", 0, 0},
    {"Retry-After: -5\r\n", 0, 0},
    {"Retry-After: 99999999999999999999\r\n", 900000, 900000},
    {"Retry-After: soon\r\n", 0, 0},
    {"Date: Tue, 24 Nov 2026 09:14:02 GMT\r\nX-Rate-Limit-Remaining: 0\r\n"
     "X-Rate-Limit-Reset: Tue, 24 Nov 2026 09:16:02 GMT\r\n",
     120000, 120000},
};

START_TEST(test_pauses)
{
    char *answer =
        xasprintf("HTTP/1.1 429 No\r\n%sContent-Length: 0\r\n\r\n", pauses[_i].header);
    struct fault_step step = {.bytes = answer, .then = FAULT_KEEP};
    struct fault_server *server = fault_start(&step, 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    api_send(rig.api, &profile, API_SCREEN);
    struct api_event *event = rig_wait(&rig);
    ck_assert_int_ge(event->error->retry_after_ms, pauses[_i].least);
    ck_assert_int_le(event->error->retry_after_ms, pauses[_i].most);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
    free(answer);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api order");
    TCase *tc = tcase_create("order");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_stop_in_flight);
    tcase_add_test(tc, test_cancel_in_flight);
    tcase_add_test(tc, test_cancel_spares_refresh);
    tcase_add_test(tc, test_signals);
    tcase_add_test(tc, test_drop_and_priority);
    tcase_add_test(tc, test_drop_all);
    tcase_add_test(tc, test_hurry);
    tcase_add_test(tc, test_no_hurry);
    tcase_add_test(tc, test_hurry_by_hand);
    tcase_add_test(tc, test_gate);
    LOOP(tc, test_pauses, pauses);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
