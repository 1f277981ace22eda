import LookbackCore
import LookbackRuntime
import LookbackStore

/// In whose right a request reads.
struct Viewer: Sendable {
  /// The person, with posts and substitutions; the engine, which sees everything, for an administrator who acts for
  /// nobody else.
  let actor: Actor

  init(actor: Actor) { self.actor = actor }

  /// The caller who acts as this person.
  init(_ caller: Caller, as actor: Actor) { self.actor = caller.seesEverything ? .engine : actor }

  /// The names under which the database knows whom a case is shown to; nil if every case is.
  var readers: [String]? { actor == .engine ? nil : actor.names }
}

extension Call {
  /// Returns the caller as a viewer. Throws a `Rejection` if nobody is known by that name, user or token.
  func viewer() async throws -> Viewer {
    let caller = try await caller()
    guard caller.seesEverything else { return Viewer(actor: try await currentActor(of: caller)) }
    // Where duties are kept apart, root has no part in cases.
    let isBound = try await operations.store.separation().bindsRoot
    return Viewer(actor: isBound ? .person(code: "", posts: []) : .engine)
  }

  /// Returns the case that the address names. Throws `unknownCase` if there is none, or none that the viewer may see.
  func storedCase(for viewer: Viewer) async throws -> StoredCase {
    try await storedCase(try await caseID(try parameter("ref"), for: viewer), for: viewer)
  }

  func storedCase(_ id: CaseID, for viewer: Viewer) async throws -> StoredCase {
    let library = operations.library.current.library
    guard let stored = try await operations.store.read(id), stored.current.isSeen(by: viewer.actor, in: library) else {
      throw Rejection.unknownCase
    }
    return stored
  }

  /// Returns the fields of a workflow, or of all, whose values no search reads, since not everybody reads them who sees
  /// the case.
  func unsearchedFields(of workflow: String?) -> [String] {
    let versions = operations.library.current.library.workflows.values
    let asked = versions.lazy.filter { workflow == nil || $0.reference.name == workflow }
    return Set(asked.flatMap(\.visibility.fields.keys)).sorted()
  }
}
