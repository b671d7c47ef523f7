/* The simulator as a server: the key, limits and their headers, dates, faults, and that
 * it ends at once whatever its connections do. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "tests/sim_client.h"
#include "tests/suite.h"

static void send_get(struct sim *sim, const char *path, struct answer *answer)
{
    client_send(sim, "GET", path, NULL, answer);
}

static void expect_header(const struct answer *answer, const char *name,
                          const char *value)
{
    char *found = client_header(answer, name);
    ck_assert_msg(strcmp(found, value) == 0, "%s: %s", name, found);
    free(found);
}

static struct sim *start_with(const char *faults)
{
    struct sim_config config = {.companies = 5, .faults = faults, .quiet = true};
    return client_start(&config);
}

static int64_t total_of(struct sim *sim, const char *path)
{
    struct answer answer;
    client_get(sim, path, &answer);
    int64_t total =
        json_object_get_int64(json_object_object_get(answer.json, "totalResults"));
    client_free(&answer);
    return total;
}

/* --- the key --------------------------------------------------------------------- */

static const struct {
    const char *header;
    long status;
} keys[] = {
    {"", 401},
    {"Authorization: Basic Y2FuYXJ5LWtleQ==", 200},
    {"Authorization: basic Y2FuYXJ5LWtleQ==", 200},
    {"Authorization: Basic  Y2FuYXJ5LWtleQ==", 200},
    {"Authorization: Basic canary-key", 401},
    {"Authorization: Basic Y2FuYXJ5LWtleQ", 401},
    {"Authorization: Basic Y2FuYXJ5LWtleQ==x", 401},
    {"Authorization: Basic Y2FuYXJ5LWtleg==", 401},
    {"Authorization: Basic", 401},
    {"Authorization: Bearer Y2FuYXJ5LWtleQ==", 401},
};

START_TEST(the_key_is_asked_for)
{
    struct answer answer;
    struct sim *sim = start_with(NULL);
    client_send(sim, "GET", "/profile", keys[_i].header, &answer);
    ck_assert_int_eq(answer.status, keys[_i].status);
    if (answer.status == 401)
        ck_assert_str_eq(client_string(answer.json, "error"), "Unauthorized");
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

static const struct {
    const char *key, *header;
} lengths[] = {
    {"a", "Authorization: Basic YQ=="},
    {"ab", "Authorization: Basic YWI="},
    {"abc", "Authorization: Basic YWJj"},
    {"\xff\xfe\xfd", "Authorization: Basic //79"},
};

START_TEST(keys_of_any_length_are_good)
{
    struct answer answer;
    struct sim_config config = {.companies = 5, .api_key = lengths[_i].key};
    struct sim *sim = client_start(&config);
    client_send(sim, "GET", "/profile", lengths[_i].header, &answer);
    ck_assert_int_eq(answer.status, 200);
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

/* --- limits and headers ---------------------------------------------------------- */

START_TEST(every_answer_has_the_headers)
{
    static const char *const paths[] = {"/companies", "/profile", "/nothing"};
    struct answer answer;
    struct sim *sim = start_with(NULL);
    for (size_t n = 0; n < sizeof paths / sizeof *paths; n++) {
        char *limit;
        send_get(sim, paths[n], &answer);
        expect_header(&answer, "Date", "Tue, 24 Nov 2026 09:00:00 GMT");
        expect_header(&answer, "X-Rate-Limit-Reset", "2026-11-25T00:00:00.000Z");
        expect_header(&answer, "Content-Type", "application/json; charset=utf-8");
        limit = client_header(&answer, "X-Rate-Limit-Limit");
        char *left = client_header(&answer, "X-Rate-Limit-Remaining");
        ck_assert_int_eq(atoi(limit) % 1000, 0);
        ck_assert_int_eq(atoi(left), atoi(limit) - 1 - (int)n);
        free(limit);
        free(left);
        client_free(&answer);
    }
    sim_advance(sim, INT64_C(1500));
    client_send(sim, "GET", "/profile", "", &answer);
    ck_assert_int_eq(answer.status, 401);
    expect_header(&answer, "Date", "Tue, 24 Nov 2026 09:00:01 GMT");
    ck_assert_int_eq(sim_now_ms(sim), time_parse_iso("2026-11-24T09:00:01.5Z"));
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

START_TEST(limits_answer_429)
{
    struct answer answer;
    struct sim_config config = {.companies = 5, .daily_limit = 5, .minute_limit = 2};
    struct sim *sim = client_start(&config);
    for (int n = 0; n < 3; n++) {
        send_get(sim, "/profile", &answer);
        ck_assert_int_eq(answer.status, n < 2 ? 200 : 429);
        expect_header(&answer, "Retry-After", n < 2 ? "" : "60");
        client_free(&answer);
    }
    for (int n = 0; n < 4; n++) {
        sim_advance(sim, 60000);
        send_get(sim, "/profile", &answer);
        ck_assert_int_eq(answer.status, n < 3 ? 200 : 429);
        expect_header(&answer, "X-Rate-Limit-Limit", "5");
        expect_header(&answer, "Retry-After", n < 3 ? "" : "53760");
        client_free(&answer);
    }
    sim_advance(sim, INT64_C(53760000));
    send_get(sim, "/profile", &answer);
    ck_assert_int_eq(answer.status, 200);
    expect_header(&answer, "X-Rate-Limit-Remaining", "4");
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

START_TEST(requests_are_remembered)
{
    struct answer answer;
    struct sim *sim = start_with(NULL);
    char *path = client_path(sim, 0, "/data/all");
    size_t gets = sim_requests_seen(sim, "GET", NULL);
    client_send(sim, "POST", path, NULL, &answer);
    client_free(&answer);
    client_send(sim, "HEAD", "/companies", NULL, &answer);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_uint_eq(answer.body.len, 0);
    client_free(&answer);
    ck_assert_uint_eq(sim_requests_seen(sim, "GET", NULL), gets);
    ck_assert_uint_eq(sim_requests_seen(sim, "POST", "/data/all"), 1);
    ck_assert_uint_eq(sim_requests_seen(sim, NULL, NULL), gets + 2);
    free(path);
    sim_stop(&sim);
}
END_TEST

/* --- faults ---------------------------------------------------------------------- */

static const struct {
    const char *faults;
    CURLcode code;
    long status;
    bool json;
} faulty[] = {
    {"503", CURLE_OK, 503, true},
    {"status=402", CURLE_OK, 402, true},
    {"html", CURLE_OK, 200, false},
    {"empty", CURLE_OK, 200, false},
    {"badjson", CURLE_OK, 200, false},
    {"redirect", CURLE_OK, 302, false},
    {"cut", CURLE_PARTIAL_FILE, 200, false},
    {"unsized", CURLE_OK, 200, false},
    {"close", CURLE_GOT_NOTHING, 0, false},
    {"reset", CURLE_RECV_ERROR, 0, false},
    {"503:path=/nowhere", CURLE_OK, 200, true},
    {"503:method=POST", CURLE_OK, 200, true},
};

START_TEST(faults_show)
{
    struct answer answer;
    struct sim *sim = start_with(faulty[_i].faults);
    send_get(sim, "/companies", &answer);
    ck_assert_msg(answer.code == faulty[_i].code && answer.status == faulty[_i].status &&
                      (answer.json != NULL) == faulty[_i].json,
                  "%s: %s, %ld, %s", faulty[_i].faults, curl_easy_strerror(answer.code),
                  answer.status, buf_str(&answer.body));
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

START_TEST(garbage_is_no_http)
{
    struct answer answer;
    struct sim *sim = start_with("garbage");
    send_get(sim, "/companies", &answer);
    ck_assert_int_ne(answer.code, CURLE_OK);
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

START_TEST(faults_carry_their_details)
{
    struct answer answer;
    struct sim *sim = start_with("429:retry-after=soon\\, or so:error=No\\: wait:count=1,"
                                 "redirect:location=https\\://evil.example/x:count=1,"
                                 "html:body=<p>:count=1");
    send_get(sim, "/companies", &answer);
    expect_header(&answer, "Retry-After", "soon, or so");
    ck_assert_str_eq(client_string(answer.json, "error"), "No: wait");
    client_free(&answer);
    send_get(sim, "/companies", &answer);
    expect_header(&answer, "Location", "https://evil.example/x");
    client_free(&answer);
    send_get(sim, "/companies", &answer);
    expect_header(&answer, "Content-Type", "text/html; charset=utf-8");
    ck_assert_str_eq(buf_str(&answer.body), "<p>");
    client_free(&answer);
    send_get(sim, "/companies", &answer);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(answer.json);
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

START_TEST(faults_can_be_replaced)
{
    struct answer answer;
    char *error = NULL;
    struct sim *sim = start_with(NULL);
    ck_assert(!sim_set_faults(sim, "nonsense", &error));
    ck_assert_ptr_nonnull(error);
    free(error);
    send_get(sim, "/profile", &answer);
    ck_assert_int_eq(answer.status, 200);
    client_free(&answer);
    ck_assert(sim_set_faults(sim, "500", &error));
    send_get(sim, "/profile", &answer);
    ck_assert_int_eq(answer.status, 500);
    client_free(&answer);
    ck_assert(sim_set_faults(sim, NULL, &error));
    send_get(sim, "/profile", &answer);
    ck_assert_int_eq(answer.status, 200);
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

/* A POST that fails on its way is carried out, or is not, as the fault says. */
static const struct {
    const char *fault;
    bool done;
} posts[] = {
    {"cut:method=POST", false},     {"cut:method=POST:when=after", true},
    {"close:method=POST", false},   {"close:method=POST:when=after", true},
    {"503:method=POST", false},     {"503:method=POST:when=after", true},
    {"reset:method=POST", false},   {"reset:method=POST:when=after", true},
    {"unsized:method=POST", false}, {"unsized:method=POST:when=after", true},
};

START_TEST(posts_fail_before_or_after)
{
    struct answer answer;
    struct sim *sim = start_with(NULL);
    char *history = client_path(sim, 1, "/data/history?pageSize=1");
    char *queue = client_path(sim, 1, "/data/queue/invoices");
    char *error = NULL;
    int64_t before = total_of(sim, history);
    client_send(sim, "POST", queue, NULL, &answer);
    ck_assert_int_eq(answer.status, 200);
    client_free(&answer);
    sim_advance(sim, 300000);
    ck_assert_int_eq(total_of(sim, history), before + 1);
    ck_assert(sim_set_faults(sim, posts[_i].fault, &error));
    client_send(sim, "POST", queue, NULL, &answer);
    ck_assert(answer.code != CURLE_OK || answer.json == NULL || answer.status == 503);
    client_free(&answer);
    ck_assert_int_eq(total_of(sim, history), before + (posts[_i].done ? 2 : 1));
    free(queue);
    free(history);
    sim_stop(&sim);
}
END_TEST

START_TEST(slow_answers_arrive_whole)
{
    struct answer answer;
    struct sim *sim = start_with("slow:body=[17]");
    client_get(sim, "/companies", &answer);
    ck_assert_str_eq(buf_str(&answer.body), "[17]");
    expect_header(&answer, "Content-Length", "4");
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

/* --- starting and stopping ------------------------------------------------------- */

static int connect_to(struct sim *sim)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)sim_port(sim)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static void wait_for_requests(struct sim *sim, size_t count)
{
    while (sim_requests_seen(sim, NULL, NULL) < count)
        sched_yield();
}

#define HANGING 12

/* Connections in all states: idle, half a request, a whole one that is not answered. */
static void stop_with_hanging(const char *fault)
{
    static const char request[] = "GET /companies HTTP/1.1\r\nHost: x\r\n"
                                  "Authorization: Basic Y2FuYXJ5LWtleQ==\r\n\r\n";
    struct sim *sim = start_with(fault);
    int fds[HANGING];
    for (size_t n = 0; n < HANGING; n++) {
        size_t len = n % 3 == 0 ? 0 : n % 3 == 1 ? 20 : sizeof request - 1;
        fds[n] = connect_to(sim);
        ck_assert_int_eq(send(fds[n], request, len, MSG_NOSIGNAL), (ssize_t)len);
    }
    wait_for_requests(sim, HANGING / 3);
    sim_stop(&sim);
    ck_assert_ptr_null(sim);
    for (size_t n = 0; n < HANGING; n++) {
        char bytes[4096];
        while (recv(fds[n], bytes, sizeof bytes, 0) > 0)
            continue;
        close(fds[n]);
    }
}

START_TEST(it_stops_with_stalled_connections)
{
    stop_with_hanging("stall");
}
END_TEST

START_TEST(it_stops_with_slow_connections)
{
    stop_with_hanging("slow");
}
END_TEST

START_TEST(it_stops_with_idle_connections)
{
    stop_with_hanging(NULL);
}
END_TEST

START_TEST(stopping_nothing_is_fine)
{
    struct sim *sim = NULL;
    sim_stop(&sim);
    sim_stop(NULL);
}
END_TEST

START_TEST(a_taken_port_is_refused)
{
    struct sim *sim = start_with(NULL);
    struct sim_config config = {.port = sim_port(sim)};
    char *error = NULL;
    ck_assert_ptr_null(sim_start(&config, &error));
    ck_assert_ptr_nonnull(strstr(error, strerror(EADDRINUSE)));
    free(error);
    sim_stop(&sim);
}
END_TEST

static const struct sim_config wrong[] = {
    {.companies = 100001}, {.speed = -1},         {.speed = 1e9},
    {.port = 70000},       {.faults = "stall:x"}, {.port = -1},
};

START_TEST(wrong_configurations_are_refused)
{
    char *error = NULL;
    ck_assert_ptr_null(sim_start(&wrong[_i], &error));
    ck_assert_ptr_nonnull(error);
    free(error);
}
END_TEST

START_TEST(a_large_fleet_starts)
{
    struct answer answer;
    struct sim_config config = {.companies = 100000};
    struct sim *sim = client_start(&config);
    client_get(sim, "/companies?pageSize=5000&page=20", &answer);
    ck_assert_uint_eq(
        json_object_array_length(json_object_object_get(answer.json, "results")), 5000);
    client_free(&answer);
    sim_stop(&sim);
}
END_TEST

/* --- many at once ---------------------------------------------------------------- */

#define CLIENTS 4
#define REQUESTS 25

static void *hammer(void *arg)
{
    struct sim *sim = arg;
    static const char *const paths[] = {"/companies?pageSize=3", "/profile", "/nothing"};
    for (int n = 0; n < REQUESTS; n++) {
        struct answer answer;
        client_send(sim, n % 5 == 4 ? "POST" : "GET", paths[n % 3], NULL, &answer);
        client_free(&answer);
    }
    return NULL;
}

START_TEST(many_can_ask_at_once)
{
    struct sim *sim = start_with("500:probability=0.1");
    pthread_t threads[CLIENTS];
    char *error = NULL;
    for (int n = 0; n < CLIENTS; n++)
        ck_assert_int_eq(pthread_create(&threads[n], NULL, hammer, sim), 0);
    for (int n = 0; n < 50; n++) {
        sim_advance(sim, 1000);
        ck_assert(sim_set_faults(sim, n % 2 == 0 ? "cut:probability=0.2" : "503:count=2",
                                 &error));
    }
    for (int n = 0; n < CLIENTS; n++)
        pthread_join(threads[n], NULL);
    ck_assert_uint_eq(sim_requests_seen(sim, NULL, NULL), CLIENTS * REQUESTS);
    sim_stop(&sim);
}
END_TEST

#define LOOP(tc, test, array)                                                            \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(array) / sizeof *(array)))

int main(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Suite *s = suite_create("sim_server");
    TCase *tc = tcase_create("server");
    tcase_set_timeout(tc, 120);
    LOOP(tc, the_key_is_asked_for, keys);
    LOOP(tc, keys_of_any_length_are_good, lengths);
    tcase_add_test(tc, every_answer_has_the_headers);
    tcase_add_test(tc, limits_answer_429);
    tcase_add_test(tc, requests_are_remembered);
    LOOP(tc, faults_show, faulty);
    tcase_add_test(tc, garbage_is_no_http);
    tcase_add_test(tc, faults_carry_their_details);
    tcase_add_test(tc, faults_can_be_replaced);
    LOOP(tc, posts_fail_before_or_after, posts);
    tcase_add_test(tc, slow_answers_arrive_whole);
    tcase_add_test(tc, it_stops_with_stalled_connections);
    tcase_add_test(tc, it_stops_with_slow_connections);
    tcase_add_test(tc, it_stops_with_idle_connections);
    tcase_add_test(tc, stopping_nothing_is_fine);
    tcase_add_test(tc, a_taken_port_is_refused);
    LOOP(tc, wrong_configurations_are_refused, wrong);
    tcase_add_test(tc, a_large_fleet_starts);
    tcase_add_test(tc, many_can_ask_at_once);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
