package import Logging
import ServiceLifecycle

/// Raises a doubt when a batch takes long, and says in the log when nothing can be recorded and when that is over.
package struct WriteWatchService: Service {
  private let watch: WriteWatch
  private let pulse: LoopWatchdog
  private let logger: Logger

  package init(watch: WriteWatch, pulse: LoopWatchdog, logger: Logger = Logger(label: "writes")) {
    self.watch = watch
    self.pulse = pulse
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      var told: String?
      while !Task.isCancelled {
        if pulse.stalled(after: .seconds(1)).contains(.batches) { watch.doubt() }
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
