/* Answers that say no: the HTTP status, and Codat's ErrorMessage in the body. */
#include "config.h"

#include <json-c/json_object.h>
#include <string.h>
#include <strings.h>

#include "api/error.h"
#include "api/json.h"
#include "api/retry.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"

struct status_row {
    int from, to;
    enum error_kind kind;
    bool read_again, post_again; /* whether it may be sent again */
    bool post_unknown;           /* whether a POST may have been carried out */
};

/* The first row that fits counts. */
static const struct status_row status_rows[] = {
    {401, 401, ERROR_AUTH, false, false, false},
    {402, 402, ERROR_ACCOUNT_LIMIT, false, false, false},
    {403, 403, ERROR_FORBIDDEN, false, false, false},
    {404, 404, ERROR_NOT_FOUND, false, false, false},
    {408, 408, ERROR_TIMEOUT, true, false, true},
    {409, 409, ERROR_CONFLICT, false, false, false},
    {429, 429, ERROR_RATE_LIMIT, true, true, false},
    {400, 499, ERROR_REQUEST, false, false, false},
    {503, 503, ERROR_SERVER, true, true, false},
    {500, 599, ERROR_SERVER, true, false, true},
    {0, 999, ERROR_PROTOCOL, false, false, true},
};

static const struct status_row *row_of(int status)
{
    size_t i = 0;
    while (i + 1 < sizeof(status_rows) / sizeof(status_rows[0]) &&
           (status < status_rows[i].from || status > status_rows[i].to))
        i++;
    return &status_rows[i];
}

/* The pull that a DatasetAlreadyInProgress text names: "… as previous sync {id} is still
 * in progress", with or without the braces. */
static const char *pull_in_text(struct scratch *s, const char *text)
{
    static const char mark[] = "previous sync ";
    const char *at = strstr(text, mark);
    if (!at)
        return NULL;
    at += sizeof(mark) - 1;
    at += strspn(at, "{'\"");
    size_t len = strcspn(at, " }'\".,");
    return len ? scratch_own(s, xstrndup(at, len)) : NULL;
}

/* "Validation failed" alone helps nobody; the first of its reasons does. */
static const char *first_reason(struct json_object *body, struct scratch *s)
{
    struct json_object *errors = json_array(json_sub(body, "validation"), "errors");
    if (!errors || json_object_array_length(errors) == 0)
        return NULL;
    return json_text(s, json_object_array_get_idx(errors, 0), "message");
}

/* Reads an ErrorMessage as far as the body is one; false where it is not even JSON. */
static bool read_message(struct api_error *e, const struct error_context *c,
                         const struct transfer_result *r)
{
    struct json_object *body = NULL;
    struct scratch *s = c->scratch;
    if (json_parse(r->body, r->len, &body) != JSON_OK)
        return false;
    const char *text = json_text(s, body, "error");
    const char *id = json_text(s, body, "correlationId");
    const char *reason = first_reason(body, s);
    if (text && strncasecmp(text, "DatasetAlreadyInProgress", 24) == 0 &&
        r->status == 400) {
        e->kind = ERROR_IN_PROGRESS;
        e->pull_id = pull_in_text(s, text);
    }
    if (text && reason && !strstr(text, reason))
        text = scratch_own(s, xasprintf("%s: %s", text, reason));
    if (text)
        e->text = error_text(c, text);
    if (id)
        e->correlation_id = error_text(c, id);
    json_object_put(body);
    return true;
}

static bool is_redirect(int status)
{
    return status >= 300 && status < 400;
}

/* Where Codat says nothing. The status is told beside the text. */
static void set_own_text(struct api_error *e, const struct error_context *c,
                         const struct transfer_result *r, bool is_json)
{
    const char *start = error_body_start(c, r);
    char *text = NULL;
    if (is_redirect(r->status))
        text = xasprintf("The server points to %s; that is not followed",
                         r->location ? r->location : "somewhere else");
    else if (*start == '\0')
        text = xasprintf("The answer is empty");
    else
        text = xasprintf("The answer %s: %s",
                         is_json ? "carries no message" : "is not JSON", start);
    e->text = error_text(c, scratch_own(c->scratch, text));
}

/* The wait that was asked for. Where the day's requests are used up, the date on which
 * there are new ones is one too. */
static int64_t wait_asked(const struct error_context *c, const struct transfer_result *r)
{
    int64_t now = r->date != TIME_NONE ? r->date : c->wall;
    int64_t wait = retry_after_parse(r->retry_after, now);
    if (wait == 0 && r->status == 429 && r->quota.remaining == 0 &&
        r->quota.reset != TIME_NONE && r->quota.reset > now)
        wait = r->quota.reset - now;
    return wait < RETRY_AFTER_MAX_MS ? wait : RETRY_AFTER_MAX_MS;
}

void error_of_status(struct api_error *e, const struct error_context *c,
                     const struct transfer_result *r, bool post)
{
    const struct status_row *row = row_of(r->status);
    e->kind = row->kind;
    e->text = NULL;
    e->http_status = r->status;
    e->may_retry = post ? row->post_again : row->read_again;
    e->outcome_unknown = post && row->post_unknown && !is_redirect(r->status);
    if (row->read_again)
        e->retry_after_ms = wait_asked(c, r);
    if (r->correlation_id)
        e->correlation_id = error_text(c, r->correlation_id);
    bool is_json = !is_redirect(r->status) && read_message(e, c, r);
    if (!e->text)
        set_own_text(e, c, r, is_json);
}
