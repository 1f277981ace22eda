import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A timer as it stands in its table.
package struct DueTimer: Sendable, Hashable {
  package var lane: Int16
  package var target: CaseID
  package var key: String
  package var due: Moment
  package init(lane: Int16, target: CaseID, key: String, due: Moment) {
    self.lane = lane
    self.target = target
    self.key = key
    self.due = due
  }

  /// By what tells nearly all of them apart: a batch of a storm looks up each of its timers several times.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    hasher.combine(due)
  }
}

/// What is to be done in one transaction.
package struct BatchRequest: Sendable {
  package var commands: [Command]
  package var timers: [DueTimer]
  /// Business keys that the commands would take.
  package var keys: [UniqueValue]
  /// Persons, units and cases that the commands name.
  package var names: Directory.Names
  /// To be checked.
  package var claims: [Claim]
  /// Cases that guards will look at, locked with those of the commands.
  var others: Set<CaseID> = []

  package init(
    commands: [Command], timers: [DueTimer] = [], keys: [UniqueValue] = [], names: Directory.Names = Directory.Names(),
    claims: [Claim] = []
  ) {
    self.claims = claims
    self.commands = commands
    self.timers = timers
    self.keys = keys
    self.names = names
  }
}

/// What a batch turned out to need besides its cases, once it was decided with what was known.
package struct BatchNeeds: Sendable {
  /// To be locked.
  package var registers: [RegisterKey]
  /// Of which it is to be found out who has them.
  package var keys: [UniqueValue]

  package init(registers: [RegisterKey] = [], keys: [UniqueValue] = []) {
    self.registers = registers
    self.keys = keys
  }

  var isEmpty: Bool { registers.isEmpty && keys.isEmpty }
}

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
  package var moment: Moment?
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
  package var claims = ClaimAnswers()
}

/// What a careful batch found in the hands of others.
package struct HeldThings: Sendable {
  package var registers: Set<RegisterKey> = []
  package var keys: Set<UniqueValue> = []
  package var commands: Set<LockedBatch.CommandKey> = []
}

/// All that is written for one case: what it was, what it is, and what happened in between.
package struct Recording: Sendable {
  package struct CommandDone: Sendable {
    package var command: Command
    package var sequence: Int64
    /// The state of the root and the moment after it: a repetition is answered with them.
    package var state: String
    package var at: Moment
    package init(command: Command, sequence: Int64, state: String, at: Moment) {
      self.command = command
      self.sequence = sequence
      self.state = state
      self.at = at
    }
  }
  package var before: Case?
  package var after: Case
  package var events: [CaseEvent]
  package var messages: [Message]
  package var commands: [CommandDone]
  /// The digest of the definition that the root track runs; of a case that is opened it becomes part of its place.
  package var definition: [UInt8]
  /// What is known already of what the case waited for and waits for.
  package var foresight: (before: Foresight, after: Foresight)
  package init(
    before: Case?, after: Case, events: [CaseEvent], messages: [Message], commands: [CommandDone],
    definition: [UInt8], foresight: (before: Foresight, after: Foresight) = (Foresight(), Foresight())
  ) {
    self.foresight = foresight
    self.before = before
    self.after = after
    self.events = events
    self.messages = messages
    self.commands = commands
    self.definition = definition
  }
}

/// What was decided about a batch.
package struct BatchDecision: Sendable {
  package var recordings: [Recording]
  /// The next numbers of the registers that were drawn from.
  package var registers: [RegisterKey: Int]
  /// Timers that were taken and are to fire another time.
  package var spared: [DueTimer]
  package init(recordings: [Recording], registers: [RegisterKey: Int], spared: [DueTimer] = []) {
    self.recordings = recordings
    self.registers = registers
    self.spared = spared
  }
}

extension Mend {
  /// All that it says but for its fields.
  fileprivate func words(on target: CaseID) -> String {
    ["mend \(target)", "\(track)", act.map { "\($0.key) \($0.name)" } ?? "", reason].joined(separator: "\u{1E}")
  }
}

extension Command {
  /// Equal for equal requests: a repeated id with other content is told apart.
  package var content: [UInt8] { Digest.sha256.hash(Array(contentText.utf8)) }

  private var contentText: String {
    let (words, data) =
      switch request {
      case .open(let workflow, let data): ("open \(workflow)", data)
      case .fire(let event, let track, let data): ("fire \(target) \(event) \(track.map(\.description) ?? "")", data)
      case .mend(let mend): (mend.words(on: target), mend.data)
      case .answerMend(let answer):
        ("\(answer.confirms ? "confirm" : "refuse") \(target) \(answer.proposal)\u{1E}\(answer.reason)", [:])
      case .redate: ("redate \(target)", [:])
      case .move(let version, _): ("move \(target) \(version)", [:])
      case .timer(let key, let due): ("timer \(target) \(key) \(due)", [:])
      }
    var text = "\(words)\u{1F}\(actor)\u{1F}\(on?.description ?? "")"
    for (key, value) in data.sorted(by: { $0.key < $1.key }) { text += "\u{1F}\(key)=\(value)" }
    return text
  }
}
