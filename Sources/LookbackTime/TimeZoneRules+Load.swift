import Glibc

extension TimeZoneRules {
  private static let database = "/usr/share/zoneinfo/"
  /// The largest real file has 3.5 kB.
  private static let largestFile = 1 << 20

  /// Reads the zone's file; keep the result, since nothing is cached. Names that could leave the database's folder
  /// are refused like unknown ones.
  package static func load(_ identifier: String) throws(DateError) -> TimeZoneRules {
    guard isPlain(identifier), let bytes = contents(of: database + identifier) else {
      throw .unknownTimeZone(identifier)
    }
    return try TimeZoneRules(identifier: identifier, file: bytes)
  }

  /// Only letters, digits and `+ - _ /`: that leaves out dots, a leading slash is checked apart.
  private static func isPlain(_ identifier: String) -> Bool {
    !identifier.isEmpty && !identifier.hasPrefix("/")
      && identifier.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII && (character.isLetter || character.isNumber || "+-_/".contains(character))
      }
  }

  private static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: largestFile)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count > 0, ferror(file) == 0 else { return nil }
    return Array(bytes[..<count])
  }
}
