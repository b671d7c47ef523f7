/* The parser and evaluator of the query language. */
#include "config.h"

#include "sim/query.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"

enum operator{
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_CONTAINS,
    OP_GREATER_EQUAL,
    OP_LESS_EQUAL,
    OP_GREATER,
    OP_LESS,
    OPERATORS
};

/* Longer spellings first: the first that fits is taken. */
static const struct {
    const char *spelling;
    enum operator op;
} operators[OPERATORS] = {
    {"!=", OP_NOT_EQUAL}, {">=", OP_GREATER_EQUAL}, {"<=", OP_LESS_EQUAL},
    {"=", OP_EQUAL},      {"~", OP_CONTAINS},       {">", OP_GREATER},
    {"<", OP_LESS},
};

enum node_kind { NODE_CONDITION, NODE_AND, NODE_OR };

struct query {
    enum node_kind kind;
    struct query *left, *right;       /* NODE_AND, NODE_OR */
    const struct record_kind *record; /* the others: NODE_CONDITION */
    const struct field *field;        /* NULL: a named one */
    char *name, *text;
    enum operator op;
    int64_t number;
};

struct parser {
    const char *at;
    const struct record_kind *record;
    char *error;
};

static struct query *parse_any(struct parser *p);

static struct query *fail(struct parser *p, char *error)
{
    if (p->error == NULL)
        p->error = error;
    else
        free(error);
    return NULL;
}

static struct query *malformed(struct parser *p)
{
    return fail(p, xstrdup("Error parsing query - Malformed query."));
}

static void skip_space(struct parser *p)
{
    while (isspace((unsigned char)*p->at))
        p->at++;
}

/* Takes the text from start to end, without the spaces around it. */
static char *take_trimmed(const char *start, const char *end)
{
    while (start < end && isspace((unsigned char)*start))
        start++;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    return xstrndup(start, (size_t)(end - start));
}

static bool at_value_end(const char *at)
{
    return *at == '\0' || *at == '{' || *at == '}' || strncmp(at, "&&", 2) == 0 ||
           strncmp(at, "||", 2) == 0;
}

static bool parse_number(const char *text, int64_t *number)
{
    char *end;
    long long value = strtoll(text, &end, 10);
    *number = value;
    return *text != '\0' && *end == '\0';
}

static bool parse_flag(const char *text, int64_t *number)
{
    *number = strcasecmp(text, "true") == 0;
    return *number != 0 || strcasecmp(text, "false") == 0;
}

/* Reads the value as its field needs it; false where it cannot be that. */
static bool convert(struct query *node)
{
    switch (node->field == NULL ? FIELD_TEXT : node->field->kind) {
    case FIELD_NUMBER:
        return node->op != OP_CONTAINS && parse_number(node->text, &node->number);
    case FIELD_DATE:
        node->number = time_parse_iso(node->text);
        return node->op != OP_CONTAINS && node->number != TIME_NONE;
    case FIELD_FLAG:
        return (node->op == OP_EQUAL || node->op == OP_NOT_EQUAL) &&
               parse_flag(node->text, &node->number);
    case FIELD_TEXT:
        break;
    }
    return node->field != NULL || node->op <= OP_CONTAINS;
}

static const struct field *find_field(const struct record_kind *kind, const char *name)
{
    for (size_t n = 0; n < kind->count; n++) {
        if (strcasecmp(kind->fields[n].name, name) == 0)
            return &kind->fields[n];
    }
    return NULL;
}

static bool parse_operator(struct parser *p, enum operator* op)
{
    for (size_t n = 0; n < OPERATORS; n++) {
        size_t len = strlen(operators[n].spelling);
        if (strncmp(p->at, operators[n].spelling, len) == 0) {
            *op = operators[n].op;
            p->at += len;
            return true;
        }
    }
    return false;
}

static char *unresolved(const char *name, const struct record_kind *kind)
{
    return xasprintf("Error parsing query - Could not resolve property %s on %s", name,
                     kind->entity);
}

static struct query *parse_condition(struct parser *p)
{
    const char *start = p->at;
    p->at += strcspn(start, "=!~<>&|{}");
    struct query *node = xcalloc(1, sizeof *node);
    node->record = p->record;
    node->name = take_trimmed(start, p->at);
    bool good = *node->name != '\0' && parse_operator(p, &node->op);
    start = p->at;
    good = good && strchr("=!~<>", *start) == NULL;
    while (!at_value_end(p->at))
        p->at++;
    node->text = take_trimmed(start, p->at);
    good = good && *node->text != '\0';
    if (good) {
        node->field = find_field(p->record, node->name);
        if (node->field == NULL && p->record->get_named == NULL) {
            fail(p, unresolved(node->name, p->record));
            good = false;
        }
    }
    if (good && convert(node))
        return node;
    query_free(&node);
    return malformed(p);
}

static struct query *parse_one(struct parser *p)
{
    skip_space(p);
    if (*p->at != '{')
        return parse_condition(p);
    p->at++;
    struct query *inner = parse_any(p);
    skip_space(p);
    if (inner == NULL || *p->at != '}') {
        query_free(&inner);
        return malformed(p);
    }
    p->at++;
    return inner;
}

/* A chain of what next reads, joined by the two characters of joint. */
static struct query *parse_chain(struct parser *p, const char *joint, enum node_kind kind,
                                 struct query *(*next)(struct parser *))
{
    struct query *left = next(p);
    while (left != NULL) {
        skip_space(p);
        if (strncmp(p->at, joint, 2) != 0)
            break;
        p->at += 2;
        struct query *node = xcalloc(1, sizeof *node);
        node->kind = kind;
        node->left = left;
        node->right = next(p);
        left = node;
        if (node->right == NULL)
            query_free(&left);
    }
    return left;
}

static struct query *parse_all(struct parser *p)
{
    return parse_chain(p, "&&", NODE_AND, parse_one);
}

static struct query *parse_any(struct parser *p)
{
    return parse_chain(p, "||", NODE_OR, parse_all);
}

struct query *query_parse(const char *text, const struct record_kind *kind, char **error)
{
    struct parser p = {.at = text, .record = kind};
    struct query *query = NULL;
    if (strlen(text) > QUERY_LONGEST)
        malformed(&p);
    else
        query = parse_any(&p);
    if (query != NULL && *p.at != '\0') {
        query_free(&query);
        malformed(&p);
    }
    *error = p.error;
    return query;
}

void query_free(struct query **query)
{
    if (query == NULL || *query == NULL)
        return;
    query_free(&(*query)->left);
    query_free(&(*query)->right);
    free((*query)->name);
    free((*query)->text);
    free(*query);
    *query = NULL;
}

/* Compared as Codat compares text: without regard to the case of ASCII letters. */
static bool contains(const char *text, const char *part)
{
    size_t len = strlen(part);
    for (; *text != '\0'; text++) {
        if (strncasecmp(text, part, len) == 0)
            return true;
    }
    return false;
}

static bool holds(enum operator op, int sign)
{
    switch (op) {
    case OP_EQUAL:
        return sign == 0;
    case OP_NOT_EQUAL:
        return sign != 0;
    case OP_GREATER:
        return sign > 0;
    case OP_LESS:
        return sign < 0;
    case OP_GREATER_EQUAL:
        return sign >= 0;
    case OP_LESS_EQUAL:
        return sign <= 0;
    default:
        return false;
    }
}

static bool match_condition(const struct query *node, const void *row)
{
    struct field_value value = {0};
    if (node->field == NULL)
        node->record->get_named(row, node->name, &value);
    else
        node->field->get(row, &value);
    if (value.null)
        return false;
    if (node->field != NULL && node->field->kind != FIELD_TEXT)
        return holds(node->op,
                     (value.number > node->number) - (value.number < node->number));
    if (node->op == OP_CONTAINS)
        return contains(value.text, node->text);
    return holds(node->op, strcasecmp(value.text, node->text));
}

bool query_match(const struct query *query, const void *row)
{
    switch (query->kind) {
    case NODE_AND:
        return query_match(query->left, row) && query_match(query->right, row);
    case NODE_OR:
        return query_match(query->left, row) || query_match(query->right, row);
    case NODE_CONDITION:
        break;
    }
    return match_condition(query, row);
}

bool order_parse(const char *text, const struct record_kind *kind, struct order *order,
                 char **error)
{
    order->descending = *text == '-';
    order->field = find_field(kind, text + (order->descending ? 1 : 0));
    if (order->field == NULL)
        *error = xasprintf("Error ordering results - Could not resolve property %s on %s",
                           text + (order->descending ? 1 : 0), kind->entity);
    return order->field != NULL;
}
