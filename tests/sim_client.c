/* One request at a time, each over a connection of its own. */
#include "config.h"

#include "tests/sim_client.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"

/* base64("canary-key") */
#define AUTHORIZATION "Authorization: Basic Y2FuYXJ5LWtleQ=="
/* No answer takes this long unless something is wrong; only the tests of slow answers
 * ever wait for it. */
#define PATIENCE_MS 20000L

struct sim *client_start(const struct sim_config *config)
{
    struct sim_config own = {0};
    char *error = NULL;
    if (config != NULL)
        own = *config;
    own.manual_time = true;
    own.api_key = own.api_key != NULL ? own.api_key : CLIENT_KEY;
    own.start_ms =
        own.start_ms != 0 ? own.start_ms : time_parse_iso("2026-11-24T09:00:00Z");
    struct sim *sim = sim_start(&own, &error);
    ck_assert_msg(sim != NULL, "%s", error);
    return sim;
}

static size_t collect(char *bytes, size_t size, size_t count, void *buf)
{
    buf_add(buf, bytes, size * count);
    return size * count;
}

static json_object *parse(const struct buf *body)
{
    struct json_tokener *tokener = json_tokener_new();
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *json = json_tokener_parse_ex(tokener, buf_str(body), (int)body->len + 1);
    if (json_tokener_get_error(tokener) != json_tokener_success) {
        json_object_put(json);
        json = NULL;
    }
    json_tokener_free(tokener);
    return json;
}

void client_send(struct sim *sim, const char *method, const char *path,
                 const char *authorization, struct answer *answer)
{
    CURL *curl = curl_easy_init();
    char *url = xasprintf("%s%s", sim_url(sim), path);
    struct curl_slist *headers = NULL;
    *answer = (struct answer){0};
    if (authorization == NULL)
        authorization = AUTHORIZATION;
    if (*authorization != '\0')
        headers = curl_slist_append(headers, authorization);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, PATIENCE_MS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer->body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer->head);
    if (strcmp(method, "POST") == 0)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "");
    else if (strcmp(method, "HEAD") == 0)
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    else
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    answer->code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    free(url);
    answer->json = parse(&answer->body);
}

void client_get(struct sim *sim, const char *path, struct answer *answer)
{
    client_send(sim, "GET", path, NULL, answer);
    ck_assert_msg(answer->code == CURLE_OK && answer->status == 200 &&
                      answer->json != NULL,
                  "%s: %s, %ld, %.300s", path, curl_easy_strerror(answer->code),
                  answer->status, buf_str(&answer->body));
}

void client_free(struct answer *answer)
{
    json_object_put(answer->json);
    buf_free(&answer->head);
    buf_free(&answer->body);
    *answer = (struct answer){0};
}

char *client_header(const struct answer *answer, const char *name)
{
    size_t len = strlen(name);
    for (const char *line = buf_str(&answer->head); *line != '\0';) {
        size_t all = strcspn(line, "\r\n");
        if (all > len && strncasecmp(line, name, len) == 0 && line[len] == ':') {
            const char *value = line + len + 1;
            value += strspn(value, " ");
            return xstrndup(value, all - (size_t)(value - line));
        }
        line += all;
        line += strspn(line, "\r\n");
    }
    return xstrdup("");
}

const char *client_string(json_object *object, const char *name)
{
    json_object *member = NULL;
    ck_assert_msg(json_object_object_get_ex(object, name, &member) &&
                      json_object_is_type(member, json_type_string),
                  "no string %s", name);
    return json_object_get_string(member);
}

char *client_path(struct sim *sim, unsigned n, const char *rest)
{
    struct answer answer;
    char *path = xasprintf("/companies?pageSize=1&page=%u", n + 1);
    client_get(sim, path, &answer);
    free(path);
    json_object *results = json_object_object_get(answer.json, "results");
    ck_assert_uint_eq(json_object_array_length(results), 1);
    path = xasprintf("/companies/%s%s",
                     client_string(json_object_array_get_idx(results, 0), "id"), rest);
    client_free(&answer);
    return path;
}
