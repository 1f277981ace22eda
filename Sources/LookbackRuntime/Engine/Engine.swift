package import LookbackCore

/// The one way to change a case: takes commands, decides them in batches, records what was decided.
package struct Engine: Sendable {
  /// Does each command once, durably, or says why not; the outcomes are in the order of the commands.
  package func submit(_ commands: [Command]) async -> [Outcome] {
    commands.map { _ in .unavailable("the engine is not built yet") }
  }
}
