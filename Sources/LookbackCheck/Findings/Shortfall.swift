/// Why the people are too few to complete a step of an approval.
struct Shortfall: Hashable {
  /// The persons who could approve, in the order of their codes.
  let able: [String]
  let needed: Int
  /// The events whose actors `never` bars, if one of those able may have fired them.
  let barredEvents: [String]
}
