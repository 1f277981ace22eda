import LookbackCore
import LookbackPostgres

/// The readers whom the cases of a batch gain, or those whom they lose, column by column.
struct ReaderColumns {
  private var owners: [Int64] = []
  private var readers = TextColumn()

  var isEmpty: Bool { owners.isEmpty }

  mutating func append(_ addresses: [Message.Address], of owner: CaseID) {
    for address in addresses {
      owners.append(owner.value)
      readers.append(address.description)
    }
  }

  /// The parameters of `insert_case_readers` and `delete_case_readers`.
  var parameters: Parameters { ["case_id": .int8s(owners), "reader": .textColumn(readers)] }
}
