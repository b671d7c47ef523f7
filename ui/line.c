/* A line of text under a cursor. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/keys.h"
#include "ui/line.h"

void line_set(struct line *l, const char *text)
{
    buf_clear(&l->text);
    l->cursor = l->left = 0;
    line_replace(l, 0, text ? text : "");
}

const char *line_text(const struct line *l)
{
    return buf_str(&l->text);
}

void line_free(struct line *l)
{
    buf_free(&l->text);
    *l = (struct line){0};
}

/* --- characters ------------------------------------------------------------------- */

/* Whether the code point at offset belongs to the character before it. */
static bool is_mark(const char *text, size_t len, size_t offset, int *bytes)
{
    int32_t cp;
    char one[5];
    *bytes = text_decode(text + offset, len - offset, &cp);
    if (*bytes <= 0)
        *bytes = 1;
    if (*bytes == 1 || text_encode(cp, one) == 0)
        return false;
    /* A mark alone is not clean: the gate lets none pass without its base. */
    return !text_is_clean(one, (size_t)*bytes);
}

static size_t next_character(const struct line *l, size_t from)
{
    const char *text = line_text(l);
    int bytes;
    for (size_t i = from; i < l->text.len;) {
        is_mark(text, l->text.len, i, &bytes);
        i += (size_t)bytes;
        if (i >= l->text.len || !is_mark(text, l->text.len, i, &bytes))
            return i;
    }
    return l->text.len;
}

static size_t character_before(const struct line *l, size_t from)
{
    size_t before = 0;
    for (size_t i = 0; i < from; i = next_character(l, i))
        before = i;
    return before;
}

/* Blanks before the cursor, and the word before those. */
static size_t word_before(const struct line *l)
{
    const char *text = line_text(l);
    size_t i = l->cursor;
    while (i > 0 && text[i - 1] == ' ')
        i--;
    while (i > 0 && text[i - 1] != ' ')
        i--;
    return i;
}

/* --- changing --------------------------------------------------------------------- */

/* Bytes [from, to) become text. What is left can be other than clean (a mark that lost
 * its base), so all of it passes the gate again. False: there was no room. */
static bool splice(struct line *l, size_t from, size_t to, const char *text)
{
    struct buf b = {0};
    buf_add(&b, line_text(l), from);
    buf_adds(&b, text);
    char *head = text_clean(buf_str(&b), b.len);
    size_t cursor = strlen(head);
    free(head);
    buf_adds(&b, line_text(l) + to);
    char *all = text_clean(buf_str(&b), b.len);
    bool fits = strlen(all) <= LINE_BYTES;
    if (fits) {
        buf_clear(&l->text);
        buf_adds(&l->text, all);
        l->cursor = cursor < l->text.len ? cursor : l->text.len;
    }
    free(all);
    buf_free(&b);
    return fits;
}

void line_replace(struct line *l, size_t start, const char *text)
{
    splice(l, start < l->cursor ? start : l->cursor, l->cursor, text);
}

static bool cut(struct line *l, size_t from, size_t to)
{
    return to > from && splice(l, from, to, "");
}

/* Control characters never become text, however they come: nothing that is pasted can
 * hide one. */
static bool insert(struct line *l, int key)
{
    char one[5];
    size_t before = l->text.len;
    if (key < 32 || text_encode(key, one) == 0)
        return false;
    return splice(l, l->cursor, l->cursor, one) && l->text.len != before;
}

/* --- keys ------------------------------------------------------------------------- */

enum edit { LEFT, RIGHT, HOME, END, RUBOUT, DELETE, RUBOUT_WORD, RUBOUT_ALL, CUT_REST };

static const struct {
    int key;
    enum edit edit;
} edits[] = {
    {KEY_ARROW_LEFT, LEFT},       {KEY_CTRL('B'), LEFT},       {KEY_ARROW_RIGHT, RIGHT},
    {KEY_CTRL('F'), RIGHT},       {KEY_HOME_ROW, HOME},        {KEY_CTRL('A'), HOME},
    {KEY_END_ROW, END},           {KEY_CTRL('E'), END},        {KEY_RUBOUT, RUBOUT},
    {KEY_CTRL('H'), RUBOUT},      {KEY_DELETE, DELETE},        {KEY_CTRL('D'), DELETE},
    {KEY_CTRL('W'), RUBOUT_WORD}, {KEY_CTRL('U'), RUBOUT_ALL}, {KEY_CTRL('K'), CUT_REST},
};

/* Whether the text changed. */
static bool carry_out(struct line *l, enum edit edit)
{
    size_t at = l->cursor;
    switch (edit) {
    case LEFT:
        l->cursor = character_before(l, at);
        return false;
    case RIGHT:
        l->cursor = next_character(l, at);
        return false;
    case HOME:
        l->cursor = 0;
        return false;
    case END:
        l->cursor = l->text.len;
        return false;
    case RUBOUT:
        return cut(l, character_before(l, at), at);
    case DELETE:
        return cut(l, at, next_character(l, at));
    case RUBOUT_WORD:
        return cut(l, word_before(l), at);
    case RUBOUT_ALL:
        return cut(l, 0, at);
    case CUT_REST:
        return cut(l, at, l->text.len);
    }
    return false;
}

bool line_key(struct line *l, int key, bool *changed)
{
    *changed = false;
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
        if (edits[i].key == key) {
            *changed = carry_out(l, edits[i].edit);
            return true;
        }
    if (key < 32 || key >= KEY_ARROW_UP)
        return false;
    *changed = insert(l, key);
    return true;
}

/* --- scrolling -------------------------------------------------------------------- */

size_t line_view(struct line *l, size_t cells)
{
    size_t room = cells > 1 ? cells - 1 : 0; /* the cursor may stand behind the text */
    const char *text = line_text(l);
    if (l->left > l->cursor)
        l->left = l->cursor;
    char *before = xstrndup(text, l->cursor);
    size_t first = text_suffix(before, room, NULL);
    if (l->left < first)
        l->left = first;
    free(before);
    /* Room that is free again is used again. */
    size_t fits = text_suffix(text, room, NULL);
    if (l->left > fits)
        l->left = fits;
    return l->left;
}
