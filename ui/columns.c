/* The columns of a pane by their names. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/columns.h"

#define BETWEEN ", \t"

static bool is_title(const struct column *c, const char *name, size_t len)
{
    return len > 0 && c->title && strlen(c->title) == len &&
           strncasecmp(c->title, name, len) == 0;
}

static size_t titled_column(const struct column_kinds *kinds, const char *name,
                            size_t len)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (is_title(&kinds->items[i].wide, name, len) ||
            is_title(&kinds->items[i].narrow, name, len))
            return i;
    return COLUMN_NONE;
}

/* The one column whose name begins like this. */
static size_t only_beginning(const struct column_kinds *kinds, const char *name,
                             size_t len)
{
    size_t found = COLUMN_NONE, count = 0;
    for (size_t i = 0; len > 0 && i < kinds->count; i++)
        if (strncmp(kinds->items[i].name, name, len) == 0) {
            found = i;
            count++;
        }
    return count == 1 ? found : COLUMN_NONE;
}

size_t columns_find(const struct column_kinds *kinds, const char *name, size_t len)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (strlen(kinds->items[i].name) == len &&
            strncmp(kinds->items[i].name, name, len) == 0)
            return i;
    size_t titled = titled_column(kinds, name, len);
    return titled != COLUMN_NONE ? titled : only_beginning(kinds, name, len);
}

/* --- reading --------------------------------------------------------------------- */

static bool holds(const struct columns *c, size_t at)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->at[i] == at)
            return true;
    return false;
}

static void put_first(struct columns *c, size_t at)
{
    memmove(c->at + 1, c->at, c->count * sizeof *c->at);
    c->at[0] = at;
    c->count++;
}

/* One name, or one that is left out: "-state". */
static bool take_name(const struct column_kinds *kinds, const char *name, size_t len,
                      struct columns *c, bool *left_out, char **error)
{
    bool without = len > 1 && *name == '-';
    size_t at = columns_find(kinds, name + without, len - without);
    if (at == COLUMN_NONE || (without && !kinds->items[at].leads)) {
        char *names = columns_names(kinds);
        *error = xasprintf("There is no column \"%.*s\"; there are: %s.", (int)len, name,
                           names);
        free(names);
        return false;
    }
    if (left_out[at] || holds(c, at)) {
        *error = xasprintf("The column \"%s\" comes twice.", kinds->items[at].name);
        return false;
    }
    if (without)
        left_out[at] = true;
    else if (kinds->items[at].leads)
        put_first(c, at);
    else
        c->at[c->count++] = at;
    return true;
}

static void add_leading(const struct column_kinds *kinds, const bool *left_out,
                        struct columns *c)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (kinds->items[i].leads && !left_out[i] && !holds(c, i))
            put_first(c, i);
}

static bool parse(const struct column_kinds *kinds, const char *text, struct columns *out,
                  char **error)
{
    struct columns c = {.count = 0};
    bool left_out[TABLE_COLUMNS] = {false};
    while (*(text += strspn(text, BETWEEN))) {
        size_t len = strcspn(text, BETWEEN);
        if (!take_name(kinds, text, len, &c, left_out, error))
            return false;
        text += len;
    }
    add_leading(kinds, left_out, &c);
    if (c.count == 0) {
        *error = xstrdup("At least one column must show.");
        return false;
    }
    *out = c;
    return true;
}

bool columns_same(const struct columns *a, const struct columns *b)
{
    return a->count == b->count && memcmp(a->at, b->at, a->count * sizeof *a->at) == 0;
}

bool columns_parse(const struct column_kinds *kinds, const char *text,
                   struct columns *out, char **error)
{
    struct columns c, usual;
    bool any = text[strspn(text, BETWEEN)] != '\0';
    if (!parse(kinds, kinds->usual, &usual, error) ||
        !parse(kinds, any ? text : kinds->usual, &c, error))
        return false;
    c.chosen = !columns_same(&c, &usual);
    *out = c;
    return true;
}

/* --- telling --------------------------------------------------------------------- */

static void add_name(struct buf *b, const char *sign, const char *name,
                     const char *between)
{
    buf_addf(b, "%s%s%s", b->len > 0 ? between : "", sign, name);
}

char *columns_text(const struct column_kinds *kinds, const struct columns *columns)
{
    struct buf b = {0};
    for (size_t i = 0; i < kinds->count; i++)
        if (kinds->items[i].leads && !holds(columns, i))
            add_name(&b, "-", kinds->items[i].name, ",");
    for (size_t i = 0; i < columns->count; i++)
        add_name(&b, "", kinds->items[columns->at[i]].name, ",");
    return buf_take(&b);
}

char *columns_names(const struct column_kinds *kinds)
{
    struct buf b = {0};
    for (size_t i = 0; i < kinds->count; i++)
        add_name(&b, "", kinds->items[i].name, ", ");
    return buf_take(&b);
}

/* --- looking --------------------------------------------------------------------- */

void columns_look(const struct column_kinds *kinds, const struct columns *columns,
                  int width, struct column out[TABLE_COLUMNS])
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct column_kind *kind = &kinds->items[columns->at[i]];
        bool narrow = width < COLUMNS_WIDE;
        out[i] = narrow && kind->narrow.title ? kind->narrow : kind->wide;
        if (narrow && kind->roomy && !columns->chosen)
            out[i].min = 0;
    }
}
