package import LookbackTime

/// What was decided: the events that happened, the case as it then stands, and everything else that is to be written.
package struct Transition: Sendable, Hashable {
  package var events: [CaseEvent]
  package var result: Case
  /// What is to leave through the outbox.
  package var messages: [Message]
  /// The next number of each register that was drawn from.
  package var drawn: [RegisterKey: Int]
  /// Beside events and messages.
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

  /// What two commands to the same case, one after the other, have done together.
  package func followed(by next: Transition) -> Transition {
    Transition(
      events: events + next.events, result: next.result, messages: messages + next.messages,
      drawn: drawn.merging(next.drawn) { $1 }, writes: writes.followed(by: next.writes))
  }
}

/// A number series: its name and the period in which it counts from 1 (a year, or 0 for ever).
package struct RegisterKey: Sendable, Hashable, Comparable {
  /// No register of documents comes near it; a larger one is a slip of the hand.
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

/// A row for the outbox.
package struct Message: Sendable, Hashable {
  package enum Topic: String, Sendable, Hashable {
    case reminder, overdue, notice, letter, lookBack = "look back"
    /// What time or the engine could not do.
    case blocked
    /// A command to another case.
    case signal
    /// A call of a web address, named by what it is about.
    case webhook
  }

  package enum Address: Sendable, Hashable, Comparable, CustomStringConvertible {
    case post(Post)
    case person(String)
    /// The case that a signal goes to.
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
  /// The event that caused it.
  package var sequence: Int64
  package var topic: Topic
  package var to: [Address]
  package var track: TrackID
  /// What it is about: the clock, event or template.
  package var about: String
  /// The due date, where it is about one.
  package var due: CivilDate?
  /// Of a signal: what it and those that led to it have used of their allowance.
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

/// A wake-up, derived from clocks and states.
package struct Timer: Sendable, Hashable {
  package var key: String
  package var due: Moment
  package init(key: String, due: Moment) {
    self.key = key
    self.due = due
  }
}

/// Something a person must do now, derived from states, approvals and look-backs.
package struct WorkItem: Sendable, Hashable {
  package enum Assignee: Sendable, Hashable, CustomStringConvertible {
    case address(Message.Address)
    /// Whoever administers: no post, and nobody's code.
    case administrators

    /// As worklists are asked for it; no post and no person is called so.
    package var description: String {
      switch self {
      case .address(let address): address.description
      case .administrators: "@administrators"
      }
    }
  }
  package var track: TrackID
  /// What the track runs.
  package var workflow: WorkflowReference
  /// The state, `approve`, or the look-back's name.
  package var kind: String
  package var assignee: Assignee
  /// When the earliest clock of the track or its parents lapses.
  package var urgency: Urgency
  /// When the track came into its state.
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

  /// The last day on which it is in time.
  package var due: CivilDate? { urgency.day }
}
