import ArgumentParser
import Foundation

/// A text file that somebody named on the command line.
enum TextFile {
  /// As much as a request may have: nothing larger is of use, and none is read to its end.
  private static let largest = 8 << 20

  /// - Throws: usage, where it cannot be read, is too large or is not UTF-8.
  static func read(_ path: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: largest + 1) ?? Data()
    else { throw ValidationError("`\(path)` cannot be read") }
    guard bytes.count <= largest else {
      throw ValidationError("`\(path)` has more than 8 MiB: split it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ValidationError("`\(path)` cannot be read as UTF-8 text")
    }
    return text
  }
}
