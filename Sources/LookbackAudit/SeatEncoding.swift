import LookbackCore

extension CanonicalWriter {
  /// Those for whom a role of an approval's step stands.
  mutating func write(_ field: UInt8, seats: [Message.Address]) {
    write(field) { inner in for seat in seats { inner.write(1) { $0.append(seat) } } }
  }

  mutating func write(_ field: UInt8, _ claim: ApprovalState.Claim) {
    write(field) { inner in
      inner.write(1) { $0.append(claim.seat) }
      if let behalf = claim.behalf { inner.write(2, behalf) }
    }
  }

  private mutating func append(_ seat: Message.Address) {
    switch seat {
    case .person(let code): write(1, code)
    case .post(let post):
      write(2, post.name)
      write(3, post.unit)
    case .case(let id): write(4, id.value)
    }
  }
}

extension CanonicalReader {
  /// The content of a group of seats.
  mutating func seats() throws(MalformedBytes) -> [Message.Address] {
    try all(1) { entry throws(MalformedBytes) in try entry.seat() }
  }

  /// The content of one claim.
  mutating func claim() throws(MalformedBytes) -> ApprovalState.Claim {
    let seat = try group(1) { entry throws(MalformedBytes) in try entry.seat() }
    return ApprovalState.Claim(seat: seat, behalf: next == 2 ? try text(2) : nil)
  }

  private mutating func seat() throws(MalformedBytes) -> Message.Address {
    switch next {
    case 1: return .person(try text(1))
    case 2: return .post(Post(name: try text(2), unit: try text(3)))
    default: return .case(CaseID(try number(4)))
    }
  }
}
