import LookbackCEL
import LookbackCore
import LookbackTime

extension CanonicalWriter {
  mutating func append(_ event: CaseEvent, _ texts: inout some TextEncoding) {
    write(6, event.sequence)
    write(7, event.at)
    write(8, event.on)
    write(9, Int64(event.track.value))
    write(10, event.name)
    write(11, event.from)
    write(12, event.to)
    write(13, event.actor)
    write(14, event.via)
    write(15, event.command.value)
    for change in event.changes { write(16, change, &texts) }
    if let behalf = event.behalf { write(17, behalf) }
  }
}

extension CanonicalReader {
  mutating func event(_ texts: inout some TextDecoding) throws(MalformedBytes) -> CaseEvent {
    var event = CaseEvent(
      sequence: try number(6), at: try moment(7), on: try date(8), track: TrackID(try whole(9)),
      name: try text(10), from: try text(11), to: try text(12), actor: try text(13), via: try text(14),
      command: CommandID(try text(15)), changes: [])
    event.changes = try all(16) { entry throws(MalformedBytes) in try entry.change(&texts) }
    event.behalf = next == 17 ? try text(17) : nil
    return event
  }
}
