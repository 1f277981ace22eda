/// A maximum matching of voters and seats: each voter fills one of the seats that they could fill, and no seat is
/// filled twice.
package struct SeatMatching {
  /// For each seat the index of the voter who fills it; nil if it is free.
  private var voters: [Int?]
  private let choices: [[Int]]

  /// - Parameters:
  ///   - choices: for each voter the indices of the seats that they could fill.
  ///   - count: how many of the first seats can be filled.
  package init(_ choices: [[Int]], among count: Int) {
    self.choices = choices.map { $0.filter { $0 < count } }
    voters = Array(repeating: nil, count: count)
    for voter in choices.indices {
      var tried: Set<Int> = []
      _ = place(voter, &tried)
    }
  }

  package var size: Int { voters.count { $0 != nil } }

  /// Gives the voter a seat, and moves others to other seats of theirs if needed: one augmenting path.
  private mutating func place(_ voter: Int, _ tried: inout Set<Int>) -> Bool {
    for seat in choices[voter] where tried.insert(seat).inserted {
      if let holder = voters[seat], !place(holder, &tried) { continue }
      voters[seat] = voter
      return true
    }
    return false
  }
}
