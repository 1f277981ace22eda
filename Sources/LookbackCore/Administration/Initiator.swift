/// The person or program that does an administrative act, and how it is known.
package struct Initiator: Hashable, Sendable {
  /// The code of the person; nil for root and for programs that act for nobody.
  package let person: String?
  /// How the daemon knows it, such as `peer 0`, `peer 0 as liu` or `token 7`.
  package let via: String

  package init(person: String?, via: String) {
    self.person = person
    self.via = via
  }

  /// The daemon itself, as when it publishes the definitions of its folder.
  package static let daemon = Initiator(person: nil, via: "daemon")

  /// The person's code, or how the initiator is known.
  package var name: String { person ?? via }
}
