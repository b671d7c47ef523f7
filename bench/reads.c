/* How fast the API module reads: 1,000 data statuses from a local nginx against
 * curl --parallel over as many connections. Both are measured as processes, from their
 * start to their end. */
#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/api.h"
#include "base/wakeup.h"
#include "base/xmalloc.h"
#include "bench/report.h"

#define READS 1000
#define CONNECTIONS 10
#define RUNS 7
#define WHAT "1,000 data-status reads"

/* --- the reader, a process of its own -------------------------------------------- */

static void send_all(struct api *api)
{
    for (int i = 1; i <= READS; i++) {
        char company[24];
        snprintf(company, sizeof company, "%d", i);
        const struct call call = {.op = OP_DATA_STATUS, .company_id = company};
        api_send(api, &call, API_KEY_PRESS);
    }
}

static bool is_good(const struct api_event *e)
{
    return e->type == API_DONE && e->statuses && e->statuses->count > 0;
}

/* Takes READS answers; how many of them were good. */
static int take_all(struct api *api, struct wakeup *wakeup)
{
    int answered = 0, good = 0;
    while (answered < READS) {
        struct pollfd woken = {.fd = wakeup->read_fd, .events = POLLIN};
        poll(&woken, 1, -1);
        wakeup_clear(wakeup);
        for (struct api_event *e; (e = api_take(api)); api_event_free(&e)) {
            answered += e->type != API_RETRYING;
            good += is_good(e);
        }
    }
    return good;
}

static int read_all(const char *url)
{
    struct wakeup wakeup;
    struct api_error *error = NULL;
    const struct api_config config = {.base_url = url,
                                      .key = "bench",
                                      .requests_per_minute = 1000 * READS,
                                      .requests_at_once = CONNECTIONS};
    if (!wakeup_open(&wakeup))
        return EXIT_FAILURE;
    struct api *api = api_start(&config, wakeup_signal, &wakeup, &error);
    if (!api)
        return EXIT_FAILURE;
    send_all(api);
    int good = take_all(api, &wakeup);
    api_stop(&api);
    wakeup_close(&wakeup);
    return good == READS ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- nginx ----------------------------------------------------------------------- */

struct server {
    char folder[64], url[64];
    int port;
    pid_t pid;
};

/* A company's statuses as large as life: the data types of Codat's accounting products.
 */
static void write_statuses(FILE *f)
{
    putc('{', f);
    for (int i = 0; i < 31; i++)
        fprintf(f,
                "%s\"type%d\":{\"dataType\":\"type%d\","
                "\"lastSuccessfulSync\":\"2026-11-24T09:14:%02dZ\","
                "\"currentStatus\":\"Complete\","
                "\"latestSyncId\":\"ad474a37-c003-478e-baee-9af9f1ec2a%02d\","
                "\"latestSuccessfulSyncId\":\"8220fc90-55b6-47bc-9417-48ac6ea93f%02d\"}",
                i ? "," : "", i, i, i, i, i);
    putc('}', f);
}

static void write_config(FILE *f, const struct server *s)
{
    fprintf(f,
            "daemon off;\nmaster_process off;\npid %s/pid;\nevents {}\nhttp {\n"
            "  access_log off;\n  keepalive_requests 100000;\n"
            "  client_body_temp_path %s/body;\n  proxy_temp_path %s/proxy;\n"
            "  fastcgi_temp_path %s/fastcgi;\n  uwsgi_temp_path %s/uwsgi;\n"
            "  scgi_temp_path %s/scgi;\n"
            "  server {\n    listen 127.0.0.1:%d;\n    root %s;\n"
            "    location / {\n      default_type application/json;\n"
            "      try_files /statuses.json =404;\n    }\n  }\n}\n",
            s->folder, s->folder, s->folder, s->folder, s->folder, s->folder, s->port,
            s->folder);
}

static struct sockaddr_in loopback(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_port = htons((uint16_t)port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int free_port(void)
{
    struct sockaddr_in address = loopback(0);
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(fd, (struct sockaddr *)&address, len) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &len) != 0)
        perror("bind");
    close(fd);
    return ntohs(address.sin_port);
}

static bool is_listening(int port)
{
    struct sockaddr_in address = loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bool connected = connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    close(fd);
    return connected;
}

static void write_file(const struct server *s, const char *name,
                       void (*write)(FILE *, const struct server *))
{
    char *path = xasprintf("%s/%s", s->folder, name);
    FILE *f = fopen(path, "w");
    if (f) {
        write(f, s);
        fclose(f);
    }
    free(path);
}

static void write_page(FILE *f, const struct server *s)
{
    (void)s;
    write_statuses(f);
}

static _Noreturn void become_nginx(const struct server *s)
{
    char *config = xasprintf("%s/nginx.conf", s->folder);
    char *log = xasprintf("%s/error.log", s->folder);
    execlp("nginx", "nginx", "-e", log, "-c", config, (char *)NULL);
    execl("/usr/sbin/nginx", "nginx", "-e", log, "-c", config, (char *)NULL);
    _exit(127);
}

/* False where there is no nginx, or it does not start. */
static bool server_start(struct server *s)
{
    strcpy(s->folder, "/tmp/codatop-bench-XXXXXX");
    if (!mkdtemp(s->folder))
        return false;
    s->port = free_port();
    snprintf(s->url, sizeof s->url, "http://127.0.0.1:%d", s->port);
    write_file(s, "nginx.conf", write_config);
    write_file(s, "statuses.json", write_page);
    s->pid = fork();
    if (s->pid == 0)
        become_nginx(s);
    while (!is_listening(s->port)) {
        if (waitpid(s->pid, NULL, WNOHANG) != 0)
            return false;
        poll(NULL, 0, 10);
    }
    return true;
}

static int run(char *const argv[])
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[0], argv);
        _exit(127);
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void server_stop(struct server *s)
{
    char *const argv[] = {(char *)(uintptr_t) "rm", (char *)(uintptr_t) "-rf", s->folder,
                          NULL};
    kill(s->pid, SIGTERM);
    waitpid(s->pid, NULL, 0);
    run(argv);
}

/* --- the two of them ------------------------------------------------------------- */

/* Milliseconds, or -1 where the command failed. */
static double time_run(char *const argv[])
{
    double began = bench_now_us();
    return run(argv) == 0 ? (bench_now_us() - began) / 1e3 : -1;
}

static void measure(const struct server *s, char *program)
{
    struct samples ours = {0}, theirs = {0};
    char *us[] = {program, (char *)(uintptr_t)s->url, NULL};
    char *curl = xasprintf("curl --disable --silent --fail --noproxy '*' --parallel "
                           "--parallel-max %d --compressed --output /dev/null "
                           "'%s/companies/[1-%d]/dataStatus' 2>/dev/null",
                           CONNECTIONS, s->url, READS);
    char *them[] = {(char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c", curl, NULL};
    bool good = true;
    for (int i = 0; i < RUNS && good; i++) {
        double our_time = time_run(us), their_time = time_run(them);
        good = our_time >= 0 && their_time >= 0;
        samples_add(&ours, our_time);
        samples_add(&theirs, their_time);
    }
    if (good) {
        report_plain(WHAT ", median", samples_median(&ours), "ms");
        report_plain("  curl --parallel, median", samples_median(&theirs), "ms");
        report("  codatop / curl", samples_median(&ours) / samples_median(&theirs), 2.5,
               "");
    } else {
        report_skipped(WHAT, "a read failed, or curl is not installed");
    }
    samples_free(&ours);
    samples_free(&theirs);
    free(curl);
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return read_all(argv[1]);
    struct server server = {.pid = -1};
    if (!server_start(&server)) {
        report_skipped(WHAT, "nginx is not installed, or does not start");
        return 0;
    }
    measure(&server, argv[0]);
    server_stop(&server);
    return 0;
}
