/// The name of an office: its schema is called so, and its roles, folders and socket after it.
package struct OfficeName: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The office that nobody had to name.
  package static let main = OfficeName(known: "main")
  /// What a name must look like, for refusals.
  package static let expected =
    "the name of an office: at most 20 lower-case letters, digits and underscores, a letter first, "
    + "and neither `public` nor `information_schema` nor anything that begins with `pg_`"

  private static let longest = 20

  /// nil unless it is as `expected` says.
  package init?(_ text: String) {
    let signs = Array(text.utf8)
    guard let first = signs.first, signs.count <= Self.longest, Self.isLetter(first),
      signs.allSatisfy({
        Self.isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      }),
      !text.hasPrefix("pg_"), !["public", "information_schema"].contains(text)
    else { return nil }
    description = text
  }

  private init(known text: String) { description = text }

  /// The role that owns the tables; nobody logs in as it.
  package var ownerRole: String { self == .main ? "lookback" : "lookback_\(self)" }
  /// The role of the daemon, and the account that it runs as.
  package var daemonRole: String { self == .main ? "lookbackd" : "lookbackd_\(self)" }
  /// What the office's folders are called under `/run`, `/etc` and `/var/lib`.
  package var folder: String { self == .main ? "lookback" : "lookback-\(self)" }
  /// Where its daemon listens unless told otherwise.
  package var socket: String { "/run/\(folder)/lookback.sock" }
  /// Where its sessions look for tables: nowhere else, and in temporary ones last.
  package var searchPath: String { "\"\(self)\", pg_temp" }

  private static func isLetter(_ sign: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(sign) }
}
