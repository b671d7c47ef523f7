/* The log file. */
#include "config.h"

#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "base/write.h"
#include "base/xmalloc.h"

/* Each secret is kept as it was given and as it looks after cleaning: a text may spell it
 * either way. */
struct log {
    int fd;
    bool failed; /* since the last log_failed */
    bool torn;   /* the last line did not get its end */
    char **raw, **clean;
    size_t count;
};

static const char *const level_names[] = {"info", "warn", "error"};

struct log *log_open(const char *path)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return NULL;
    struct log *log = xcalloc(1, sizeof *log);
    log->fd = fd;
    return log;
}

void log_redact(struct log *log, const char *secret)
{
    if (!log || !secret || !*secret)
        return;
    log->raw = xreallocarray(log->raw, log->count + 1, sizeof *log->raw);
    log->clean = xreallocarray(log->clean, log->count + 1, sizeof *log->clean);
    log->raw[log->count] = xstrdup(secret);
    log->clean[log->count] = text_cleans(secret);
    log->count++;
}

/* Marks every byte that belongs to an occurrence of the secret; occurrences may overlap.
 */
static void mark(const char *text, const char *secret, bool *hidden)
{
    size_t len = strlen(secret);
    if (len == 0)
        return;
    for (const char *p = strstr(text, secret); p; p = strstr(p + 1, secret))
        memset(hidden + (p - text), true, len);
}

/* text with every marked stretch as "***". Marking everything before replacing anything
 * leaves no piece of a secret that overlaps another. A new string. */
static char *hide(const char *text, char *const *secrets, size_t count)
{
    size_t len = strlen(text);
    bool *hidden = xcalloc(len + 1, sizeof *hidden);
    for (size_t i = 0; i < count; i++)
        mark(text, secrets[i], hidden);
    struct buf out = {0};
    for (size_t i = 0; i < len; i++) {
        if (!hidden[i])
            buf_addc(&out, text[i]);
        else if (i == 0 || !hidden[i - 1])
            buf_adds(&out, "***");
    }
    free(hidden);
    return buf_take(&out);
}

static char *safe_text(const struct log *log, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static char *safe_text(const struct log *log, const char *format, va_list args)
{
    char *text = xvasprintf(format, args);
    char *hidden = hide(text, log->raw, log->count);
    char *clean = text_cleans(hidden);
    char *safe = hide(clean, log->clean, log->count);
    free(text);
    free(hidden);
    free(clean);
    return safe;
}

void log_write(struct log *log, enum log_level level, const char *format, ...)
{
    if (!log)
        return;
    va_list args;
    va_start(args, format);
    char *text = safe_text(log, format, args);
    va_end(args);
    char stamp[32];
    time_format_iso(clock_wall_ms(), stamp, sizeof stamp);
    struct buf line = {0};
    buf_addf(&line, "%s%s %s %s\n", log->torn ? "\n" : "", stamp, level_names[level],
             text);
    log->torn = !write_all(log->fd, line.data, line.len);
    log->failed = log->failed || log->torn;
    buf_free(&line);
    free(text);
}

bool log_failed(struct log *log)
{
    bool failed = log && log->failed;
    if (log)
        log->failed = false;
    return failed;
}

void log_close(struct log **log)
{
    if (!*log)
        return;
    for (size_t i = 0; i < (*log)->count; i++) {
        free((*log)->raw[i]);
        free((*log)->clean[i]);
    }
    free((*log)->raw);
    free((*log)->clean);
    close((*log)->fd);
    free(*log);
    *log = NULL;
}
