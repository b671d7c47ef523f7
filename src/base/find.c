/* Looking for one text in many, without regard to the case of ASCII letters. */
#include "config.h"

#include "base/find.h"

#include <stdlib.h>

#include "base/xmalloc.h"

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

void finder_set(struct finder *f, const char *text, size_t len)
{
    finder_free(f);
    if (len == 0)
        return;
    f->text = xstrndup(text, len);
    f->len = len;
    for (size_t i = 0; i < len; i++)
        f->text[i] = (char)lower(f->text[i]);
}

void finder_free(struct finder *f)
{
    free(f->text);
    *f = (struct finder){0};
}

static bool begins(const char *s, const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && lower(s[i]) == (unsigned char)text[i])
        i++;
    return i == len;
}

bool finder_in(const struct finder *f, const char *s)
{
    if (!s || f->len == 0)
        return s != NULL;
    unsigned char first = (unsigned char)f->text[0];
    for (; *s; s++)
        if (lower(*s) == first && begins(s + 1, f->text + 1, f->len - 1))
            return true;
    return false;
}

bool finder_is(const struct finder *f, const char *s)
{
    return s && begins(s, f->len ? f->text : "", f->len) && s[f->len] == '\0';
}
