/// What signals may cost that lead to one another, so that neither a ring of cases nor a tree of them goes on for ever:
/// each command that sends some takes its price, and those that it sends share what is left.
package enum SignalAllowance {
  /// Of what one person or timer starts with one signal: as much as a hundred commands that send further ones.
  package static let limit = 100 * price
  private static let price = 100

  /// Whether a signal that has used so much may still be delivered.
  package static func covers(_ used: Int) -> Bool { used <= limit }

  /// What each of the signals of one command has used.
  /// - Parameter used: by the signal that the command is; nil if it is none.
  static func used(byEachOf count: Int, after used: Int?) -> Int {
    guard let used else { return price }
    let left = limit - used - price
    return left < 0 ? limit + 1 : limit - left / max(1, count)
  }
}
