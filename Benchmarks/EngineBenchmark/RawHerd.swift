import LookbackCore
import LookbackPostgres

/// The cases of the yardstick, shared out among connections so that they never wait for one another's rows.
actor RawHerd {
  private let writer: RawWriter
  private let pool: ConnectionPool
  private var shares: [[RawWriter.Place]]

  init(_ herd: Herd, standing: StandingRows, due: Int64? = nil, connections: Int, pool: ConnectionPool) throws {
    let places = herd.ids.map { Self.place($0, standing, due: due) }
    try self.init(places, connections: connections, pool: pool)
  }

  init(_ places: [RawWriter.Place], connections: Int, pool: ConnectionPool) throws {
    writer = try RawWriter()
    self.pool = pool
    let size = (places.count + connections - 1) / connections
    shares = stride(from: 0, to: places.count, by: size).map { Array(places[$0..<min($0 + size, places.count)]) }
  }

  /// Where a clone of `standing` stands before its first step.
  static func place(_ id: CaseID, _ standing: StandingRows, due: Int64? = nil) -> RawWriter.Place {
    let timer = standing.timers.first { $0.key.contains(":after:") }
    return RawWriter.Place(
      id: id, sequence: standing.current.sequence, term: standing.view.due, due: due ?? timer?.due ?? 0)
  }

  /// Where all of them stand by now.
  var places: [RawWriter.Place] { shares.flatMap { $0 } }

  /// Takes every case one step further.
  func goOn(_ step: RawWriter.Step, batch: Int, isRemembered: Bool = true) async throws {
    let (writer, pool) = (writer, pool)
    let moves = shares.map { share in
      Task {
        var moved: [RawWriter.Place] = []
        for start in stride(from: 0, to: share.count, by: batch) {
          var part = Array(share[start..<min(start + batch, share.count)])
          try await writer.write(step, &part, isRemembered: isRemembered, on: pool)
          moved += part
        }
        return moved
      }
    }
    for (index, move) in moves.enumerated() { shares[index] = try await move.value }
  }

  /// Takes one of the shares one step further.
  func goOn(_ step: RawWriter.Step, share: Int, isRemembered: Bool) async throws {
    var part = shares[share]
    try await writer.write(step, &part, isRemembered: isRemembered, on: pool)
    shares[share] = part
  }
}
