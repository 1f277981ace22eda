package import LookbackCEL

/// What a person who administers puts right in one track of a case, as an act of its own with a reason.
package struct Mend: Sendable, Hashable {
  package enum Act: Sendable, Hashable {
    /// The track goes on in this state.
    case put(state: String)
    /// Something blocked is tried again now.
    case retry(event: String)
    /// Something blocked is given up for as long as the track stays in its state.
    case drop(event: String)
  }

  package var track: TrackID
  package var act: Act?
  /// Fields with their right values; null takes a value out.
  package var data: [String: Value]
  package var reason: String

  package init(track: TrackID, act: Act?, data: [String: Value], reason: String) {
    self.track = track
    self.act = act
    self.data = data
    self.reason = reason
  }
}

extension Mend.Act {
  /// What it is called where it is asked for and written down.
  package var key: String {
    switch self {
    case .put: "state"
    case .retry: "retry"
    case .drop: "drop"
    }
  }

  /// The state or the event that it is about.
  package var name: String {
    switch self {
    case .put(let name), .retry(let name), .drop(let name): name
    }
  }
}

/// Another administrator's word on a mend that waits for it; whoever proposed it can only take it back.
package struct MendAnswer: Sendable, Hashable {
  /// The number of the event by which the mend was proposed, so that nobody agrees to another than the one they saw.
  package var proposal: Int64
  package var confirms: Bool
  package var reason: String

  package init(proposal: Int64, confirms: Bool, reason: String) {
    self.proposal = proposal
    self.confirms = confirms
    self.reason = reason
  }
}

/// A mend that one administrator has proposed and another has to confirm. It has not happened.
package struct MendProposal: Sendable, Hashable {
  /// What is to be put right, its values checked and looked up.
  package var mend: Mend
  package var proposer: String
  package var since: Stamp

  package init(mend: Mend, proposer: String, since: Stamp) {
    self.mend = mend
    self.proposer = proposer
    self.since = since
  }
}
