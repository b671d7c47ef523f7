/* Addresses, taken apart by curl's own parser: what is checked here is what curl will
 * connect to ("https://good@evil/" goes to evil). */
#include "config.h"

#include "api/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"

static char *part(CURLU *u, CURLUPart what)
{
    char *value = NULL;
    if (curl_url_get(u, what, &value, 0) != CURLUE_OK)
        return NULL;
    char *copy = xstrdup(value);
    curl_free(value);
    return copy;
}

static bool has_part(CURLU *u, CURLUPart what)
{
    char *value = part(u, what);
    free(value);
    return value != NULL;
}

static bool is_loopback(const char *host)
{
    struct in_addr v4;
    if (inet_pton(AF_INET, host, &v4) == 1)
        return (ntohl(v4.s_addr) >> 24) == 127;
    return strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0;
}

static const char needs_https[] =
    "The base URL must begin with https:// (http:// is good on this machine alone).";

static const char *check_parts(CURLU *u, struct url_base *base)
{
    if (has_part(u, CURLUPART_USER) || has_part(u, CURLUPART_PASSWORD))
        return "The base URL carries credentials; the key has a place of its own.";
    if (has_part(u, CURLUPART_QUERY) || has_part(u, CURLUPART_FRAGMENT))
        return "The base URL ends in a query or a fragment; it must be a bare address.";
    char *scheme = part(u, CURLUPART_SCHEME);
    base->host = part(u, CURLUPART_HOST);
    bool https = scheme && strcmp(scheme, "https") == 0;
    bool http = scheme && strcmp(scheme, "http") == 0;
    free(scheme);
    if (!https && !http)
        return needs_https;
    if (!base->host || !*base->host)
        return "The base URL names no host.";
    base->loopback = http && is_loopback(base->host);
    if (!https && !base->loopback)
        return needs_https;
    return NULL;
}

const char *url_check(const char *text, struct url_base *base)
{
    *base = (struct url_base){0};
    if (!text_is_clean(text, strlen(text)))
        return "The base URL contains control or invisible characters.";
    CURLU *u = curl_url();
    if (!u)
        abort();
    const char *wrong = NULL;
    CURLUcode code = curl_url_set(u, CURLUPART_URL, text, 0);
    if (code == CURLUE_BAD_SCHEME || code == CURLUE_UNSUPPORTED_SCHEME)
        wrong = needs_https;
    else if (code != CURLUE_OK)
        wrong = "The base URL is not a URL; it looks like https://api.codat.io.";
    else
        wrong = check_parts(u, base);
    if (!wrong) {
        base->url = part(u, CURLUPART_URL);
        for (size_t n = strlen(base->url); n > 0 && base->url[n - 1] == '/'; n--)
            base->url[n - 1] = '\0';
    }
    curl_url_cleanup(u);
    if (wrong)
        url_base_free(base);
    return wrong;
}

void url_base_free(struct url_base *base)
{
    free(base->url);
    free(base->host);
    *base = (struct url_base){0};
}

static void add_encoded(struct buf *b, const char *text)
{
    char *encoded = curl_easy_escape(NULL, text, (int)strlen(text));
    if (!encoded)
        abort();
    buf_adds(b, encoded);
    curl_free(encoded);
}

/* "." and ".." would be taken for steps through the path. */
static void add_segment(struct buf *b, const char *text)
{
    if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0)
        buf_adds(b, text[1] ? "%2E%2E" : "%2E");
    else
        add_encoded(b, text);
}

static const char *value_of(const struct call *call, const char *name, size_t len)
{
    const struct {
        const char *name, *value;
    } values[] = {{"company", call->company_id},
                  {"type", call->data_type},
                  {"pull", call->pull_id}};
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        if (strlen(values[i].name) == len && memcmp(values[i].name, name, len) == 0)
            return values[i].value;
    return NULL;
}

static bool add_path(struct buf *b, const char *path, const struct call *call)
{
    while (*path) {
        size_t plain = strcspn(path, "{");
        buf_add(b, path, plain);
        path += plain;
        if (*path == '\0')
            break;
        size_t len = strcspn(path + 1, "}");
        const char *value = value_of(call, path + 1, len);
        if (!value || !*value)
            return false;
        add_segment(b, value);
        path += len + 2;
    }
    return true;
}

static void add_text_param(struct buf *b, char *mark, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    buf_addf(b, "%c%s=", *mark, name);
    add_encoded(b, value);
    *mark = '&';
}

static void add_number_param(struct buf *b, char *mark, const char *name, int value)
{
    if (value <= 0)
        return;
    buf_addf(b, "%c%s=%d", *mark, name, value);
    *mark = '&';
}

char *url_of_call(const struct url_base *base, const char *path, bool paged,
                  const struct call *call)
{
    struct buf b = {0};
    char mark = '?';
    buf_adds(&b, base->url);
    if (!add_path(&b, path, call)) {
        buf_free(&b);
        return NULL;
    }
    if (paged) {
        add_number_param(&b, &mark, "page", call->page);
        add_number_param(&b, &mark, "pageSize", call->page_size);
        add_text_param(&b, &mark, "query", call->query);
        add_text_param(&b, &mark, "orderBy", call->order_by);
    } else {
        add_text_param(&b, &mark, "connectionId", call->connection_id);
    }
    return buf_take(&b);
}
