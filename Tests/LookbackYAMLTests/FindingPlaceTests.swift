import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Places and courses of findings")
struct FindingPlaceTests {
  private static func found(_ code: String) throws -> Diagnostic {
    let explanation = try #require(CodeExplanation.explanation(of: code))
    let files = explanation.files.sorted { $0.key < $1.key }.map { Workbench.file($0.key, $0.value) }
    let all = LibraryLoader(staffing: explanation.staffing).load(files).diagnostics
    return try #require(all.first { $0.code == code })
  }

  /// Code, place in the example, severity, steps of the course.
  private static let table: [(String, String, Diagnostic.Severity, Int)] = [
    ("unreachable-state", "49:3", .error, 0),
    ("dead-end", "49:3", .error, 2),
    ("never-ends", "49:3", .error, 2),
    ("untimed-wait", "36:3", .warning, 0),
    ("join-never-completes", "40:24", .error, 3),
    ("join-may-hang", "40:24", .warning, 4),
    ("join-completes-twice", "40:24", .error, 5),
    ("tracks-left-running", "38:9", .warning, 5),
    ("automatic-cycle", "41:7", .error, 4),
    ("guard-never-holds", "33:13", .error, 0),
    ("candidates-overlap", "35:50", .warning, 0),
    ("read-before-set", "9:77", .warning, 0),
    ("may-be-missing", "35:34", .warning, 0),
    ("nobody-can-be", "39:29", .error, 0),
    ("approval-asks-nobody", "42:5", .error, 6),
    ("understaffed", "43:15", .error, 0),
    ("staff-too-few", "43:15", .warning, 0),
    ("clock-never-starts", "23:11", .error, 0),
    ("clock-stops-at-once", "24:15", .error, 0),
    ("reminder-too-early", "25:14", .warning, 0),
    ("reminder-after-breach", "25:14", .warning, 0),
    ("timer-never-fires", "36:23", .warning, 0),
    ("timer-not-retried", "35:24", .warning, 2),
    ("look-back-never", "53:5", .warning, 0),
    ("bad-promise", "54:12", .error, 0),
    ("promise-refuted", "54:12", .error, 2),
    ("unheard-signal", "48:33", .warning, 0),
    ("check-too-large", "2:11", .warning, 0),
    ("recursive-tracks", "38:9", .warning, 0),
  ]

  @Test("each finding stands at its place with its course", arguments: table.indices)
  func findingIsPlaced(_ row: Int) throws {
    let (code, place, severity, steps) = Self.table[row]
    let found = try Self.found(code)
    #expect("\(found.location.line):\(found.location.column)" == place, "\(code)")
    #expect(found.severity == severity, "\(code)")
    #expect(found.course.count == steps, "\(code): \(found.course.map { $0.text(in: .english) })")
    #expect(found.chinese != nil, "\(code) says nothing in Chinese")
  }
}
