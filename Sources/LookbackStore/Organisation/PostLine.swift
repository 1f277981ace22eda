package import LookbackCore
import LookbackPostgres
import LookbackTime

/// A post that a person holds, has held or will hold.
package struct PostLine: Sendable, Hashable {
  package var person: String
  package var post: Post
  package var days: ActiveDays

  package init(person: String, post: Post, days: ActiveDays = .always) {
    self.person = person
    self.post = post
    self.days = days
  }

  /// Decodes person, post, unit, first and last day.
  init(_ row: Row) throws {
    self.init(
      person: try row.text(0), post: Post(name: try row.text(1), unit: try row.text(2)), days: try row.days(at: 3))
  }

  var columns: Parameters {
    [
      "person": .text(person), "post": .text(post.name), "unit": .text(post.unit),
      "first_day": .date(days.first?.days), "last_day": .date(days.last?.days),
    ]
  }

  /// The post and its days, as an act names it.
  func fact(_ name: String = "post", isNew: Bool) -> [AdministrativeAct.Fact] {
    let text = post.description
    let days = [("from", days.first), ("until", days.last)].compactMap { name, day in
      day.map { AdministrativeAct.Fact(name, to: $0.description) }
    }
    return [isNew ? .init(name, to: text) : .init(name, from: text, to: nil)] + days
  }
}
