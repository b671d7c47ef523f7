/* The columns of a pane by their names: which there are, which of them show, and in what
 * order. Pure. */
#ifndef CODATOP_UI_COLUMNS_H
#define CODATOP_UI_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/table.h"

struct scene;
struct cell;

/* What a row says in a column, to sort by it: the number, then the text where there is
 * one; none: nothing, which comes last both ways. */
struct sort_value {
    bool none;
    const char *text;
    int64_t number;
};

/* One column that a pane has to offer. */
struct column_kind {
    const char *name; /* in the configuration and after :columns and :sort */
    bool leads;       /* shows first, wherever it was named, unless it was left out */
    /* It can be sorted by where one of these is there: a key of the pane's own, or what
     * its rows say. */
    int key;
    void (*value)(const void *data, const struct scene *s, size_t row,
                  struct sort_value *v);
    bool falls; /* the greatest first is more use there (dates) */
    bool ages;  /* its dates show as ages, which grow as dates fall */
    bool roomy; /* among the usual ones only where the pane is wide */
    struct column wide;
    struct column narrow; /* the same in a narrow pane; without a title: as wide */
    void (*draw)(const void *data, const struct scene *s, size_t row,
                 const struct cell *to);
    /* Cells that this row needs where they are more than the column has: they are taken
     * from the column before. NULL: never any. */
    int (*needs)(const void *data, const struct scene *s, size_t row);
};

#define COLUMNS_WIDE 52 /* cells from which on a pane is wide */

/* What a pane has to offer. */
struct column_kinds {
    const struct column_kind *items;
    size_t count;           /* at most TABLE_COLUMNS */
    const char *usual;      /* the names of those that show where nobody chose */
    const char *usual_sort; /* for sort_parse */
};

/* The chosen ones, as places among the kinds. */
struct columns {
    size_t at[TABLE_COLUMNS];
    size_t count;
    bool chosen; /* others than the usual ones, or in another order */
};

/* What a pane is sorted by. */
struct sort {
    size_t at; /* the column's place among the kinds */
    bool descending;
};

#define COLUMN_NONE ((size_t)-1)

/* The place of the column of that name (len bytes), or of that title, or the only one
 * whose name begins so; or COLUMN_NONE. */
size_t columns_find(const struct column_kinds *kinds, const char *name, size_t len);
/* Reads names with commas or spaces between: "state,name,platform". The leading column
 * comes in front by itself, and stays away where "-state" is said. An empty text gives
 * the usual ones. False and *error, a sentence (free() it), where a name is unknown,
 * comes twice, or nothing would be left; *out is not touched then. */
bool columns_parse(const struct column_kinds *kinds, const char *text,
                   struct columns *out, char **error);
bool columns_same(const struct columns *a, const struct columns *b);
/* The names as columns_parse reads them; a new string. */
char *columns_text(const struct column_kinds *kinds, const struct columns *columns);
/* What they look like in that width, for table_fit: one for each chosen one. */
void columns_look(const struct column_kinds *kinds, const struct columns *columns,
                  int width, struct column out[TABLE_COLUMNS]);
/* The names of all, for a sentence: "state, name, platform"; a new string. */
char *columns_names(const struct column_kinds *kinds);

/* --- sorting --------------------------------------------------------------------- */

bool column_sorts(const struct column_kind *kind);
/* Reads the name of a column, with "-" in front where the greatest come first; an empty
 * text gives the usual one. False and *error, a sentence (free() it). */
bool sort_parse(const struct column_kinds *kinds, const char *text, struct sort *out,
                char **error);
/* As sort_parse reads it; a new string. */
char *sort_text(const struct column_kinds *kinds, const struct sort *sort);
bool sort_is_usual(const struct column_kinds *kinds, const struct sort *sort);
/* The names of the columns that can be sorted by, for a sentence; a new string. */
char *sort_names(const struct column_kinds *kinds);
/* The next one among the shown ones (shown[i] for columns->at[i]), in its own direction;
 * the same where no other can be sorted by. */
struct sort sort_next(const struct column_kinds *kinds, const struct columns *columns,
                      const bool *shown, const struct sort *sort);
/* Sorts rows 0 to count by what the column of the sort says of them: out[i] is the row
 * that comes to place i. Equal ones stay as they are. */
void sort_rows(const struct column_kinds *kinds, const struct sort *sort,
               const void *data, const struct scene *s, size_t count, size_t *out);

#endif
