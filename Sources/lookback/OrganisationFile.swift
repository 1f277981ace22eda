import LookbackJSON
import LookbackText

/// What is listed in a file that is imported: the address that takes it, and the columns that it may have.
enum OrganisationList {
  case persons
  case units
  case posts

  var path: String {
    switch self {
    case .persons: "/persons"
    case .units: "/units"
    case .posts: "/posts"
    }
  }

  /// The columns by the names of the daemon, those first that are needed.
  var columns: [String] {
    switch self {
    case .persons: ["code", "name", "uid", "mail", "language", "from", "until"]
    case .units: ["code", "name", "document_code", "parent", "from"]
    case .posts: ["person", "post", "unit", "from", "until"]
    }
  }

  var needed: Set<String> {
    switch self {
    case .persons: ["code"]
    case .units: ["code"]
    case .posts: ["person", "post", "unit"]
    }
  }
}

/// The entries of a list of persons, units or posts, read from a file, and what is wrong with its lines.
struct OrganisationFile {
  struct Problem {
    let line: Int
    let words: @Sendable (Strings) -> String
  }

  private(set) var entries: [(line: Int, fields: [String: String])] = []
  private(set) var problems: [Problem] = []

  /// Reads CSV whose first line names the columns, in English or Chinese.
  /// - Throws: a usage error if the file cannot be read, is no CSV, or lacks a column that is needed.
  init(csv path: String, _ list: OrganisationList) throws {
    let text = try TextFile.read(path)
    let rows: [[CSVCell]]
    do throws(MalformedCSV) { rows = try CSVReader.read(text) } catch {
      throw Misuse { $0.malformed(path, error.line, error.column, error.reason.english, error.reason.chinese) }
    }
    guard let header = rows.first else { throw Misuse { $0.empty(path) } }
    let names = header.map { Strings.column($0.text.trimmed) }
    for (cell, name) in zip(header, names) where !list.columns.contains(name) {
      throw Misuse { $0.unknownColumn(path, cell.text, list.columns) }
    }
    let missing = list.needed.subtracting(names)
    guard missing.isEmpty else { throw Misuse { $0.missingColumns(path, missing.sorted()) } }
    for row in rows.dropFirst() where !row.allSatisfy(\.text.isBlank) {
      let line = row.first?.line ?? 1
      guard row.count == names.count else {
        problems.append(Problem(line: line) { $0.cellCount(expected: names.count, found: row.count) })
        continue
      }
      add(Dictionary(zip(names, row.map(\.text.trimmed))) { first, _ in first }, line, list)
    }
  }

  /// Reads persons from LDIF. An entry without `uid` is no person and is left out.
  /// - Throws: a usage error if the file cannot be read or is no LDIF.
  init(ldif path: String) throws {
    let text = try TextFile.read(path)
    let records: [LDIFRecord]
    do throws(MalformedLDIF) { records = try LDIFReader.read(text) } catch {
      throw Misuse { $0.malformedLDIF(path, error) }
    }
    for record in records {
      guard let code = record["uid"] else { continue }
      let language = record["preferredlanguage"].map { $0.prefix(2).lowercased() }
      let fields = [
        "code": code, "name": record["displayname"] ?? record["cn"], "mail": record["mail"],
        "uid": record["uidnumber"], "language": language.flatMap { ["en", "zh"].contains($0) ? $0 : nil },
      ]
      add(fields.compactMapValues(\.self), record.line, .persons)
    }
  }

  private mutating func add(_ fields: [String: String], _ line: Int, _ list: OrganisationList) {
    let given = fields.filter { !$0.value.isEmpty }
    for name in list.needed.sorted() where given[name] == nil {
      return problems.append(Problem(line: line) { $0.missingCell(name) })
    }
    if let uid = given["uid"], Int64(uid) == nil {
      return problems.append(Problem(line: line) { $0.noUser(uid) })
    }
    entries.append((line, given))
  }

  /// The entries as the daemon takes them.
  var body: JSON {
    .array(
      entries.map { entry in
        .fields(entry.fields) { name, text in
          if name == "uid", let number = Int64(text) { .int(number) } else { .string(text) }
        }
      })
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
