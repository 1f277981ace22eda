import Glibc
import LookbackText

extension Table {
  /// Prints the table. On a terminal its lines are cut to the width; elsewhere nothing is cut.
  func print() {
    for line in lines(most: Self.terminalWidth) { lookback.print(line) }
  }

  private static var terminalWidth: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return nil }
    return Int(size.ws_col)
  }
}
