import Glibc
import LookbackCore
package import LookbackStore
import LookbackText

/// The file in which a daemon keeps its witness over restarts: a few lines of text. The new text is written into a
/// second file, which then replaces the first, so that the file is always whole.
package struct WitnessFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  private static let title = "lookback witness 1"

  /// Reads the file; an absent file gives an empty memory.
  /// - Throws: `ConfigurationError` if the file is not whole or not a witness file, so that a loss of data is never
  ///   accepted by mistake.
  package func load() throws(ConfigurationError) -> Witness.Memory {
    guard let file = fopen(path, "re") else {
      guard errno == ENOENT else { throw Self.unreadable(path, String(cString: strerror(errno))) }
      return Witness.Memory()
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.first == Self.title, lines.last == "end" else { throw Self.unreadable(path, "it is not whole") }
    var memory = Witness.Memory()
    for line in lines.dropFirst().dropLast() {
      guard Self.read(line, into: &memory) else { throw Self.unreadable(path, "found `\(line)`") }
    }
    return memory
  }

  /// Writes the file durably.
  /// - Returns: false if the file could not be written; `errno` says why.
  package func save(_ memory: Witness.Memory) -> Bool {
    let next = path + ".new"
    guard let file = fopen(next, "we") else { return false }
    let text = Self.text(memory)
    let isWritten = fputs(text, file) >= 0 && fflush(file) == 0 && fsync(fileno(file)) == 0
    fclose(file)
    return isWritten && rename(next, path) == 0
  }

  private static func text(_ memory: Witness.Memory) -> String {
    var lines = [title]
    if let position = memory.position {
      lines.append("position \(position.system) \(position.timeline) \(position.log)")
    }
    for receipt in memory.receipts {
      lines.append("receipt \(receipt.id.value) \(receipt.sequence) \(receipt.link.hexadecimal)")
    }
    return (lines + ["end"]).joined(separator: "\n") + "\n"
  }

  private static func read(_ line: String, into memory: inout Witness.Memory) -> Bool {
    let words = line.split(separator: " ").map(String.init)
    let numbers = words.dropFirst().prefix(3).compactMap { Int64($0) }
    switch (words.first, words.count, numbers.count) {
    case ("position", 4, 3):
      memory.position = Witness.Position(system: numbers[0], timeline: numbers[1], log: numbers[2])
    case ("receipt", 4, 2...):
      guard let link = [UInt8](hexadecimal: words[3]), link.count == 32 else { return false }
      memory.receipts.append(Witness.Receipt(id: CaseID(numbers[0]), sequence: numbers[1], link: link))
    default: return false
    }
    return true
  }

  private static func unreadable(_ path: String, _ reason: String) -> ConfigurationError {
    ConfigurationError([
      "the witness file \(path) cannot be read: \(reason); if the database has all that it should have, remove the file"
    ])
  }
}
