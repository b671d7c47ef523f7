/* What details have in common: fields with a label, moments, statuses, and how fresh they
 * are. */
#ifndef CODATOP_UI_FIELDS_H
#define CODATOP_UI_FIELDS_H

#include "ui/dialog.h"
#include "ui/status.h"

#define FIELD_LABEL_CELLS 14

/* The scene as seen from the dialog's company, which is NULL where Codat lists it no
 * more. */
struct scene fields_scene(const struct dialog *d, const struct scene *s);
/* Begins the details: the labels' width and the company's name. False, and said so, where
 * there is no such company. */
bool fields_begin(const struct dialog *d, const struct scene *s, struct page *page);
/* A field only where there is something to say. */
void field(struct page *page, const char *label, enum role role, const char *value);
/* "24 Nov 09:14:02, 2h ago"; nothing for TIME_NONE. */
void field_moment(struct page *page, const struct scene *s, const char *label,
                  int64_t ms);
/* The same as text, for lines that say more. */
void moment_text(const struct scene *s, int64_t ms, char *out, size_t size);
void field_status(struct page *page, const struct scene *s, const char *label,
                  const struct status *status);
void field_blank(struct page *page);
/* What to do, set off from what is above; nothing for NULL. */
void field_remedy(struct page *page, const char *remedy);
/* How fresh the answer to call is, or why there is none. */
void field_read(struct page *page, const struct scene *s, const struct call *call);
/* The same of knowledge that is kept elsewhere: "The data status was read 4s ago." */
void field_known(struct page *page, const struct scene *s, const char *what,
                 const struct knowledge *k);

#endif
