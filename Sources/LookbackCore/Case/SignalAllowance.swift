/// Limits the signals that lead to one another, so that neither a ring nor a tree of cases goes on for ever. Each
/// command that sends signals costs a price, and its signals share what is left.
package enum SignalAllowance {
  /// The allowance of one signal that a person or timer sends: it pays for a hundred commands that send further
  /// signals.
  package static let limit = 100 * price
  private static let price = 100

  /// Whether a signal that has used this much may still be delivered.
  package static func covers(_ used: Int) -> Bool { used <= limit }

  /// How much each signal of one command has used.
  /// - Parameter used: how much the signal that is the command has used; nil if the command is no signal.
  static func used(byEachOf count: Int, after used: Int?) -> Int {
    guard let used else { return price }
    let left = limit - used - price
    return left < 0 ? limit + 1 : limit - left / max(1, count)
  }
}
