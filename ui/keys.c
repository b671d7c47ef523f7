/* The names of keys. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "ui/keys.h"

struct key_word {
    int key;
    const char *name, *ascii;
};

/* The first row of a key is how it is shown; all of them are understood. */
static const struct key_word words[] = {
    {KEY_TAB_CODE, "Tab", "Tab"},
    {KEY_BACK_TAB, "Shift-Tab", "Shift-Tab"},
    {KEY_RETURN, "Enter", "Enter"},
    {KEY_RETURN, "Return", "Return"},
    {KEY_ESCAPE, "Esc", "Esc"},
    {KEY_ESCAPE, "Escape", "Escape"},
    {KEY_ARROW_UP, "↑", "Up"},
    {KEY_ARROW_DOWN, "↓", "Down"},
    {KEY_ARROW_LEFT, "←", "Left"},
    {KEY_ARROW_RIGHT, "→", "Right"},
    {KEY_PAGE_UP, "PgUp", "PgUp"},
    {KEY_PAGE_UP, "PageUp", "PageUp"},
    {KEY_PAGE_DOWN, "PgDn", "PgDn"},
    {KEY_PAGE_DOWN, "PageDown", "PageDown"},
    {KEY_HOME_ROW, "Home", "Home"},
    {KEY_END_ROW, "End", "End"},
    {KEY_RUBOUT, "Backspace", "Backspace"},
    {KEY_DELETE, "Del", "Del"},
    {KEY_DELETE, "Delete", "Delete"},
    {KEY_INSERT, "Ins", "Ins"},
    {KEY_INSERT, "Insert", "Insert"},
    {' ', "Space", "Space"},
};

void key_label(int key, bool ascii, char *out, size_t size)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].key == key) {
            snprintf(out, size, "%s", ascii ? words[i].ascii : words[i].name);
            return;
        }
    char one[5];
    if (key > 0 && key < 32)
        snprintf(out, size, "Ctrl-%c", '@' + key);
    else if (key > KEY_FUNCTION(0) && key <= KEY_FUNCTION(KEY_FUNCTIONS))
        snprintf(out, size, "F%d", key - KEY_FUNCTION(0));
    else if (key > 32 && key < KEY_ARROW_UP && text_encode(key, one))
        snprintf(out, size, "%s", one);
    else
        snprintf(out, size, "?");
}

static bool is_word(const char *name, size_t len, const char *word)
{
    return strlen(word) == len && strncasecmp(name, word, len) == 0;
}

/* "Ctrl-R", "^R". Ctrl-\ ends a program that hangs, and Ctrl-J is what some terminals
 * send for Enter. */
static int named_control(const char *name, size_t len)
{
    size_t before = 0;
    if (len == 6 && strncasecmp(name, "Ctrl-", 5) == 0)
        before = 5;
    else if (len == 2 && *name == '^')
        before = 1;
    char letter = name[before];
    if (before == 0 || letter == '\\')
        return 0;
    if (letter >= 'a' && letter <= 'z')
        letter = (char)(letter - 'a' + 'A');
    if (letter <= '@' || letter > '_')
        return 0;
    return letter == 'J' ? KEY_RETURN : KEY_CTRL(letter);
}

static int named_function(const char *name, size_t len)
{
    for (int n = 1; n <= KEY_FUNCTIONS; n++) {
        char word[16];
        snprintf(word, sizeof word, "F%d", n);
        if (is_word(name, len, word))
            return KEY_FUNCTION(n);
    }
    return 0;
}

/* A character that can be typed: one code point that the gate lets pass. */
static int named_character(const char *name, size_t len)
{
    int32_t cp;
    bool whole = text_decode(name, len, &cp) == (int)len;
    return len > 0 && whole && text_is_clean(name, len) ? (int)cp : 0;
}

int key_named(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(name, len, words[i].name) || is_word(name, len, words[i].ascii))
            return words[i].key;
    int key = named_character(name, len);
    if (key == 0)
        key = named_control(name, len);
    return key != 0 ? key : named_function(name, len);
}
