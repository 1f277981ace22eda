import LookbackCore
import LookbackPostgres
import LookbackTime

/// The messages of a batch, column by column.
struct MessageColumns {
  private var lanes: [Int16] = []
  private var owners: [Int64] = []
  private var sequences: [Int64] = []
  private var moments: [Int64] = []
  private var tracks: [Int32] = []
  private var topics = TextColumn()
  private var subjects = TextColumn()
  private var recipients = TextColumn()
  private var days: [Int32?] = []
  private var allowances: [Int32] = []

  var isEmpty: Bool { owners.isEmpty }

  /// - Parameter moment: that of the event that sends it.
  mutating func append(_ message: Message, of owner: CaseID, at moment: Moment) {
    lanes.append(owner.lane)
    owners.append(owner.value)
    sequences.append(message.sequence)
    moments.append(moment.microseconds)
    tracks.append(Int32(clamping: message.track.value))
    topics.append(message.topic.rawValue)
    subjects.append(message.about)
    recipients.append(message.to.map(\.description).joined(separator: ","))
    days.append(message.due?.days)
    allowances.append(Int32(clamping: message.used))
  }

  /// The parameters of `insert_messages`.
  var parameters: Parameters {
    [
      "lane": .int2s(lanes), "case_id": .int8s(owners), "seq": .int8s(sequences), "at": .timestamptzs(moments),
      "track": .int4s(tracks), "topic": .textColumn(topics), "about": .textColumn(subjects),
      "recipients": .textColumn(recipients),
      "due": .nullableDates(days), "hops": .int4s(allowances),
    ]
  }
}
