package import LookbackTime

/// How much later than its business date something was recorded.
package struct LateEntry: Sendable, Hashable {
  /// The days from the business date to the day of the recording; at least 1.
  package var days: Int
  /// Whether a person entered it late. Otherwise the engine recorded late what fell due while it could not work.
  package var isEntered: Bool

  /// A short text to be shown behind what happened.
  package func text(in language: Language) -> String {
    switch (language, isEntered) {
    case (.chinese, true): "补录，晚 \(days) 日"
    case (.chinese, false): "晚 \(days) 日记录"
    case (.english, true): "entered \(days) \(noun) later"
    case (.english, false): "recorded \(days) \(noun) later"
    }
  }

  private var noun: String { days == 1 ? "day" : "days" }
}

extension CaseEvent {
  /// How late the event was recorded; nil if it was recorded on its business date or its workflow is unknown.
  package func lateEntry(in library: Library, _ workflow: Workflow?) -> LateEntry? {
    stamp.lateEntry(of: actor, in: library, workflow)
  }

  /// Whether the event started, paused, resumed, extended, corrected or stopped the clock.
  package func moves(clock name: String, of track: TrackID) -> Bool {
    changes.contains { change in change.movedClock.map { $0.track == track && $0.name == name } ?? false }
  }
}

extension Change {
  /// The clock that it starts, pauses, resumes, extends, corrects or stops; nil of every other fact.
  fileprivate var movedClock: (track: TrackID, name: String)? {
    switch self {
    case .clockStarted(let track, let name, _, _), .clockPaused(let track, let name, _, _),
      .clockResumed(let track, let name, _, _), .clockExtended(let track, let name, _),
      .clockCorrected(let track, let name, _), .clockStopped(let track, let name, _, _):
      (track, name)
    case .clockRedated, .clockDated, .clockMarked, .clockContinued, .clockCounted, .calendarAdopted, .opened, .entered,
      .set, .cleared, .noted, .fired, .blocked, .freed, .mendProposed, .mendSettled, .approvalOpened, .asked, .decided,
      .approvalReturned, .approvalClosed, .ended, .resumed, .removed, .moved, .fieldRenamed:
      nil
    }
  }
}

extension Case {
  /// How late the event was recorded that brought the track into its state; nil if it was not late.
  package func lateEntry(of track: Track, in library: Library) -> LateEntry? {
    let marks = tracks.lazy.flatMap { $0.marks.entries.map(\.value) }
    let actor = marks.first { $0.last.sequence == track.entered.sequence }?.actor
    return track.entered.lateEntry(of: actor ?? "", in: library, library.workflow(track.workflow))
  }
}

extension Stamp {
  fileprivate func lateEntry(of actor: String, in library: Library, _ workflow: Workflow?) -> LateEntry? {
    guard let workflow else { return nil }
    let days = Int(library.date(at: at, in: workflow).days - on.days)
    return days > 0 ? LateEntry(days: days, isEntered: actor != Actor.engine.description) : nil
  }
}
