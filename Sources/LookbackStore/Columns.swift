import LookbackCore
import LookbackPostgres
import LookbackTime

extension [DueTimer] {
  /// As `delete_timers` takes them.
  var columns: [Parameter] {
    [
      .int2s(map(\.lane)), .int8s(map(\.due.microseconds)), .int8s(map(\.target.value)), .texts(map(\.key)),
    ]
  }
}

extension [Urgency] {
  /// The day that lists show, the moment that orders them, and from when on it is overdue.
  var columns: [Parameter] {
    [
      .nullableDates(map(\.day?.days)), .nullableInt8s(map { $0.lapse?.microseconds }),
      .nullableInt8s(map { $0.overdue?.microseconds }),
    ]
  }
}

extension Urgency {
  /// - Parameters:
  ///   - day: the column of the day.
  ///   - moments: the first of the two columns of the moments.
  init(_ row: Row, day: Int, moments: Int) throws {
    self.init(
      day: try row.optionalDate(day).map { CivilDate(days: $0) },
      lapse: try row.optionalInt8(moments).map { Moment(microseconds: $0) },
      overdue: try row.optionalInt8(moments + 1).map { Moment(microseconds: $0) })
  }
}

extension [UniqueValue] {
  /// Workflow, field and value, as statements about keys take them.
  var columns: [Parameter] {
    [.texts(map(\.workflow)), .texts(map(\.field)), .texts(map(\.value))]
  }

  /// As `read_keys` takes them: all, and those again that look like the number of a case.
  var readingColumns: [Parameter] {
    let numbered = compactMap { key in key.value.caseNumber.map { (key: key, number: $0) } }
    return columns + numbered.map(\.key).columns + [.int8s(numbered.map(\.number))]
  }
}

extension String {
  /// The case whose number this is, as it is printed.
  var caseNumber: Int64? { Int64(self).flatMap { String($0) == self ? $0 : nil } }
}

extension [String] {
  /// References to cases, as `find_cases` takes them: numbers of cases or business numbers, or `id:` or `number:` before
  /// what can only be the one or the other.
  var caseColumns: [Parameter] {
    let meant = map { CaseName($0) }
    return [
      .int8s(meant.map { $0.number ?? 0 }), .texts(meant.map { $0.value ?? "" }), .texts(self),
    ]
  }
}

/// What a reference to a case may mean.
private struct CaseName {
  var number: Int64?
  var value: String?

  init(_ text: String) {
    if text.hasPrefix("id:") {
      number = Int64(text.dropFirst(3))
    } else if text.hasPrefix("number:") {
      value = String(text.dropFirst(7))
    } else {
      // Written otherwise than it is printed, it is no number of a case.
      (number, value) = (text.caseNumber, text)
    }
  }
}

extension Directory.Names {
  /// Whether anything is named at all.
  var hasAny: Bool { !persons.isEmpty || !units.isEmpty || !cases.isEmpty }

  /// As `read_names` takes them.
  var columns: [Parameter] {
    [.texts(persons.sorted()), .texts(units.sorted())] + cases.sorted().caseColumns
  }
}

extension Directory {
  /// Adds a row of `read_names`: kind, name, case.
  mutating func take(_ row: Row) throws {
    let name = try row.text(1)
    switch try row.text(0) {
    case "person": persons.insert(name)
    case "unit": units.insert(name)
    default: cases[name, default: []].insert(CaseID(try row.int8(2)))
    }
  }
}
