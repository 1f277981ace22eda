import Glibc
import LookbackText

/// Prints a line to standard output. What a terminal would obey in it is made visible: it may come from a case, a file
/// or somebody's name.
func print(_ line: String, terminator: String = "\n") { Swift.print(line.visible, terminator: terminator) }

/// A text that goes to standard output as it is, such as JSON or a file, unless a terminal would obey it.
enum RawText {
  static func print(_ text: String, terminator: String = "\n") {
    Swift.print(isatty(STDOUT_FILENO) == 1 ? text.visible : text, terminator: terminator)
  }
}
