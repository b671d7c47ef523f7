/* What a command is about: the uppermost dialog's subject, else what is under the
 * cursor. */
#ifndef CODATOP_UI_SUBJECT_H
#define CODATOP_UI_SUBJECT_H

#include "ui/state.h"

/* NULL where there is nothing of the kind. Strings are good until the next ui_*
 * function or change of the model. */
struct subject {
    const char *company_id, *data_type, *connection_id, *pull_id;
};

struct subject subject_of(const struct ui *ui, const struct ui_view *view);
/* The place of a pull among those known of its company, or SIZE_MAX. */
size_t subject_place(const struct ui_view *view, const char *company_id,
                     const char *pull_id);

#endif
