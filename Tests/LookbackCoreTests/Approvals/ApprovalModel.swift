@testable import LookbackCore

/// Approvals as the documents tell them, by trying every way in which votes may be cast: written without looking at how
/// the engine counts, and too slow for it.
struct ApprovalModel {
  struct Vote {
    var person: String
    /// The seats that could be filled, each with the person in whose place.
    var rights: [(seat: String, place: String?)]
  }

  let world: ApprovalWorld
  var fields: [String: [String]]
  private var seats: [Int: [[String]]] = [:]
  private var votes: [Int: [Vote]] = [:]
  private(set) var state = "signing"

  init(_ world: ApprovalWorld) {
    self.world = world
    fields = world.fields
    settle()
  }

  private var steps: [Int] { world.steps.indices.filter { world.isCostly || !world.steps[$0].isConditional } }

  /// The step whose turn it is.
  private var turn: Int? { steps.first { !isComplete($0) } }

  // MARK: - What happens

  mutating func approve(_ person: String) -> Bool {
    guard let turn, isAsked(person, turn), let vote = vote(of: person, turn) else { return false }
    votes[turn, default: []].append(vote)
    settle()
    return true
  }

  mutating func refuse(_ person: String) -> Bool {
    guard let turn, isAsked(person, turn) else { return false }
    var step = turn
    var target: Int?
    while let next = world.steps[step].returnsTo {
      if steps.contains(next) { target = next }
      if steps.contains(next) || next == step { break }
      step = next
    }
    for step in steps where step >= target ?? 0 { (votes[step], seats[step]) = (nil, nil) }
    if target == nil { state = "drafting" }
    settle()
    return true
  }

  mutating func edit() {
    (votes, seats) = ([:], [:])
    settle()
  }

  /// Opens it again from `drafting`.
  mutating func draft() {
    state = "signing"
    edit()
  }

  mutating func settle() {
    guard state == "signing", !steps.isEmpty else { return }
    guard let turn else {
      state = "done"
      return
    }
    if seats[turn] == nil || isShort(turn) { seats[turn] = world.steps[turn].asked.map(named) }
  }

  var pending: Set<String> {
    guard state == "signing", let turn else { return [] }
    let decided = Set(cast(turn).map(\.person))
    // The seat of a person is theirs, that of a post may have any holder.
    return Set(
      flat(turn).filter { seat in
        !decided.contains(seat) && isUseful(Vote(person: seat, rights: [(seat, nil)]), turn)
      })
  }

  // MARK: - Who is asked

  private func named(_ asked: ApprovalWorld.Asked) -> [String] {
    switch asked {
    case .post(let name): ["\(name)@desk"]
    case .field(let name): fields[name] ?? []
    case .heads: (fields["units"] ?? []).map { "head@\($0)" }
    }
  }

  private func flat(_ step: Int) -> [String] {
    (seats[step] ?? []).flatMap { $0 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func isShort(_ step: Int) -> Bool {
    let all = flat(step)
    guard let need = world.steps[step].need else {
      return all.isEmpty || (seats[step] ?? []).contains(where: \.isEmpty)
    }
    return all.isEmpty || all.count < need && !all.contains { $0.contains("@") }
  }

  private func fills(_ person: String, _ seat: String) -> Bool {
    person == seat || (world.posts[person] ?? []).contains { $0.description == seat }
  }

  /// Nil where the person has signed in another step and one of both signatures would be a substitute's.
  private func vote(of person: String, _ step: Int) -> Vote? {
    let own = flat(step).filter { fills(person, $0) }.map { (seat: $0, place: String?.none) }
    let others = world.places[person, default: []].flatMap { other in
      flat(step).filter { fills(other, $0) }.map { (seat: $0, place: String?.some(other)) }
    }
    let signed = steps.filter { $0 != step }.flatMap { votes[$0] ?? [] }.filter { $0.person == person }
    guard !signed.isEmpty, !(own + others).isEmpty else { return Vote(person: person, rights: own + others) }
    let isOwn = signed.allSatisfy { vote in vote.rights.contains { $0.place == nil } }
    return isOwn && !own.isEmpty ? Vote(person: person, rights: own) : nil
  }

  private func isAsked(_ person: String, _ step: Int) -> Bool {
    let barred =
      world.isGuarded && (person == world.drafter || world.places[person, default: []].contains(world.drafter))
    let given = cast(step)
    let isDone = given.contains { $0.person == person || $0.rights.allSatisfy { $0.place == person } }
    return !barred && !isDone && vote(of: person, step).map { isUseful($0, step) } ?? false
  }

  // MARK: - Counting

  /// The votes that count; one for seats that are no longer asked does not.
  private func cast(_ step: Int) -> [Vote] {
    let asked = flat(step)
    return (votes[step] ?? []).compactMap { vote in
      let rights = vote.rights.filter { asked.contains($0.seat) }
      return rights.isEmpty ? nil : Vote(person: vote.person, rights: rights)
    }
  }

  private func isComplete(_ step: Int) -> Bool {
    guard seats[step] != nil, !isShort(step) else { return false }
    let (all, given) = (flat(step), cast(step))
    let need = world.steps[step].need ?? all.count
    return given.count >= need && most(given, Set(all)) ?? -1 >= min(need, all.count)
  }

  /// The seats that are asked for now.
  private func stage(_ step: Int) -> Set<String> {
    let one = world.steps[step]
    guard one.need == nil, !one.isParallel else { return Set(flat(step)) }
    var asked: Set<String> = []
    for role in seats[step] ?? [] {
      asked.formUnion(role)
      if most(cast(step), asked) ?? -1 < asked.count { return asked }
    }
    return asked
  }

  private func isUseful(_ vote: Vote, _ step: Int) -> Bool {
    guard !isComplete(step) else { return false }
    let given = cast(step)
    let asked = stage(step)
    let (before, all) = (most(given, asked) ?? -1, flat(step))
    guard let after = most(given + [vote], asked) else { return false }
    if after > before { return true }
    // More must decide than there are seats.
    let room = (world.steps[step].need ?? 0) - all.count
    return room > 0 && given.count + 1 - after <= room
  }

  /// The most of these seats that the votes fill, however they are cast; nil where somebody would count twice.
  private func most(_ votes: [Vote], _ asked: Set<String>) -> Int? {
    Self.most(votes[...], asked, Set(votes.map(\.person)))
  }

  private static func most(_ votes: ArraySlice<Vote>, _ free: Set<String>, _ names: Set<String>) -> Int? {
    guard let vote = votes.first else { return 0 }
    var best: Int?
    for right in vote.rights {
      if let place = right.place, names.contains(place) { continue }
      let taken = right.place.map { names.union([$0]) } ?? names
      for isSeated in [true, false] where !isSeated || free.contains(right.seat) {
        let rest = most(votes.dropFirst(), isSeated ? free.subtracting([right.seat]) : free, taken)
        if let rest { best = max(best ?? 0, rest + (isSeated ? 1 : 0)) }
      }
    }
    return best
  }
}
