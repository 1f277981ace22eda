import Glibc

/// The content of a configuration file: YAML with the keys of `Setting`.
package struct ConfigurationFile: Sendable {
  package var name: String
  package var bytes: [UInt8]
  /// Whether every user of the machine can read it.
  package var isReadableByAll: Bool
  /// Whether users other than its owner can change it.
  package var isWritableByOthers: Bool

  package init(name: String, bytes: [UInt8], isReadableByAll: Bool = false, isWritableByOthers: Bool = false) {
    self.name = name
    self.bytes = bytes
    self.isReadableByAll = isReadableByAll
    self.isWritableByOthers = isWritableByOthers
  }

  /// Reads a file of less than 64 KiB.
  /// - Throws: `ConfigurationError` if the file cannot be read or is larger.
  package static func load(_ path: String) throws(ConfigurationError) -> ConfigurationFile {
    guard let file = fopen(path, "re") else {
      throw ConfigurationError(["cannot read the configuration file \(path): \(String(cString: strerror(errno)))"])
    }
    defer { fclose(file) }
    var facts = stat()
    fstat(fileno(file), &facts)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count < bytes.count else {
      throw ConfigurationError(["\(path) is larger than 64 KiB: is it the right file?"])
    }
    return ConfigurationFile(
      name: path, bytes: Array(bytes[..<count]), isReadableByAll: facts.st_mode & S_IROTH != 0,
      isWritableByOthers: facts.st_mode & (S_IWOTH | S_IWGRP) != 0)
  }
}
