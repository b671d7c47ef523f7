/* Writing whole texts to descriptors. */
#ifndef CODATOP_BASE_WRITE_H
#define CODATOP_BASE_WRITE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether everything was written to a blocking descriptor; false with errno. */
bool write_all(int fd, const char *bytes, size_t len);

#endif
