package import LookbackTime

/// What was recorded later than it happened, as the facts of the record tell: its moment and its business date.
package struct LateEntry: Sendable, Hashable {
  /// From the business date to the day of recording; never less than one.
  package var days: Int
  /// Whether somebody entered it, rather than the engine, which records late what fell due while it could not.
  package var isEntered: Bool

  /// In a few words, as they stand behind what happened.
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
  /// Nil where it was recorded on its business date, or where nobody knows the zone of its workflow.
  package func lateEntry(in library: Library, _ workflow: Workflow?) -> LateEntry? {
    stamp.lateEntry(of: actor, in: library, workflow)
  }

  /// Whether it started, paused, resumed, extended, corrected or stopped the clock.
  package func moves(clock name: String, of track: TrackID) -> Bool {
    changes.contains { change in
      switch change {
      case .clockStarted(track, clock: name, _, _), .clockPaused(track, clock: name, _, _),
        .clockResumed(track, clock: name, _, _), .clockExtended(track, clock: name, _),
        .clockCorrected(track, clock: name, _), .clockStopped(track, clock: name, _, _):
        true
      default: false
      }
    }
  }
}

extension Case {
  /// Of what brought the track into its state.
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
