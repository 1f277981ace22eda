import LookbackTime

extension Case {
  /// Returns the case that these events make, in order from the first; nil if they do not begin with an opening.
  package static func replay(_ events: [CaseEvent], id: CaseID) -> Case? {
    guard let first = events.first else { return nil }
    var result = Case(id: id, sequence: 0, opened: first.at, tracks: [])
    for event in events { result.apply(event) }
    return result.tracks.isEmpty ? nil : result
  }

  /// Applies the facts of one event. It cannot fail, because an event is checked before it is recorded.
  package mutating func apply(_ event: CaseEvent) {
    sequence = event.sequence
    let stamp = event.stamp
    apply(event.changes, stamp)
    withTrack(event.track) { track in
      let count = track.marks[event.name]?.count ?? 0
      track.marks[event.name] = EventMark(
        count: count + 1, last: stamp, actor: event.actor, behalf: event.behalf)
    }
  }

  /// Applies facts of the event with this stamp.
  package mutating func apply(_ changes: [Change], _ stamp: Stamp) {
    for change in changes { apply(change, stamp) }
  }

  private mutating func apply(_ change: Change, _ stamp: Stamp) {
    switch change {
    case .opened(let opening): tracks.append(Track(opening, stamp))
    case .entered(let id, let state):
      withTrack(id) {
        ($0.state, $0.entered) = (state, stamp)
        $0.forgetFired(FiredMark.isOfState)
        $0.blocked = NameMap()
      }
    case .set(let id, let field, let value):
      withTrack(id) {
        $0.data[field] = value
        $0.written[field] = stamp.sequence
      }
    case .cleared(let id, let field):
      withTrack(id) {
        $0.data[field] = nil
        $0.written[field] = stamp.sequence
      }
    case .noted: break
    case .fired(let id, let timer): withTrack(id) { _ = $0.fired.insert(timer) }
    case .blocked(let id, let event, let timer, let obstacle):
      withTrack(id) { $0.blocked[event] = Blockage(timer: timer, obstacle: obstacle, since: stamp) }
    case .freed(let id, let event): withTrack(id) { $0.blocked[event] = nil }
    case .ended(let id):
      withTrack(id) {
        $0.isEnded = true
        $0.blocked = NameMap()
      }
    case .resumed(let id): withTrack(id) { $0.isEnded = false }
    case .removed(let id):
      withTrack(id) {
        ($0.isEnded, $0.isRemoved) = (true, true)
        $0.blocked = NameMap()
      }
    case .calendarAdopted(let id, let edition): withTrack(id) { $0.calendar = edition }
    case .moved(let id, let workflow, let state, _):
      withTrack(id) { ($0.workflow, $0.state) = (workflow, state) }
    case .fieldRenamed(let id, let field, let name):
      withTrack(id) { $0.rename(field, to: name) }
    case .clockStarted, .clockPaused, .clockResumed, .clockExtended, .clockCorrected, .clockStopped, .clockRedated,
      .clockDated, .clockMarked, .clockCounted, .clockContinued:
      applyClock(change)
    case .mendProposed(let id, let mend, let proposer):
      withTrack(id) { $0.mending = MendProposal(mend: mend, proposer: proposer, since: stamp) }
    case .mendSettled(let id): withTrack(id) { $0.mending = nil }
    case .approvalOpened, .asked, .decided, .approvalReturned, .approvalClosed: applyApproval(change, stamp)
    }
  }

  private mutating func applyClock(_ change: Change) {
    switch change {
    case .clockStarted(let id, let clock, let on, let at):
      withTrack(id) {
        $0.forgetFired { FiredMark.isOfClock($0, clock, on: id) }
        $0.clocks[clock] = ClockState(
          facts: ClockFacts(started: on, startedAt: at), stopped: nil, calendar: $0.calendar,
          original: $0.calendar)
      }
    case .clockPaused(let id, let clock, let on, let at):
      withTrack(id) { $0.clocks[clock]?.facts.pauses.append(ClockFacts.Pause(from: on, until: nil, fromAt: at)) }
    case .clockResumed(let id, let clock, let on, let at):
      withTrack(id) { track in
        guard let last = track.clocks[clock]?.facts.pauses.indices.last else { return }
        track.clocks[clock]?.facts.pauses[last].end(on: on, at: at)
      }
    case .clockExtended(let id, let clock, let extension_):
      withTrack(id) {
        $0.clocks[clock]?.facts.extensions.append(extension_)
        $0.clocks[clock]?.marks.remove(.asked)
      }
    case .clockCorrected(let id, let clock, let correction):
      withTrack(id) { $0.clocks[clock]?.facts.corrections.append(correction) }
    case .clockStopped(let id, let clock, let on, let at):
      withTrack(id) {
        $0.clocks[clock]?.stopped = on
        $0.clocks[clock]?.stoppedAt = at
      }
    case .clockContinued(let id, let clock):
      withTrack(id) { track in
        track.clocks[clock]?.stopped = nil
        track.clocks[clock]?.stoppedAt = nil
      }
    case .clockDated(let id, let clock, let date): withTrack(id) { $0.clocks[clock]?.date = date }
    case .clockMarked(let id, let clock, let mark, true): withTrack(id) { $0.clocks[clock]?.marks.insert(mark) }
    case .clockMarked(let id, let clock, let mark, false): withTrack(id) { $0.clocks[clock]?.marks.remove(mark) }
    case .clockRedated(let id, let clock, let edition): withTrack(id) { $0.clocks[clock]?.calendar = edition }
    case .clockCounted(let id, let clock, let version): withTrack(id) { $0.clocks[clock]?.version = version }
    // All changes are listed, so that the compiler finds a new one that is missing here.
    case .opened, .entered, .set, .cleared, .noted, .calendarAdopted, .fired, .blocked, .freed, .mendProposed,
      .mendSettled, .ended, .resumed, .removed, .moved, .fieldRenamed, .approvalOpened, .asked, .decided,
      .approvalReturned, .approvalClosed:
      break
    }
  }

  private mutating func applyApproval(_ change: Change, _ stamp: Stamp) {
    switch change {
    case .approvalOpened(let id, let steps): withTrack(id) { $0.approval = ApprovalState(steps: steps) }
    case .asked(let id, let step, let seats):
      withTrack(id) { $0.approval?.ask(.init(step: step, seats: seats, sequence: stamp.sequence)) }
    case .decided(let id, let step, let person, let claims, let digest):
      withTrack(id) {
        $0.approval?.decisions.append(
          .init(step: step, person: person, sequence: stamp.sequence, claims: claims, digest: digest))
      }
    case .approvalReturned(let id, let step): withTrack(id) { $0.approval?.goBack(to: step) }
    case .approvalClosed(let id): withTrack(id) { $0.approval = nil }
    // All changes are listed, so that the compiler finds a new one that is missing here.
    case .opened, .entered, .set, .cleared, .noted, .calendarAdopted, .fired, .blocked, .freed, .mendProposed,
      .mendSettled, .ended, .resumed, .removed, .moved, .fieldRenamed, .clockStarted, .clockPaused,
      .clockResumed, .clockExtended, .clockCorrected, .clockStopped, .clockRedated, .clockDated, .clockMarked,
      .clockCounted, .clockContinued:
      break
    }
  }

  private mutating func withTrack(_ id: TrackID, _ body: (inout Track) -> Void) {
    guard tracks.indices.contains(id.value) else { return }
    body(&tracks[id.value])
  }
}

extension ClockFacts.Pause {
  /// Ends the pause. A pause that would end before its beginning gets no length.
  fileprivate mutating func end(on day: CivilDate, at moment: Moment?) {
    (until, untilAt) = (max(from, day), moment)
  }
}

extension Track {
  fileprivate mutating func forgetFired(_ isOver: (String) -> Bool) {
    if fired.contains(where: isOver) { fired = fired.filter { !isOver($0) } }
  }

  fileprivate mutating func rename(_ field: String, to name: String) {
    (data[name], data[field]) = (data[field], nil)
    (written[name], written[field]) = (written[field], nil)
  }

  fileprivate init(_ opening: Change.Opening, _ stamp: Stamp) {
    self.init(
      id: opening.track, parent: opening.parent, group: opening.group, workflow: opening.workflow,
      unit: opening.unit, state: opening.state, entered: stamp)
    round = opening.round ?? stamp.sequence
  }
}

extension Case {
  /// The track with this number; nil if there is none. Tracks are never removed from the array, so the number is the
  /// index.
  package func track(_ id: TrackID) -> Track? {
    tracks.indices.contains(id.value) ? tracks[id.value] : nil
  }
}
