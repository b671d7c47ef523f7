/* Writing whole texts to descriptors. */
#include "config.h"

#include "base/write.h"

#include <errno.h>
#include <unistd.h>

bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}
