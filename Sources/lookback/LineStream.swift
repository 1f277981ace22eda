import Glibc

/// Reads standard input line by line and answers on standard output. Every line that was read is answered before more
/// is read, so that another program can wait for each answer.
struct LineStream {
  private static let chunk = 1 << 18
  /// The most bytes of a line. A longer one is skipped, so that no line can use up the memory of the machine.
  static let longestLine = 1 << 20

  private var input: [UInt8] = []
  /// The number of bytes of `input` that were read; the rest is free.
  private var filled = 0
  private var output: [UInt8] = []
  /// Whether a line is being skipped that is too long and was answered already.
  private var isSkipping = false

  /// Calls `answer` for each line with its range, without the line break, and the bytes in which it lies; calls
  /// `refuse` for each line that is too long. Returns false if reading or writing fails.
  mutating func run(
    _ answer: (Range<Int>, [UInt8], inout [UInt8]) -> Void, refuse: (inout [UInt8]) -> Void
  ) -> Bool {
    while let count = read() {
      var start = 0
      var position = filled - count
      if isSkipping {
        let end = input[..<filled].firstIndex(of: UInt8(ascii: "\n"))
        isSkipping = end == nil
        start = end.map { $0 + 1 } ?? filled
        position = start
      }
      while let end = input[position..<filled].firstIndex(of: UInt8(ascii: "\n")) {
        answer(start..<end, input, &output)
        start = end + 1
        position = start
      }
      if count == 0, start < filled {
        answer(start..<filled, input, &output)
        start = filled
      }
      input.removeSubrange(..<start)
      filled -= start
      if filled > Self.longestLine {
        refuse(&output)
        isSkipping = true
        filled = 0
      }
      guard write() else { return false }
      if count == 0 { return true }
    }
    return false
  }

  /// Returns the number of bytes that were read, which is 0 at the end; nil on an error.
  private mutating func read() -> Int? {
    let missing = filled + Self.chunk - input.count
    if missing > 0 { input.append(contentsOf: repeatElement(0, count: missing)) }
    let place = filled
    while true {
      let count = input.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { Glibc.read(STDIN_FILENO, $0 + place, Self.chunk) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      filled += count
      return count
    }
  }

  private mutating func write() -> Bool {
    var sent = 0
    while sent < output.count {
      let place = sent
      let count = output.withUnsafeBytes { bytes in
        bytes.baseAddress.map { Glibc.write(STDOUT_FILENO, $0 + place, bytes.count - place) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    output.removeAll(keepingCapacity: true)
    return true
  }
}
