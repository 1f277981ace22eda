package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A person in the list of the organisation.
package struct PersonLine: Sendable, Hashable {
  package var code: String
  package var name: String
  /// The user id on this machine with which the person logs in; nil if there is none.
  package var uid: Int64?
  /// The address for mail; nil if there is none.
  package var mail: String?
  /// The language of letters; nil if it is not known.
  package var language: Language?
  /// The days on which the person is active.
  package var days: ActiveDays
  /// The posts that the person holds on the day of the list.
  package var posts: [String]

  package init(
    code: String, name: String, uid: Int64? = nil, mail: String? = nil, language: Language? = nil,
    days: ActiveDays = .always, posts: [String] = []
  ) {
    self.code = code
    self.name = name
    self.uid = uid
    self.mail = mail
    self.language = language
    self.days = days
    self.posts = posts
  }

  /// Decodes person, name, uid, mail, language, first and last day.
  init(_ row: Row) throws {
    self.init(
      code: try row.text(0), name: try row.text(1), uid: try row.optionalInt8(2), mail: try row.optionalText(3),
      language: try row.optionalText(4).flatMap { Language(rawValue: $0) }, days: try row.days(at: 5))
  }

  /// Whether the person was active once and is not any more on this day.
  package func isRetired(on day: CivilDate) -> Bool { days.last.map { $0 < day } ?? false }

  var columns: Parameters {
    [
      "person": .text(code), "name": .text(name), "uid": .int8(uid), "mail": .text(mail),
      "language": .text(language?.rawValue), "first_day": .date(days.first?.days), "last_day": .date(days.last?.days),
    ]
  }

  /// What is different in `after`.
  func differences(to after: PersonLine) -> [AdministrativeAct.Fact] { Self.differences(self, after) }

  private static func differences(_ before: PersonLine?, _ after: PersonLine) -> [AdministrativeAct.Fact] {
    AdministrativeAct.Fact.differences(
      ("name", before?.name, after.name), ("uid", before?.uid.map { String($0) }, after.uid.map { String($0) }),
      ("mail", before?.mail, after.mail), ("language", before?.language?.rawValue, after.language?.rawValue),
      ("from", before?.days.first?.description, after.days.first?.description),
      ("until", before?.days.last?.description, after.days.last?.description))
  }

  /// What the office records when this replaces `before`; nil if both are alike.
  func act(after before: PersonLine?) -> AdministrativeAct? {
    let facts = Self.differences(before, self)
    guard before == nil || !facts.isEmpty else { return nil }
    return AdministrativeAct(before == nil ? .personAdded : .personChanged, code, facts)
  }
}

/// What is to be known of a person from now on. What is nil stays as it is.
package struct PersonChange: Sendable, Hashable {
  /// What can be taken away again.
  package enum Clearing: String, Sendable, CaseIterable { case uid, mail, language, from, until }

  package var code: String
  /// If it is nil, a person who is new has the code for a name.
  package var name: String?
  package var uid: Int64?
  package var mail: String?
  package var language: Language?
  package var from: CivilDate?
  package var until: CivilDate?
  package var clearing: Set<Clearing> = []

  package init(code: String) { self.code = code }

  package init(_ line: PersonLine) {
    code = line.code
    name = line.name
    uid = line.uid
    mail = line.mail
    language = line.language
    from = line.days.first
    until = line.days.last
  }

  /// Returns the person as it is after the change.
  func applied(to before: PersonLine?) -> PersonLine {
    var line = before ?? PersonLine(code: code, name: code)
    for cleared in clearing {
      switch cleared {
      case .uid: line.uid = nil
      case .mail: line.mail = nil
      case .language: line.language = nil
      case .from: line.days.first = nil
      case .until: line.days.last = nil
      }
    }
    line.name = name ?? line.name
    line.uid = uid ?? line.uid
    line.mail = mail ?? line.mail
    line.language = language ?? line.language
    line.days.first = from ?? line.days.first
    line.days.last = until ?? line.days.last
    return line
  }
}
