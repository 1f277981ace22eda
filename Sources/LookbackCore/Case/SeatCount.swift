/// How far one step of an approval has come: whom it asks, who has decided, and whom it still waits for.
///
/// One person has one vote, and who counts for which seat is a matching over all votes, so that nobody is bound to the
/// seat that leaves another empty. `need: all` asks for every seat; a number asks for that many persons on as many
/// seats, and where it is greater than the number of seats, for every seat and more holders of their posts.
struct SeatCount {
  struct Vote {
    let person: String
    /// The places of seats that it could fill, each with the person in whose place.
    let claims: [(seat: Int, behalf: String?)]
  }

  /// Each once, in the order in which the roles name them.
  let seats: [Message.Address]
  private(set) var votes: [Vote] = []
  /// Too few are asked for it ever to be complete.
  let isShort: Bool
  /// So many of the first seats are asked at once; the next when these are filled.
  private let stages: [Int]
  private let votesNeeded: Int
  private let seatsNeeded: Int

  /// - Parameter roles: for each role of the step those whom it stands for.
  init(_ step: ApprovalRule.Step, _ roles: [[Message.Address]]) {
    var seats: [Message.Address] = []
    var stages: [Int] = []
    for role in roles {
      for seat in role where !seats.contains(seat) { seats.append(seat) }
      if stages.last ?? 0 < seats.count { stages.append(seats.count) }
    }
    self.seats = seats
    let isByCount: Bool
    switch step.need {
    case .all:
      (votesNeeded, isByCount) = (seats.count, false)
      isShort = seats.isEmpty || roles.contains(where: \.isEmpty)
    case .count(let count):
      (votesNeeded, isByCount) = (count, true)
      isShort = seats.isEmpty || seats.count < count && !seats.contains(where: \.isPost)
    }
    seatsNeeded = min(votesNeeded, seats.count)
    self.stages = isByCount || step.isParallel ? [seats.count] : stages
  }

  /// Adds a vote; one that can fill none of the seats does not count.
  mutating func add(_ person: String, _ claims: [ApprovalState.Claim]) {
    let found = claims.compactMap { claim in seats.firstIndex(of: claim.seat).map { (seat: $0, behalf: claim.behalf) } }
    if !found.isEmpty { votes.append(Vote(person: person, claims: found)) }
  }

  var isComplete: Bool {
    !isShort && votes.count >= votesNeeded && filled(votes, among: seats.count) >= seatsNeeded
  }

  /// The seats for which a decision is waited for now: whoever has one is asked, if their vote would fit.
  var pending: [Message.Address] { seats.filter(isAsked) }

  /// Whether a vote for the seat alone fits beside the others. The seat of a person is theirs, who may have been decided
  /// for; that of a post may have a holder who has not decided yet.
  private func isAsked(_ seat: Message.Address) -> Bool {
    let claim = ApprovalState.Claim(seat: seat, behalf: nil)
    guard case .person(let person) = seat else { return accepts(Self.anotherHolder, [claim]) }
    return !votes.contains { $0.person == person } && accepts(person, [claim])
  }

  /// No person's code.
  private static let anotherHolder = ""

  /// Whether the vote of somebody who has not decided yet fits: all votes can be cast together so that they fill more
  /// seats than before or, where more must decide than there are seats, so that there is room for it beside them.
  func accepts(_ person: String, _ claims: [ApprovalState.Claim]) -> Bool {
    var next = self
    next.add(person, claims)
    guard next.votes.count > votes.count, !isComplete else { return false }
    let asked = stage
    let now = filled(next.votes, among: asked)
    return now > filled(votes, among: asked) || now >= 0 && isRoom(for: next.votes, now)
  }

  /// Whoever of these has decided or was decided for.
  func decided(among persons: [String]) -> String? {
    persons.first { person in
      votes.contains { $0.person == person || $0.claims.allSatisfy { $0.behalf == person } }
    }
  }

  // MARK: - Matching

  /// How many of the first seats are asked for now.
  private var stage: Int {
    stages.first { filled(votes, among: $0) < min($0, seatsNeeded) } ?? seats.count
  }

  /// Beside those who fill the seats, so many more of their holders may agree as `need` is greater than their number.
  private func isRoom(for votes: [Vote], _ filled: Int) -> Bool {
    votes.count - filled <= votesNeeded - seatsNeeded
  }

  /// How many of the first seats these votes can fill at most; -1 where they cannot all count.
  private func filled(_ votes: [Vote], among asked: Int) -> Int {
    readings(of: votes).map { SeatMatching($0, among: asked).size }.max() ?? -1
  }

  /// More ways in which votes may be cast are not looked at.
  private static let mostReadings = 64

  /// The ways in which the votes may be cast: whoever could decide in several rights does it in one of them, and nobody
  /// decides twice, be it through another.
  private func readings(of votes: [Vote]) -> [[[Int]]] {
    guard votes.contains(where: { $0.claims.contains { $0.behalf != nil } }) else {
      return [votes.map { $0.claims.map(\.seat) }]
    }
    var found: [[[Int]]] = []
    extend([], votes[...], taken: Set(votes.map(\.person)), &found)
    return found
  }

  private func extend(_ cast: [[Int]], _ rest: ArraySlice<Vote>, taken: Set<String>, _ found: inout [[[Int]]]) {
    guard found.count < Self.mostReadings else { return }
    guard let vote = rest.first else { return found.append(cast) }
    var rights: [String?] = []
    for claim in vote.claims where !rights.contains(claim.behalf) { rights.append(claim.behalf) }
    for right in rights {
      if let right, taken.contains(right) { continue }
      let seats = vote.claims.filter { $0.behalf == right }.map(\.seat)
      extend(cast + [seats], rest.dropFirst(), taken: right.map { taken.union([$0]) } ?? taken, &found)
    }
  }
}

extension Message.Address {
  /// A post, which several persons may hold.
  fileprivate var isPost: Bool {
    if case .post = self { return true }
    return false
  }
}
