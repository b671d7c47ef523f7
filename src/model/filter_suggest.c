/* What could stand at the end of a filter that somebody types. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "model/filter_internal.h"

/* Where the last term begins, without its exclamation mark. */
static size_t last_term(const char *text)
{
    size_t start = 0;
    bool quoted = false;
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == ' ' && !quoted)
            start = i + 1;
    }
    return text[start] == '!' ? start + 1 : start;
}

static void offer_fields(enum filter_of of, const char *typed, filter_offer *offer,
                         void *arg)
{
    for (const struct filter_field *f = filter_fields; f->name; f++) {
        char word[40];
        bool compared = f->kind == VALUE_AGE || f->kind == VALUE_DATE;
        if (!filter_has_field(of, f) || strncasecmp(f->name, typed, strlen(typed)) != 0)
            continue;
        snprintf(word, sizeof word, "%s%c", f->name, compared ? '>' : ':');
        offer(word, f->example, arg);
    }
}

size_t filter_suggest(const char *text, enum filter_of of, filter_offer *offer, void *arg)
{
    size_t start = last_term(text);
    size_t len = strcspn(text + start, ":<>\"");
    if (text[start + len] == '\0') {
        offer_fields(of, text + start, offer, arg);
        return start;
    }
    for (const struct filter_field *f = filter_fields; f->name; f++)
        if (text[start + len] == ':' && filter_has_field(of, f) &&
            strlen(f->name) == len && strncasecmp(f->name, text + start, len) == 0)
            filter_offer_values(f->kind, of, text + start + len + 1, offer, arg);
    return start + len + 1;
}
