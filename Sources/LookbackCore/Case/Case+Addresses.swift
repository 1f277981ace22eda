extension Case {
  /// The posts and persons for which a role stands, seen from `track`.
  func addresses(of role: Role, from track: Track) -> [Message.Address] {
    switch role {
    case .person(let path): (value(at: path, from: track)?.codes ?? []).map { .person($0) }
    case .post(let name, let unit): units(unit, from: track).map { .post(Post(name: name, unit: $0)) }
    }
  }

  func addresses(ofRole name: String, from track: Track, in workflow: Workflow) -> [Message.Address] {
    workflow.roles[name].map { addresses(of: $0, from: track) } ?? []
  }

  func addresses(of recipient: Recipient, from track: Track, in library: Library) -> [Message.Address] {
    switch recipient {
    case .role(let name):
      return library.workflow(track.workflow).map { addresses(ofRole: name, from: track, in: $0) } ?? []
    case .tracks(let workflowName, let role):
      let open = tracks.filter { $0.workflow.name == workflowName && !$0.isEnded && $0.parent == track.id }
      return open.flatMap { inner in
        library.workflow(inner.workflow).map { addresses(ofRole: role, from: inner, in: $0) } ?? []
      }
    case .approvers:
      return library.workflow(track.workflow).map { pendingApprovers(of: track, in: $0).map(\.address) } ?? []
    }
  }

  private func units(_ reference: UnitReference, from track: Track) -> [String] {
    switch reference {
    case .unit(let code): [code]
    case .trackUnit: track.unit.map { [$0] } ?? []
    case .field(let path): value(at: path, from: track)?.codes ?? []
    }
  }
}

/// In whose right somebody acts: their own, or that of the person for whom they substitute.
enum ActingAs: Hashable {
  case own
  case substituteFor(String)

  /// The person who is substituted for; nil for the own right.
  var behalf: String? {
    if case .substituteFor(let person) = self { return person }
    return nil
  }
}

extension Message.Address {
  /// In whose right this address means the actor, by name or by a post held now; nil if it does not. The own right
  /// comes first, then the first of the persons substituted for.
  func capacity(of actor: Actor) -> ActingAs? {
    guard case .person(let code, let posts, let substitutions) = actor else { return nil }
    if means(code, posts, isWhole: true) { return .own }
    let other = substitutions.sorted().first { means($0.person, $0.posts, isWhole: $0.isWhole) }
    return other.map { .substituteFor($0.person) }
  }

  /// All rights in which this address means the actor.
  func capacities(of actor: Actor) -> [ActingAs] {
    guard case .person(let code, let posts, let substitutions) = actor else { return [] }
    let others = substitutions.sorted().filter { means($0.person, $0.posts, isWhole: $0.isWhole) }
    return (means(code, posts, isWhole: true) ? [.own] : []) + others.map { .substituteFor($0.person) }.eachOnce
  }

  private func means(_ person: String, _ posts: Set<Post>, isWhole: Bool) -> Bool {
    switch self {
    case .person(let named): isWhole && named == person
    case .post(let post): posts.contains(post)
    case .case: false
    }
  }
}

extension [Message.Address] {
  /// In whose right the actor is among these addresses; nil if the actor is not. The own right comes first.
  func capacity(of actor: Actor) -> ActingAs? {
    let all = compactMap { $0.capacity(of: actor) }
    return all.first { $0 == .own } ?? all.first
  }

  /// The addresses without repetitions, in a stable order.
  package var distinct: [Message.Address] { count > 1 ? eachOnce.sorted() : self }
}
