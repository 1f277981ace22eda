import LookbackPostgres
import Testing

@testable import LookbackStore

@Suite("what an error of the database means for the batch that met it")
struct ErrorCourseTests {
  private struct Example: CustomTestStringConvertible, Sendable {
    let state: String
    var constraint: String?
    let course: ErrorCourse
    var testDescription: String { "\(state) \(constraint ?? "")" }
  }

  private static let examples =
    [
      Example(state: "23505", constraint: "case_keys_pkey", course: .race),
      Example(state: "23505", constraint: "cases_pkey", course: .race),
      Example(state: "23505", constraint: "commands_pkey", course: .race),
      Example(state: "54000", constraint: "commands_pkey", course: .stays),
      Example(state: "54000", constraint: "case_keys_pkey", course: .stays),
      Example(state: "23505", constraint: "timers_pkey", course: .stays),
      Example(state: "23514", constraint: "registers_next_positive", course: .stays),
      Example(state: "23502", course: .stays), Example(state: "22001", course: .stays),
      Example(state: "22003", course: .stays), Example(state: "22021", course: .stays),
      Example(state: "22P02", course: .stays), Example(state: "22P05", course: .stays),
      Example(state: "40001", course: .race), Example(state: "40P01", course: .race),
      Example(state: "55P03", course: .held), Example(state: "55006", course: .passes),
      Example(state: "25006", course: .passes), Example(state: "25P03", course: .passes),
      Example(state: "08006", course: .passes), Example(state: "53100", course: .passes),
      Example(state: "53200", course: .passes), Example(state: "53300", course: .passes),
      Example(state: "57014", course: .passes), Example(state: "57P01", course: .passes),
      Example(state: "57P03", course: .passes), Example(state: "58030", course: .passes),
      Example(state: "42501", course: .broken), Example(state: "42P01", course: .broken),
      Example(state: "0A000", course: .broken), Example(state: "XX000", course: .broken),
      Example(state: "XX002", course: .broken), Example(state: "P0001", course: .broken),
    ] + PostgresError.classes.map { Example(state: $0.key + "999", course: $0.value) }
    + PostgresError.states.map { Example(state: $0.key, course: $0.value) }

  @Test("follows from its word and, for a key of a race alone, from the constraint", arguments: examples)
  private func ofServer(_ example: Example) {
    let error = PostgresError(.server, "refused", sqlState: example.state, constraint: example.constraint)
    #expect(StoreError(error).course == example.course)
  }

  @Test("follows from what happened, where the server said nothing")
  func ofClient() {
    let courses: [(PostgresError.Kind, ErrorCourse)] = [
      (.connection, .passes), (.timeout, .passes), (.unavailable, .passes), (.commitUnknown, .unknown),
      (.parameter, .stays), (.decoding, .broken), (.closed, .broken), (.misuse, .broken),
    ]
    for (kind, course) in courses { #expect(StoreError(PostgresError(kind, "x")).course == course, "\(kind)") }
    #expect(StoreError.unreadable("case 7").course == .broken)
    #expect(StoreError(CancellationError()).course == .broken)
  }
}
