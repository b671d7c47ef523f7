/* What is said of a connection in details. */
#ifndef CODATOP_UI_CONNECTION_TEXT_H
#define CODATOP_UI_CONNECTION_TEXT_H

#include "ui/fields.h"

/* "✓ Linked" */
struct status status_of_connection(const struct connection *c);
/* All of it: status, platform, ids, errors, what to do, and the link where its customer
 * needs it. s is the scene of its company. */
void connection_write(struct page *page, const struct scene *s,
                      const struct connection *c);
/* The link that the customer opens for it, or the company's: a new string, or NULL. */
char *connection_or_company_link(const struct company *company,
                                 const struct connection *c);
/* What to do about how a pull went, with the link to hand over where its customer has to
 * relink; nothing where there is nothing to do. */
void pull_remedy_write(struct page *page, const struct scene *s, const struct pull *p);
/* The remedy, and the link to hand to the customer. */
void relink_write(struct page *page, const struct company *company,
                  const struct connection *c, const char *remedy);

#endif
