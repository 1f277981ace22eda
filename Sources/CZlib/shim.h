#pragma once

#include <string.h>
#include <zlib.h>

// What begins a stream is a macro, which Swift cannot call. A stream of this kind is gzip (RFC 1952).
static inline int lookback_gzip_begin(z_stream *stream, int level) {
  memset(stream, 0, sizeof *stream);
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
