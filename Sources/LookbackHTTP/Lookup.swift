import LookbackCore

/// What must be known before a request can be understood: who asks, and which case is meant. Looked up together, and
/// for many requests at once.
struct Lookup: Hashable, Sendable {
  /// A user of the machine.
  var user: Int64?
  /// The number or business number of a case.
  var reference: String?

  struct Answer: Sendable {
    /// Who logs in as the user; nil where nobody does.
    var person: String?
    /// The cases that bear the number or business number.
    var cases: [CaseID]
  }
}
