import HTTPTypes
import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackText

/// The name of one representation (RFC 9110, section 8.8.3). That of a case begins with its sequence, so that `If-Match`
/// can ask for the state of the case whatever the language and the day of the reader.
struct EntityTag: Sendable, Hashable {
  /// What stands between the quotes.
  let text: String
  let isWeak: Bool

  /// The tag of an answer: by its version, if it has one, and by everything that it says.
  init(of json: JSON, version: Int64?) {
    var bytes: [UInt8] = []
    json.append(to: &bytes)
    let digest = Digest.sha256.hash(bytes).prefix(12).hexadecimal
    text = (version.map { "\($0)-" } ?? "") + digest
    isWeak = false
  }

  private init(text: String, isWeak: Bool) {
    self.text = text
    self.isWeak = isWeak
  }

  var header: String { "\"\(text)\"" }

  /// What the tag of a compressed answer has at its end.
  static let ofGzip = "-gzip"

  /// The sequence of a case that the tag names; nil if it names none.
  var sequence: Int64? {
    let number = text.prefix { $0 != "-" }
    return Int64(number).flatMap { String($0) == number && $0 > 0 ? $0 : nil }
  }

  /// What `If-Match` and `If-None-Match` may have.
  enum Condition: Sendable, Equatable {
    /// `*`: whatever there is.
    case any
    case tags([EntityTag])
  }

  /// - Throws: a problem if the header is not `*` or a list of tags in quotes.
  static func condition(_ header: String, _ name: HTTPField.Name) throws(Problem) -> Condition {
    let header = header.trimmed
    if header == "*" { return .any }
    var rest = header[...]
    var tags: [EntityTag] = []
    while true {
      let isWeak = rest.hasPrefix("W/")
      if isWeak { rest = rest.dropFirst(2) }
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { throw .noETag(name.rawName) }
      let text = rest[rest.index(after: rest.startIndex)..<end]
      guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .noETag(name.rawName) }
      tags.append(EntityTag(text: String(text), isWeak: isWeak))
      rest = rest[rest.index(after: end)...].drop { $0 == " " || $0 == "\t" }
      guard !rest.isEmpty else { return .tags(tags) }
      guard rest.first == "," else { throw .noETag(name.rawName) }
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
    }
  }
}

extension Answer {
  /// Returns the answer with its tag, or without its body if the reader has it already, as `If-None-Match` says.
  func tagged(_ request: HTTPFields) throws -> Answer {
    let tag = EntityTag(of: json, version: version)
    var answer = self
    answer.headers[.eTag] = tag.header
    guard let header = request[.ifNoneMatch] else { return answer }
    let isKnown =
      switch try EntityTag.condition(header, .ifNoneMatch) {
      case .any: true
      case .tags(let tags): tags.contains { [tag.text, tag.text + EntityTag.ofGzip].contains($0.text) }
      }
    guard isKnown else { return answer }
    var unchanged = Answer(emptyWithStatus: 304)
    unchanged.headers[.eTag] = tag.header
    return unchanged
  }
}

extension Call {
  /// Returns the sequence that the case must have for this act, by `If-Match` or by `expected` of the body; nil if any
  /// will do.
  func expectedSequence(_ body: JSON) async throws -> Int64? {
    let expected = body["expected"]?.whole
    guard let header = request.headers[.ifMatch] else { return expected }
    guard expected == nil else { throw Problem.expectedTwice }
    guard case .tags(let tags) = try EntityTag.condition(header, .ifMatch) else { return nil }
    // Weak tags never match here, and a tag of something else names no state of a case: both are like an old one.
    let sequences = tags.filter { !$0.isWeak }.compactMap(\.sequence)
    guard sequences.count > 1 else { return sequences.first ?? 0 }
    let current = try await storedCase(for: try await viewer()).current.sequence
    return sequences.contains(current) ? current : sequences[0]
  }

  /// Throws a problem if a header asks for something that this address does not do: to be done once, or only in one
  /// state. Nothing of the kind is passed over.
  func requireTaken() throws(Problem) {
    guard shape.method != .get else { return }
    if !shape.takesKey, request.headers[.idempotencyKey] != nil { throw .headerNotTaken("Idempotency-Key") }
    if !shape.takesMatch, request.headers[.ifMatch] != nil { throw .headerNotTaken("If-Match") }
  }
}

extension String {
  fileprivate var trimmed: String {
    let blanks: Set<Character> = [" ", "\t"]
    return String(drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
  }
}
