import Glibc
import LookbackCEL
import LookbackJSON

/// Answers lines of `{"expr": …, "bindings": …}` from standard input, in order.
enum GuardLines {
  /// Output is gathered up to this many bytes, and written whenever a line is waited for.
  private static let full = 1 << 16
  /// One read of the input.
  private static let block = 1 << 16

  static func answer() {
    var pending: [UInt8] = []
    var output = ""
    var block = [UInt8](repeating: 0, count: Self.block)
    while true {
      let count = read(STDIN_FILENO, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      var start = 0
      while let end = block[start..<count].firstIndex(of: UInt8(ascii: "\n")) {
        pending += block[start..<end]
        respond(to: pending, &output)
        pending.removeAll(keepingCapacity: true)
        start = end + 1
      }
      pending += block[start..<count]
      flush(&output)
    }
    if !pending.isEmpty { respond(to: pending, &output) }
    flush(&output)
  }

  private static func respond(to line: [UInt8], _ output: inout String) {
    output += reply(to: line)
    output += "\n"
    if output.utf8.count > full { flush(&output) }
  }

  private static func flush(_ output: inout String) {
    output.withUTF8 { text in
      var rest = text[...]
      while !rest.isEmpty {
        let count = write(STDOUT_FILENO, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { exit(1) }
        rest = rest.dropFirst(count)
      }
    }
    output.removeAll(keepingCapacity: true)
  }

  /// One line's answer.
  static func reply(to line: [UInt8]) -> String {
    do {
      let question = try JSONParser.parse(line)
      guard case .object(let members) = question else { throw ValueNotation.Malformed("a line is a JSON object") }
      guard let expression = question["expr"]?.text else {
        throw ValueNotation.Malformed("`expr` is missing, or no text")
      }
      for member in members where member.name != "expr" && member.name != "bindings" {
        throw ValueNotation.Malformed("`\(member.name)` is not known: a line has `expr` and `bindings`")
      }
      return GuardAnswer(expression, try bindings(question["bindings"])).line
    } catch let error as MalformedJSON {
      return GuardAnswer.failed("not JSON: \(error.reason) at byte \(error.offset)").line
    } catch {
      return GuardAnswer.failed((error as? ValueNotation.Malformed)?.message ?? "\(error)").line
    }
  }

  private static func bindings(_ json: JSON?) throws(ValueNotation.Malformed) -> Bindings {
    guard let json else { return Bindings() }
    guard case .object(let members) = json else { throw ValueNotation.Malformed("`bindings` is no object") }
    var values: [String: Value] = [:]
    for member in members { values[member.name] = try ValueNotation.read(member.value) }
    return Bindings(values)
  }
}
