import LookbackCore
import LookbackPostgres
import LookbackTime

/// The commands of a batch that are remembered, column by column.
struct CommandColumns {
  private var ids = TextColumn()
  private var askers = TextColumn()
  private var owners: [Int64] = []
  private var sequences: [Int64] = []
  private var contents: [[UInt8]] = []
  private var states = TextColumn()
  private var links: [[UInt8]] = []
  private var moments: [Int64] = []

  var isEmpty: Bool { sequences.isEmpty }

  /// - Parameter link: that of the last event that the command made.
  mutating func append(_ done: CaseChange.CommandDone, of owner: CaseID, link: [UInt8]) {
    ids.append(done.command.id.value)
    askers.append(done.command.owner)
    owners.append(owner.value)
    sequences.append(done.sequence)
    contents.append(done.command.content)
    states.append(done.state)
    links.append(link)
    moments.append(done.at.microseconds)
  }

  /// The parameters of `insert_commands`.
  var parameters: Parameters {
    [
      "command_id": .textColumn(ids), "owner": .textColumn(askers), "case_id": .int8s(owners), "seq": .int8s(sequences),
      "content": .byteas(contents), "state": .textColumn(states), "link": .byteas(links), "at": .timestamptzs(moments),
    ]
  }
}
