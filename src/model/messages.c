/* The message log: a ring of texts. */
#include "config.h"

#include "model/messages.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"

struct messages {
    struct message *ring;
    size_t keep, count;
    size_t newest; /* index into ring, while count > 0 */
    int64_t mono, wall;
    uint64_t version;
};

struct messages *messages_new(size_t keep)
{
    struct messages *m = xcalloc(1, sizeof(*m));
    m->keep = keep == 0 ? 1 : keep;
    m->ring = xcalloc(m->keep, sizeof(*m->ring));
    return m;
}

void messages_free(struct messages **m)
{
    if (*m == NULL)
        return;
    for (size_t i = 0; i < (*m)->keep; i++)
        free((*m)->ring[i].text);
    free((*m)->ring);
    free(*m);
    *m = NULL;
}

void messages_set_time(struct messages *m, int64_t mono, int64_t wall)
{
    m->mono = mono;
    m->wall = wall;
}

/* The slot of a message that is to be the newest: the oldest one's, when all are used. */
static struct message *next_slot(struct messages *m)
{
    m->newest = m->count == 0 ? 0 : (m->newest + 1) % m->keep;
    if (m->count < m->keep)
        m->count++;
    struct message *slot = &m->ring[m->newest];
    free(slot->text);
    *slot = (struct message){0};
    return slot;
}

void messages_add(struct messages *m, enum message_level level, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *raw = xvasprintf(format, args);
    va_end(args);
    char *text = text_cleans(raw);
    free(raw);

    struct message *newest = m->count == 0 ? NULL : &m->ring[m->newest];
    if (newest != NULL && newest->level == level && strcmp(newest->text, text) == 0) {
        free(text);
    } else {
        newest = next_slot(m);
        newest->level = level;
        newest->text = text;
    }
    newest->count++;
    newest->mono = m->mono;
    newest->wall = m->wall;
    m->version++;
}

size_t messages_count(const struct messages *m)
{
    return m->count;
}

const struct message *messages_at(const struct messages *m, size_t i)
{
    return i < m->count ? &m->ring[(m->newest + m->keep - i) % m->keep] : NULL;
}

uint64_t messages_version(const struct messages *m)
{
    return m->version;
}

void message_add_count(struct buf *text, size_t n, const char *what)
{
    if (n == 0)
        return;
    buf_adds(text, text->data[text->len - 1] == ' ' ? "" : ", ");
    buf_add_count(text, n);
    buf_addf(text, " %s", what);
}

size_t messages_since(const struct messages *m, uint64_t version)
{
    uint64_t left = m->version - version;
    size_t n = 0;
    while (n < m->count && left > 0) {
        unsigned said = messages_at(m, n)->count;
        left -= said < left ? said : left;
        n++;
    }
    return n;
}
