/* The worker against TLS servers that cannot be trusted, and one that can. */
#include "config.h"

#include <check.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api_rig.h"
#include "base/buf.h"
#include "base/xmalloc.h"
#include "fault_server.h"
#include "tests/suite.h"

#define TLS_FOLDER FIXTURES "/tls/"

static char *read_file(const char *name)
{
    char *path = xasprintf(TLS_FOLDER "%s", name), bytes[4096];
    FILE *f = fopen(path, "r");
    struct buf b = {0};
    ck_assert_msg(f != NULL, "%s", path);
    for (size_t n = 1; n > 0;) {
        n = fread(bytes, 1, sizeof(bytes), f);
        buf_add(&b, bytes, n);
    }
    fclose(f);
    free(path);
    return buf_take(&b);
}

static enum MHD_Result answer(void *arg, struct MHD_Connection *connection,
                              const char *url, const char *method, const char *version,
                              const char *data, size_t *size, void **state)
{
    static char body[] = "{\"name\":\"Rig\"}";
    if (strstr(url, "cut-off"))
        return MHD_NO;
    struct MHD_Response *r =
        MHD_create_response_from_buffer(strlen(body), body, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result result = MHD_queue_response(connection, 200, r);
    MHD_destroy_response(r);
    (void)arg, (void)url, (void)method, (void)version, (void)data, (void)size,
        (void)state;
    return result;
}

struct tls_server {
    struct MHD_Daemon *daemon;
    char *key, *certificate, *url;
};

static void tls_start(struct tls_server *s, const char *certificate,
                      const char *protocols)
{
    s->key = read_file("server.key");
    s->certificate = read_file(certificate);
    s->daemon = MHD_start_daemon(MHD_USE_TLS | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL,
                                 NULL, answer, NULL, MHD_OPTION_HTTPS_MEM_KEY, s->key,
                                 MHD_OPTION_HTTPS_MEM_CERT, s->certificate,
                                 MHD_OPTION_HTTPS_PRIORITIES, protocols, MHD_OPTION_END);
    ck_assert_ptr_nonnull(s->daemon);
    int port = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    s->url = xasprintf("https://127.0.0.1:%d", port);
}

static void tls_stop(struct tls_server *s)
{
    MHD_stop_daemon(s->daemon);
    free(s->key);
    free(s->certificate);
    free(s->url);
}

#define MODERN "NORMAL"
#define OLD "NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT"
#define NO_TLS "The server does not speak TLS 1.2"

static const struct {
    const char *certificate, *protocols, *ca;
    enum error_kind kind;
    const char *text; /* NULL: all is well */
} rows[] = {
    {"good.pem", MODERN, TLS_FOLDER "ca.pem", ERROR_TLS, NULL},
    {"expired.pem", MODERN, TLS_FOLDER "ca.pem", ERROR_TLS, "has expired"},
    {"wrong-host.pem", MODERN, TLS_FOLDER "ca.pem", ERROR_TLS, "for another host"},
    {"untrusted.pem", MODERN, TLS_FOLDER "ca.pem", ERROR_TLS, "not trusted"},
    {"good.pem", MODERN, NULL, ERROR_TLS, "not trusted"},
    {"good.pem", MODERN, TLS_FOLDER "none.pem", ERROR_CONFIG, "CA file"},
    {"good.pem", MODERN, TLS_FOLDER "server.key", ERROR_CONFIG, "CA file"},
    {"good.pem", OLD, TLS_FOLDER "ca.pem", ERROR_TLS, NO_TLS},
};

/* A refresh, because that also shows that nothing was sent. */
START_TEST(test_tls)
{
    struct tls_server server;
    struct rig rig;
    tls_start(&server, rows[_i].certificate, rows[_i].protocols);
    struct api_config config = rig_config(server.url);
    config.ca_file = rows[_i].ca;
    rig_start(&rig, &config);
    struct call all = {.op = OP_REFRESH_ALL, .company_id = RIG_COMPANY};
    struct api_event *event = rig_ask(&rig, &all);
    ck_assert_int_eq(event->type, rows[_i].text ? API_FAILED : API_DONE);
    if (rows[_i].text) {
        ck_assert_int_eq(event->error->kind, rows[_i].kind);
        ck_assert_msg(strstr(event->error->text, rows[_i].text) != NULL, "%s",
                      event->error->text);
        ck_assert(!event->error->outcome_unknown);
        ck_assert(!event->error->may_retry);
        ck_assert_int_eq(event->error->attempts, 1);
    }
    api_event_free(&event);
    rig_stop(&rig);
    tls_stop(&server);
}
END_TEST

/* curl would write the session's secrets into that file. */
START_TEST(test_no_key_log)
{
    char folder[] = "/tmp/codatop-tls-XXXXXX";
    struct tls_server server;
    struct rig rig;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    char *path = xasprintf("%s/keys", folder);
    setenv("SSLKEYLOGFILE", path, 1);
    tls_start(&server, "good.pem", MODERN);
    struct api_config config = rig_config(server.url);
    config.ca_file = TLS_FOLDER "ca.pem";
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &(struct call){.op = OP_PROFILE});
    ck_assert_int_eq(event->type, API_DONE);
    api_event_free(&event);
    rig_stop(&rig);
    ck_assert_int_ne(access(path, F_OK), 0);
    tls_stop(&server);
    rmdir(folder);
    free(path);
}
END_TEST

/* Cut off after the request went out through TLS: nobody knows. */
START_TEST(test_cut_off)
{
    struct tls_server server;
    struct rig rig;
    tls_start(&server, "good.pem", MODERN);
    struct api_config config = rig_config(server.url);
    config.ca_file = TLS_FOLDER "ca.pem";
    rig_start(&rig, &config);
    struct call all = {.op = OP_REFRESH_ALL, .company_id = "cut-off"};
    struct api_event *event = rig_ask(&rig, &all);
    ck_assert_int_eq(event->type, API_FAILED);
    ck_assert_int_eq(event->error->kind, ERROR_NETWORK);
    ck_assert(event->error->outcome_unknown);
    ck_assert_int_eq(event->error->attempts, 1);
    api_event_free(&event);
    rig_stop(&rig);
    tls_stop(&server);
}
END_TEST

/* A server that accepts the connection and then never shakes hands. */
START_TEST(test_no_handshake)
{
    struct fault_step step = {.then = FAULT_HANG};
    struct fault_server *server = fault_start(&step, 1);
    char *url = xasprintf("https://127.0.0.1:%d", fault_port(server));
    struct api_config config = rig_config(url);
    struct rig rig;
    config.connect_timeout_ms = 500;
    rig_start(&rig, &config);
    struct call all = {.op = OP_REFRESH_ALL, .company_id = RIG_COMPANY};
    api_send(rig.api, &all, API_KEY_PRESS);
    struct api_event *event = rig_wait(&rig);
    ck_assert_int_eq(event->type, API_RETRYING);
    ck_assert_int_eq(event->error->kind, ERROR_TIMEOUT);
    ck_assert_str_eq(event->error->text, "No connection to 127.0.0.1 within 0.5 s");
    ck_assert(!event->error->outcome_unknown);
    ck_assert(event->error->may_retry);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
    free(url);
}
END_TEST

/* A proxy that refuses: it is named, its password is not, and nothing has reached Codat.
 */
START_TEST(test_proxy)
{
    struct fault_step step = {.bytes = "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n",
                              .then = FAULT_CLOSE};
    struct fault_server *proxy = fault_start(&step, 1);
    char *url = xasprintf("http://user:proxy-password@127.0.0.1:%d", fault_port(proxy));
    setenv("https_proxy", url, 1);
    struct api_config config = rig_config("https://codat.example");
    struct rig rig;
    rig_start(&rig, &config);
    struct call all = {.op = OP_REFRESH_ALL, .company_id = RIG_COMPANY};
    api_send(rig.api, &all, API_KEY_PRESS);
    struct api_event *event = rig_wait(&rig);
    ck_assert_int_eq(event->type, API_RETRYING);
    ck_assert_int_eq(event->error->kind, ERROR_NETWORK);
    ck_assert_msg(strstr(event->error->text, "The proxy gave no connection") != NULL,
                  "%s", event->error->text);
    ck_assert_ptr_nonnull(strstr(event->error->text, "407"));
    ck_assert_ptr_null(strstr(event->error->text, "password"));
    ck_assert(!event->error->outcome_unknown);
    char *head = fault_last_request(proxy);
    ck_assert_ptr_eq(strstr(head, "CONNECT codat.example:443 "), head);
    ck_assert_ptr_null(strstr(head, RIG_KEY_BASE64));
    free(head);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&proxy);
    free(url);
}
END_TEST

/* On this machine no proxy is asked, or it would see the key. */
START_TEST(test_no_proxy_on_loopback)
{
    struct fault_step step = {.then = FAULT_CLOSE};
    struct fault_step good = {.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                              .then = FAULT_CLOSE};
    struct fault_server *proxy = fault_start(&step, 1);
    struct fault_server *server = fault_start(&good, 1);
    setenv("http_proxy", fault_url(proxy), 1);
    setenv("all_proxy", fault_url(proxy), 1);
    struct api_config config = rig_config(fault_url(server));
    struct rig rig;
    rig_start(&rig, &config);
    struct api_event *event = rig_ask(&rig, &(struct call){.op = OP_PROFILE});
    ck_assert_int_eq(event->type, API_DONE);
    ck_assert_uint_eq(fault_connections(proxy), 0);
    api_event_free(&event);
    rig_stop(&rig);
    fault_stop(&server);
    fault_stop(&proxy);
}
END_TEST

/* What the environment says about proxies and trust is not what is tested here. */
static void clear_environment(void)
{
    static const char *const names[] = {"https_proxy", "HTTPS_PROXY",   "all_proxy",
                                        "ALL_PROXY",   "SSL_CERT_FILE", "SSL_CERT_DIR"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        unsetenv(names[i]);
}

int main(void)
{
    if (MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES)
        return 77; /* skipped: this libmicrohttpd cannot serve TLS */
    clear_environment();
    Suite *suite = suite_create("api tls");
    TCase *tc = tcase_create("tls");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, test_tls, 0, (int)(sizeof(rows) / sizeof(rows[0])));
    tcase_add_test(tc, test_no_key_log);
    tcase_add_test(tc, test_cut_off);
    tcase_add_test(tc, test_no_handshake);
    tcase_add_test(tc, test_proxy);
    tcase_add_test(tc, test_no_proxy_on_loopback);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
