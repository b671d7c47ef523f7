/* A pass over JSON text before anything is built from it: whether it is JSON at all, by
 * the letter of RFC 8259 (json-c takes single quotes, NaN and more even in its strict
 * mode), whether it ends where it should, and how much memory a tree of it would take. A
 * flood of
 * "{}" costs json-c about 250 times its length, so it is counted first. */
#ifndef CODATOP_API_JSON_SCAN_H
#define CODATOP_API_JSON_SCAN_H

#include <stddef.h>

enum json_status {
    JSON_OK,
    JSON_EMPTY,    /* nothing but white space */
    JSON_CUT,      /* good as far as it goes, but it ends before its end */
    JSON_BAD,      /* not JSON */
    JSON_TRAILING, /* something follows the end */
    JSON_TOO_BIG,  /* deeper or more than the limits */
    JSON_TOO_LONG, /* more than can be shown */
    JSON_WRONG,    /* JSON, but not what was due */
};

struct json_limits {
    size_t depth;      /* containers within each other */
    size_t tokens;     /* values and names */
    size_t containers; /* objects and arrays */
    size_t items;      /* elements of the list, where one is asked for */
};

extern const struct json_limits json_limits;

struct json_span {
    size_t start, len; /* bytes of the text */
};

/* Where the elements of a list stand: the array that is the member `name` of the
 * outermost object. Token and container limits count per element then, because each
 * element is parsed by itself. */
struct json_list {
    const char *name;      /* set by the caller */
    struct json_span span; /* the whole array with its brackets; len 0: not there */
    struct json_span *items;
    size_t count, cap;
};

/* list may be NULL. Its items are freed with json_list_free, whatever the result. */
enum json_status json_scan(const char *text, size_t len, const struct json_limits *limits,
                           struct json_list *list);
void json_list_free(struct json_list *list);

#endif
