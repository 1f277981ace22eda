/// The name of an office, from which its schema, roles, folders and socket are named.
package struct OfficeName: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The office that is meant if none is named.
  package static let main = OfficeName(known: "main")
  /// What a name must look like, in English, for refusals.
  package static let expected =
    "the name of an office: at most 20 lower-case letters, digits and underscores, a letter first, "
    + "and neither `public` nor `information_schema` nor anything that begins with `pg_`"

  private static let longest = 20

  /// Takes a name; nil unless it is as `expected` says.
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

  /// The role that owns the tables. Nobody logs in with it.
  package var ownerRole: String { self == .main ? "lookback" : "lookback_\(self)" }
  /// The role of the daemon, and the account under which the daemon runs.
  package var daemonRole: String { self == .main ? "lookbackd" : "lookbackd_\(self)" }
  /// The name of the office's folders in `/run`, `/etc` and `/var/lib`.
  package var folder: String { self == .main ? "lookback" : "lookback-\(self)" }
  /// The socket on which the office's daemon listens unless it is configured otherwise.
  package var socket: String { "/run/\(folder)/lookback.sock" }
  /// The schemas in which its sessions look for tables: its own, and that of temporary tables last.
  package var searchPath: String { "\"\(self)\", pg_temp" }

  private static func isLetter(_ sign: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(sign) }
}
