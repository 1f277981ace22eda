package import LookbackCEL
package import LookbackTime

/// Why a rule refuses a command. Nothing was changed. The edges put it into words.
package enum Rejection: Error, Sendable, Hashable {
  case unknownWorkflow(name: String, known: [String] = [])
  /// The workflow runs only as a track of these workflows; the list is empty if none of them is published.
  case runsAsTrack(workflow: String, of: [String])
  case unknownCase
  /// A name in the command stands for no person, no case or no track.
  case unresolved(NameRefusal)
  case unknownTrack(TrackID)
  /// No workflow of the case has this event; `suggestion` is the nearest name.
  case unknownEvent(name: String, suggestion: String?)
  case notInThisState(event: String, state: String, possible: [String])
  /// More than one track can take the event.
  case ambiguousTrack(event: String, tracks: [TrackID])
  case notAllowed(event: String, who: [String])
  /// Four eyes: this person fired `fired` and must not decide.
  case barred(person: String, fired: String)
  /// Four eyes: this person substitutes for one who must not decide.
  case barredSubstitute(person: String, of: String, fired: String)
  case alreadyDecided(person: String)
  /// The person has decided in another step of the approval, and one of both decisions is a substitute's.
  case decidedInOtherStep(person: String)
  case missing(fields: [String])
  case unknownField(name: String, suggestion: String?)
  /// A field names a person, unit or case that does not exist.
  case unknownCode(field: String, kind: CodeKind, code: String)
  /// More than one case has this name.
  case ambiguousCase(field: String, name: String, cases: [CaseID])
  case illTyped(field: String, expected: Label, found: Label)
  case guardFailed(event: String, rule: String, otherwise: Label, readings: [Reading])
  case guardErred(event: String, rule: String, problem: String)
  /// Tracks for which the event waits have not ended; `elements` are the units or other elements for which they run.
  case tracksRunning(event: String, elements: [String])
  case firedByEngine(event: String)
  case stale(expected: Int64, actual: Int64)
  case inTheFuture(CivilDate, today: CivilDate)
  case beforeTheCase(CivilDate)
  /// The date is before the last act on the track. `act` is an event or, if no event is known, the state that was
  /// entered.
  case outOfOrder(CivilDate, act: String, on: CivilDate)
  /// The definition lets nobody date the event back, or only those in `who`.
  case mayNotDateBack(event: String, who: [String])
  case tooFarBack(CivilDate, earliest: CivilDate)
  case cannotExtend(clock: String, reason: ExtensionRefusal)
  /// The clock counts from this day already.
  case sameStart(clock: String, CivilDate)
  /// Another case has this value of a unique field, or has it as its case number.
  case notUnique(field: String, value: String, holder: CaseID? = nil, drawn: DrawnNumber? = nil)
  /// The same command id was used before for another request.
  case commandIDReused
  /// The command id is too long or not printable.
  case unfitCommandID(String)
  /// A text of the command contains NUL, which PostgreSQL cannot store.
  case unkeepable(name: String)
  /// The database permanently refuses to store the decision; `code` is its SQLSTATE, with the name of the constraint
  /// where there is one.
  case cannotBeKept(code: String)
  case tooManySteps(limit: Int)
  /// The correction of an administrator is refused.
  case mend(MendRefusal)
  /// The signals that led to this one have used up their allowance.
  case tooManySignals
  /// So many timers of the case are overdue that the engine must fire them first.
  case catchingUp(limit: Int)
  /// The register has no more numbers.
  case registerFull(register: String)
  /// With the newest calendars no date of the case would change.
  case nothingMoves
  /// No track of the case runs a version from which cases move to this one.
  case nothingToMove(to: WorkflowReference)
  /// One of the case's tracks cannot continue with the other version, so the whole case stays.
  case cannotMove(track: TrackID, MoveObstacle)
  /// The timer no longer exists.
  case timerGone(key: String)
  case date(DateError)

  package enum CodeKind: String, Sendable, Hashable {
    case person, unit, `case`
    /// A person who is there and is not active today.
    case retired
    /// A unit that was, and is not today.
    case dissolved
  }

  package enum ExtensionRefusal: String, Sendable, Hashable {
    case notRunning = "not running"
    case limitReached = "limit reached"
    case notLater = "not later"
  }
}
