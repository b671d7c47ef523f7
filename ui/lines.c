/* Lines of text as they are. */
#include "config.h"

#include "ui/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"

#define HANGING 2 /* what continues a line stands so much further to the right */

void lines_free(struct lines *l)
{
    free(l->starts);
    roll_free(&l->roll);
    *l = (struct lines){0};
}

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (const char *s = text; *s; s++)
        count += *s == '\n';
    return count;
}

void lines_set(struct lines *l, const char *text, uint64_t version)
{
    l->text = text;
    if (l->starts && l->version == version)
        return;
    l->version = version;
    l->count = count_lines(text);
    l->starts = xreallocarray(l->starts, l->count + 1, sizeof *l->starts);
    size_t n = 0, at = 0;
    for (; n < l->count; n++) {
        l->starts[n] = at;
        at += strcspn(text + at, "\n") + 1;
    }
    l->starts[n] = at;
}

/* Line i without its end. */
static const char *line_at(const struct lines *l, size_t i, size_t *len)
{
    *len = l->starts[i + 1] - l->starts[i] - 1;
    return l->text + l->starts[i];
}

size_t lines_find(const struct lines *l, const char *beginning)
{
    size_t wanted = strlen(beginning), len;
    for (size_t i = 0; i < l->count; i++) {
        const char *line = line_at(l, i, &len);
        if (len >= wanted && memcmp(line, beginning, wanted) == 0)
            return i;
    }
    return SIZE_MAX;
}

/* How far what continues a line is indented: never beyond the middle of the page. */
static size_t hang(const struct lines *l, const char *line, size_t len, int cells)
{
    size_t spaces = 0;
    if (l->flat)
        return 0;
    while (spaces < len && line[spaces] == ' ')
        spaces++;
    spaces += HANGING;
    return spaces < (size_t)cells / 2 ? spaces : (size_t)cells / 2;
}

/* The bytes of the next row, at least one character; all of them where they fit. */
static size_t row_bytes(const char *s, size_t len, size_t cells)
{
    /* A character never takes more cells than bytes. */
    if (len <= cells)
        return len;
    /* Nor has one cell more than a base and its marks. */
    size_t most = len < 16 * cells ? len : 16 * cells;
    char *start = xstrndup(s, most);
    size_t bytes = text_prefix(start, cells, NULL);
    free(start);
    if (bytes > 0)
        return bytes;
    /* A character that is wider than the row. */
    int32_t codepoint;
    int one = text_decode(s, len, &codepoint);
    return one > 0 ? (size_t)one : 1;
}

static int rows_of(const void *ctx, size_t i, const struct page *page)
{
    size_t len, cells = (size_t)page->cells;
    const char *line = line_at(ctx, i, &len);
    size_t left = hang(ctx, line, len, page->cells);
    size_t at = row_bytes(line, len, cells);
    int rows = 1;
    for (; at < len; rows++)
        at += row_bytes(line + at, len - at, cells - left);
    return rows;
}

static void write_row(struct page *page, size_t left, const char *text, size_t len)
{
    if (!page_sees(page)) {
        page_skip(page, 1);
        return;
    }
    struct buf row = {0};
    for (size_t n = 0; n < left; n++)
        buf_addc(&row, ' ');
    buf_add(&row, text, len);
    page_row(page, ROLE_TEXT, buf_str(&row), row.len);
    buf_free(&row);
}

static void write_line(const void *ctx, size_t i, struct page *page)
{
    size_t len, cells = (size_t)page->cells;
    const char *line = line_at(ctx, i, &len);
    size_t left = hang(ctx, line, len, page->cells);
    size_t at = row_bytes(line, len, cells);
    write_row(page, 0, line, at);
    while (at < len) {
        size_t bytes = row_bytes(line + at, len - at, cells - left);
        write_row(page, left, line + at, bytes);
        at += bytes;
    }
}

int lines_write(struct lines *l, struct page *page)
{
    const struct roll_items items = {
        .count = l->count,
        .version = l->version,
        .write = write_line,
        .rows = rows_of,
        .ctx = l,
    };
    int first = page->height;
    roll_write(&l->roll, &items, page);
    return first;
}

int lines_row(const struct lines *l, size_t line)
{
    return l->roll.measured && line < l->roll.count ? l->roll.first[line] : 0;
}
