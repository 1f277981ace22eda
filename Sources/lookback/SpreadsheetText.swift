import ArgumentParser
import Foundation
import LookbackTime

/// The text of a file that a spreadsheet program wrote.
struct SpreadsheetText {
  enum Encoding: String, ExpressibleByArgument, CaseIterable {
    case utf8 = "utf-8"
    /// The encoding of Chinese spreadsheet programs. GBK and GB2312 are parts of it.
    case gb18030
  }

  let text: String

  /// - Throws: a usage error if the file cannot be read or is not in that encoding.
  init(path: String, _ encoding: Encoding, _ language: Language) throws {
    let words = Strings(language)
    guard let bytes = FileManager.default.contents(atPath: path) else { throw ValidationError(words.unreadable(path)) }
    switch encoding {
    case .utf8:
      guard let text = String(validating: bytes, as: UTF8.self) else { throw ValidationError(words.notUTF8(path)) }
      self.text = text
    case .gb18030:
      guard let text = Self.decoded(Array(bytes)) else { throw ValidationError(words.notGB18030(path)) }
      self.text = text
    }
  }

  private static func decoded(_ bytes: [UInt8]) -> String? {
    guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    // A byte becomes three bytes at most.
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 4)
    let used: Int? = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        var (source, left) = (from.baseAddress, from.count)
        var (target, room) = (to.baseAddress, to.count)
        guard iconv(converter, &source, &left, &target, &room) != UInt.max, left == 0 else { return nil }
        return to.count - room
      }
    }
    guard let used else { return nil }
    return String(validating: output.prefix(used).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
