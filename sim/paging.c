/* Reads paging arguments, and writes the frame of a page. */
#include "config.h"

#include "sim/paging.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A whole number within bounds; missing means otherwise. False where it is not. */
static bool read_number(const char *text, size_t otherwise, size_t largest, size_t *out)
{
    *out = otherwise;
    if (text == NULL)
        return true;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 9 || text[digits] != '\0')
        return false;
    *out = (size_t)strtoul(text, NULL, 10);
    return *out >= 1 && *out <= largest;
}

static bool given(const char *text)
{
    return text != NULL && *text != '\0';
}

static bool read_filters(struct paging *paging, const struct request *request,
                         const struct record_kind *kind, const struct record_kind *tags,
                         char **error)
{
    const char *query = request->argument[ARG_QUERY];
    const char *tag_query = request->argument[ARG_TAGS];
    const char *order = request->argument[ARG_ORDER_BY];
    if (given(query)) {
        paging->filter = query_parse(query, kind, error);
        if (paging->filter == NULL)
            return false;
    }
    if (tags != NULL && given(tag_query)) {
        paging->tag_filter = query_parse(tag_query, tags, error);
        if (paging->tag_filter == NULL)
            return false;
    }
    return !given(order) || order_parse(order, kind, &paging->order, error);
}

bool paging_read(struct paging *paging, const struct request *request,
                 const struct record_kind *kind, const struct record_kind *tags,
                 const char *service, struct reply *reply)
{
    char *error = NULL;
    *paging = (struct paging){0};
    if (!read_number(request->argument[ARG_PAGE], 1, 999999999, &paging->page)) {
        reply_error(reply, request, 400, service,
                    "Error processing request - page must be a whole number from 1.");
        return false;
    }
    if (!read_number(request->argument[ARG_PAGE_SIZE], PAGE_DEFAULT, PAGE_LARGEST,
                     &paging->size)) {
        reply_error(reply, request, 400, service,
                    "Error processing request - pageSize must be a whole number from 1 "
                    "to %d.",
                    PAGE_LARGEST);
        return false;
    }
    if (!read_filters(paging, request, kind, tags, &error)) {
        reply_error(reply, request, 400, service, "%s", error);
        free(error);
        query_free(&paging->filter);
        query_free(&paging->tag_filter);
        return false;
    }
    return true;
}

void paging_open(struct paging *paging, struct json_out *out, size_t total,
                 const void *(*row)(void *context, size_t position), void *context)
{
    struct selection_source source = {
        .count = total,
        .row = row,
        .context = context,
        .filters = {paging->filter, paging->tag_filter},
        .order = paging->order,
    };
    selection_make(&source, &paging->selection);
    size_t count = paging->selection.count;
    paging->first = (paging->page - 1) * paging->size;
    if (paging->first < count)
        paging->count = count - paging->first;
    if (paging->count > paging->size)
        paging->count = paging->size;
    json_open(out, NULL, '{');
    json_open(out, "results", '[');
}

size_t paging_position(const struct paging *paging, size_t n)
{
    size_t row = paging->first + n;
    return paging->selection.positions == NULL ? row : paging->selection.positions[row];
}

static void add_encoded(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x80 && (isalnum(c) || strchr("-._~", c) != NULL))
            buf_addc(out, *text);
        else
            buf_addf(out, "%%%02X", c);
    }
}

static void write_link(const struct paging *paging, struct json_out *out,
                       const char *name, const struct request *request, size_t page)
{
    static const enum argument kept[] = {ARG_QUERY, ARG_TAGS, ARG_ORDER_BY};
    struct buf href = {0};
    buf_adds(&href, request->path);
    if (page > 0)
        buf_addf(&href, "?page=%zu&pageSize=%zu", page, paging->size);
    for (size_t n = 0; page > 0 && n < sizeof kept / sizeof *kept; n++) {
        const char *value = request->argument[kept[n]];
        if (!given(value))
            continue;
        buf_addf(&href, "&%s=", argument_name(kept[n]));
        add_encoded(&href, value);
    }
    json_open(out, name, '{');
    json_string(out, "href", buf_str(&href));
    json_close(out, '}');
    buf_free(&href);
}

void paging_close(struct paging *paging, struct json_out *out,
                  const struct request *request)
{
    size_t total = paging->selection.count;
    size_t pages = (total + paging->size - 1) / paging->size;
    json_close(out, ']');
    json_integer(out, "pageNumber", (int64_t)paging->page);
    json_integer(out, "pageSize", (int64_t)paging->size);
    json_integer(out, "totalResults", (int64_t)total);
    json_open(out, "_links", '{');
    write_link(paging, out, "current", request, paging->page);
    write_link(paging, out, "self", request, 0);
    if (paging->page < pages)
        write_link(paging, out, "next", request, paging->page + 1);
    if (paging->page > 1 && pages > 0)
        write_link(paging, out, "previous", request,
                   paging->page - 1 < pages ? paging->page - 1 : pages);
    json_close(out, '}');
    json_close(out, '}');
    query_free(&paging->filter);
    query_free(&paging->tag_filter);
    selection_free(&paging->selection);
}
