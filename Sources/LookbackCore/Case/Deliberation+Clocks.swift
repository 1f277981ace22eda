import LookbackCEL
import LookbackTime

/// What people can do to a clock: ask for an extension, grant or refuse one, and correct the start.
extension Deliberation {
  mutating func extend(
    _ clock: ClockDefinition, _ rule: ExtendRule, _ offer: AvailableAction, _ data: [String: Value]
  ) throws(Rejection) {
    try requirePermission(offer)
    if !rule.ask.isEmpty { try requireOther(than: AvailableAction.askToExtend(clock.name), offer.track) }
    let date = try businessDate(of: offer)
    let changes = try inputs(data, offer)
    try requireExtensible(clock, rule, offer.track)
    let before = lapse(of: clock.name, on: offer.track.id)
    note(
      offer, date,
      changes + renewal(of: clock.name, on: offer.track.id, offer.workflow) + [
        .clockExtended(
          offer.track.id, clock: clock.name,
          rule.extension(on: date, at: clock.countsHours ? instant(on: date, offer.workflow) : nil))
      ])
    guard let before, let after = lapse(of: clock.name, on: offer.track.id), after > before else {
      throw .cannotExtend(clock: clock.name, reason: .notLater)
    }
  }

  mutating func ask(
    _ clock: ClockDefinition, _ rule: ExtendRule, _ offer: AvailableAction, _ data: [String: Value]
  ) throws(Rejection) {
    try requirePermission(offer)
    let date = try businessDate(of: offer)
    let changes = try inputs(data, offer)
    try requireExtensible(clock, rule, offer.track)
    note(offer, date, changes + [.clockMarked(offer.track.id, clock: clock.name, .asked, true)])
  }

  mutating func refuse(_ clock: ClockDefinition, _ offer: AvailableAction, _ data: [String: Value]) throws(Rejection) {
    try requirePermission(offer)
    try requireOther(than: AvailableAction.askToExtend(clock.name), offer.track)
    let date = try businessDate(of: offer)
    let changes = try inputs(data, offer)
    note(offer, date, changes + [.clockMarked(offer.track.id, clock: clock.name, .asked, false)])
  }

  mutating func correct(_ clock: ClockDefinition, _ offer: AvailableAction, _ data: [String: Value]) throws(Rejection) {
    try requirePermission(offer)
    let date = try businessDate(of: offer)
    var rest = data
    let given = rest.removeValue(forKey: AvailableAction.started)
    let changes = try inputs(rest, offer, besides: [AvailableAction.started])
    let field = Field(
      name: AvailableAction.started, type: .date, title: Label(english: nil, chinese: nil), isRequired: true,
      isUnique: false)
    guard let started = try given.flatMap({ raw throws(Rejection) in try field.checked(raw) })?.date else {
      throw .missing(fields: [AvailableAction.started])
    }
    let today = context.library.date(at: context.moment, in: offer.workflow)
    guard started <= today else { throw .inTheFuture(started, today: today) }
    guard let state = offer.track.clocks[clock.name], state.facts.effectiveStart != started else {
      throw .sameStart(clock: clock.name, started)
    }
    let correction = ClockFacts.Correction(started: started, on: date, sequence: current.sequence + 1)
    note(
      offer, date,
      changes + renewal(of: clock.name, on: offer.track.id, offer.workflow) + [
        .clockCorrected(offer.track.id, clock: clock.name, correction)
      ])
  }

  /// Records an event that leaves the state unchanged.
  private mutating func note(_ offer: AvailableAction, _ date: CivilDate, _ changes: [Change]) {
    record(
      offer.name, on: offer.track.id, from: offer.track.state, to: offer.track.state, date: date,
      actor: command.actor.description, changes)
  }

  private func requireExtensible(_ clock: ClockDefinition, _ rule: ExtendRule, _ track: Track) throws(Rejection) {
    guard let state = track.clocks[clock.name], state.stopped == nil else {
      throw .cannotExtend(clock: clock.name, reason: .notRunning)
    }
    guard state.facts.extensions.count < rule.atMost else {
      throw .cannotExtend(clock: clock.name, reason: .limitReached)
    }
  }

  /// Refuses a person who asked for the extension: another must grant it.
  private func requireOther(than event: String, _ track: Track) throws(Rejection) {
    guard let mark = track.marks[event], let person = command.actor.person else { return }
    let asked = [mark.actor, mark.behalf].compactMap { $0 }
    if let same = [person, capacity.behalf].compactMap({ $0 }).first(where: { asked.contains($0) }) {
      throw .barred(person: same, fired: event)
    }
  }

  private func lapse(of clock: String, on id: TrackID) -> Moment? {
    current.deadlines(of: current.tracks[id.value], in: context.library).first { $0.clock == clock }?.lapse
  }
}
