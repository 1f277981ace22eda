/// Who asks, as far as it is known at the door.
package enum Asker: Sendable, Hashable {
  /// Whom the command itself names: the engine, or a person of whom the code is known.
  case known
  /// The user of the machine at the other end of the socket. An administrator is root or the daemon's own user.
  case user(Int64, isAdministrator: Bool)
  /// An administrator acts for the person of this code.
  case person(String)
  /// Who brings the token with this hash.
  case token([UInt8])
}

/// A command as it comes to the door, from a socket, a token or a program: who asks, and which case and track are meant, are
/// names still. The first flight of its batch reads what they stand for, under the lock.
package struct UnresolvedCommand: Sendable, Hashable {
  /// Acts for nobody and names no track where these are names; its target then only stands for the case.
  package var command: Command
  package var asker: Asker
  package var reference: CaseReference
  /// Nil where the command itself names the track, or none.
  package var track: TrackChoice?

  package init(
    _ command: Command, asker: Asker = .known, reference: CaseReference = .known, track: TrackChoice? = nil
  ) {
    self.command = command
    if case .name(let name) = reference { self.command.target = name.placeholder }
    self.asker = asker
    self.reference = reference
    self.track = track
  }
}

extension UnresolvedCommand {
  /// The command in the name of who asks, for the case and track that are meant.
  /// - Parameter current: the case of a number, as it stands.
  /// - Throws: `unresolved` for a name that stands for nobody or nothing, and `unknownCase`.
  package func resolved(
    by identities: Identities, _ current: (CaseID) -> Case?
  ) throws(Rejection) -> Command {
    var command = command
    switch asker {
    case .known: break
    case .user(let user, let isAdministrator):
      guard let person = identities.users[user] else {
        throw .unresolved(isAdministrator ? .administratorForNobody(user) : .unknownUser(user))
      }
      command.actor = .person(code: person, posts: [])
    case .person(let code):
      guard identities.persons.contains(code) else { throw .unresolved(.unknownPerson(code)) }
      command.actor = .person(code: code, posts: [])
    case .token(let hash):
      guard let holder = identities.tokens[hash] else { throw .unresolved(.unknownToken) }
      command.actor = .person(code: holder.person, posts: [])
      command.via = "token \(holder.token)"
    }
    if case .name(let name) = reference { command.target = try identities.target(of: name) }
    guard let track else { return command }
    guard let current = current(command.target) else { throw .unknownCase }
    guard let number = track.track(of: current) else { throw .unresolved(.noTrack(of: track.description)) }
    command.request = command.request.on(number)
    return command
  }
}

extension UnresolvedCommand {
  /// Why it cannot even be looked at.
  package var misfit: Rejection? {
    var asked = command
    // Whoever asks is a person, and brings an id of a person's.
    if asker != .known { asked.actor = .person(code: "", posts: []) }
    if let misfit = asked.misfit { return misfit }
    if case .name(let name) = reference, name.description.unicodeScalars.contains("\0") { return .unknownCase }
    return nil
  }
}

extension Command.Request {
  /// The same for a track; opening a case, and what time does, name none.
  fileprivate func on(_ track: TrackID) -> Command.Request {
    switch self {
    case .fire(let event, _, let data): return .fire(event: event, track: track, data: data)
    case .mend(var mend):
      mend.track = track
      return .mend(mend)
    case .open, .timer, .redate, .move, .answerMend: return self
    }
  }
}
