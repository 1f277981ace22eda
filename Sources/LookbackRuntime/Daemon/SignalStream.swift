import Glibc

/// Signals to the daemon as values.
package enum SignalStream {
  /// Keeps these signals from ending the process. Call before any thread exists: threads inherit it.
  package static func block(_ signals: [Int32]) {
    var set = signalSet(signals)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// The signals as they arrive; they must be blocked. One stream a process.
  package static func signals(_ signals: [Int32]) -> AsyncStream<Int32> {
    AsyncStream { continuation in
      let isRunning = Thread.run {
        var set = signalSet(signals)
        var signal: Int32 = 0
        while sigwait(&set, &signal) == 0 {
          if case .terminated = continuation.yield(signal) { return }
        }
      }
      if !isRunning { continuation.finish() }
    }
  }

  private static func signalSet(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
