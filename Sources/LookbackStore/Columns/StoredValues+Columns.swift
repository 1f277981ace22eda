import LookbackCore
import LookbackPostgres
import LookbackTime

extension [DueTimer] {
  /// The full keys of timers, as statements on timers take them.
  var columns: Parameters {
    [
      "lane": .int2s(map(\.lane)), "due_us": .int8s(map(\.due.microseconds)), "case_id": .int8s(map(\.target.value)),
      "key": .texts(map(\.key)),
    ]
  }
}

extension [Urgency] {
  /// The day that lists show, the moment in microseconds by which they are ordered, and the moment in microseconds from
  /// which on the case is overdue.
  var columns: Parameters { ["due": .nullableDates(map(\.day?.days))] + momentColumns }

  /// The two moments alone.
  var momentColumns: Parameters {
    [
      "lapse_us": .nullableInt8s(map { $0.lapse?.microseconds }),
      "overdue_us": .nullableInt8s(map { $0.overdue?.microseconds }),
    ]
  }
}

extension Urgency {
  /// - Parameters:
  ///   - day: the column of the day.
  ///   - moments: the first of the two columns of the moments, in microseconds.
  init(_ row: Row, day: Int, moments: Int) throws {
    self.init(
      day: try row.optionalDate(day).map { CivilDate(days: $0) },
      lapse: try row.optionalInt8(moments).map { Moment(microseconds: $0) },
      overdue: try row.optionalInt8(moments + 1).map { Moment(microseconds: $0) })
  }
}

extension [UniqueValue] {
  /// Workflow, field and value, as statements on keys take them.
  var columns: Parameters {
    ["workflow": .texts(map(\.workflow)), "field": .texts(map(\.field)), "value": .texts(map(\.value))]
  }

  /// The parameters of `read_keys`: all values, and once more those that look like a case number, since they are then
  /// ambiguous.
  var readingColumns: Parameters {
    let numbered = compactMap { key in CaseName.number(printedAs: key.value).map { (key: key, number: $0) } }
    return columns + [
      "numbered_workflow": .texts(numbered.map(\.key.workflow)),
      "numbered_field": .texts(numbered.map(\.key.field)),
      "numbered_value": .texts(numbered.map(\.key.value)),
      "number": .int8s(numbered.map(\.number.value)),
    ]
  }
}

extension [CaseName] {
  /// The parameters of `find_cases`.
  var columns: Parameters {
    [
      "number": .int8s(map { $0.number?.value ?? 0 }), "value": .texts(map { $0.value ?? "" }),
      "reference": .texts(map(\.description)),
    ]
  }
}

extension Directory.Names {
  /// Whether anything is named.
  var hasAny: Bool { !persons.isEmpty || !units.isEmpty || !cases.isEmpty }

  /// The parameters of `read_names`.
  var columns: Parameters {
    ["persons": .texts(persons.sorted()), "units": .texts(units.sorted())]
      + cases.sorted().map { CaseName($0) }.columns
  }
}

extension Directory {
  /// Adds a row of `read_names`: kind, name, case number, readers of the case.
  mutating func take(_ row: Row) throws {
    let name = try row.text(1)
    switch try row.text(0) {
    case "person": persons.insert(name)
    case "unit": units.insert(name)
    default:
      let id = CaseID(try row.int8(2))
      cases[name, default: []].insert(id)
      readers[id] = try row.readers(3)
    }
  }
}
