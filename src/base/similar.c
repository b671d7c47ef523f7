/* "Did you mean": the number of changes that lead from one word to another. */
#include "config.h"

#include "base/similar.h"

#include <ctype.h>
#include <string.h>

#include "base/xmalloc.h"

#define LONGEST 48 /* longer words are similar to nothing */
#define FARTHEST 3

static size_t least(size_t a, size_t b, size_t c)
{
    size_t least_of_two = a < b ? a : b;
    return least_of_two < c ? least_of_two : c;
}

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Levenshtein's distance, with two neighbours that changed places counted as one. Three
 * rows of the table are kept. */
static size_t distance(const char *a, size_t na, const char *b, size_t nb)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= nb; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= na; i++) {
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t change = same_letter(a[i - 1], b[j - 1]) ? 0 : 1;
            row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
                same_letter(a[i - 2], b[j - 1]) && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[nb];
}

void similar_begin(struct similar *s, const char *word)
{
    *s = (struct similar){.word = word};
}

void similar_offer(struct similar *s, const char *name)
{
    size_t written = strlen(s->word), len = strlen(name);
    if (written > LONGEST || len > LONGEST)
        return;
    size_t most = len / 3 < FARTHEST ? len / 3 : FARTHEST;
    if (most == 0 && len == 2)
        most = 1;
    size_t d = distance(s->word, written, name, len);
    if (d > most || (s->best && d >= s->distance))
        return;
    s->best = name;
    s->distance = d;
}

char *similar_question(const struct similar *s)
{
    return s->best ? xasprintf(" Did you mean %s?", s->best) : xstrdup("");
}
