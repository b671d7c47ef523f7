/* The program under test of the screen's tests. */
#include "config.h"

#include "tests/ui_child.h"

#include <check.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "tests/ui_world.h"

/* --- the child's side ------------------------------------------------------------ */

static volatile sig_atomic_t resized;

static void on_resize(int sig)
{
    (void)sig;
    resized = 1;
}

static void fail_read(struct world *w, const char *what)
{
    struct api_error e = {
        .call = {.op = OP_LIST_COMPANIES, .company_id = "northwind", .page = 1},
        .kind = ERROR_TIMEOUT,
        .text = "no answer within 30 s",
        .correlation_id = "0a1b2c3d",
        .may_retry = true,
        .attempts = 1,
        .when = w->wall,
    };
    if (strcmp(what, "statuses") == 0)
        e.call.op = OP_DATA_STATUS;
    else if (strcmp(what, "pulls") == 0)
        e.call.op = OP_LIST_PULLS;
    else
        e.call.page_size = fleet_list_call(w->fleet).page_size;
    fleet_failed(w->fleet, &e.call, &e, true, w->now);
}

static void put_names(struct world *w, char *line)
{
    const char *names[32];
    size_t count = 0;
    for (char *word = strtok(line, " "); word && count < 32; word = strtok(NULL, " "))
        names[count++] = word;
    world_put_companies(w, names, count, (int64_t)count);
}

static void put_pull(struct world *w, const char *line)
{
    char id[64], type[64], status[64];
    int progress;
    if (sscanf(line, "%63s %63s %63s %d", id, type, status, &progress) == 4)
        world_put_pull(w, "northwind", id, type, status, progress < 0 ? 100 : progress,
                       9000, progress < 0 ? 8000 : -1);
    refreshes_update(w->refreshes, w->fleet, w->now, w->messages);
}

static void unlink_company(struct world *w, const char *id)
{
    const struct connection connection = {.id = "1",
                                          .status = CONNECTION_DEAUTHORIZED,
                                          .created = TIME_NONE,
                                          .last_sync = TIME_NONE};
    const struct company company = {.id = id,
                                    .name = id,
                                    .created = TIME_NONE,
                                    .last_sync = TIME_NONE,
                                    .connections = &connection,
                                    .connection_count = 1};
    fleet_put_company(w->fleet, company_copy(&company), w->now);
}

static void put_status(struct world *w, const char *line)
{
    char company[64], type[64], status[64];
    if (sscanf(line, "%63s %63s %63s", company, type, status) == 3)
        world_put_status(w, company, type, status);
}

static void put_many(struct world *w, const char *line)
{
    unsigned long first, count;
    long long total;
    if (sscanf(line, "%lu %lu %lld", &first, &count, &total) == 3)
        world_put_many(w, first, count, total);
}

static void answer_dialog(struct world *w, const char *line)
{
    unsigned long one = 0, two = 0;
    if (sscanf(line, "validation %lu %lu", &one, &two) == 2)
        world_answer_validation(w, one, two);
    else if (sscanf(line, "raw %lu", &one) == 1)
        world_answer_raw(w, one);
    else if (strcmp(line, "none") == 0)
        world_answer_failure(w, ERROR_NOT_FOUND);
    else if (strcmp(line, "failure") == 0)
        world_answer_failure(w, ERROR_TIMEOUT);
    else
        world_answer(w);
}

static void obey(struct world *w, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    char *rest = line + strcspn(line, " ");
    if (*rest)
        *rest++ = '\0';
    if (strcmp(line, "picture") == 0)
        world_put_picture(w);
    else if (strcmp(line, "many") == 0)
        put_many(w, rest);
    else if (strcmp(line, "names") == 0)
        put_names(w, rest);
    else if (strcmp(line, "pull") == 0)
        put_pull(w, rest);
    else if (strcmp(line, "status") == 0)
        put_status(w, rest);
    else if (strcmp(line, "fail") == 0)
        fail_read(w, rest);
    else if (strcmp(line, "say") == 0)
        messages_add(w->messages, MESSAGE_INFO, "%s", rest);
    else if (strcmp(line, "complain") == 0)
        messages_add(w->messages, MESSAGE_ERROR, "%s", rest);
    else if (strcmp(line, "unlink") == 0)
        unlink_company(w, rest);
    else if (strcmp(line, "rich") == 0)
        world_put_rich(w);
    else if (strcmp(line, "answer") == 0)
        answer_dialog(w, rest);
    else if (strcmp(line, "crash") == 0)
        raise(SIGSEGV);
    else if (strcmp(line, "abort") == 0)
        abort();
    else if (strcmp(line, "wait") == 0) {
        w->now += atoll(rest);
        w->wall += atoll(rest);
        messages_set_time(w->messages, w->now, w->wall);
    }
}

/* Says on screen which companies the bulk refresh would send to, in order. */
static void show_bulk(struct world *w, struct bulk_list *list)
{
    struct buf ids = {0};
    for (size_t i = 0; i < list->count; i++)
        if (list->companies[i].why == BULK_READY)
            buf_addf(&ids, " %s", list->companies[i].id);
    messages_add(w->messages, MESSAGE_INFO, "intent: bulk %s%s",
                 list->data_type ? list->data_type : "all", buf_str(&ids));
    buf_free(&ids);
    bulk_list_free(&list);
}

/* Says on screen what the application would have to do. */
static void carry_out(struct world *w, struct ui *ui, const struct ui_intent *intent)
{
    const struct call *c = &intent->call;
    if (intent->type == UI_SUSPEND)
        ui_suspend(ui);
    if (intent->type == UI_BULK)
        show_bulk(w, intent->bulk);
    if (intent->type == UI_READ_NOW || intent->type == UI_CANCEL)
        messages_add(w->messages, MESSAGE_INFO, "intent: %s",
                     intent->type == UI_CANCEL ? "cancel" : "read");
    if (intent->type != UI_REFRESH)
        return;
    struct refresh *r =
        refreshes_begin(w->refreshes, c, w->fleet, w->now, w->wall, w->messages);
    if (r)
        refreshes_sent(w->refreshes, r->id, r->id);
    messages_add(w->messages, MESSAGE_INFO, "intent: refresh %s %s %s", c->company_id,
                 c->data_type ? c->data_type : "all",
                 c->connection_id ? c->connection_id : "-");
}

static bool take_keys(struct world *w, struct ui *ui)
{
    for (;;) {
        struct ui_view view = world_view(w);
        struct ui_intent intent;
        bool gone;
        if (!ui_input(ui, &view, &intent, &gone))
            return !gone;
        if (intent.type == UI_QUIT)
            return false;
        carry_out(w, ui, &intent);
    }
}

static int show(struct world *w, struct ui *ui, FILE *orders)
{
    struct pollfd fds[2] = {{.fd = ui_input_fd(ui), .events = POLLIN},
                            {.fd = fileno(orders), .events = POLLIN}};
    char line[512];
    for (;;) {
        struct ui_view view = world_view(w);
        ui_draw(ui, &view);
        struct attention a;
        ui_attention(ui, &view, &a);
        documents_keep(w->documents, a.open, a.open_count);
        sigset_t none;
        sigemptyset(&none);
        /* Time stands still here; what does not wait for it is shown at once. */
        const struct timespec at_once = {0};
        bool more = ui_next_change(ui) <= view.now;
        if (ppoll(fds, 2, more ? &at_once : NULL, &none) > 0) {
            if (fds[1].revents & POLLIN && fgets(line, sizeof line, orders))
                obey(w, line);
            if (fds[0].revents && !take_keys(w, ui))
                return 0;
        }
        if (resized) {
            resized = 0;
            ui_resize(ui);
        }
    }
}

static int run(void *arg)
{
    struct child *c = arg;
    struct world w;
    char *error;
    close(c->orders[1]);
    setlocale(LC_ALL, "");
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGWINCH);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    struct sigaction action = {.sa_handler = on_resize};
    sigaction(SIGWINCH, &action, NULL);
    struct ui *ui = ui_open(&c->config, &error);
    if (!ui) {
        printf("%s\n", error);
        free(error);
        return 9;
    }
    world_open(&w);
    FILE *orders = fdopen(c->orders[0], "r");
    setvbuf(orders, NULL, _IONBF, 0);
    int status = show(&w, ui, orders);
    fclose(orders);
    ui_close(&ui);
    world_close(&w);
    return status;
}

/* --- the test's side ------------------------------------------------------------ */

void child_start(struct child *c, int rows, int cols, const char *const *env)
{
    ck_assert_int_eq(pipe(c->orders), 0);
    c->config.frame_titles = true;
    if (!c->config.environment)
        c->config.environment = "PROD";
    struct pty_options options = {
        .child = run, .arg = c, .env = env, .rows = rows, .cols = cols};
    c->pty = pty_start(&options);
    close(c->orders[0]);
}

void child_order(struct child *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *line = xvasprintf(format, args);
    va_end(args);
    size_t len = strlen(line);
    line[len] = '\n';
    ck_assert_int_eq(write(c->orders[1], line, len + 1), (ssize_t)len + 1);
    free(line);
}

void child_quit(struct child *c)
{
    pty_keys(c->pty, "q");
    ck_assert_int_eq(pty_wait_exit(c->pty), 0);
    close(c->orders[1]);
    pty_free(&c->pty);
}
