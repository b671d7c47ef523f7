/* A strict pass over JSON text that builds nothing: recursive descent, its depth limited.
 */
#include "config.h"

#include "api/json_scan.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

/* A company takes about 120 tokens, a page of 5,000 is taken apart before it is parsed;
 * the tree of a text that just passes stays under 64 MB. */
const struct json_limits json_limits = {
    .depth = 32, .tokens = 300000, .containers = 40000, .items = 10000};

struct scanner {
    const char *start, *at, *end;
    const struct json_limits *limits;
    struct json_list *list;
    size_t depth, tokens, containers;
};

static enum json_status scan_value(struct scanner *s);

static void skip_space(struct scanner *s)
{
    while (s->at < s->end &&
           (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
        s->at++;
}

static bool count_token(struct scanner *s)
{
    return ++s->tokens <= s->limits->tokens;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* What follows a backslash. */
static enum json_status scan_escape(struct scanner *s)
{
    if (s->at == s->end)
        return JSON_CUT;
    char c = *s->at++;
    if (c == '\0' || !strchr("\"\\/bfnrtu", c))
        return JSON_BAD;
    for (int i = 0; c == 'u' && i < 4; i++) {
        if (s->at == s->end)
            return JSON_CUT;
        if (!is_hex(*s->at++))
            return JSON_BAD;
    }
    return JSON_OK;
}

/* Raw control characters are let through, all but NUL, where json-c would stop: the text
 * gate replaces them, and one odd name shall not cost a whole page. */
static enum json_status scan_string(struct scanner *s)
{
    s->at++;
    while (s->at < s->end) {
        char c = *s->at++;
        if (c == '"')
            return JSON_OK;
        if (c == '\0')
            return JSON_BAD;
        if (c == '\\') {
            enum json_status status = scan_escape(s);
            if (status != JSON_OK)
                return status;
        }
    }
    return JSON_CUT;
}

static enum json_status scan_digits(struct scanner *s)
{
    if (s->at == s->end)
        return JSON_CUT;
    if (!is_digit(*s->at))
        return JSON_BAD;
    while (s->at < s->end && is_digit(*s->at))
        s->at++;
    return JSON_OK;
}

static enum json_status scan_number(struct scanner *s)
{
    if (*s->at == '-')
        s->at++;
    bool zero = s->at < s->end && *s->at == '0';
    const char *first = s->at;
    enum json_status status = scan_digits(s);
    if (status == JSON_OK && zero && s->at - first > 1)
        return JSON_BAD;
    if (status == JSON_OK && s->at < s->end && *s->at == '.') {
        s->at++;
        status = scan_digits(s);
    }
    if (status == JSON_OK && s->at < s->end && (*s->at == 'e' || *s->at == 'E')) {
        s->at++;
        if (s->at < s->end && (*s->at == '+' || *s->at == '-'))
            s->at++;
        status = scan_digits(s);
    }
    return status;
}

static enum json_status scan_word(struct scanner *s, const char *word)
{
    for (; *word; word++) {
        if (s->at == s->end)
            return JSON_CUT;
        if (*s->at++ != *word)
            return JSON_BAD;
    }
    return JSON_OK;
}

/* After an element: true when another one follows; else *status says how it ended. */
static bool scan_next(struct scanner *s, char close, enum json_status *status)
{
    skip_space(s);
    *status = JSON_CUT;
    if (s->at == s->end)
        return false;
    char c = *s->at++;
    *status = c == close ? JSON_OK : JSON_BAD;
    return c == ',';
}

/* After the opening bracket: true when it is closed at once. */
static bool scan_none(struct scanner *s, char close)
{
    skip_space(s);
    if (s->at == s->end || *s->at != close)
        return false;
    s->at++;
    return true;
}

static enum json_status scan_array(struct scanner *s)
{
    enum json_status status = JSON_OK;
    s->at++;
    if (scan_none(s, ']'))
        return JSON_OK;
    do
        status = scan_value(s);
    while (status == JSON_OK && scan_next(s, ']', &status));
    return status;
}

static enum json_status scan_item(struct scanner *s, struct json_list *list)
{
    size_t tokens = s->tokens, containers = s->containers;
    if (list->count == s->limits->items)
        return JSON_TOO_BIG;
    if (list->count == list->cap) {
        list->cap = list->cap ? 2 * list->cap : 128;
        list->items = xreallocarray(list->items, list->cap, sizeof(*list->items));
    }
    skip_space(s);
    const char *first = s->at;
    s->tokens = s->containers = 0;
    enum json_status status = scan_value(s);
    s->tokens = tokens;
    s->containers = containers;
    list->items[list->count++] =
        (struct json_span){(size_t)(first - s->start), (size_t)(s->at - first)};
    return status;
}

/* The list that was asked for. Where its name comes twice the last one counts, as json-c
 * has it. */
static enum json_status scan_list(struct scanner *s)
{
    enum json_status status = JSON_OK;
    struct json_list *list = s->list;
    const char *first = s->at++;
    list->count = 0;
    s->depth++;
    if (!scan_none(s, ']'))
        do
            status = scan_item(s, list);
        while (status == JSON_OK && scan_next(s, ']', &status));
    s->depth--;
    list->span = (struct json_span){(size_t)(first - s->start), (size_t)(s->at - first)};
    return status;
}

static enum json_status scan_member(struct scanner *s)
{
    skip_space(s);
    if (s->at == s->end)
        return JSON_CUT;
    if (*s->at != '"')
        return JSON_BAD;
    if (!count_token(s))
        return JSON_TOO_BIG;
    const char *name = s->at + 1;
    enum json_status status = scan_string(s);
    if (status != JSON_OK)
        return status;
    size_t len = (size_t)(s->at - 1 - name);
    skip_space(s);
    if (s->at == s->end)
        return JSON_CUT;
    if (*s->at++ != ':')
        return JSON_BAD;
    skip_space(s);
    if (s->list && s->depth == 1 && s->at < s->end && *s->at == '[' &&
        strlen(s->list->name) == len && memcmp(s->list->name, name, len) == 0)
        return scan_list(s);
    return scan_value(s);
}

static enum json_status scan_object(struct scanner *s)
{
    enum json_status status = JSON_OK;
    s->at++;
    if (scan_none(s, '}'))
        return JSON_OK;
    do
        status = scan_member(s);
    while (status == JSON_OK && scan_next(s, '}', &status));
    return status;
}

static enum json_status scan_container(struct scanner *s)
{
    if (s->depth == s->limits->depth || ++s->containers > s->limits->containers)
        return JSON_TOO_BIG;
    s->depth++;
    enum json_status status = *s->at == '{' ? scan_object(s) : scan_array(s);
    s->depth--;
    return status;
}

static enum json_status scan_value(struct scanner *s)
{
    skip_space(s);
    if (s->at == s->end)
        return JSON_CUT;
    if (!count_token(s))
        return JSON_TOO_BIG;
    switch (*s->at) {
    case '{':
    case '[':
        return scan_container(s);
    case '"':
        return scan_string(s);
    case 't':
        return scan_word(s, "true");
    case 'f':
        return scan_word(s, "false");
    case 'n':
        return scan_word(s, "null");
    default:
        return *s->at == '-' || is_digit(*s->at) ? scan_number(s) : JSON_BAD;
    }
}

enum json_status json_scan(const char *text, size_t len, const struct json_limits *limits,
                           struct json_list *list)
{
    struct scanner s = {
        .start = text, .at = text, .end = text + len, .limits = limits, .list = list};
    skip_space(&s);
    if (s.at == s.end)
        return JSON_EMPTY;
    enum json_status status = scan_value(&s);
    if (status != JSON_OK)
        return status;
    skip_space(&s);
    return s.at == s.end ? JSON_OK : JSON_TRAILING;
}

void json_list_free(struct json_list *list)
{
    free(list->items);
    list->items = NULL;
    list->count = list->cap = 0;
}
