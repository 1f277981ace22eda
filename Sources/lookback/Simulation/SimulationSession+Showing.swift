import LookbackCore
import LookbackText
import LookbackTime
import LookbackTools

extension SimulationSession {
  /// Prints the state of the case, what is due, and what happens next by itself.
  func show() {
    guard let current = presentCase else { return print(words.openFirst) }
    print("#\(current.id) \(title(current.root))\(current.root.isEnded ? " ■" : "")")
    for track in current.tracks.dropFirst() {
      print("  \(track.id) \(track.group) \(track.unit ?? "")\(words.colon)\(title(track))\(track.isEnded ? " ■" : "")")
    }
    for (field, value) in current.root.data.sorted(by: { $0.key < $1.key }) { print("  \(field) = \(value)") }
    var table = Table(words.clock, words.track, words.due, words.status)
    for deadline in current.terms(in: simulation.library) where deadline.status != .stopped {
      let isPast = deadline.isPast(at: simulation.moment)
      table.rows.append([
        deadline.title.text(in: language, fallback: deadline.clock), deadline.track.description,
        deadline.due.description, isPast ? deadline.mark ?? words.past : deadline.status == .paused ? words.paused : "",
      ])
    }
    if !table.rows.isEmpty { table.print() }
    printTimers(limit: 5)
  }

  /// Prints every event that could be fired now, by whom, and why the present actor may not fire it.
  func can() {
    guard let current = presentCase, let actor = simulation.staff.actor(actor) else { return print(words.openFirst) }
    var table = Table(words.event, words.track, words.needs, words.who, words.reason)
    let voice = Localizer(language: language, library: simulation.library)
    for one in simulation.possibilities(of: current.id, for: actor) where !one.who.isEmpty {
      let track = current.track(one.track)?.unit ?? one.track.description
      let why: String
      switch one.rejection {
      case nil: why = "✓"
      case .notAllowed?: why = ""
      case let rejection?: why = voice.sentence(rejection)
      }
      table.rows.append([
        one.event, one.track == .root ? "" : track, one.needs.joined(separator: words.comma),
        one.who.joined(separator: words.comma), why,
      ])
    }
    table.print()
  }

  func printTimers(limit: Int) {
    guard let current = presentCase else { return }
    for timer in simulation.upcoming(of: current.id).prefix(limit) {
      let workflow = current.track(timer.track).flatMap { simulation.library.workflow($0.workflow) }
      let title = workflow?.eventTitle(timer.name)?.text(in: language, fallback: timer.name) ?? timer.name
      let unit = current.track(timer.track)?.unit.map { "[\($0)] " } ?? ""
      print("  ⏱ \(simulation.date(at: timer.due)) \(unit)\(title)")
    }
  }

  private func title(_ track: Track) -> String {
    let title = simulation.library.workflow(track.workflow)?.state(track.state)?.title
    let text = title?.text(in: language, fallback: track.state) ?? track.state
    return text == track.state ? text : text + words.aside(track.state)
  }
}
