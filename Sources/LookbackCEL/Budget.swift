/// The steps that an evaluation may still take.
struct Budget {
  private let most: Int
  private var left: Int

  /// - Parameter allowance: what this evaluation and others may take together; nil if nobody counts that.
  init(_ allowance: StepAllowance? = nil) {
    most = min(Guard.costLimit, allowance?.left ?? .max)
    left = most
  }

  var spent: Int { most - left }

  mutating func spend(_ steps: Int) throws(EvaluationError) {
    left -= steps
    if left < 0 { throw EvaluationError("this takes more than \(most) steps") }
  }
}

extension Value {
  /// For messages: long texts are cut, lists and maps only counted, since they can hold one another many times over.
  var brief: String {
    switch self {
    case .list(let values): return "a list of \(values.count)"
    case .map(let entries): return "a map of \(entries.count)"
    case .string(let text) where text.utf8.count > 80: return Value.string(String(text.prefix(60))).description + "…"
    default: return description
    }
  }

  /// What is left of `limit` after counting this value and all in it; negative, and not counted further, if too little.
  func counted(downFrom limit: Int) -> Int {
    switch self {
    case .list(let values): values.reduce(limit - 1) { $0 < 0 ? $0 : $1.counted(downFrom: $0) }
    case .map(let entries): entries.reduce(limit - 1) { $0 < 0 ? $0 : $1.value.counted(downFrom: $0 - 1) }
    case .string(let text): limit - 1 - text.utf8.count / 16
    default: limit - 1
    }
  }
}
