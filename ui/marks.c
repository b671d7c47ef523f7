/* Which companies are marked. */
#include "config.h"

#include "ui/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

/* The map's value of an id is its place in the list plus one. */
static size_t place_of(const struct marks *m, const char *id)
{
    uintptr_t value = id ? (uintptr_t)idmap_get(&m->by_id, id) : 0;
    return value == 0 ? LIST_NOT_FOUND : (size_t)value - 1;
}

static void put_at(struct marks *m, size_t place, char *id)
{
    m->ids[place] = id;
    idmap_put(&m->by_id, id, (void *)((uintptr_t)place + 1));
}

bool marks_has(const struct marks *m, const char *id)
{
    return m->count > 0 && place_of(m, id) != LIST_NOT_FOUND;
}

static void add(struct marks *m, const char *id)
{
    if (m->count == m->cap) {
        m->cap = m->cap ? m->cap * 2 : 16;
        m->ids = xreallocarray(m->ids, m->cap, sizeof *m->ids);
    }
    put_at(m, m->count++, xstrdup(id));
}

/* The last one takes the place of the one that goes. */
static void drop(struct marks *m, size_t place)
{
    char *gone = m->ids[place];
    idmap_remove(&m->by_id, gone);
    m->count--;
    if (place < m->count)
        put_at(m, place, m->ids[m->count]);
    free(gone);
}

void marks_set(struct marks *m, const char *id, bool marked)
{
    size_t place = place_of(m, id);
    if (!id || marked == (place != LIST_NOT_FOUND))
        return;
    if (marked)
        add(m, id);
    else
        drop(m, place);
    m->version++;
}

size_t marks_set_all(struct marks *m, const struct list_source *s)
{
    size_t before = m->count;
    for (size_t i = 0; i < s->count; i++)
        marks_set(m, s->id_at(s->ctx, i), true);
    return m->count - before;
}

size_t marks_clear(struct marks *m)
{
    size_t count = m->count;
    marks_leave_range(m);
    for (size_t i = 0; i < count; i++)
        free(m->ids[i]);
    idmap_free(&m->by_id);
    m->by_id = (struct idmap){0};
    m->count = 0;
    m->version++;
    return count;
}

size_t marks_keep(struct marks *m, bool (*stays)(const void *ctx, const char *id),
                  const void *ctx)
{
    size_t before = m->count;
    for (size_t i = m->count; i-- > 0;)
        if (!stays(ctx, m->ids[i]))
            drop(m, i);
    if (m->count != before)
        m->version++;
    return before - m->count;
}

/* Whichever is less work: to look for the marks among the rows, or the other way round.
 */
size_t marks_shown(const struct marks *m, const struct list_source *s)
{
    size_t shown = 0;
    if (s->find && m->count < s->count) {
        for (size_t i = 0; i < m->count; i++)
            shown += s->find(s->ctx, m->ids[i]) != LIST_NOT_FOUND;
        return shown;
    }
    for (size_t i = 0; i < s->count && m->count > 0; i++)
        shown += marks_has(m, s->id_at(s->ctx, i));
    return shown;
}

/* --- a range ---------------------------------------------------------------------- */

void marks_begin_range(struct marks *m, const char *id)
{
    free(m->anchor);
    m->anchor = xstrdup(id);
}

static size_t row_of(const struct list_source *s, const char *id)
{
    if (s->find)
        return s->find(s->ctx, id);
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->id_at(s->ctx, i), id) == 0)
            return i;
    return LIST_NOT_FOUND;
}

struct marks_range marks_range(const struct marks *m, const struct list_source *s,
                               size_t cursor)
{
    if (!m->anchor || cursor >= s->count)
        return (struct marks_range){0, 0};
    size_t from = row_of(s, m->anchor);
    if (from == LIST_NOT_FOUND)
        from = cursor;
    return from < cursor ? (struct marks_range){from, cursor + 1}
                         : (struct marks_range){cursor, from + 1};
}

size_t marks_take_range(struct marks *m, const struct list_source *s, size_t cursor)
{
    struct marks_range range = marks_range(m, s, cursor);
    for (size_t i = range.first; i < range.end; i++)
        marks_set(m, s->id_at(s->ctx, i), true);
    marks_leave_range(m);
    return range.end - range.first;
}

void marks_leave_range(struct marks *m)
{
    free(m->anchor);
    m->anchor = NULL;
}

void marks_free(struct marks *m)
{
    marks_clear(m);
    free(m->ids);
    *m = (struct marks){0};
}
