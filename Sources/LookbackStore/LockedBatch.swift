package import LookbackCore
package import LookbackTime

/// What was read after the cases were locked.
package struct LockedBatch: Sendable {
  package struct Done: Sendable, Hashable {
    package var target: CaseID
    package var sequence: Int64
    package var content: [UInt8]
    /// What was done, as it was then; nil where that was not kept.
    package var state: String?
    package var link: [UInt8]?
    package var at: Moment
  }
  package struct CommandKey: Sendable, Hashable {
    package var id: CommandID
    package var owner: String
    package init(_ id: CommandID, owner: String) {
      self.id = id
      self.owner = owner
    }
    package init(_ command: Command) { self.init(command.id, owner: command.owner) }
  }
  /// What the clock of the office says.
  package var moment = noMoment
  package var isOnTestClock = false
  package var cases: [CaseID: LockedCase] = [:]
  /// Of these, those that guards may look at.
  package var others: Set<CaseID> = []
  /// By the code of each acting person.
  package var posts: [String: Set<Post>] = [:]
  /// For whom each acting person may stand in, whatever the day.
  package var substitutions: [String: [Substitution]] = [:]
  package var directory = Directory()
  package var units: [String: UnitFacts] = [:]
  package var done: [CommandKey: Done] = [:]
  package var taken: [UniqueValue: CaseID] = [:]
  /// The keys of which is known whether somebody has them.
  package var knownKeys: Set<UniqueValue> = []
  /// What another transaction holds or is about to record, and this one does without.
  package var held = HeldThings()
  /// The timers of the request that were really still there.
  package var timers: Set<DueTimer> = []
  package var registers: [RegisterKey: Int] = [:]
  /// Who asks, and which cases are meant.
  package var identities = Identities()
  /// It waits for nobody, and does without what others hold.
  var isCareful = false
  /// Cases were brought back from the archive for it.
  var hasRecalled = false

  /// Before the clock was read.
  static let noMoment = Moment(microseconds: .min)
}

/// What a careful batch found in the hands of others.
package struct HeldThings: Sendable {
  package var registers: Set<RegisterKey> = []
  package var keys: Set<UniqueValue> = []
  package var commands: Set<LockedBatch.CommandKey> = []
}
