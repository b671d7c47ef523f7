/* Replies, and Codat's error message. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "sim/request.h"

static void write_correlation(struct json_out *out, uint64_t correlation)
{
    char id[33];
    uint64_t hash = ids_hash(0xc0a7, correlation);
    snprintf(id, sizeof id, "%016llx%016llx", (unsigned long long)ids_hash(hash, 1),
             (unsigned long long)hash);
    json_string(out, "correlationId", id);
}

/* Errors that go away by themselves; of others Codat says that it does not know. */
static const char *can_be_retried(unsigned status)
{
    return status == 429 || status >= 500 ? "True" : status == 400 ? "False" : "Unknown";
}

void reply_error(struct reply *reply, const struct request *request, unsigned status,
                 const char *service, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = xvasprintf(format, args);
    va_end(args);
    /* It may quote the request, whose bytes can be anything. */
    char *clean = text_cleans(text);
    struct json_out *out = &reply->body;
    buf_clear(&out->buf);
    out->comma = false;
    reply->status = status;
    json_open(out, NULL, '{');
    json_integer(out, "statusCode", status);
    json_string(out, "service", service);
    json_string(out, "error", clean);
    write_correlation(out, request->correlation);
    json_null(out, "validation");
    json_string(out, "canBeRetried", can_be_retried(status));
    json_integer(out, "detailedErrorCode", 0);
    json_close(out, '}');
    free(clean);
    free(text);
}

void reply_free(struct reply *reply)
{
    buf_free(&reply->body.buf);
}
