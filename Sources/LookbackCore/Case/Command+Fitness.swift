import LookbackCEL

extension Command {
  /// The owner of the command's id. Equal ids of different owners name different commands. No person's code is empty or
  /// contains a blank, so no person can use an id of the engine, of another person, or of a bulk command or import.
  package var owner: String {
    guard let person = actor.person else { return "" }
    return work.map { "\(person) \($0.rawValue)" } ?? person
  }

  /// Why the command cannot be processed at all: its id is not well formed, or a text contains NUL, which PostgreSQL
  /// cannot store. It is nil for a fit command.
  package var misfit: Rejection? {
    let isOwn = actor.person != nil && work == nil
    if isOwn ? !id.isFit : id.value.unicodeScalars.contains("\0") { return .unfitCommandID(id.value) }
    let name =
      switch request {
      case .open(let workflow, _): workflow
      case .fire(let event, _, _): event
      case .timer(let key, _): key
      case .mend(let mend): (mend.act?.name ?? "") + mend.reason
      case .answerMend(let answer): answer.reason
      case .redate, .move: ""
      }
    if name.unicodeScalars.contains("\0") { return .unkeepable(name: name) }
    let unkeepable = request.data.filter { $0.key.unicodeScalars.contains("\0") || $0.value.hasNUL }.keys.min()
    return unkeepable.map { .unkeepable(name: $0) }
  }
}

extension Value {
  fileprivate var hasNUL: Bool {
    switch self {
    case .string(let text): text.utf8.contains(0)
    case .list(let items): items.contains(where: \.hasNUL)
    case .map(let entries): entries.contains { $0.key.hasNUL || $0.value.hasNUL }
    default: false
    }
  }
}
