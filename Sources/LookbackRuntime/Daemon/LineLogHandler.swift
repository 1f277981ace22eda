import Glibc
package import Logging
import LookbackText
import LookbackTime

/// Writes one line a log message to standard error, as JSON or logfmt.
package struct LineLogHandler: LogHandler {
  package enum Format: String, Sendable, CaseIterable { case json, logfmt }

  package var logLevel: Logger.Level
  package var metadata: Logger.Metadata = [:]
  private let label: String
  private let format: Format
  private let hasPriorities: Bool

  /// - Parameter hasPriorities: lines begin with `<6>` and the like, from which the journal takes their priority.
  package init(label: String, level: Logger.Level, format: Format, hasPriorities: Bool) {
    self.label = label
    logLevel = level
    self.format = format
    self.hasPriorities = hasPriorities
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let given = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let moment = Moment(microseconds: Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000)
    var line = Array(line(event.level, "\(event.message)", given, at: moment).utf8)
    line.append(UInt8(ascii: "\n"))
    // One write a line, so that lines of different threads do not mix.
    _ = write(STDERR_FILENO, line, line.count)
  }

  /// The most bytes of a value that are written.
  static let mostBytes = 1_000

  /// The line without its end. Control characters and marks that turn the direction of writing are made visible in both
  /// formats, so that a value cannot forge a line, and a long value is cut.
  func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, at moment: Moment) -> String {
    let head = [("at", moment.description), ("level", level.rawValue), ("from", label), ("message", Self.cut(message))]
    let fields = head + metadata.sorted { $0.key < $1.key }.map { ($0.key, Self.cut($0.value.description)) }
    let prefix = hasPriorities ? "<\(level.priority)>" : ""
    return (prefix + line(of: fields)).visible
  }

  private func line(of fields: [(String, String)]) -> String {
    switch format {
    case .json:
      return "{"
        + fields.map { "\(JSONQuoting.quoted($0.0)):\(JSONQuoting.quoted($0.1))" }.joined(separator: ",") + "}"
    case .logfmt: return fields.map { "\($0.0)=\(Self.bareOrQuoted($0.1))" }.joined(separator: " ")
    }
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > mostBytes else { return text }
    var left = mostBytes
    let start = text.unicodeScalars.prefix { scalar in
      left -= UTF8.width(scalar)
      return left >= 0
    }
    return "\(Substring(start))… (\(text.utf8.count) bytes)"
  }

  private static func bareOrQuoted(_ text: String) -> String {
    let isBare =
      !text.isEmpty && text.unicodeScalars.allSatisfy { $0 > " " && $0 != "\"" && $0 != "=" && $0 != "\u{7f}" }
    return isBare ? text : JSONQuoting.quoted(text)
  }
}

extension Logger.Level {
  /// The syslog priority of this level.
  fileprivate var priority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
