/* Decides what a request is answered. */
#include "config.h"

#include "sim/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"

#define SERVICE "PublicApi"

static const char web_page[] =
    "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n"
    "<body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>\n";

/* Whether the header is "Basic " and the key in base 64; without a key, any will do. */
static bool is_authorized(const char *key, const char *header)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (header == NULL || strncasecmp(header, "Basic ", 6) != 0)
        return false;
    header += 6;
    header += strspn(header, " ");
    if (key == NULL)
        return *header != '\0';
    for (size_t left = strlen(key); left > 0; left -= left < 3 ? left : 3, key += 3) {
        unsigned char a = (unsigned char)key[0];
        unsigned char b = (unsigned char)(left > 1 ? key[1] : 0);
        unsigned char c = (unsigned char)(left > 2 ? key[2] : 0);
        char group[4] = {digits[a >> 2], digits[(a & 3) << 4 | b >> 4],
                         left > 1 ? digits[(b & 15) << 2 | c >> 6] : '=',
                         left > 2 ? digits[c & 63] : '='};
        if (strncmp(header, group, sizeof group) != 0)
            return false;
        header += sizeof group;
    }
    return *header == '\0';
}

static void http_date(int64_t ms, char out[HTTP_DATE_TEXT])
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm tm;
    time_t seconds = (time_t)(ms / 1000);
    gmtime_r(&seconds, &tm);
    snprintf(out, HTTP_DATE_TEXT, "%s, %02d %s %04d %02d:%02d:%02d GMT",
             days[tm.tm_wday % 7], tm.tm_mday % 100, months[tm.tm_mon % 12],
             (tm.tm_year + 1900) % 10000, tm.tm_hour % 100, tm.tm_min % 100,
             tm.tm_sec % 100);
}

static void set_headers(const struct sim *sim, struct answer *answer)
{
    int64_t now_ms = sim->world.now_ms;
    http_date(now_ms, answer->date);
    time_format_iso(limits_reset_ms(now_ms), answer->reset, sizeof answer->reset);
    answer->limit = sim->limits.daily;
    answer->remaining = limits_remaining(&sim->limits, now_ms);
    if (answer->reply.retry_after >= 0)
        answer->retry_after = xasprintf("%lld", (long long)answer->reply.retry_after);
}

/* The true answer. */
static void answer_truly(struct sim *sim, struct request *request,
                         const char *authorization, struct reply *reply)
{
    int64_t wait_s;
    if (!is_authorized(sim->key, authorization)) {
        reply_error(reply, request, 401, SERVICE, "Unauthorized");
    } else if (!limits_take(&sim->limits, sim->world.now_ms, &wait_s)) {
        reply->retry_after = wait_s;
        reply_error(reply, request, 429, SERVICE,
                    "You have made too many requests in a given amount of time; please "
                    "retry later.");
    } else {
        routes_answer(request, reply);
    }
}

static const char *status_text(unsigned status)
{
    static const struct {
        unsigned status;
        const char *text;
    } texts[] = {
        {400, "Error processing request - not valid."},
        {401, "Unauthorized"},
        {402, "You have exceeded the 50-company limit that applies to a Free plan. We "
              "recommend that you delete any companies you no longer need and retry the "
              "request."},
        {403, "You are using an outdated API key or a key not associated with that "
              "resource."},
        {404, "The resource was not found."},
        {409, "The data is not ready yet."},
        {429, "You have made too many requests in a given amount of time; please retry "
              "later."},
        {500, "There is a problem with our server. Please try again later."},
        {503, "The Codat API is temporarily offline for maintenance. Please try again "
              "later."},
    };
    for (size_t n = 0; n < sizeof texts / sizeof *texts; n++) {
        if (texts[n].status == status)
            return texts[n].text;
    }
    return "Something unexpected happened.";
}

static void set_body(struct answer *answer, unsigned status, const char *type,
                     const char *body)
{
    answer->reply.status = status;
    answer->type = type;
    buf_clear(&answer->reply.body.buf);
    buf_adds(&answer->reply.body.buf, body);
}

static void set_header(char **slot, const char *text)
{
    if (text == NULL)
        return;
    free(*slot);
    *slot = xstrdup(text);
}

/* Puts the fault's own answer in the place of the true one. */
static void answer_falsely(const struct request *request, const struct fault *fault,
                           struct answer *answer)
{
    const char *own = fault->body;
    if (fault_spoils(fault->kind)) {
        if (own != NULL)
            set_body(answer, 200, answer->type, own);
        return;
    }
    switch (fault->kind) {
    case FAULT_STATUS:
        reply_error(&answer->reply, request, fault->status, SERVICE, "%s",
                    fault->error != NULL ? fault->error : status_text(fault->status));
        break;
    case FAULT_HTML:
        set_body(answer, 200, "text/html; charset=utf-8", own != NULL ? own : web_page);
        break;
    case FAULT_BADJSON:
        set_body(answer, 200, answer->type,
                 own != NULL ? own : "{\"results\":[{\"id\":'none',,");
        break;
    case FAULT_REDIRECT:
        set_body(answer, 302, NULL, "");
        set_header(&answer->location, fault->location != NULL
                                          ? fault->location
                                          : "https://elsewhere.example/");
        break;
    case FAULT_GARBAGE:
        set_body(answer, 200, NULL,
                 own != NULL ? own : "\x16\x03\x01 this is not HTTP\r\n");
        break;
    default:
        set_body(answer, 200, answer->type, own != NULL ? own : "");
        break;
    }
}

/* A POST that is lost before it is carried out has no true answer to spoil. */
static void stand_in(struct answer *answer)
{
    set_body(answer, 200, answer->type,
             "{\"id\":\"00000000-0000-4000-8000-000000000000\",\"status\":\"Initial\"}");
}

void answer_make(struct sim *sim, struct request *request, const char *authorization,
                 struct answer *answer)
{
    const struct fault *fault = faults_pick(&sim->faults, request->method, request->path);
    bool is_post = strcmp(request->method, "POST") == 0;
    *answer = (struct answer){.type = "application/json; charset=utf-8"};
    answer->reply.retry_after = -1;
    request->world = &sim->world;
    request->profile = sim->profile;
    request->correlation = ids_hash(sim->world.fleet.seed, sim->requests);
    if (fault == NULL || fault->after || (!is_post && fault_spoils(fault->kind)))
        answer_truly(sim, request, authorization, &answer->reply);
    else if (fault_spoils(fault->kind))
        stand_in(answer);
    set_headers(sim, answer);
    if (fault == NULL)
        return;
    answer->faulty = true;
    answer->fault = fault->kind;
    answer_falsely(request, fault, answer);
    set_header(&answer->retry_after, fault->retry_after);
}

void answer_free(struct answer *answer)
{
    reply_free(&answer->reply);
    free(answer->location);
    free(answer->retry_after);
}
