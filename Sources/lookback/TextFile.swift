import ArgumentParser
import Foundation

/// A text file that somebody named on the command line.
enum TextFile {
  /// As much as a request may have: nothing larger is of use, and none is read to its end.
  private static let largest = 8 << 20

  /// - Throws: usage, where it cannot be read, is too large or is not UTF-8.
  static func read(_ path: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: largest + 1) ?? Data()
    else { throw Misuse { $0.unreadable(path) } }
    guard bytes.count <= largest else { throw Misuse { $0.tooLarge(path) } }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Misuse { $0.notText(path) } }
    return text
  }
}
