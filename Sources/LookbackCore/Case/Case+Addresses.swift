extension Case {
  /// The posts and persons that a role stands for, seen from `track`.
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

extension Message.Address {
  /// Whether this address means the actor, by name or by a post held now.
  func names(_ actor: Actor) -> Bool {
    guard case .person(let code, let posts) = actor else { return false }
    switch self {
    case .person(let named): return named == code
    case .post(let post): return posts.contains(post)
    case .case: return false
    }
  }
}

extension [Message.Address] {
  /// Each once, in a stable order.
  var distinct: [Message.Address] { Set(self).sorted() }
}
