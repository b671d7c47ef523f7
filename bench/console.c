/* Starting codatop for a measurement, and what the system knows of it. */
#include "config.h"

#include "bench/console.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/xmalloc.h"
#include "bench/report.h"

struct sim *console_sim(unsigned companies, bool quiet)
{
    const struct sim_config config = {.companies = companies, .quiet = quiet};
    char *error = NULL;
    struct sim *sim = sim_start(&config, &error);
    if (sim)
        return sim;
    fprintf(stderr, "the simulator cannot start: %s\n", error);
    exit(EXIT_FAILURE);
}

struct pty *console_start(const char *codatop, const char *url, bool frames)
{
    const char *const argv[] = {codatop, "--base-url", url, NULL};
    const char *const env[] = {"CODAT_API_KEY=bench",
                               frames ? NULL : "CODATOP_TEST_FRAMES", NULL};
    const struct pty_options options = {
        .argv = argv, .env = env, .rows = CONSOLE_ROWS, .cols = CONSOLE_COLS};
    return pty_start(&options);
}

static bool never(struct pty *p, const void *arg)
{
    (void)p, (void)arg;
    return false;
}

void console_rest(struct pty *p, bool frames, int64_t ms)
{
    double end = bench_now_us() + (double)ms * 1e3;
    if (frames)
        pty_wait_within(p, never, NULL, ms);
    /* pty_is_quiet comes back at the first byte. */
    for (double left; !frames && (left = end - bench_now_us()) > 0;)
        pty_is_quiet(p, (int64_t)(left / 1e3) + 1);
}

/* The number behind "field:" in that file. */
static long read_field(const char *path, const char *field)
{
    char line[256];
    long value = 0;
    size_t len = strlen(field);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, field, len) == 0 && line[len] == ':')
            value = strtol(line + len + 1, NULL, 10);
    if (file)
        fclose(file);
    return value;
}

long console_status(pid_t pid, const char *field)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    return read_field(path, field);
}

long console_sleeps(pid_t pid)
{
    char *folder = xasprintf("/proc/%ld/task", (long)pid);
    long sum = 0;
    DIR *tasks = opendir(folder);
    for (struct dirent *e; tasks && (e = readdir(tasks));) {
        char *path = xasprintf("%s/%s/status", folder, e->d_name);
        if (e->d_name[0] != '.')
            sum += read_field(path, "voluntary_ctxt_switches");
        free(path);
    }
    if (tasks)
        closedir(tasks);
    free(folder);
    return sum;
}

double console_cpu_ms(pid_t pid)
{
    clockid_t clock;
    struct timespec t = {0};
    if (clock_getcpuclockid(pid, &clock) == 0)
        clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}
