/// Who asks, as far as the edge knows.
package enum Asker: Sendable, Hashable {
  /// The actor of the command itself: the engine, or a person whose code is known.
  case known
  /// The user at the other end of the Unix socket. An administrator is root or the daemon's own user.
  case user(Int64, isAdministrator: Bool)
  /// An administrator acts for the person with this code.
  case person(String)
  /// The holder of the token with this hash.
  case token([UInt8])
}

/// A command as an edge receives it, from a socket, with a token or from a program. Its caller, case and track can
/// still be names. The first round trip of its batch resolves them under the lock.
package struct UnresolvedCommand: Sendable, Hashable {
  /// The command. Its actor, target and track are placeholders where names are given.
  package var command: Command
  package var asker: Asker
  package var reference: CaseReference
  /// The track by the unit for which it runs; nil if the command itself names the track, or none.
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
  /// Returns the command with its caller, case and track resolved.
  /// - Parameters:
  ///   - current: returns the present state of a case.
  ///   - isSeen: whether the actor of a command may see its case; it is called only if a name means several cases.
  /// - Throws: `unresolved` or `unknownCase` if a name stands for nothing.
  package func resolved(
    by identities: Identities, _ current: (CaseID) -> Case?, seeing isSeen: (Command) -> Bool
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
      guard holder.scope >= .act else { throw .unresolved(.tokenFallsShort(holder.scope)) }
      command.actor = .person(code: holder.person, posts: [])
      command.via = "token \(holder.token)"
    }
    if case .name(let name) = reference {
      let asked = command
      command.target = try identities.target(of: name) { id in
        var command = asked
        command.target = id
        return isSeen(command)
      }
    }
    guard let track else { return command }
    guard let current = current(command.target) else { throw .unknownCase }
    guard let number = track.track(of: current) else { throw .unresolved(.noTrack(of: track.description)) }
    command.request = command.request.on(number)
    return command
  }
}

extension UnresolvedCommand {
  /// Why the command cannot be processed at all; nil for a fit command.
  package var misfit: Rejection? {
    var asked = command
    // The caller is a person, so the id must be one that a person may use.
    if asker != .known { asked.actor = .person(code: "", posts: []) }
    if let misfit = asked.misfit { return misfit }
    if case .name(let name) = reference, name.description.unicodeScalars.contains("\0") { return .unknownCase }
    return nil
  }
}

extension Command.Request {
  /// The request for this track. Requests that name no track are returned unchanged.
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
