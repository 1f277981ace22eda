import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// The events of a batch, column by column.
struct EventColumns {
  private var owners: [Int64] = []
  private var sequences: [Int64] = []
  private var moments: [Int64] = []
  private var days: [Int32] = []
  private var tracks: [Int32] = []
  private var names = TextColumn()
  private var statesBefore = TextColumn()
  private var statesAfter = TextColumn()
  private var actors = TextColumn()
  private var commands = TextColumn()
  private var bodies: [Range<Int>] = []
  private(set) var links: [[UInt8]] = []
  private var textOwners: [Int64] = []
  private var textSequences: [Int64] = []
  private var texts: [[UInt8]] = []

  var count: Int { owners.count }
  var isEmpty: Bool { owners.isEmpty }
  var hasTexts: Bool { !texts.isEmpty }

  mutating func append(_ event: CaseEvent, of owner: CaseID, _ written: ByteArena.WrittenEvent) {
    owners.append(owner.value)
    sequences.append(event.sequence)
    moments.append(event.at.microseconds)
    days.append(event.on.days)
    tracks.append(Int32(clamping: event.track.value))
    names.append(event.name)
    statesBefore.append(event.from)
    statesAfter.append(event.to)
    actors.append(event.actor)
    commands.append(event.command.value)
    bodies.append(written.body)
    links.append(written.link)
    guard !written.texts.commitments.isEmpty else { return }
    textOwners.append(owner.value)
    textSequences.append(event.sequence)
    texts.append(written.texts.bytes)
  }

  /// The parameters of `insert_events`; the bodies stand in the arena.
  func parameters(_ arena: ByteArena) -> Parameters {
    [
      "case_id": .int8s(owners), "seq": .int8s(sequences), "at": .timestamptzs(moments), "happened_on": .dates(days),
      "track": .int4s(tracks), "event": .textColumn(names), "from_state": .textColumn(statesBefore),
      "to_state": .textColumn(statesAfter), "actor": .textColumn(actors), "command_id": .textColumn(commands),
      "body": .slices(of: arena.bytes, bodies), "link": .byteas(links),
    ]
  }

  /// The parameters of `insert_event_texts`.
  var textParameters: Parameters {
    ["case_id": .int8s(textOwners), "seq": .int8s(textSequences), "texts": .byteas(texts)]
  }
}
