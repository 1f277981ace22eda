import LookbackJSON
import LookbackTime

extension JSON {
  /// Describes one step of an explanation, by the names of its parts.
  init(_ step: ExplanationStep, _ language: Language) {
    let fields = step.fields(in: language).map { field in
      let value: JSON =
        switch field.value {
        case .text(let text): .string(text)
        case .number(let number): .int(Int64(number))
        case .truth(let truth): .bool(truth)
        case .date(let date): .string("\(date)")
        }
      return Member(name: field.name, value: value)
    }
    self = .object([Member(name: "step", value: .string(step.kind))] + fields)
  }
}
