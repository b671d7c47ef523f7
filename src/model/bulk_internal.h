/* What the parts of the bulk refresh share. Internal to bulk*.c. */
#ifndef CODATOP_MODEL_BULK_INTERNAL_H
#define CODATOP_MODEL_BULK_INTERNAL_H

#include "model/bulk.h"

struct bulk {
    struct bulk_list *list;
    struct bulk_item *items; /* one for each company of the list */
    size_t with[BULK_FATES];
    size_t total; /* that were to be sent */
    size_t next;  /* all items before it were handed out or left out */
    uint32_t number;
    enum bulk_state state;
    bool cancelled;
    int64_t gap;        /* between two requests */
    int64_t next_at;    /* the next one not before */
    int64_t sending_ms; /* time that it spent sending, up to … */
    int64_t since;      /* … then; 0: it does not send */
    size_t accepted, failed_in_a_row;
    bool any_taken; /* by Codat, at some time */
    char *trouble;
};

#endif
