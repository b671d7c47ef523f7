/* Reading JSON safely, on json-c. */
#include "config.h"

#include "api/json.h"

#include <json-c/json_tokener.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/timefmt.h"

void json_skip_mark(const char **text, size_t *len)
{
    if (*len >= 3 && memcmp(*text, "\xef\xbb\xbf", 3) == 0) {
        *text += 3;
        *len -= 3;
    }
}

/* Builds the tree of a text that the scan has passed. */
static enum json_status build(struct json_tokener *t, const char *text, size_t len,
                              struct json_object **value)
{
    if (len > INT_MAX)
        return JSON_TOO_BIG;
    json_tokener_reset(t);
    *value = json_tokener_parse_ex(t, text, (int)len);
    enum json_tokener_error error = json_tokener_get_error(t);
    /* A lone number may go on, as far as json-c knows. A NUL says that it does not. */
    if (error == json_tokener_continue) {
        *value = json_tokener_parse_ex(t, "", 1);
        error = json_tokener_get_error(t);
    }
    return error == json_tokener_success ? JSON_OK : JSON_BAD;
}

enum json_status json_parse(const char *text, size_t len, struct json_object **value)
{
    *value = NULL;
    json_skip_mark(&text, &len);
    enum json_status status = json_scan(text, len, &json_limits, NULL);
    if (status != JSON_OK)
        return status;
    struct json_tokener *t = json_tokener_new_ex((int)json_limits.depth + 2);
    status = build(t, text, len, value);
    json_tokener_free(t);
    return status;
}

static enum json_status build_items(struct json_tokener *t, const char *text,
                                    const struct json_list *list,
                                    void (*take)(struct json_object *, void *), void *arg)
{
    for (size_t i = 0; i < list->count; i++) {
        struct json_object *item = NULL;
        enum json_status status =
            build(t, text + list->items[i].start, list->items[i].len, &item);
        if (status != JSON_OK)
            return status;
        take(item, arg);
        json_object_put(item);
    }
    return JSON_OK;
}

/* The text with the array's elements left out. It is scanned again, because a list that
 * comes twice was only counted element by element. */
static enum json_status build_rest(struct json_tokener *t, const char *text, size_t len,
                                   struct json_span array, struct json_object **rest)
{
    struct buf b = {0};
    buf_add(&b, text, array.start);
    buf_adds(&b, "[]");
    buf_add(&b, text + array.start + array.len, len - array.start - array.len);
    enum json_status status = json_scan(b.data, b.len, &json_limits, NULL);
    if (status == JSON_OK)
        status = build(t, b.data, b.len, rest);
    buf_free(&b);
    return status;
}

enum json_status json_parse_list(const char *text, size_t len, const char *name,
                                 void (*take)(struct json_object *item, void *arg),
                                 void *arg, struct json_object **rest)
{
    struct json_list list = {.name = name};
    *rest = NULL;
    json_skip_mark(&text, &len);
    enum json_status status = json_scan(text, len, &json_limits, &list);
    if (status == JSON_OK && list.span.len == 0)
        status = JSON_WRONG;
    if (status == JSON_OK) {
        struct json_tokener *t = json_tokener_new_ex((int)json_limits.depth + 2);
        status = build_rest(t, text, len, list.span, rest);
        if (status == JSON_OK)
            status = build_items(t, text, &list, take, arg);
        json_tokener_free(t);
    }
    json_list_free(&list);
    return status;
}

struct json_object *json_member(struct json_object *object, const char *name)
{
    struct json_object *value = NULL;
    if (json_object_is_type(object, json_type_object))
        json_object_object_get_ex(object, name, &value);
    return value;
}

struct json_object *json_array(struct json_object *object, const char *name)
{
    struct json_object *value = json_member(object, name);
    return json_object_is_type(value, json_type_array) ? value : NULL;
}

struct json_object *json_sub(struct json_object *object, const char *name)
{
    struct json_object *value = json_member(object, name);
    return json_object_is_type(value, json_type_object) ? value : NULL;
}

const char *json_value_text(struct scratch *s, struct json_object *value)
{
    if (!json_object_is_type(value, json_type_string))
        return NULL;
    int len = json_object_get_string_len(value);
    char *text = scratch_own(s, text_clean(json_object_get_string(value), (size_t)len));
    return *text ? text : NULL;
}

const char *json_text(struct scratch *s, struct json_object *object, const char *name)
{
    return json_value_text(s, json_member(object, name));
}

int64_t json_time(struct json_object *object, const char *name)
{
    struct json_object *value = json_member(object, name);
    if (!json_object_is_type(value, json_type_string))
        return TIME_NONE;
    return time_parse_iso(json_object_get_string(value));
}

int64_t json_int(struct json_object *object, const char *name, int64_t min, int64_t max,
                 int64_t fallback)
{
    struct json_object *value = json_member(object, name);
    int64_t n = fallback;
    if (json_object_is_type(value, json_type_int)) {
        n = json_object_get_int64(value);
    } else if (json_object_is_type(value, json_type_double)) {
        double d = json_object_get_double(value);
        if (!isfinite(d) || d < -1e15 || d > 1e15)
            return fallback;
        n = (int64_t)d;
    }
    return n >= min && n <= max ? n : fallback;
}

bool json_flag(struct json_object *object, const char *name)
{
    struct json_object *value = json_member(object, name);
    return json_object_is_type(value, json_type_boolean) &&
           json_object_get_boolean(value);
}
