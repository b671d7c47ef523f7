/* The names of keys. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "ui/keys.h"

struct key_word {
    int key;
    const char *name, *ascii;
};

static const struct key_word words[] = {
    {KEY_TAB_CODE, "Tab", "Tab"},
    {KEY_BACK_TAB, "Shift-Tab", "Shift-Tab"},
    {KEY_RETURN, "Enter", "Enter"},
    {KEY_ESCAPE, "Esc", "Esc"},
    {KEY_ARROW_UP, "↑", "Up"},
    {KEY_ARROW_DOWN, "↓", "Down"},
    {KEY_ARROW_LEFT, "←", "Left"},
    {KEY_ARROW_RIGHT, "→", "Right"},
    {KEY_PAGE_UP, "PgUp", "PgUp"},
    {KEY_PAGE_DOWN, "PgDn", "PgDn"},
    {KEY_HOME_ROW, "Home", "Home"},
    {KEY_END_ROW, "End", "End"},
    {KEY_RUBOUT, "Backspace", "Backspace"},
    {KEY_DELETE, "Del", "Del"},
    {KEY_INSERT, "Ins", "Ins"},
    {' ', "Space", "Space"},
};

void key_label(int key, bool ascii, char *out, size_t size)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].key == key) {
            snprintf(out, size, "%s", ascii ? words[i].ascii : words[i].name);
            return;
        }
    if (key > 0 && key < 32)
        snprintf(out, size, "Ctrl-%c", '@' + key);
    else if (key < 127 && key > 0)
        snprintf(out, size, "%c", key);
    else
        snprintf(out, size, "?");
}
