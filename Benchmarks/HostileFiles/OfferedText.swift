/// A text with what it took a running daemon to refuse it: published over the socket, and read from the folder.
struct OfferedText {
  private let kind: String
  private let description: String
  private let kibibytes: String
  private let published: DaemonCost
  private let read: DaemonCost
  /// Whether more is sent than the daemon reads of anybody: it closes the connection and does not answer.
  private let isBeyondReading: Bool

  /// - Parameter entry: number, kind, description and size, as in the list of texts.
  /// - Parameter isNew: false for a text of the folder: what is read then is the folder as it is.
  init(_ entry: [String], _ bytes: [UInt8], isNew: Bool = true, _ daemon: RunningDaemon) {
    (kind, description, kibibytes) = (entry[1], entry[2], entry[3])
    isBeyondReading = bytes.count > 64 << 20
    published = DaemonCost(publishing: bytes, to: daemon)
    read = DaemonCost(reloading: isNew ? bytes : nil, by: daemon)
  }

  var milliseconds: Int { max(published.milliseconds, read.milliseconds) }
  var isOver: Bool { published.isOver || read.isOver }
  var isRefused: Bool { (400..<500).contains(published.status) || isBeyondReading && published.status == 0 }
  var row: String { "| \(kind) | \(description) | \(kibibytes) KiB | \(published.row) | \(read.row) |" }
}
