import CLibpq
import Glibc

/// Wakes a thread that waits in `poll`, for good.
final class StopSignal: Sendable {
  /// Readable once `fire()` was called.
  let descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))

  deinit { Glibc.close(descriptor) }

  func fire() {
    eventfd_write(descriptor, 1)
  }

  /// Waits until `fire()` was called or the time is over; true when it was called.
  func wait(_ duration: Duration) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, Int32(clamping: duration.wholeMilliseconds)) > 0
  }
}
