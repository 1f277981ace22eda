import LookbackCore
import LookbackPostgres
import LookbackTime

@testable import LookbackStore

extension Office {
  var today: CivilDate? {
    get async throws {
      let now = try await store.clock().real
      return CivilDate(days: Int32(now.microseconds / 86_400_000_000))
    }
  }

  /// The partitions of history.
  var partitions: [String] {
    get async throws {
      let connection = try await superuser()
      let list = Statement(
        "list_partitions", "select inhrelid::regclass::text from pg_inherits where inhparent = 'events'::regclass")
      let found = try await connection.run { c in try c.query(list).map { try $0.text(0) } }
      await connection.close()
      return found
    }
  }
}
