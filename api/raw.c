/* An answer as it came, made readable. */
#include "config.h"

#include "api/raw.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api/json.h"
#include "base/buf.h"
#include "base/text.h"

/* Nothing is built, so only the depth is bounded: the scan goes down by recursion. */
static const struct json_limits raw_limits = {
    .depth = 64, .tokens = SIZE_MAX, .containers = SIZE_MAX, .items = 0};

struct writer {
    const char *at, *end; /* of the text, which the scan has passed */
    struct buf line, out;
    size_t depth;
};

static bool is_plain(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] < 0x20 || s[i] > 0x7E)
            return false;
    return true;
}

static void end_line(struct writer *w)
{
    if (is_plain(buf_str(&w->line), w->line.len)) {
        buf_add(&w->out, buf_str(&w->line), w->line.len);
    } else {
        char *clean = text_clean(w->line.data, w->line.len);
        buf_adds(&w->out, clean);
        free(clean);
    }
    buf_addc(&w->out, '\n');
    buf_clear(&w->line);
}

static void new_line(struct writer *w)
{
    end_line(w);
    for (size_t i = 0; i < w->depth * RAW_INDENT; i++)
        buf_addc(&w->line, ' ');
}

static void skip_space(struct writer *w)
{
    while (w->at < w->end && strchr(" \t\r\n", *w->at))
        w->at++;
}

static void copy_string(struct writer *w)
{
    const char *first = w->at++;
    while (*w->at != '"')
        w->at += *w->at == '\\' ? 2 : 1;
    w->at++;
    buf_add(&w->line, first, (size_t)(w->at - first));
}

static void open_container(struct writer *w)
{
    buf_addc(&w->line, *w->at++);
    skip_space(w);
    if (*w->at == '}' || *w->at == ']') {
        buf_addc(&w->line, *w->at++);
        return;
    }
    w->depth++;
    new_line(w);
}

static void close_container(struct writer *w)
{
    w->depth--;
    new_line(w);
    buf_addc(&w->line, *w->at++);
}

static void write_token(struct writer *w)
{
    switch (*w->at) {
    case '{':
    case '[':
        open_container(w);
        break;
    case '}':
    case ']':
        close_container(w);
        break;
    case '"':
        copy_string(w);
        break;
    case ',':
        buf_addc(&w->line, *w->at++);
        new_line(w);
        break;
    case ':':
        buf_adds(&w->line, ": ");
        w->at++;
        break;
    default:
        buf_addc(&w->line, *w->at++);
    }
}

enum json_status raw_read(const char *body, size_t len, char **out)
{
    *out = NULL;
    json_skip_mark(&body, &len);
    enum json_status status = json_scan(body, len, &raw_limits, NULL);
    if (status != JSON_OK)
        return status;
    struct writer w = {.at = body, .end = body + len};
    for (skip_space(&w); w.at < w.end && w.out.len <= RAW_TEXT_MAX; skip_space(&w))
        write_token(&w);
    end_line(&w);
    if (w.out.len > RAW_TEXT_MAX)
        status = JSON_TOO_LONG;
    else
        *out = buf_take(&w.out);
    buf_free(&w.line);
    buf_free(&w.out);
    return status;
}
