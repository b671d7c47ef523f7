/* What a person at the terminal waits for and what the terminal is sent: start, keys
 * while a large fleet loads, a filter over it, bytes, idling, memory. Argument: the path
 * of codatop. */
#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "bench/console.h"
#include "bench/report.h"

#define PAINT_RUNS 21
#define LOAD_RUNS 5
#define LOAD_COMPANIES 100000
#define FILTER_RUNS 3
#define MOVES 16 /* fits into the pane without scrolling */
/* Between two cursor moves, milliseconds: no company rests long enough to be looked at.
 */
#define MOVE_MS 60
#define BYTES_COMPANIES 60
#define IDLE_MS 20000

/* --- start to first paint -------------------------------------------------------- */

struct launch {
    const char *const *argv;
    double *started; /* shared with the child */
};

/* Runs in the child, so that neither fork nor terminal is counted. */
static int launch(void *arg)
{
    const struct launch *l = arg;
    *l->started = bench_now_us();
    execv(l->argv[0], (char *const *)(uintptr_t)l->argv);
    return 127;
}

/* Milliseconds from exec to the whole first screen; end: what it ends with, NULL: a frame
 * mark. */
static double time_paint(struct launch *l, const char *end)
{
    static const char *const env[] = {"CODAT_API_KEY=bench", "LESS", "LESSOPEN", NULL};
    const struct pty_options options = {.child = launch,
                                        .arg = l,
                                        .env = env,
                                        .rows = CONSOLE_ROWS,
                                        .cols = CONSOLE_COLS};
    struct pty *p = pty_start(&options);
    if (end)
        pty_wait_raw(p, end);
    else
        pty_wait_frame(p);
    double took = (bench_now_us() - *l->started) / 1e3;
    if (!end)
        pty_wait_text(p, "Companies");
    pty_free(&p);
    return took;
}

/* A server that accepts and never answers: no network is awaited. */
static int open_silence(char *url, size_t size)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, len) != 0 ||
        listen(fd, 64) != 0 || getsockname(fd, (struct sockaddr *)&address, &len) != 0)
        perror("socket");
    snprintf(url, size, "http://127.0.0.1:%d", ntohs(address.sin_port));
    return fd;
}

static char *write_lines(void)
{
    char *path = xstrdup("/tmp/codatop-bench-XXXXXX");
    int fd = mkstemp(path);
    for (int i = 1; fd >= 0 && i <= 1000; i++)
        dprintf(fd, "%d: one of a thousand lines as a pager shows them\n", i);
    close(fd);
    return path;
}

/* The path of a program of the system (free() it), or NULL. */
static char *find_program(const char *name)
{
    const char *path = getenv("PATH");
    for (const char *at = path; at && *at; at += strspn(at, ":")) {
        size_t len = strcspn(at, ":");
        char *found = xasprintf("%.*s/%s", (int)len, at, name);
        if (access(found, X_OK) == 0)
            return found;
        free(found);
        at += len;
    }
    return NULL;
}

/* Another program's first output beside ours; its median, or 0 where it is missing. */
static double time_other(const char *name, const char *argument, const char *end,
                         double *started)
{
    struct samples times = {0};
    char *program = find_program(name);
    const char *const argv[] = {program, argument, NULL};
    struct launch l = {argv, started};
    for (int i = 0; i < PAINT_RUNS && program; i++)
        samples_add(&times, time_paint(&l, end));
    double median = samples_median(&times);
    samples_free(&times);
    free(program);
    return median;
}

static void measure_paint(const char *codatop)
{
    char url[64];
    int silence = open_silence(url, sizeof url);
    char *lines = write_lines();
    const char *const argv[] = {codatop, "--base-url", url, NULL};
    double *started = mmap(NULL, sizeof *started, PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct launch us = {argv, started};
    struct samples ours = {0};
    for (int i = 0; i < PAINT_RUNS; i++)
        samples_add(&ours, time_paint(&us, NULL));
    double median = samples_median(&ours);
    double less = time_other("less", lines, lines, started); /* its prompt: the name */
    double curl = time_other("curl", "--version", "libcurl", started);
    report_plain("start to first paint, median", median, "ms");
    report_plain("  curl --version (what loading its library takes)", curl, "ms");
    report_plain("  less on a file", less, "ms");
    if (less > 0)
        report("  codatop / less", median / less, 2, "");
    else
        report_skipped("  codatop / less", "less is not installed");
    munmap(started, sizeof *started);
    close(silence);
    unlink(lines);
    free(lines);
    samples_free(&ours);
}

/* --- keys while a large fleet loads, and its memory ------------------------------ */

struct zigzag {
    int row, down; /* the row that the cursor is to be on; 1 or -1 */
};

static bool is_on_row(struct pty *p, const void *row)
{
    int y = 0, x = 0;
    pty_cursor(p, &y, &x);
    return y == *(const int *)row;
}

static bool is_loaded(struct pty *p, const void *arg)
{
    (void)arg;
    return pty_find_row(p, "/100,000") >= 0;
}

/* One cursor move within the pane: from the key to the end of the repaint that has the
 * cursor on its new row. Companies that arrive do not move the row: the list keeps it. */
static void time_key(struct pty *p, struct zigzag *z, struct samples *latencies)
{
    if (z->row + z->down < 4 || z->row + z->down > CONSOLE_ROWS - 5)
        z->down = -z->down;
    z->row += z->down;
    double pressed = bench_now_us();
    pty_keys(p, z->down > 0 ? "j" : "k");
    pty_wait_until(p, is_on_row, &z->row, "the cursor on its next row");
    samples_add(latencies, (bench_now_us() - pressed) / 1e3);
}

/* As fast as a key that is held down repeats, but never in step with anything. */
static int64_t key_gap(void)
{
    return 20 + rand() % 20;
}

struct load {
    struct samples latencies, seconds, peaks, resident;
};

static void run_load(const char *codatop, struct sim *sim, struct load *load)
{
    double began = bench_now_us();
    struct pty *p = console_start(codatop, sim_url(sim), true);
    struct zigzag z = {.down = 1};
    int x = 0;
    pty_wait_text(p, "/100");
    pty_keys(p, "\033[6~\033[6~jj"); /* to where the list is scrolled */
    console_rest(p, true, 50);
    pty_cursor(p, &z.row, &x);
    while (!is_loaded(p, NULL)) {
        time_key(p, &z, &load->latencies);
        console_rest(p, true, key_gap());
    }
    samples_add(&load->seconds, (bench_now_us() - began) / 1e6);
    console_rest(p, true, 2000);
    samples_add(&load->resident, (double)console_status(pty_pid(p), "VmRSS") / 1024);
    samples_add(&load->peaks, (double)console_status(pty_pid(p), "VmHWM") / 1024);
    pty_free(&p);
}

static void measure_load(const char *codatop)
{
    struct load load = {0};
    struct sim *sim = console_sim(LOAD_COMPANIES, false);
    for (int i = 0; i < LOAD_RUNS; i++)
        run_load(codatop, sim, &load);
    sim_stop(&sim);
    report_plain("100,000 companies load in, median", samples_median(&load.seconds), "s");
    report_plain("  keys pressed meanwhile", (double)load.latencies.count, "");
    report("  key to the end of its repaint, median", samples_median(&load.latencies), 2,
           "ms");
    report("  key to the end of its repaint, 99th percentile",
           samples_quantile(&load.latencies, 0.99), 16, "ms");
    report_plain("  key to the end of its repaint, worst",
                 samples_quantile(&load.latencies, 1), "ms");
    report("100,000 companies held: resident, median", samples_median(&load.resident), 96,
           "MB");
    report_plain("  at its peak", samples_median(&load.peaks), "MB");
    samples_free(&load.latencies);
    samples_free(&load.seconds);
    samples_free(&load.peaks);
    samples_free(&load.resident);
}

/* --- a filter over a large fleet -------------------------------------------------- */

/* What is typed into the filter's prompt, a key after the other: words that many
 * companies hold, few, and none; terms; and one that is taken back again, where rows come
 * back. */
static const char *const filters[] = {"northwind",
                                      "zz",
                                      "233 xero",
                                      "status:failed platform:xero",
                                      "age>2d !north",
                                      "tag:region=uk\177\177\177\177",
                                      "studio\177\177\177\177\177\177"};

#define FILTERS ((int)(sizeof filters / sizeof *filters))

/* Is the cursor in that column of the prompt? */
static bool is_typed(struct pty *p, const void *column)
{
    int y = 0, x = 0;
    pty_cursor(p, &y, &x);
    return y == CONSOLE_ROWS - 1 && x == *(const int *)column;
}

/* Types one filter into an open prompt; each key is answered by a frame that has it in
 * the prompt, and in the pane the rows that it leaves. */
static void type_filter(struct pty *p, int column, const char *keys,
                        struct samples *latencies)
{
    for (; *keys; keys++) {
        char key[] = {*keys, '\0'};
        column += *keys == '\177' ? -1 : 1;
        double pressed = bench_now_us();
        pty_keys(p, key);
        pty_wait_until(p, is_typed, &column, "the key in the prompt");
        samples_add(latencies, (bench_now_us() - pressed) / 1e3);
        console_rest(p, true, key_gap());
    }
}

/* False where the program opens no prompt for a filter. */
static bool type_filters(struct pty *p, struct samples *latencies)
{
    const int column = 2; /* behind " /" */
    for (int i = 0; i < FILTER_RUNS * FILTERS; i++) {
        pty_keys(p, "/");
        if (!pty_wait_within(p, is_typed, &column, 2000))
            return false;
        type_filter(p, column, filters[i % FILTERS], latencies);
        pty_keys(p, "\025\r"); /* clears the line, and so the filter */
        pty_wait_text(p, "/100,000");
    }
    return true;
}

static void measure_filter(const char *codatop)
{
    struct samples latencies = {0};
    struct sim *sim = console_sim(LOAD_COMPANIES, false);
    struct pty *p = console_start(codatop, sim_url(sim), true);
    pty_wait_until(p, is_loaded, NULL, "all companies");
    console_rest(p, true, 2000);
    if (!type_filters(p, &latencies)) {
        report_skipped("keys into a filter over 100,000 companies", "no prompt opened");
    } else {
        report_plain("keys into a filter over 100,000 companies", (double)latencies.count,
                     "");
        report("  key to the end of its repaint, median", samples_median(&latencies), 10,
               "ms");
        report("  key to the end of its repaint, 99th percentile",
               samples_quantile(&latencies, 0.99), 10, "ms");
        report_plain("  key to the end of its repaint, worst",
                     samples_quantile(&latencies, 1), "ms");
    }
    pty_free(&p);
    sim_stop(&sim);
    samples_free(&latencies);
}

/* --- bytes ----------------------------------------------------------------------- */

/* Bytes for each of count keys. */
static void count_bytes(struct pty *p, const char *key, int count, struct samples *bytes)
{
    for (int i = 0; i < count; i++) {
        size_t before = pty_bytes_written(p);
        pty_keys(p, key);
        console_rest(p, false, MOVE_MS);
        samples_add(bytes, (double)(pty_bytes_written(p) - before));
    }
}

static void measure_bytes(const char *codatop)
{
    struct samples moves = {0}, scrolls = {0}, nothing = {0};
    struct sim *sim = console_sim(BYTES_COMPANIES, true);
    struct pty *p = console_start(codatop, sim_url(sim), false);
    console_rest(p, false, 9000); /* until all of the fleet was read once */
    count_bytes(p, "j", MOVES, &moves);
    size_t before = pty_bytes_written(p);
    console_rest(p, false, 600);
    double follow = (double)(pty_bytes_written(p) - before);
    count_bytes(p, "jjjjjj", 1, &scrolls);
    samples_free(&scrolls);
    count_bytes(p, "j", MOVES, &scrolls);
    count_bytes(p, "g", 2, &nothing);
    console_rest(p, false, 2000);
    samples_free(&nothing);
    count_bytes(p, "k", MOVES, &nothing);
    report("bytes for a cursor move at 80x24, median", samples_median(&moves), 200, "B");
    report("bytes for a cursor move at 80x24, most", samples_quantile(&moves, 1), 200,
           "B");
    report_plain("  for one that scrolls the pane, median", samples_median(&scrolls),
                 "B");
    report_plain("  for the panes of the company it rests on", follow, "B");
    report("bytes for a key that changes nothing, median", samples_median(&nothing), 0,
           "B");
    pty_free(&p);
    sim_stop(&sim);
    samples_free(&moves);
    samples_free(&scrolls);
    samples_free(&nothing);
}

/* --- idling ---------------------------------------------------------------------- */

static void measure_idle(const char *codatop)
{
    struct sim *sim = console_sim(20, true);
    struct pty *p = console_start(codatop, sim_url(sim), false);
    console_rest(p, false, 8000); /* until all of the fleet was read once */
    size_t bytes = pty_bytes_written(p), reads = sim_requests_seen(sim, NULL, NULL);
    long sleeps = console_sleeps(pty_pid(p));
    double cpu = console_cpu_ms(pty_pid(p));
    console_rest(p, false, IDLE_MS);
    double seconds = IDLE_MS / 1000.0;
    report_plain("idle for 20 s: reads that the planner sent",
                 (double)(sim_requests_seen(sim, NULL, NULL) - reads), "");
    report("  bytes (the age in the header)",
           (double)(pty_bytes_written(p) - bytes) / seconds, 20, "B/s");
    report("  wakeups, of all threads",
           (double)(console_sleeps(pty_pid(p)) - sleeps) / seconds, 1, "/s");
    report("  processor", (console_cpu_ms(pty_pid(p)) - cpu) / seconds, 1, "ms/s");
    pty_free(&p);
    sim_stop(&sim);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*measure)(const char *codatop);
    } measures[] = {
        {"paint", measure_paint}, {"load", measure_load}, {"filter", measure_filter},
        {"bytes", measure_bytes}, {"idle", measure_idle},
    };
    if (argc < 2) {
        fprintf(stderr, "Usage: %s CODATOP [paint|load|filter|bytes|idle]\n", argv[0]);
        return 2;
    }
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (argc == 2 || strcmp(argv[2], measures[i].name) == 0)
            measures[i].measure(argv[1]);
    return 0;
}
