/* Joining the settings of [codatop] and of a profile, and finding what is wrong in them.
 */
#include "config.h"

#include "config/setup.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/similar.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "config/setup_table.h"
#include "config/words.h"

void setup_init(struct setup *s)
{
    *s = (struct setup){0};
    for (size_t i = 0; i < setup_row_count; i++)
        if (setup_rows[i].fallback && !setup_row_is_string(&setup_rows[i]))
            free(setup_row_set(s, &setup_rows[i], setup_rows[i].fallback));
}

static void replace(char **slot, char *text)
{
    free(*slot);
    *slot = text;
}

void setup_free(struct setup *s)
{
    for (size_t i = 0; i < setup_row_count; i++)
        if (setup_row_is_string(&setup_rows[i]))
            replace((char **)(void *)((char *)s + setup_rows[i].offset), NULL);
}

/* --- sections --------------------------------------------------------------------- */

#define GENERAL_SECTION "codatop"
#define PROFILE_PREFIX "profile "

/* The profile that a section belongs to, or NULL. */
static const char *profile_of(const char *section)
{
    size_t len = sizeof PROFILE_PREFIX - 1;
    if (strncmp(section, PROFILE_PREFIX, len) != 0)
        return NULL;
    return section + len + strspn(section + len, " \t");
}

bool setup_owns(const char *section)
{
    return strcmp(section, GENERAL_SECTION) == 0 || profile_of(section) ||
           strcmp(section, "profile") == 0;
}

static const struct setup_row *find(const char *name, enum place place,
                                    struct similar *similar)
{
    for (size_t i = 0; i < setup_row_count; i++) {
        if (setup_rows[i].place != EVERYWHERE && setup_rows[i].place != place)
            continue;
        if (similar)
            similar_offer(similar, setup_rows[i].name);
        if (strcmp(setup_rows[i].name, name) == 0)
            return &setup_rows[i];
    }
    return NULL;
}

/* A long name may be a secret that was put on the wrong side of the "=". */
#define MOST_QUOTED 32

static char *unknown(const struct config_pair *pair, enum place place,
                     const struct similar *similar)
{
    if (strcmp(pair->name, "api-key") == 0 || strcmp(pair->name, "key") == 0)
        return xstrdup("The key itself does not belong here: use api-key-command, "
                       "api-key-file or the variable CODAT_API_KEY.");
    if (place == PROFILES && find(pair->name, GENERAL, NULL))
        return xasprintf("%s belongs into [codatop].", pair->name);
    if (strlen(pair->name) > MOST_QUOTED)
        return xasprintf("There is no such setting in [%s].", pair->section);
    char *question = similar_question(similar);
    char *why = xasprintf("There is no setting \"%s\" in [%s].%s", pair->name,
                          pair->section, question);
    free(question);
    return why;
}

char *setup_section_fault(const char *section)
{
    if (strcmp(section, GENERAL_SECTION) == 0)
        return NULL;
    const char *name = profile_of(section);
    if (!name || !*name)
        return xstrdup("A profile has a name: write [profile NAME].");
    if (strpbrk(name, " \t\"'") || !text_is_clean(name, strlen(name)))
        return xstrdup("A profile's name is one word without quotes.");
    return NULL;
}

char *setup_fault(const struct config_pair *pair)
{
    bool general = strcmp(pair->section, GENERAL_SECTION) == 0;
    enum place place = general ? GENERAL : PROFILES;
    struct similar similar;
    similar_begin(&similar, pair->name);
    const struct setup_row *row = find(pair->name, place, &similar);
    if (!row)
        return unknown(pair, place, &similar);
    struct setup scratch;
    setup_init(&scratch);
    char *why = setup_row_set(&scratch, row, pair->value);
    setup_free(&scratch);
    return why;
}

/* --- joining ---------------------------------------------------------------------- */

static bool is_of(const struct config_pair *pair, const char *profile)
{
    if (!profile)
        return strcmp(pair->section, GENERAL_SECTION) == 0;
    return text_same(profile_of(pair->section), profile);
}

/* Applies the pairs of a profile, or of [codatop] (NULL). */
static void apply(struct setup *s, const struct config *c, const char *profile)
{
    enum place place = profile ? PROFILES : GENERAL;
    for (size_t i = 0; i < c->count; i++) {
        const struct config_pair *pair = &c->pairs[i];
        const struct setup_row *r =
            is_of(pair, profile) ? find(pair->name, place, NULL) : NULL;
        if (r)
            free(setup_row_set(s, r, pair->value));
    }
}

static bool has_profile(const struct config *c, const char *name)
{
    for (size_t i = 0; i < c->section_count; i++)
        if (text_same(profile_of(c->sections[i].name), name))
            return true;
    return false;
}

/* Where a profile, or [codatop] (NULL), sets this; 0 where it does not. */
static int line_of(const struct config *c, const char *profile, const char *name)
{
    for (size_t i = 0; i < c->count; i++)
        if (is_of(&c->pairs[i], profile) && strcmp(c->pairs[i].name, name) == 0)
            return c->pairs[i].line;
    return 0;
}

static bool names_key(const struct config *c, const char *profile)
{
    return line_of(c, profile, "api-key-command") || line_of(c, profile, "api-key-file");
}

static char *no_profile(const struct config *c, const char *name, bool named_in_file)
{
    char **known = setup_profiles(c);
    struct buf b = {0};
    buf_addf(&b, "There is no profile \"%s\"", name);
    for (size_t i = 0; known[i]; i++)
        buf_addf(&b, "%s%s", i > 0 ? ", " : "; there are: ", known[i]);
    buf_adds(&b, known[0] ? "." : ", nor any other: write a section [profile NAME].");
    char *complaint = config_complaint(
        c->path, named_in_file ? line_of(c, NULL, "profile") : 0, buf_str(&b));
    words_free(&known);
    buf_free(&b);
    return complaint;
}

/* Applies the pairs of the profile over those of [codatop]. */
static void apply_profile(struct setup *s, const struct config *c)
{
    char *general_url = xstrdup(s->base_url ? s->base_url : SETUP_DEFAULT_URL);
    bool has_key = names_key(c, s->profile);
    if (has_key) {
        replace(&s->key_command, NULL);
        replace(&s->key_file, NULL);
        s->key_command_line = line_of(c, s->profile, "api-key-command");
    }
    apply(s, c, s->profile);
    if (!has_key && s->base_url && strcmp(s->base_url, general_url) != 0)
        s->other_url_line = line_of(c, s->profile, "base-url");
    free(general_url);
}

bool setup_join(const struct config *c, const char *name, struct setup *s, char **error)
{
    setup_init(s);
    apply(s, c, NULL);
    s->key_command_line = line_of(c, NULL, "api-key-command");
    if (name)
        replace(&s->profile, *name ? xstrdup(name) : NULL);
    if (!s->profile)
        return true;
    if (!has_profile(c, s->profile)) {
        *error = no_profile(c, s->profile, !name);
        setup_free(s);
        return false;
    }
    apply_profile(s, c);
    return true;
}

static bool has_word(char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

char **setup_profiles(const struct config *c)
{
    char **names = xcalloc(c->section_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < c->section_count; i++) {
        const char *name = profile_of(c->sections[i].name);
        if (name && !has_word(names, count, name))
            names[count++] = xstrdup(name);
    }
    return names;
}

/* --- printing --------------------------------------------------------------------- */

#define COMMENT_CELLS 86

void setup_print_comment(FILE *out, const char *text)
{
    size_t start, len;
    for (size_t n = 0; text_wrap(text, COMMENT_CELLS, n, &start, &len); n++)
        fprintf(out, "# %.*s\n", (int)len, text + start);
}

/* What has no default is written as a comment that shows what it could look like. */
static void print_row(FILE *out, const struct setup_row *r)
{
    char *help = xasprintf("%s.", r->help);
    setup_print_comment(out, help);
    free(help);
    if (r->fallback)
        fprintf(out, "%s = %s\n\n", r->name, r->fallback);
    else
        fprintf(out, "#%s = %s\n\n", r->name, r->example);
}

void setup_print(FILE *out)
{
    fprintf(out, "[" GENERAL_SECTION "]\n\n");
    for (size_t i = 0; i < setup_row_count; i++)
        print_row(out, &setup_rows[i]);
    setup_print_comment(
        out,
        "Any number of profiles, chosen by --profile NAME or the command :profile "
        "NAME. Each can hold all of the settings above but profile and log-file; "
        "what it does not say is as in [" GENERAL_SECTION "]. One "
        "with another base-url needs a source of the key of its own: that of "
        "[" GENERAL_SECTION "] is never sent there, and CODAT_API_KEY only by a start "
        "with this profile, not by :profile.");
    fputs("#[profile NAME]\n#base-url = " SETUP_DEFAULT_URL "\n#label = EU PROD\n\n",
          out);
}
