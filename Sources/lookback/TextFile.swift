import ArgumentParser
import Foundation

/// A text file that somebody named on the command line.
enum TextFile {
  /// - Throws: usage, where it cannot be read or is not UTF-8.
  static func read(_ path: String) throws -> String {
    guard let bytes = FileManager.default.contents(atPath: path), let text = String(validating: bytes, as: UTF8.self)
    else { throw ValidationError("`\(path)` cannot be read as UTF-8 text") }
    return text
  }
}
