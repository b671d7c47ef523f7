/* One HTTP exchange on one curl handle: its options, its limits, what it answered. */
#include "config.h"

#include "api/transfer.h"

#include <stdlib.h>
#include <string.h>

#include "api/credential.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"

struct transfer {
    struct transfer *next; /* in the list of idle ones */
    CURL *easy;
    struct buf body;
    size_t header_bytes;
    enum transfer_refusal refusal;
    bool tls;
    void *owner;
    char detail[CURL_ERROR_SIZE];
};

/* Options that are the same for every request; VERBOSE is not among them and must never
 * be: it prints the key. */
static const struct {
    CURLoption option;
    long value;
} fixed[] = {
    {CURLOPT_NOSIGNAL, 1},
    /* Without it a name server that does not answer holds the thread for ten seconds. */
    {CURLOPT_QUICK_EXIT, 1},
    /* Another host must not get the key. */
    {CURLOPT_FOLLOWLOCATION, 0},
    {CURLOPT_NETRC, CURL_NETRC_IGNORED},
    {CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1},
    {CURLOPT_HTTP09_ALLOWED, 0},
    {CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
    {CURLOPT_SSL_VERIFYPEER, 1},
    {CURLOPT_SSL_VERIFYHOST, 2},
    {CURLOPT_HEADEROPT, CURLHEADER_SEPARATE},
    {CURLOPT_PATH_AS_IS, 1},
    {CURLOPT_NOPROGRESS, 1},
    /* Bytes a second below which an answer counts as stalled. */
    {CURLOPT_LOW_SPEED_LIMIT, 50},
};

static bool add_header(struct curl_slist **list, const char *line)
{
    struct curl_slist *more = curl_slist_append(*list, line);
    if (more)
        *list = more;
    return more != NULL;
}

bool transfers_open(struct transfers *ts, const struct api_config *config, bool loopback,
                    const char *authorization)
{
    *ts = (struct transfers){.config = config, .loopback = loopback};
    ts->multi = curl_multi_init();
    /* curl would wait for a "100 Continue" and name a content type; neither is wanted. */
    if (!ts->multi || !add_header(&ts->headers, authorization) ||
        !add_header(&ts->headers, "Accept: application/json") ||
        !add_header(&ts->headers, "Expect:") ||
        !add_header(&ts->headers, "Content-Type:"))
        return false;
    curl_multi_setopt(ts->multi, CURLMOPT_MAXCONNECTS, (long)config->requests_at_once);
    curl_multi_setopt(ts->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    return true;
}

static void transfer_free(struct transfer *t)
{
    curl_easy_cleanup(t->easy);
    buf_free(&t->body);
    free(t);
}

void transfers_close(struct transfers *ts)
{
    while (ts->idle) {
        struct transfer *t = ts->idle;
        ts->idle = t->next;
        transfer_free(t);
    }
    if (ts->multi)
        curl_multi_cleanup(ts->multi);
    for (struct curl_slist *h = ts->headers; h; h = h->next)
        explicit_bzero(h->data, strlen(h->data));
    curl_slist_free_all(ts->headers);
    *ts = (struct transfers){0};
}

static size_t on_header(char *bytes, size_t size, size_t count, void *arg)
{
    struct transfer *t = arg;
    (void)bytes;
    t->header_bytes += size * count;
    if (t->header_bytes <= TRANSFER_HEADERS_MAX)
        return size * count;
    t->refusal = REFUSED_HEADERS;
    return 0;
}

/* Counts decoded bytes: a few kilobytes of gzip can hold gigabytes. */
static size_t on_body(char *bytes, size_t size, size_t count, void *arg)
{
    struct transfer *t = arg;
    size_t len = size * count;
    if (t->body.len + len <= TRANSFER_BODY_MAX) {
        buf_add(&t->body, bytes, len);
        return len;
    }
    t->refusal = REFUSED_BODY;
    return 0;
}

static bool set_fixed(CURL *easy)
{
    bool good = true;
    for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
        good &= curl_easy_setopt(easy, fixed[i].option, fixed[i].value) == CURLE_OK;
    return good;
}

static bool set_limits(CURL *easy, const struct api_config *c)
{
    long stall = (long)((c->stall_timeout_ms + 999) / 1000);
    bool good = true;
    good &= curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                             (long)c->connect_timeout_ms) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)c->answer_timeout_ms) ==
            CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, stall) == CURLE_OK;
    return good;
}

static bool set_callbacks(struct transfer *t)
{
    CURL *easy = t->easy;
    bool good = true;
    good &= curl_easy_setopt(easy, CURLOPT_PRIVATE, t) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->detail) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_HEADERDATA, t) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_WRITEDATA, t) == CURLE_OK;
    return good;
}

/* curl sends a request again by itself when a kept connection turns out to be dead before
 * a byte was answered, even though the server may have read it. For a refresh that would
 * be a second one, so a POST never takes a kept connection. */
static bool set_post(CURL *easy)
{
    return curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK;
}

static bool set_address(CURL *easy, const struct transfers *ts, const char *url)
{
    const struct api_config *c = ts->config;
    bool good = true;
    good &= curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR,
                             ts->loopback ? "http" : "https") == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, ts->headers) == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip") == CURLE_OK;
    good &= curl_easy_setopt(easy, CURLOPT_USERAGENT, c->user_agent) == CURLE_OK;
    /* A proxy would see the key of a plain request. */
    if (ts->loopback)
        good &= curl_easy_setopt(easy, CURLOPT_NOPROXY, "*") == CURLE_OK;
    if (c->ca_file)
        good &= curl_easy_setopt(easy, CURLOPT_CAINFO, c->ca_file) == CURLE_OK;
    return good;
}

static struct transfer *take_idle(struct transfers *ts)
{
    struct transfer *t = ts->idle;
    if (t) {
        ts->idle = t->next;
        curl_easy_reset(t->easy);
        return t;
    }
    t = xcalloc(1, sizeof(*t));
    t->easy = curl_easy_init();
    if (!t->easy)
        abort();
    return t;
}

struct transfer *transfer_start(struct transfers *ts, const char *url, bool post,
                                void *owner)
{
    struct transfer *t = take_idle(ts);
    t->owner = owner;
    t->header_bytes = 0;
    t->refusal = REFUSED_NOTHING;
    t->tls = !ts->loopback;
    t->detail[0] = '\0';
    if (set_fixed(t->easy) && set_limits(t->easy, ts->config) && set_callbacks(t) &&
        set_address(t->easy, ts, url) && (!post || set_post(t->easy)) &&
        curl_multi_add_handle(ts->multi, t->easy) == CURLM_OK)
        return t;
    transfer_free(t);
    return NULL;
}

void *transfer_owner(CURL *easy)
{
    struct transfer *t = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&t);
    return t->owner;
}

static const char *header(struct transfer *t, const char *name, struct scratch *scratch)
{
    struct curl_header *h = NULL;
    if (curl_easy_header(t->easy, name, 0, CURLH_HEADER, -1, &h) != CURLHE_OK)
        return NULL;
    char *value = scratch_own(scratch, text_cleans(h->value));
    return *value ? value : NULL;
}

static int64_t number_header(struct transfer *t, const char *name,
                             struct scratch *scratch)
{
    const char *value = header(t, name, scratch);
    if (!value || strspn(value, "0123456789") != strlen(value) || strlen(value) > 15)
        return -1;
    return (int64_t)strtoll(value, NULL, 10);
}

static int64_t date_header(struct transfer *t, const char *name, struct scratch *scratch)
{
    const char *value = header(t, name, scratch);
    if (!value)
        return TIME_NONE;
    int64_t date = time_parse_http(value);
    return date != TIME_NONE ? date : time_parse_iso(value);
}

static void read_headers(struct transfer *t, struct scratch *s, struct transfer_result *r)
{
    r->retry_after = header(t, "Retry-After", s);
    r->location = header(t, "Location", s);
    r->correlation_id = header(t, "X-Correlation-Id", s);
    if (!r->correlation_id)
        r->correlation_id = header(t, "Correlation-Id", s);
    r->date = date_header(t, "Date", s);
    r->quota.limit = number_header(t, "X-Rate-Limit-Limit", s);
    r->quota.remaining = number_header(t, "X-Rate-Limit-Remaining", s);
    r->quota.reset = date_header(t, "X-Rate-Limit-Reset", s);
}

static long info_long(CURL *easy, CURLINFO what)
{
    long value = 0;
    curl_easy_getinfo(easy, what, &value);
    return value;
}

static bool has_time(CURL *easy, CURLINFO what)
{
    curl_off_t value = 0;
    curl_easy_getinfo(easy, what, &value);
    return value > 0;
}

/* Before the TLS handshake is done, what was sent went to a proxy at most. */
static bool sent_nothing(const struct transfer *t)
{
    return info_long(t->easy, CURLINFO_REQUEST_SIZE) == 0 ||
           (t->tls && !has_time(t->easy, CURLINFO_APPCONNECT_TIME_T));
}

void transfer_read(struct transfer *t, CURLcode code, struct scratch *scratch,
                   struct transfer_result *r)
{
    *r = (struct transfer_result){
        .code = code,
        .refusal = t->refusal,
        .detail = scratch_own(scratch, text_cleans(t->detail)),
        .status = (int)info_long(t->easy, CURLINFO_RESPONSE_CODE),
        .body = buf_str(&t->body),
        .len = t->body.len,
        .connected = has_time(t->easy, CURLINFO_PRETRANSFER_TIME_T),
        .answered = has_time(t->easy, CURLINFO_STARTTRANSFER_TIME_T),
        .nothing_sent = sent_nothing(t),
        .tls_verify = info_long(t->easy, CURLINFO_SSL_VERIFYRESULT),
    };
    read_headers(t, scratch, r);
}

/* A large body's memory is not kept for the next answer. */
#define KEPT_BODY (256u << 10)

void transfer_end(struct transfers *ts, struct transfer *t)
{
    curl_multi_remove_handle(ts->multi, t->easy);
    if (t->body.cap > KEPT_BODY)
        buf_free(&t->body);
    else
        buf_clear(&t->body);
    t->owner = NULL;
    t->next = ts->idle;
    ts->idle = t;
}
