/* The menu of what can be copied. Private to the files that fill it and act on it. */
#ifndef CODATOP_UI_DIALOG_COPY_H
#define CODATOP_UI_DIALOG_COPY_H

#include "ui/clipboard.h"
#include "ui/dialog.h"

/* An empty menu, to be filled. */
struct dialog *dialog_copy(int64_t now);
/* A text to choose (copied), by its letter ('\0': by the cursor alone); none where text
 * is NULL or empty. */
void dialog_copy_add(struct dialog *d, char letter, const char *label, const char *text);
void dialog_copy_move(struct dialog *d, enum list_move move);
/* The text under the cursor, or of that letter; NULL: none. Owned by the menu. */
const char *dialog_copy_chosen(const struct dialog *d);
const char *dialog_copy_letter(const struct dialog *d, int key);
/* Shows a text (kept as a copy) after it was copied, and says what became of it, which is
 * anything but CLIPBOARD_TOO_LONG. */
struct dialog *dialog_copied(const char *text, enum clipboard_outcome outcome,
                             int64_t now);

#endif
