package import LookbackCEL

/// A correction that an administrator makes in one track of a case, as an act of its own with a reason.
package struct Mend: Sendable, Hashable {
  package enum Act: Sendable, Hashable {
    /// Puts the track into this state.
    case put(state: String)
    /// Tries a blocked event again now.
    case retry(event: String)
    /// Gives up a blocked event until the track leaves its state.
    case drop(event: String)
  }

  package var track: TrackID
  package var act: Act?
  /// The fields with their correct values; null clears a field.
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
  /// The name of the act in requests and in stored events.
  package var key: String {
    switch self {
    case .put: "state"
    case .retry: "retry"
    case .drop: "drop"
    }
  }

  /// The state or the event that the act names.
  package var name: String {
    switch self {
    case .put(let name), .retry(let name), .drop(let name): name
    }
  }
}

/// The answer of another administrator to a proposed correction. The proposer can only withdraw it.
package struct MendAnswer: Sendable, Hashable {
  /// The sequence number of the event that proposed the correction, so that nobody confirms another one than they saw.
  package var proposal: Int64
  package var confirms: Bool
  package var reason: String

  package init(proposal: Int64, confirms: Bool, reason: String) {
    self.proposal = proposal
    self.confirms = confirms
    self.reason = reason
  }
}

/// A correction that one administrator has proposed and another must confirm. It has not been made.
package struct MendProposal: Sendable, Hashable {
  /// The proposed correction, with its values checked and its names resolved.
  package var mend: Mend
  package var proposer: String
  package var since: Stamp

  package init(mend: Mend, proposer: String, since: Stamp) {
    self.mend = mend
    self.proposer = proposer
    self.since = since
  }
}
