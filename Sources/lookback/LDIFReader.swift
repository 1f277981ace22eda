import Foundation

/// An entry of a directory: its attributes in small letters, and the line where it begins.
struct LDIFRecord {
  let line: Int
  fileprivate(set) var attributes: [(name: String, value: String)] = []

  /// The first value of an attribute that has any.
  subscript(name: String) -> String? { attributes.first { $0.name == name && !$0.value.isEmpty }?.value }
}

/// Why a text is no LDIF, and in which line.
struct MalformedLDIF: Error {
  enum Reason { case noColon, badBase64, address, change, continuation }

  let line: Int
  let reason: Reason
}

/// Reads the entries of RFC 2849: folded lines, comments, values in base64. Changes of a directory and values that stand
/// elsewhere are refused.
enum LDIFReader {
  static func read(_ text: String) throws(MalformedLDIF) -> [LDIFRecord] {
    var records: [LDIFRecord] = []
    var current: LDIFRecord?
    for (number, line) in try unfolded(text) {
      if line.isEmpty {
        if let record = current { records.append(record) }
        current = nil
        continue
      }
      let (name, value) = try attribute(line, number)
      if name == "version", current == nil, records.isEmpty { continue }
      if name == "changetype" && value != "add" { throw MalformedLDIF(line: number, reason: .change) }
      var record = current ?? LDIFRecord(line: number)
      record.attributes.append((name, value))
      current = record
    }
    return records + (current.map { [$0] } ?? [])
  }

  /// The lines with their continuations, which begin with a blank, and without comments.
  private static func unfolded(_ text: String) throws(MalformedLDIF) -> [(number: Int, line: String)] {
    var lines: [(number: Int, line: String)] = []
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: Self.endsLine).enumerated() {
      guard raw.first == " " else {
        lines.append((index + 1, String(raw)))
        continue
      }
      guard let last = lines.indices.last, !lines[last].line.isEmpty else {
        throw MalformedLDIF(line: index + 1, reason: .continuation)
      }
      lines[last].line += raw.dropFirst()
    }
    return lines.filter { !$0.line.hasPrefix("#") }
  }

  private static func endsLine(_ sign: Character) -> Bool { sign == "\n" || sign == "\r\n" }

  private static func attribute(
    _ line: String, _ number: Int
  ) throws(MalformedLDIF) -> (name: String, value: String) {
    guard let colon = line.firstIndex(of: ":") else { throw MalformedLDIF(line: number, reason: .noColon) }
    // Options such as `;lang-zh` stand behind the name.
    let name = line[..<colon].prefix { $0 != ";" }.lowercased()
    let rest = line[line.index(after: colon)...]
    switch rest.first {
    case ":":
      let encoded = String(rest.dropFirst().drop { $0 == " " })
      guard let bytes = Data(base64Encoded: encoded), let text = String(validating: bytes, as: UTF8.self) else {
        throw MalformedLDIF(line: number, reason: .badBase64)
      }
      return (name, text)
    case "<": throw MalformedLDIF(line: number, reason: .address)
    default: return (name, String(rest.drop { $0 == " " }))
    }
  }
}
