import Foundation

enum Output {
  /// Each line is seen at once, also through a pipe.
  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
