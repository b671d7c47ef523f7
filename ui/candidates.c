/* What a word could become. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/candidates.h"

void candidates_add(struct candidates *c, const char *word, const char *typed, size_t len)
{
    candidates_add_about(c, word, NULL, typed, len);
}

void candidates_add_about(struct candidates *c, const char *word, const char *about,
                          const char *typed, size_t len)
{
    if (strncasecmp(word, typed, len) != 0)
        return;
    if (c->count == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 16;
        c->words = xreallocarray(c->words, c->cap, sizeof *c->words);
        c->about = xreallocarray(c->about, c->cap, sizeof *c->about);
    }
    c->words[c->count] = xstrdup(word);
    c->about[c->count++] = xstrdup(about);
}

size_t candidates_common(const struct candidates *c)
{
    if (c->count == 0)
        return 0;
    const char *first = c->words[0];
    size_t common = strlen(first);
    for (size_t i = 1; i < c->count; i++)
        for (size_t n = 0; n < common; n++)
            if (c->words[i][n] != first[n])
                common = n;
    /* Never half a character. */
    while (common > 0 && ((unsigned char)first[common] & 0xc0) == 0x80)
        common--;
    return common;
}

char *candidates_join(const struct candidates *c, const char *between)
{
    struct buf b = {0};
    for (size_t i = 0; i < c->count; i++) {
        buf_adds(&b, i > 0 ? between : "");
        buf_adds(&b, c->words[i]);
    }
    return buf_take(&b);
}

void candidates_free(struct candidates *c)
{
    for (size_t i = 0; i < c->count; i++) {
        free(c->words[i]);
        free(c->about[i]);
    }
    free(c->words);
    free(c->about);
    *c = (struct candidates){0};
}
