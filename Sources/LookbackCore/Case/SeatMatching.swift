/// A greatest assignment of voters to seats: each voter to one of the seats that they could fill, no seat twice.
package struct SeatMatching {
  /// For each seat the voter who fills it.
  private var voters: [Int?]
  private let choices: [[Int]]

  /// - Parameters:
  ///   - choices: for each voter the seats that they could fill.
  ///   - count: only so many of the first seats are filled.
  package init(_ choices: [[Int]], among count: Int) {
    self.choices = choices.map { $0.filter { $0 < count } }
    voters = Array(repeating: nil, count: count)
    for voter in choices.indices {
      var tried: Set<Int> = []
      _ = place(voter, &tried)
    }
  }

  package var size: Int { voters.count { $0 != nil } }

  /// Gives the voter a seat, moving others to other seats of theirs where needed.
  private mutating func place(_ voter: Int, _ tried: inout Set<Int>) -> Bool {
    for seat in choices[voter] where tried.insert(seat).inserted {
      if let holder = voters[seat], !place(holder, &tried) { continue }
      voters[seat] = voter
      return true
    }
    return false
  }
}
