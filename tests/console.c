/* The program and the simulator, wired together. */
#include "config.h"

#include "tests/console.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"

/* The simulated fleet rests for so long before a test looks at it: then no age on screen
 * is counted in seconds or minutes, which would change under the test's eyes. */
#define SETTLED_MS (3 * 3600 * INT64_C(1000))

#define MOST 24 /* arguments, or changes of the environment */

static struct sim *start_sim(const struct console_options *o, unsigned companies)
{
    struct sim_config config = {
        .companies = companies,
        .seed = 1,
        .api_key = CONSOLE_KEY,
        .profile = "Acme Lending",
        .faults = o->faults,
        .start_ms = time_parse_iso(CONSOLE_NOW) - SETTLED_MS,
        .manual_time = true,
        .quiet = true,
        .daily_limit = 1000000, /* so that the quota on screen does not move */
    };
    char *error = NULL;
    struct sim *sim = sim_start(&config, &error);
    if (!sim)
        ck_abort_msg("the simulator does not start: %s", error);
    sim_advance(sim, SETTLED_MS);
    return sim;
}

static void append(const char **list, const char *entry)
{
    size_t n = 0;
    while (list[n])
        n++;
    ck_assert_uint_lt(n, MOST - 1);
    list[n] = entry;
    list[n + 1] = NULL;
}

static void append_all(const char **list, const char *const *entries)
{
    for (size_t i = 0; entries && entries[i]; i++)
        append(list, entries[i]);
}

struct console console_open(const struct console_options *o)
{
    struct console c = {.companies = o->companies ? o->companies : 12};
    const char *args[MOST] = {CONSOLE_PROGRAM, NULL};
    const char *env[MOST] = {"CODAT_API_KEY=" CONSOLE_KEY,
                             "CODATOP_TEST_NOW=" CONSOLE_NOW, NULL};
    if (o->demo) {
        append(args, "--demo");
    } else {
        if (!o->base_url)
            c.sim = start_sim(o, c.companies);
        append(args, "--base-url");
        append(args, c.sim ? sim_url(c.sim) : o->base_url);
    }
    append_all(args, o->args);
    append_all(env, o->env);
    const struct pty_options p = {
        .argv = args,
        .env = env,
        .rows = o->rows,
        .cols = o->cols,
        .shell = o->shell,
    };
    c.pty = pty_start(&p);
    return c;
}

void console_close(struct console *c)
{
    static const char *const secrets[] = {CONSOLE_KEY, CONSOLE_KEY_BASE64};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (pty_raw_contains(c->pty, secrets[i]))
            pty_fail(c->pty, "the key was written to the terminal");
    pty_free(&c->pty);
    sim_stop(&c->sim);
}

static bool is_ready(struct pty *p, const void *arg)
{
    (void)arg;
    return pty_find_row(p, "Acme Lending") == 0 && pty_find_row(p, "Complete") >= 0 &&
           pty_find_row(p, " Nov ") >= 0;
}

void console_wait_ready(struct console *c)
{
    pty_wait_until(c->pty, is_ready, NULL, "three filled panes");
}

static bool is_settled(struct pty *p, const void *arg)
{
    (void)p;
    const struct console *c = arg;
    return sim_requests_seen(c->sim, "GET", "/dataStatus") >= c->companies;
}

void console_wait_settled(struct console *c)
{
    pty_wait_until(c->pty, is_settled, c, "all companies");
}

void console_faults(struct console *c, const char *faults)
{
    char *error = NULL;
    if (!sim_set_faults(c->sim, faults, &error))
        ck_abort_msg("%s: %s", faults, error);
}

size_t console_requests(struct console *c, const char *method, const char *path_part)
{
    return sim_requests_seen(c->sim, method, path_part);
}
