import Glibc

/// The words with which the program was called.
enum Arguments {
  /// Throws a usage error if a word is not UTF-8, because it would be stored as a text that nobody wrote.
  static func requireText() throws {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let word = CommandLine.unsafeArgv[index] else { continue }
      let bytes = UnsafeBufferPointer(start: word, count: strlen(word)).map { UInt8(bitPattern: $0) }
      guard String(validating: bytes, as: UTF8.self) != nil else {
        throw Misuse { $0.notUTF8(argument: index) }
      }
    }
  }
}
