/* Words, quotes and backslashes. */
#include "config.h"

#include "config/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"

#define BLANKS " \t"

/* Takes what a quote holds, from behind it; returns behind the closing one, or NULL. */
static const char *take_quoted(const char *at, char quote, struct buf *word)
{
    for (; *at != quote; at++) {
        if (*at == '\\' && quote == '"' && at[1] && strchr("\"\\$`", at[1]))
            at++;
        if (*at == '\0')
            return NULL;
        buf_addc(word, *at);
    }
    return at + 1;
}

static const char *take_home(const char *at, struct buf *word)
{
    const char *home = getenv("HOME");
    if (at[0] != '~' || at[1] != '/' || !home)
        return at;
    buf_adds(word, home);
    return at + 1;
}

/* Takes one word; returns behind it, or NULL where something is left open. */
static const char *take_word(const char *at, struct buf *word)
{
    at = take_home(at, word);
    while (at && *at && !strchr(BLANKS, *at)) {
        char c = *at++;
        if (c == '\'' || c == '"') {
            at = take_quoted(at, c, word);
        } else if (c == '\\' && *at == '\0') {
            return NULL;
        } else {
            buf_addc(word, c == '\\' ? *at++ : c);
        }
    }
    return at;
}

char **words_split(const char *text)
{
    char **words = xcalloc(1, sizeof *words);
    size_t count = 0;
    for (const char *at = text + strspn(text, BLANKS); *at; at += strspn(at, BLANKS)) {
        struct buf word = {0};
        at = take_word(at, &word);
        words = xreallocarray(words, count + 2, sizeof *words);
        words[count++] = buf_take(&word);
        words[count] = NULL;
        if (!at) {
            words_free(&words);
            return NULL;
        }
    }
    return words;
}

void words_free(char ***pointer)
{
    char **words = *pointer;
    for (size_t i = 0; words && words[i]; i++)
        free(words[i]);
    free(words);
    *pointer = NULL;
}
