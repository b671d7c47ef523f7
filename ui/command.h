/* The commands: one table holds each one's name, keys, help, hint, where it works and
 * what it needs. Keys, the help screen and the hint line all come from it. */
#ifndef CODATOP_UI_COMMAND_H
#define CODATOP_UI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/keymap.h"

struct ui;
struct ui_view;
struct ui_intent;
struct candidates;

enum command_scope {
    IN_PANES = 1,
    IN_DIALOG = 2,   /* any dialog that is read */
    IN_QUESTION = 4, /* a dialog that waits for yes or no */
    IN_MENU = 16,    /* a dialog with a cursor, of which one thing is chosen */
    IN_ALL = 23,
    BY_NAME = 8, /* by name everywhere, wherever its keys work */
};

enum command_need {
    NEEDS_NOTHING = 0,
    NEEDS_COMPANY = 1,     /* one is selected */
    NEEDS_ROW = 2,         /* the pane with the focus has a row under its cursor */
    NEEDS_SUBJECT = 4,     /* the dialog is about a data type */
    NEEDS_POST = 8,        /* not read-only */
    NEEDS_COMPANIES = 16,  /* the companies have the focus */
    NEEDS_MARKS = 32,      /* some companies are marked */
    NEEDS_TYPE = 64,       /* a data type is under the cursor */
    NEEDS_BULK = 128,      /* there is a bulk refresh, running or ended */
    NEEDS_BULK_OPEN = 256, /* … and its dialog is what keys go to … */
    NEEDS_UNSENT = 512,    /* … and something of it is still to be sent */
    NEEDS_HIDDEN = 2048,   /* some companies of the question are shown, some are not */
    NEEDS_SEARCH = 4096,   /* something is searched for in the dialog */
    NEEDS_ABOUT = 8192,    /* the dialog is about a company, or one is selected */
    NEEDS_PULL = 16384,    /* the dialog is about a pull, or there is a row of one */
    NEEDS_WALK = 32768,    /* the dialog can show the pulls before and after */
    NEEDS_JSON = 65536,    /* the dialog shows an answer, of which the JSON can be read */
};

struct command {
    const char *name;
    int keys[COMMAND_KEYS]; /* as ui/keys.h names them; 0: no more */
    const char *help;       /* for the help screen; for keymap_expand */
    const char *hint;       /* for the hint line; NULL: not there */
    int keep;               /* in the hint line: the lowest leave first */
    unsigned scope, needs;
    /* By name it may get an argument: ui->argument. */
    void (*run)(struct ui *ui, const struct ui_view *view, struct ui_intent *intent);
    /* What that argument is: "NAME", or "[NAME]" where it may be missing (always so where
     * there are keys); NULL: it takes none. */
    const char *takes;
    /* Adds what could stand at the end of the argument so far, and returns the byte where
     * that begins; NULL: nothing is completed. */
    size_t (*complete)(struct ui *ui, const struct ui_view *view, const char *argument,
                       struct candidates *out);
};

extern const struct command commands[];
extern const size_t command_count;

/* The command of that name, or NULL. */
const struct command *command_named(const char *name);
/* Of what it needs, what is missing among have. 0: nothing, it may run. */
unsigned command_missing(const struct command *c, unsigned have);
/* Why it cannot run where this is missing, as a sentence for keymap_expand. */
const char *command_refusal(unsigned missing);

#endif
