import Synchronization

/// Evaluates what somebody only asks for, such as the condition of a sweep or a dry run, on a thread where it holds up
/// nobody but others who ask. Work that takes long is given to it in pieces, so that these come in between.
package actor Evaluator {
  private nonisolated let executor: any SerialExecutor

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package init(on executor: any SerialExecutor) { self.executor = executor }

  /// Returns what the body returns, which waits for nothing.
  package func run<R: Sendable, E: Error>(_ body: @Sendable () throws(E) -> R) throws(E) -> R { try body() }
}

/// The evaluators of a daemon, of which each request has one.
package final class Evaluators: Sendable {
  private let all: [Evaluator]
  private let turn = Atomic(0)

  /// - Parameter executors: at least one, each with a thread of its own.
  package init(on executors: [any SerialExecutor]) { all = executors.map { Evaluator(on: $0) } }

  /// Returns the evaluator whose turn it is.
  package func next() -> Evaluator {
    all[Int(UInt(bitPattern: turn.wrappingAdd(1, ordering: .relaxed).newValue) % UInt(all.count))]
  }
}
