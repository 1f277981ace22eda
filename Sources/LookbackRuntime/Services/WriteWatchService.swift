package import Logging
import ServiceLifecycle

/// Reports a doubt to the write watch when a batch takes longer than a second. It logs when nothing can be recorded,
/// and when that is over.
package struct WriteWatchService: Service {
  private let watch: WriteWatch
  private let watchdog: LoopWatchdog
  private let logger: Logger

  package init(watch: WriteWatch, watchdog: LoopWatchdog, logger: Logger = Logger(label: "writes")) {
    self.watch = watch
    self.watchdog = watchdog
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      var told: String?
      while !Task.isCancelled {
        if watchdog.stalled(after: .seconds(1)).contains(.batches) { watch.doubt() }
        let refusal = watch.refusal
        if let refusal, told == nil { logger.critical("\(refusal)") }
        if refusal == nil, told != nil { logger.notice("commands are recorded again") }
        told = refusal
        try? await Task.sleep(for: .milliseconds(500))
      }
    }
    watch.end()
  }
}
