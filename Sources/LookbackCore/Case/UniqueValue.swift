package import LookbackCEL

/// A value of a unique field. It names one case among all cases of its workflow.
package struct UniqueValue: Sendable, Hashable {
  /// The largest number of characters of a unique value, because an index of the database does not take values of any
  /// length.
  package static let limit = 256

  package var workflow: String
  package var field: String
  package var value: String

  package init(workflow: String, field: String, value: String) {
    self.workflow = workflow
    self.field = field
    self.value = value
  }
}

extension UniqueValue {
  /// The unique values in these data.
  package static func all(of data: [String: Value], in workflow: Workflow) -> [UniqueValue] {
    workflow.fields.filter(\.isUnique).compactMap { field in
      data[field.name]?.uniqueText.map {
        UniqueValue(workflow: workflow.reference.name, field: field.name, value: $0)
      }
    }
  }
}

extension Value {
  /// The text that is compared: that of a text or code, or of a whole number; nil for other values.
  fileprivate var uniqueText: String? {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    default: nil
    }
  }
}

/// A number that was drawn from a register.
package struct DrawnNumber: Sendable, Hashable {
  package var register: RegisterKey
  package var number: Int

  package init(register: RegisterKey, number: Int) {
    self.register = register
    self.number = number
  }
}

extension Deliberation {
  /// - Throws: `notUnique` if the case has taken a value that another case is known to have. It names that case only if
  ///   the actor may see it.
  func requireUnique() throws(Rejection) {
    for value in current.uniqueValues(since: before, in: context.library).added {
      guard let holder = context.taken[value], holder != current.id else { continue }
      throw .notUnique(
        field: value.field, value: value.value,
        holder: context.directory.isShown(holder, to: command.actor) ? holder : nil, drawn: numbers[value.value])
    }
  }
}
