package import LookbackCEL
package import LookbackTime

/// A rule said no. Nothing was changed. The edges put it into words.
package enum Rejection: Error, Sendable, Hashable {
  case unknownWorkflow(name: String, known: [String] = [])
  /// It only runs as a track of these; none: of some workflow that is not published.
  case runsAsTrack(workflow: String, of: [String])
  case unknownCase
  /// A name in the command stands for nobody, for no case or for no track.
  case unresolved(NameRefusal)
  case unknownTrack(TrackID)
  /// No workflow of the case knows this event; `suggestion` is the nearest name.
  case unknownEvent(name: String, suggestion: String?)
  case notInThisState(event: String, state: String, possible: [String])
  /// More than one track could take it.
  case ambiguousTrack(event: String, tracks: [TrackID])
  case notAllowed(event: String, who: [String])
  /// Four eyes: this person fired `fired` and must not decide.
  case barred(person: String, fired: String)
  /// Four eyes: this person substitutes for one who must not decide.
  case barredSubstitute(person: String, of: String, fired: String)
  case alreadyDecided(person: String)
  case missing(fields: [String])
  case unknownField(name: String, suggestion: String?)
  /// A field names somebody or something that does not exist.
  case unknownCode(field: String, kind: CodeKind, code: String)
  /// More than one case goes by this name.
  case ambiguousCase(field: String, name: String, cases: [CaseID])
  case illTyped(field: String, expected: Label, found: Label)
  case guardFailed(event: String, rule: String, otherwise: Label, readings: [Reading])
  case guardErred(event: String, rule: String, problem: String)
  /// Tracks that it waits for are not over: the units or other elements that they run for.
  case tracksRunning(event: String, elements: [String])
  case firedByEngine(event: String)
  case stale(expected: Int64, actual: Int64)
  case inTheFuture(CivilDate, today: CivilDate)
  case beforeTheCase(CivilDate)
  /// Dated before what was done last on the track: an event or, where none is known by name, the entering of a state.
  case outOfOrder(CivilDate, act: String, on: CivilDate)
  /// The definition lets nobody date it back, or only these.
  case mayNotDateBack(event: String, who: [String])
  case tooFarBack(CivilDate, earliest: CivilDate)
  case cannotExtend(clock: String, reason: ExtensionRefusal)
  /// The clock counts from this day already.
  case sameStart(clock: String, CivilDate)
  /// Another case has this value of a unique field, or has it as its own number.
  case notUnique(field: String, value: String, holder: CaseID? = nil, drawn: DrawnNumber? = nil)
  /// The same command id came before with other content.
  case commandIDReused
  /// An id of a command is short and printable.
  case unfitCommandID(String)
  /// A text of the command holds a character that no database keeps.
  case unkeepable(name: String)
  /// The database refuses for good to keep what was decided; `code` is its word for the reason.
  case cannotBeKept(code: String)
  case tooManySteps(limit: Int)
  /// What an administrator wants to put right cannot be.
  case mend(MendRefusal)
  /// The signals that led to this one have used up what they may.
  case tooManySignals
  /// So much of what time does to the case is overdue that the engine must do it first.
  case catchingUp(limit: Int)
  /// The register has given its last number.
  case registerFull(register: String)
  /// No date of the case is different with the newest calendars.
  case nothingMoves
  /// No track of the case runs a version from which cases move to this one.
  case nothingToMove(to: WorkflowReference)
  /// The case stays with its versions because one of its tracks cannot go on with the other.
  case cannotMove(track: TrackID, MoveObstacle)
  /// The timer was disarmed meanwhile.
  case timerGone(key: String)
  case date(DateError)

  package enum CodeKind: String, Sendable, Hashable { case person, unit, `case` }

  package enum ExtensionRefusal: String, Sendable, Hashable {
    case notRunning = "not running"
    case limitReached = "limit reached"
    case notLater = "not later"
  }
}
