import LookbackJSON
import LookbackText
import LookbackTime

/// Writes one answer: an object on one line.
struct AnswerWriter {
  private(set) var output: [UInt8]

  init(output: consuming [UInt8]) { self.output = output }

  /// The id as it was written in the question, whatever it is; null where there was none.
  mutating func begin(_ id: ArraySlice<UInt8>?) {
    output += "{\"id\":".utf8
    if let id { output += id } else { output += "null".utf8 }
  }

  mutating func end() { output += "}\n".utf8 }

  mutating func add(_ key: StaticString, _ text: String) {
    name(key)
    JSONQuoting.append(text, to: &output)
  }

  mutating func add(_ key: StaticString, _ number: Int) {
    name(key)
    output += String(number).utf8
  }

  mutating func add(_ deadline: Deadline, _ language: Language) {
    add("due", deadline.due.description)
    if deadline.provisional {
      name("provisional")
      output += "true".utf8
    }
    if let pausedSince = deadline.pausedSince { add("paused", pausedSince.description) }
    name("explanation")
    output.append(UInt8(ascii: "["))
    for (index, step) in deadline.steps.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      JSONQuoting.append(step.text(in: language), to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  private mutating func name(_ key: StaticString) {
    output += ",\"".utf8
    key.withUTF8Buffer { output += $0 }
    output += "\":".utf8
  }
}
