package import LookbackTime

/// The article of law behind a term. Laws are renumbered, so each version has its days, and a case cites that of its
/// day.
package struct Law: Sendable, Hashable {
  /// The article under which the term stood for some days.
  package struct Version: Sendable, Hashable {
    package var article: String
    /// The first day on which this article holds; nil if it has no beginning.
    package var from: CivilDate?
    /// The last day on which this article holds; nil if it holds today.
    package var until: CivilDate?

    package init(article: String, from: CivilDate? = nil, until: CivilDate? = nil) {
      self.article = article
      self.from = from
      self.until = until
    }
  }

  /// The versions in the order of their days, without a gap between them.
  package var versions: [Version]

  package init(_ versions: [Version]) { self.versions = versions }

  /// Makes a law whose article is the same on every day.
  package init(_ article: String) { versions = [Version(article: article)] }

  /// Returns the article that a clock started on that day cites; nil before the first day.
  package func article(on date: CivilDate) -> String? {
    versions.last { $0.from.map { $0 <= date } ?? true }?.cited(on: date)
  }

  /// All articles, each with its days if there are several.
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
