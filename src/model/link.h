/* The links of connections, stored short. A link is two thirds ids that its company's
 * record holds anyway, and a fleet has a hundred thousand of them. Internal to
 * records.c. */
#ifndef CODATOP_MODEL_LINK_H
#define CODATOP_MODEL_LINK_H

/* The link with a control character instead of each id, which no clean string holds; a
 * short one stays as it is. A new string (free() it), or NULL for NULL. */
char *link_shorten(const char *link, const char *company_id, const char *connection_id);

#endif
