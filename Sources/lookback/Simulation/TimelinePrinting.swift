import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackTime
import LookbackTools

/// Prints what happened in a simulation.
struct TimelinePrinting {
  let language: Language

  /// Returns one line for each entry. The day is printed only if it differs from that of the entry before.
  func lines(_ entries: ArraySlice<TimelineEntry>, of simulation: Simulation, after day: CivilDate? = nil) -> [String] {
    var last = day
    return entries.map { entry in
      let date = simulation.date(at: entry.at)
      defer { last = date }
      let current = simulation[entry.case]
      let text = entry.text(in: language, simulation.library, current)
      let name = place(entry, current, several: simulation.cases.count > 1)
      return (date == last ? String(repeating: " ", count: 10) : date.description) + "  " + name + text
    }
  }

  private func place(_ entry: TimelineEntry, _ current: Case?, several: Bool) -> String {
    let track = current?.track(entry.track)
    let unit = entry.track == .root ? "" : "[\(track?.unit ?? entry.track.description)] "
    return (several ? "#\(entry.case) " : "") + unit
  }

  func json(_ entries: ArraySlice<TimelineEntry>, of simulation: Simulation) -> JSON {
    .array(
      entries.map { entry in
        let fields = entry.fields(in: language, simulation.library, simulation[entry.case])
        return .object(fields.map { JSON.Member(name: $0.name, value: JSON(plain: $0.value)) })
      })
  }

  /// Returns the states of the cases, with the whole timeline.
  func json(_ simulation: Simulation) -> JSON {
    .members([
      "today": .string(simulation.today.description),
      "cases": .array(
        simulation.cases.values.sorted { $0.id < $1.id }.map { current in
          .members([
            "case": .string(current.id.description), "state": .string(current.root.state),
            "ended": .bool(current.root.isEnded),
            "tracks": .array(
              current.tracks.dropFirst().map { track in
                .members([
                  "track": .int(Int64(track.id.value)), "unit": track.unit.map { .string($0) },
                  "group": .string(track.group), "state": .string(track.state), "ended": .bool(track.isEnded),
                ])
              }),
          ])
        }),
      "timeline": json(simulation.timeline[...], of: simulation),
    ])
  }
}

extension JSON {
  /// Writes texts, numbers and lists of them; other values as texts.
  init(plain value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let truth): self = .bool(truth)
    case .int(let number): self = .int(number)
    case .list(let values): self = .array(values.map { JSON(plain: $0) })
    case .string(let text): self = .string(text)
    default: self = .string(value.description)
    }
  }
}
