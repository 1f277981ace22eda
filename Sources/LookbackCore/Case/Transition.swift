package import LookbackTime

/// A decision: the events that happened, the case after them, and everything else that must be written.
package struct Transition: Sendable, Hashable {
  package var events: [CaseEvent]
  package var result: Case
  /// The messages for the outbox.
  package var messages: [Message]
  /// The next number of each register from which numbers were drawn.
  package var drawn: [RegisterKey: Int]
  /// The differences in the rows that are derived from the case.
  package var writes: CaseWrites

  package init(
    events: [CaseEvent], result: Case, messages: [Message], drawn: [RegisterKey: Int], writes: CaseWrites
  ) {
    self.events = events
    self.result = result
    self.messages = messages
    self.drawn = drawn
    self.writes = writes
  }

  /// The joint transition of two commands to the same case, one after the other.
  package func followed(by next: Transition) -> Transition {
    Transition(
      events: events + next.events, result: next.result, messages: messages + next.messages,
      drawn: drawn.merging(next.drawn) { $1 }, writes: writes.followed(by: next.writes))
  }
}

/// A number series: its name, and the period in which it counts from 1. The period is a year, or 0 for a series without
/// end.
package struct RegisterKey: Sendable, Hashable, Comparable {
  /// The largest number of a register. No series of documents comes near it; a larger number is a typing error.
  package static let largestNumber = 999_999_999

  package var name: String
  package var period: Int
  package init(name: String, period: Int) {
    self.name = name
    self.period = period
  }
  package static func < (left: RegisterKey, right: RegisterKey) -> Bool {
    (left.name, left.period) < (right.name, right.period)
  }
}

/// A row of the outbox.
package struct Message: Sendable, Hashable {
  package enum Topic: String, Sendable, Hashable {
    case reminder, overdue, notice, letter, lookBack = "look back"
    /// An event of a timer or of the engine could not happen.
    case blocked
    /// A command to another case.
    case signal
    /// A call of a web address, whose name is in `about`.
    case webhook
  }

  package enum Address: Sendable, Hashable, Comparable, CustomStringConvertible {
    case post(Post)
    case person(String)
    /// The case to which a signal goes.
    case `case`(CaseID)

    /// `clerk@congress-office`, the person's code, or the case's number.
    package var description: String {
      switch self {
      case .post(let post): post.description
      case .person(let code): code
      case .case(let id): id.description
      }
    }
  }
  /// The sequence number of the event that caused the message.
  package var sequence: Int64
  package var topic: Topic
  package var to: [Address]
  package var track: TrackID
  /// The name of the clock, event or template that the message is about.
  package var about: String
  /// The due date; nil if the message is not about one.
  package var due: CivilDate?
  /// How much of their allowance a signal and those that led to it have used; 0 for other messages.
  package var used: Int

  package init(
    sequence: Int64, topic: Topic, to: [Address], track: TrackID, about: String, due: CivilDate?, used: Int = 0
  ) {
    self.sequence = sequence
    self.topic = topic
    self.to = to
    self.track = track
    self.about = about
    self.due = due
    self.used = used
  }
}

/// A wake-up of a case at one moment, derived from clocks and states.
package struct Timer: Sendable, Hashable {
  package var key: String
  package var due: Moment
  package init(key: String, due: Moment) {
    self.key = key
    self.due = due
  }
}

/// Something that a person must do now, derived from states, approvals and look-backs.
package struct WorkItem: Sendable, Hashable {
  package enum Assignee: Sendable, Hashable, CustomStringConvertible {
    case address(Message.Address)
    /// All administrators. No post and no person has this name.
    case administrators

    /// The name under which worklists are requested. No post and no person has the name of the administrators.
    package var description: String {
      switch self {
      case .address(let address): address.description
      case .administrators: "@administrators"
      }
    }
  }
  package var track: TrackID
  /// The workflow that the track runs.
  package var workflow: WorkflowReference
  /// The name of the state or of the look-back, or `approve`.
  package var kind: String
  package var assignee: Assignee
  /// When the earliest clock of the track or of its parents lapses.
  package var urgency: Urgency
  /// When the track entered its state.
  package var since: Moment
  package init(
    track: TrackID, workflow: WorkflowReference, kind: String, assignee: Assignee, urgency: Urgency, since: Moment
  ) {
    self.track = track
    self.workflow = workflow
    self.kind = kind
    self.assignee = assignee
    self.urgency = urgency
    self.since = since
  }

  /// The last day on which the work is in time; nil if no term runs.
  package var due: CivilDate? { urgency.day }
}
