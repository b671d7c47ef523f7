/* What went wrong on the way: curl's codes, and answers that cannot be used. */
#include "config.h"

#include "api/error.h"

#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"

#define TEXT_CELLS 1000 /* of Codat's text */
#define START_CELLS 120 /* of a body that is not JSON */
#define LOOK_BYTES 4096 /* of it are looked at */

/* Redacts before it cuts: half a key is too much. */
static const char *cut_text(const struct error_context *c, const char *clean,
                            size_t cells)
{
    char *text = scratch_own(c->scratch, credential_redact(c->credential, clean));
    size_t len = text_prefix(text, cells, NULL);
    if (text[len] == '\0')
        return text;
    return scratch_own(c->scratch, xasprintf("%.*s…", (int)len, text));
}

const char *error_text(const struct error_context *c, const char *clean)
{
    return cut_text(c, clean, TEXT_CELLS);
}

const char *error_body_start(const struct error_context *c,
                             const struct transfer_result *r)
{
    size_t len = r->len < LOOK_BYTES ? r->len : LOOK_BYTES;
    char *clean = scratch_own(c->scratch, text_clean(r->body, len));
    return cut_text(c, clean + strspn(clean, " "), START_CELLS);
}

/* --- curl's codes ----------------------------------------------------------------- */

struct curl_row {
    CURLcode code;
    enum error_kind kind;
    bool may_retry;
    const char *text;
};

static const struct curl_row curl_rows[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ERROR_DNS, true, "The server's name was not found"},
    {CURLE_COULDNT_RESOLVE_PROXY, ERROR_DNS, true, "The proxy's name was not found"},
    {CURLE_COULDNT_CONNECT, ERROR_NETWORK, true, "No connection to the server"},
    {CURLE_PROXY, ERROR_NETWORK, true, "The proxy gave no connection"},
    {CURLE_GOT_NOTHING, ERROR_NETWORK, true, "The server closed without an answer"},
    {CURLE_RECV_ERROR, ERROR_NETWORK, true, "The connection broke while reading"},
    {CURLE_SEND_ERROR, ERROR_NETWORK, true, "The connection broke while sending"},
    {CURLE_PARTIAL_FILE, ERROR_PROTOCOL, true, "The answer was cut short"},
    {CURLE_WEIRD_SERVER_REPLY, ERROR_PROTOCOL, false, "The answer is not HTTP"},
    {CURLE_UNSUPPORTED_PROTOCOL, ERROR_PROTOCOL, false, "The answer is not HTTP"},
    {CURLE_BAD_CONTENT_ENCODING, ERROR_PROTOCOL, false,
     "The answer is packed in a way that cannot be unpacked"},
    {CURLE_SSL_CACERT_BADFILE, ERROR_CONFIG, false, "The CA file cannot be used"},
    {CURLE_URL_MALFORMAT, ERROR_CONFIG, false, "The base URL cannot be used"},
    {CURLE_SSL_CONNECT_ERROR, ERROR_TLS, true, "No secure connection"},
    {CURLE_SSL_CERTPROBLEM, ERROR_TLS, false, "No secure connection"},
    {CURLE_SSL_CIPHER, ERROR_TLS, false, "No secure connection"},
    {CURLE_SSL_ENGINE_INITFAILED, ERROR_TLS, false, "TLS cannot be set up"},
    {CURLE_PEER_FAILED_VERIFICATION, ERROR_TLS, false,
     "The server's certificate is not trusted"},
    {CURLE_SSL_ISSUER_ERROR, ERROR_TLS, false, "The server's certificate is not trusted"},
};

static const struct curl_row curl_unknown = {CURLE_OK, ERROR_NETWORK, true,
                                             "The request failed"};

static const struct curl_row *curl_row_of(CURLcode code)
{
    for (size_t i = 0; i < sizeof(curl_rows) / sizeof(curl_rows[0]); i++)
        if (curl_rows[i].code == code)
            return &curl_rows[i];
    return &curl_unknown;
}

/* OpenSSL's verify results (X509_V_ERR_*), by number because curl may use another
 * library, which then leaves 0. */
static const struct {
    long code;
    const char *text;
} verify_texts[] = {
    {9, "The server's certificate is not valid yet; is this machine's clock right?"},
    {10, "The server's certificate has expired"},
    {18, "The server's certificate is signed by itself"},
    {19, "The server's certificate comes from an authority that is not trusted"},
    {20, "The server's certificate comes from an authority that is not trusted"},
    {21, "The server's certificate comes from an authority that is not trusted"},
    {23, "The server's certificate was revoked"},
    {62, "The server's certificate is for another host"},
};

static bool says(const struct transfer_result *r, const char *words)
{
    return strstr(r->detail, words) != NULL;
}

static const char *certificate_text(const struct transfer_result *r)
{
    if (says(r, "does not match") || says(r, "no alternative certificate subject name"))
        return "The server's certificate is for another host";
    for (size_t i = 0; i < sizeof(verify_texts) / sizeof(verify_texts[0]); i++)
        if (verify_texts[i].code == r->tls_verify)
            return verify_texts[i].text;
    return NULL;
}

/* A server that speaks no TLS, or only an old one, will not do better a second later. */
static bool wrong_protocol(const struct transfer_result *r)
{
    return says(r, "version") || says(r, "unsupported protocol");
}

/* curl tells a proxy's refusal apart from a broken connection by words alone. */
static const struct curl_row *row_of(const struct transfer_result *r)
{
    bool refused = r->code == CURLE_RECV_ERROR &&
                   (says(r, "CONNECT tunnel") || says(r, "from proxy"));
    return curl_row_of(refused ? CURLE_PROXY : r->code);
}

static void set_timeout(struct api_error *e, const struct error_context *c,
                        const struct transfer_result *r)
{
    const struct api_config *f = c->config;
    char *text = NULL;
    e->kind = ERROR_TIMEOUT;
    e->may_retry = true;
    if (!r->connected)
        text = xasprintf("No connection to %s within %.3g s", c->base->host,
                         (double)f->connect_timeout_ms / 1000);
    else if (!r->answered)
        text = xasprintf("%s accepted the request but did not answer in time",
                         c->base->host);
    else
        text = xasprintf("The answer from %s stalled after %zu bytes", c->base->host,
                         r->len);
    e->text = error_text(c, scratch_own(c->scratch, text));
}

static void set_curl_text(struct api_error *e, const struct error_context *c,
                          const struct transfer_result *r, const char *text)
{
    const char *detail = *r->detail ? r->detail : curl_easy_strerror(r->code);
    e->text = error_text(c, scratch_own(c->scratch, xasprintf("%s (%s)", text, detail)));
}

static void set_tls(struct api_error *e, const struct error_context *c,
                    const struct transfer_result *r)
{
    const char *text = certificate_text(r);
    if (r->code == CURLE_SSL_CONNECT_ERROR && wrong_protocol(r)) {
        e->may_retry = false;
        set_curl_text(e, c, r, "The server does not speak TLS 1.2 or newer");
    } else if (r->code == CURLE_PEER_FAILED_VERIFICATION && text) {
        e->text = error_text(c, text);
    }
}

static void set_refusal(struct api_error *e, enum transfer_refusal refusal)
{
    e->kind = ERROR_PROTOCOL;
    e->may_retry = false;
    e->text = refusal == REFUSED_BODY ? "The answer is larger than 32 MiB"
                                      : "The answer's headers are larger than 64 KiB";
}

void error_of_curl(struct api_error *e, const struct error_context *c,
                   const struct transfer_result *r, bool post)
{
    const struct curl_row *row = row_of(r);
    e->kind = row->kind;
    e->may_retry = row->may_retry;
    e->http_status = r->status;
    if (r->refusal != REFUSED_NOTHING) {
        set_refusal(e, r->refusal);
    } else if (r->code == CURLE_OPERATION_TIMEDOUT) {
        set_timeout(e, c, r);
    } else {
        set_curl_text(e, c, r, row->text);
        if (row->kind == ERROR_TLS)
            set_tls(e, c, r);
    }
    e->outcome_unknown = post && !r->nothing_sent;
    if (e->outcome_unknown)
        e->may_retry = false;
}

/* --- bodies ------------------------------------------------------------------------ */

static const char *body_text(const struct error_context *c,
                             const struct transfer_result *r, enum json_status status)
{
    const char *start = error_body_start(c, r);
    switch (status) {
    case JSON_EMPTY:
        return scratch_own(
            c->scratch, xasprintf("The answer (HTTP %d) is empty, not JSON", r->status));
    case JSON_CUT:
        return scratch_own(c->scratch,
                           xasprintf("The answer was cut short after %zu bytes", r->len));
    case JSON_TOO_BIG:
        return "The answer is nested too deeply or holds too many values";
    case JSON_TOO_LONG:
        return scratch_own(
            c->scratch,
            xasprintf("The answer is too long to be shown (%zu bytes)", r->len));
    case JSON_WRONG:
        return scratch_own(c->scratch,
                           xasprintf("The answer is not what was asked for: %s", start));
    default:
        return scratch_own(c->scratch, xasprintf("The answer is not JSON: %s", start));
    }
}

void error_of_body(struct api_error *e, const struct error_context *c,
                   const struct transfer_result *r, enum json_status status, bool post)
{
    e->kind = ERROR_PROTOCOL;
    e->http_status = r->status;
    e->text = body_text(c, r, status);
    if (r->correlation_id)
        e->correlation_id = error_text(c, r->correlation_id);
    e->may_retry = status == JSON_CUT && !post;
    e->outcome_unknown = post;
}
