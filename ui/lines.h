/* Lines of text as they are: kept in place, and wrapped hard, with their indentation,
 * where they are longer than the page. For raw JSON and for what is to be copied. */
#ifndef CODATOP_UI_LINES_H
#define CODATOP_UI_LINES_H

#include "ui/roll.h"

/* Zeros ({0}) are a valid empty one. */
struct lines {
    const char *text; /* clean lines, each ended by '\n'; not owned */
    size_t *starts;   /* where each line begins, and at [count] the end */
    size_t count;
    uint64_t version;
    bool flat; /* what continues a line begins at the left: to be selected as one */
    struct roll roll;
};

void lines_free(struct lines *l);
/* Looks at text from now on, which must outlive the next lines_write. The same version
 * says that it is the text of before. */
void lines_set(struct lines *l, const char *text, uint64_t version);
/* The number of the first line that begins with those words, or SIZE_MAX. */
size_t lines_find(const struct lines *l, const char *beginning);
/* Writes them behind what the page holds. Returns the page's row of the first one. */
int lines_write(struct lines *l, struct page *page);
/* The row of that line among all of them, after lines_write. */
int lines_row(const struct lines *l, size_t line);

#endif
