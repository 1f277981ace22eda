import LookbackCEL
import LookbackJSON

/// Answers lines of `{"expr": …, "bindings": …}` from standard input, in order. Other members, such as an id that the
/// caller uses, are ignored.
enum GuardLines {
  /// Answers until the end of the input.
  /// - Returns: false if reading or writing fails.
  static func answer() -> Bool {
    var stream = LineStream()
    return stream.run { line, bytes, output in
      output += reply(to: Array(bytes[line])).utf8
      output.append(UInt8(ascii: "\n"))
    } refuse: { output in
      let message = "a line has at most \(LineStream.longestLine) bytes"
      output += (GuardAnswer.failed(message).line + "\n").utf8
    }
  }

  /// Returns the answer to one line.
  private static func reply(to line: [UInt8]) -> String {
    do {
      let question = try JSONParser.parse(line, texts: .all)
      guard case .object = question else { throw ValueNotation.Malformed("a line is a JSON object") }
      guard let expression = question["expr"]?.text else {
        throw ValueNotation.Malformed("`expr` is missing, or no text")
      }
      return GuardAnswer(expression, try bindings(question["bindings"])).line
    } catch let error as MalformedJSON {
      return refusal("not JSON: \(error.reason) at byte \(error.offset)")
    } catch {
      return refusal((error as? ValueNotation.Malformed)?.message ?? "\(error)")
    }
  }

  /// Returns a failure with at most 400 characters of the message, as it may quote a long line.
  private static func refusal(_ message: String) -> String {
    let start = message.prefix(400)
    return GuardAnswer.failed(start.endIndex == message.endIndex ? message : start + "…").line
  }

  private static func bindings(_ json: JSON?) throws(ValueNotation.Malformed) -> TrialEnvironment {
    guard let json else { return TrialEnvironment(values: [:]) }
    guard case .object(let members) = json else { throw ValueNotation.Malformed("`bindings` is no object") }
    var values: [String: Value] = [:]
    for member in members { values[member.name] = try ValueNotation.read(member.value) }
    return TrialEnvironment(values: values)
  }
}
