package import LookbackCore
package import LookbackTime

/// What the first round trip read after the cases were locked.
package struct LockedBatch: Sendable {
  /// The record of a command that an earlier batch did.
  package struct Done: Sendable, Hashable {
    package var target: CaseID
    package var sequence: Int64
    package var content: [UInt8]
    /// The state of the root track after the command; nil if a version without receipts recorded it. The same holds for
    /// `link`.
    package var state: String?
    package var link: [UInt8]?
    package var at: Moment
  }
  /// Names a command: ids of commands are unique for each owner.
  package struct CommandKey: Sendable, Hashable {
    package var id: CommandID
    package var owner: String
    package init(_ id: CommandID, owner: String) {
      self.id = id
      self.owner = owner
    }
    package init(_ command: Command) { self.init(command.id, owner: command.owner) }
  }
  /// What the office's clock says.
  package var moment = noMoment
  package var isOnTestClock = false
  package var cases: [CaseID: LockedCase] = [:]
  /// The cases among `cases` that guards may read.
  package var others: Set<CaseID> = []
  /// The posts of each acting person, by the person's code, whatever their days.
  package var posts: [String: Set<HeldPost>] = [:]
  /// The substitutions of each acting person, whatever their days.
  package var substitutions: [String: [Substitution]] = [:]
  package var directory = Directory()
  /// The days of the named persons and units, as far as these have a beginning or an end.
  var named: [DatedName: ActiveDays] = [:]
  package var units: [String: UnitFacts] = [:]
  package var done: [CommandKey: Done] = [:]
  package var taken: [UniqueValue: CaseID] = [:]
  /// The unique values of which it is known whether a case has them.
  package var knownKeys: Set<UniqueValue> = []
  /// What other transactions hold or are about to record, and this batch does without.
  package var held = HeldThings()
  /// The timers of the request that were still in their table.
  package var timers: Set<DueTimer> = []
  package var registers: [RegisterKey: Int] = [:]
  /// Who asks, and which cases are meant.
  package var identities = Identities()
  /// Whether the batch does not wait for locks and does without what others hold.
  var isCareful = false
  /// Whether cases were brought back from the archive for the batch.
  var hasRecalled = false

  /// The value of `moment` before the clock was read.
  static let noMoment = Moment(microseconds: .min)
}

/// What a careful batch found locked by other transactions.
package struct HeldThings: Sendable {
  package var registers: Set<RegisterKey> = []
  package var keys: Set<UniqueValue> = []
  package var commands: Set<LockedBatch.CommandKey> = []
}
