/* A server made from the specification's examples, as contract mocks are: whatever is
 * asked, the answer has the right shape and always the same content. Totals of pages are
 * zero, ids are the same everywhere, and there is always a next page. */
#ifndef CODATOP_TESTS_MOCK_SERVER_H
#define CODATOP_TESTS_MOCK_SERVER_H

#include <stddef.h>

struct mock;

/* Listens on loopback, on a free port; NULL where that is not possible. */
struct mock *mock_start(void);
void mock_stop(struct mock **mock);
const char *mock_url(const struct mock *mock);
/* Requests so far. */
size_t mock_requests(const struct mock *mock);

#endif
