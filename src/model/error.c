/* Errors in words: the name of each kind, what to do about it, and the whole as one
 * sentence. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/timefmt.h"
#include "model/records.h"

struct kind_row {
    const char *name, *remedy;
};

static const struct kind_row kinds[] = {
    [ERROR_CONFIG] = {"unusable configuration",
                      "Correct the base URL, the CA file or the key, and start again."},
    [ERROR_AUTH] =
        {"key rejected",
         "Check the API key: it is wrong or was revoked. The Codat portal shows "
         "the current one."},
    [ERROR_FORBIDDEN] = {"not permitted",
                         "Check the API key: it is outdated or was made for something "
                         "else."},
    [ERROR_ACCOUNT_LIMIT] = {"account limit reached",
                             "The Codat account's trial or company limit is used up: ask "
                             "Codat to raise it."},
    [ERROR_RATE_LIMIT] = {"rate limited",
                          "Wait: reading goes on by itself when Codat allows it."},
    [ERROR_NOT_FOUND] = {"not found",
                         "It is not there, no longer there, or the platform does not "
                         "support it."},
    [ERROR_CONFLICT] = {"not ready", "Try again in a moment."},
    [ERROR_IN_PROGRESS] = {"already in progress",
                           "Nothing needs to be done: the running pull is followed."},
    [ERROR_REQUEST] = {"request refused",
                       "If it stays, write to Codat's support with the correlation id."},
    [ERROR_SERVER] = {"server trouble",
                      "Codat has trouble of its own: wait, it is tried again; "
                      "status.codat.io may tell more."},
    [ERROR_DNS] = {"name not resolved",
                   "Check the base URL and this machine's DNS and network."},
    [ERROR_NETWORK] =
        {"no connection",
         "Check the network, the proxy and the base URL; it is tried again."},
    [ERROR_TIMEOUT] = {"timed out",
                       "The network or the server is slow; it is tried again."},
    [ERROR_TLS] = {"TLS failed",
                   "The server could not prove who it is: check the base URL, this "
                   "machine's clock and the CA file."},
    [ERROR_PROTOCOL] = {"unusable answer",
                        "Something other than Codat's API may have answered: check the "
                        "base URL and the proxy."},
    [ERROR_CANCELLED] = {"cancelled", "Ask again if it is still wanted."},
    [ERROR_READ_ONLY] =
        {"read-only", "Start without --read-only, or with a profile that may refresh."},
};

static const struct kind_row *row_of(enum error_kind kind)
{
    static const struct kind_row other = {"failed", "Try again later."};
    return (size_t)kind < sizeof(kinds) / sizeof(*kinds) ? &kinds[kind] : &other;
}

const char *error_kind_name(enum error_kind kind)
{
    return row_of(kind)->name;
}

const char *error_kind_remedy(enum error_kind kind)
{
    return row_of(kind)->remedy;
}

/* The text ends where the next sentence begins, so it gets a full stop if it has none. */
static void add_text(struct buf *b, const char *text)
{
    if (text == NULL || *text == '\0') {
        buf_addc(b, '.');
        return;
    }
    buf_addf(b, ": %s", text);
    if (strchr(".!?", text[strlen(text) - 1]) == NULL)
        buf_addc(b, '.');
}

static void add_what_was_asked(struct buf *b, const struct api_error *e)
{
    char what[160];
    call_describe(&e->call, what, sizeof(what));
    if (e->outcome_unknown) {
        buf_addf(b, "Nobody knows yet whether %s was carried out: ", what);
    } else if (call_is_post(&e->call)) {
        buf_addf(b, "Could not start %s: ", what);
    } else {
        buf_addf(b, "Could not read %s: ", what);
    }
}

static void add_remedy(struct buf *b, const struct api_error *e)
{
    if (e->outcome_unknown) {
        buf_adds(b, " The history will tell; nothing is sent again before.");
        return;
    }
    if (e->kind == ERROR_RATE_LIMIT && e->retry_after_ms > 0) {
        char wait[32];
        time_format_duration(e->retry_after_ms + 999, wait, sizeof(wait));
        buf_addf(b,
                 " Wait %s: Codat takes no more requests before; then it is tried again.",
                 wait);
        return;
    }
    buf_addf(b, " %s", error_kind_remedy(e->kind));
}

char *api_error_sentence(const struct api_error *e)
{
    struct buf b = {0};
    add_what_was_asked(&b, e);
    buf_adds(&b, error_kind_name(e->kind));
    if (e->http_status > 0)
        buf_addf(&b, " (HTTP %d)", e->http_status);
    add_text(&b, e->text);
    add_remedy(&b, e);
    if (e->attempts > 1)
        buf_addf(&b, " It was tried %d times.", e->attempts);
    if (e->correlation_id != NULL)
        buf_addf(&b, " Correlation id %s.", e->correlation_id);
    return buf_take(&b);
}
