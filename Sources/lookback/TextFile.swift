import ArgumentParser
import Foundation

/// A text file that was named on the command line.
enum TextFile {
  /// The most bytes that are read. A larger file could not be sent in a request, so it is refused.
  private static let largest = 8 << 20

  /// Returns the text of a file. Throws a usage error if it cannot be read, is too large or is not UTF-8.
  static func read(_ path: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: largest + 1) ?? Data()
    else { throw Misuse { $0.unreadable(path) } }
    guard bytes.count <= largest else { throw Misuse { $0.tooLarge(path) } }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Misuse { $0.notText(path) } }
    return text
  }
}
