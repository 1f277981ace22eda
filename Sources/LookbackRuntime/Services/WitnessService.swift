package import Logging
package import LookbackStore
import ServiceLifecycle

/// Checks once a second whether the database still has what it acknowledged, and saves the witness in its file.
package struct WitnessService: Service {
  private let store: Store
  private let witness: Witness
  private let file: WitnessFile?
  private let logger: Logger

  package init(
    store: Store, witness: Witness, file: WitnessFile?, logger: Logger = Logger(label: "witness")
  ) {
    self.store = store
    self.witness = witness
    self.file = file
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown { await loop() }
    _ = save(after: nil)
  }

  private func loop() async {
    var saved: Witness.Memory?
    var told: String?
    while !Task.isCancelled {
      try? await store.examine(with: witness)
      if let refusal = witness.refusal, refusal != told { logger.critical("nothing is served: \(refusal)") }
      told = witness.refusal
      saved = save(after: saved)
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private func save(after saved: Witness.Memory?) -> Witness.Memory? {
    let memory = witness.memory
    guard let file, memory != saved else { return saved }
    if file.save(memory) { return memory }
    logger.error("the witness file cannot be written", metadata: ["path": "\(file.path)"])
    return saved
  }
}
