import CLibpq

/// Several statements that are sent together and answered together, ended by one sync: one round trip.
///
/// Everything is encoded before anything is sent, so that a value that cannot be sent has no effect on the server.
struct Pipeline {
  /// One step, with the types of its parameters and their ranges in the arena; a range that is nil is NULL.
  ///
  /// The parameters themselves are not kept: what a batch wrote is freed before the server's answer is waited for.
  struct Step {
    let statement: Statement
    let types: [UInt32]
    let slices: [Range<Int>?]
  }

  let steps: [Step]
  let commits: Bool

  init(_ steps: [(Statement, Parameters)], arena: inout WireBuffer) throws {
    arena.removeAll()
    var encoded: [Step] = []
    encoded.reserveCapacity(steps.count)
    for (statement, parameters) in steps {
      encoded.append(try Self.encode(statement, parameters, into: &arena))
    }
    guard !steps.dropLast().contains(where: { $0.0 == .commit }) else {
      throw PostgresError(.misuse, "a pipeline with a commit that is not its last step")
    }
    self.steps = encoded
    commits = steps.last?.0 == .commit
  }

  var opensTransaction: Bool { steps.contains { $0.statement == .begin } }

  private static func encode(
    _ statement: Statement, _ bound: Parameters, into arena: inout WireBuffer
  ) throws -> Step {
    guard !statement.name.utf8.contains(0), !statement.text.utf8.contains(0) else {
      throw PostgresError(.parameter, "a statement with a NUL character in it", statement: statement.name)
    }
    let parameters = try bound.arranged(for: statement)
    var slices: [Range<Int>?] = []
    slices.reserveCapacity(parameters.count)
    for (index, parameter) in parameters.enumerated() {
      let start = arena.count
      do {
        slices.append(try parameter.encode(into: &arena) ? start..<arena.count : nil)
      } catch {
        throw PostgresError(
          .parameter, "\(statement.parameterName(index)) is \(error.message)", statement: statement.name)
      }
      guard arena.count - start <= largestValue else {
        throw PostgresError(
          .parameter, "\(statement.parameterName(index)) is larger than 1 GB", statement: statement.name)
      }
    }
    return Step(statement: statement, types: parameters.map(\.oid), slices: slices)
  }

  private static let largestValue = 1 << 30
}
