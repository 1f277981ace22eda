/// The progress of one step of an approval: whom it asks, who has decided, and for whom it still waits.
///
/// One person has one vote. Which vote fills which seat is a matching over all votes, so that no vote is bound to a
/// seat in a way that leaves another seat empty. `need: all` requires every seat. A number requires that many persons
/// on as many seats; if it is larger than the number of seats, it requires every seat and further holders of the posts.
struct SeatCount {
  /// One person's decision.
  struct Vote {
    let person: String
    /// The indices of the seats that the vote could fill, each with the person who is substituted for; nil in the own
    /// right.
    let claims: [(seat: Int, behalf: String?)]
  }

  /// The seats without repetitions, in the order in which the roles name them.
  let seats: [Message.Address]
  private(set) var votes: [Vote] = []
  /// Whether so few are asked that the step could never be complete.
  let isShort: Bool
  /// The numbers of leading seats that are asked at once; the next number applies when those seats are filled.
  private let stages: [Int]
  private let votesNeeded: Int
  private let seatsNeeded: Int

  /// - Parameter roles: for each role of the step the addresses for which it stands.
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

  /// Adds a vote. A vote that can fill none of the seats is ignored.
  mutating func add(_ person: String, _ claims: [ApprovalState.Claim]) {
    let found = claims.compactMap { claim in seats.firstIndex(of: claim.seat).map { (seat: $0, behalf: claim.behalf) } }
    if !found.isEmpty { votes.append(Vote(person: person, claims: found)) }
  }

  var isComplete: Bool {
    !isShort && votes.count >= votesNeeded && filled(votes, among: seats.count) >= seatsNeeded
  }

  /// The seats that are asked for a decision now. Every holder of such a seat whose vote would fit can decide.
  var pending: [Message.Address] { seats.filter(isAsked) }

  /// Whether a vote for this seat alone fits beside the others. The seat of a person belongs to that person, for whom
  /// somebody may have decided already; the seat of a post can have a holder who has not decided yet.
  private func isAsked(_ seat: Message.Address) -> Bool {
    let claim = ApprovalState.Claim(seat: seat, behalf: nil)
    guard case .person(let person) = seat else { return accepts(Self.anotherHolder, [claim]) }
    return !votes.contains { $0.person == person } && accepts(person, [claim])
  }

  /// Stands for a further holder of a post; no person has this code.
  private static let anotherHolder = ""

  /// Whether the vote of a person who has not decided yet fits. It fits if all votes together fill more seats than
  /// before. If more persons must decide than there are seats, it also fits while there is room for it beside them.
  func accepts(_ person: String, _ claims: [ApprovalState.Claim]) -> Bool {
    var next = self
    next.add(person, claims)
    guard next.votes.count > votes.count, !isComplete else { return false }
    let asked = stage
    let now = filled(next.votes, among: asked)
    return now > filled(votes, among: asked) || now >= 0 && isRoom(for: next.votes, now)
  }

  /// The first of these persons who has decided or for whom somebody has decided; nil if there is none.
  func decided(among persons: [String]) -> String? {
    persons.first { person in
      votes.contains { $0.person == person || $0.claims.allSatisfy { $0.behalf == person } }
    }
  }

  // MARK: - Matching

  /// How many of the first seats are asked now.
  private var stage: Int {
    stages.first { filled(votes, among: $0) < min($0, seatsNeeded) } ?? seats.count
  }

  /// Whether there is room for further votes: as many as `need` exceeds the number of seats.
  private func isRoom(for votes: [Vote], _ filled: Int) -> Bool {
    votes.count - filled <= votesNeeded - seatsNeeded
  }

  /// The largest number of the first seats that these votes can fill; -1 if they cannot all count.
  private func filled(_ votes: [Vote], among asked: Int) -> Int {
    readings(of: votes).map { SeatMatching($0, among: asked).size }.max() ?? -1
  }

  /// The largest number of combinations that are examined.
  private static let mostReadings = 64

  /// The ways in which the votes can be cast. A person who could decide in several rights does so in one of them, and
  /// nobody decides twice, also not through another person.
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
  /// Whether it is a post, which several persons can hold.
  fileprivate var isPost: Bool {
    if case .post = self { return true }
    return false
  }
}
