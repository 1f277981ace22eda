package import LookbackTime

/// Where a term stands in the law, and from when to when: laws are renumbered, and a case cites the article of its day.
package struct Law: Sendable, Hashable {
  package struct Version: Sendable, Hashable {
    package var article: String
    /// The first day; nil: since ever.
    package var from: CivilDate?
    /// The last day; nil: to this day.
    package var until: CivilDate?

    package init(article: String, from: CivilDate? = nil, until: CivilDate? = nil) {
      self.article = article
      self.from = from
      self.until = until
    }
  }

  /// In the order of their days, without a gap between them.
  package var versions: [Version]

  package init(_ versions: [Version]) { self.versions = versions }

  /// The same article on every day.
  package init(_ article: String) { versions = [Version(article: article)] }

  /// The article that a clock cites which started on that day; nil on a day before the first.
  package func article(on date: CivilDate) -> String? {
    versions.last { $0.from.map { $0 <= date } ?? true }?.cited(on: date)
  }

  /// All articles, each with its days where there are several.
  package var text: String {
    versions.map { version in
      guard version.from != nil || version.until != nil else { return version.article }
      return "\(version.article) (\(version.from?.description ?? "")–\(version.until?.description ?? ""))"
    }.joined(separator: ", ")
  }
}

extension Law.Version {
  fileprivate func cited(on date: CivilDate) -> String? {
    guard let until, until < date else { return article }
    return nil
  }
}

extension Law: ExpressibleByStringLiteral {
  package init(stringLiteral article: String) { self.init(article) }
}
