import LookbackCore
import LookbackTime

/// How many administrators must agree to a correction of a case.
private enum NumberOfAdministrators: String, CaseIterable { case one, two }

extension WorkflowReader {
  mutating func opening(_ node: SourceNode) -> OpeningRule? {
    guard let keys = log.keys(of: node, as: .opening),
      let who = log.required("who", of: keys, in: "`open`")
    else { return nil }
    let roles = roleNames(who, "`who`")
    let required = Set(outline.fields.filter(\.isRequired).map(\.name))
    for (field, place) in keys["takes"]?.texts ?? [] where required.contains(field) {
      log.error("misplaced-key", "`\(field)` is required already: remove it from `takes`", at: place)
    }
    return OpeningRule(who: roles, takes: inputs(keys["takes"], "`takes`"), guards: guardRules(keys["if"]))
  }

  mutating func counts(_ node: SourceNode) -> CountRule? {
    guard let keys = log.keys(of: node, as: .counts) else { return nil }
    let onTime = log.texts(keys["on time"], "`on time`").compactMap {
      named("unknown-clock", "clock", $0.text, among: names.clocks, at: $0.location)
    }
    let answers = countedEvents(keys["answer"], "`answer`")
    let apart = countedEvents(keys["apart"], "`apart`")
    for name in apart where answers.contains(name) {
      log.error(
        "misplaced-key", "`\(name)` is an answer already: remove it from `apart`",
        at: keys["apart"]?.location ?? keys.location)
    }
    return CountRule(onTime: onTime, answers: answers, apart: apart)
  }

  mutating func isMendedByTwo(_ node: SourceNode) -> Bool {
    guard let keys = log.keys(of: node, as: .mending), let by = log.required("by", of: keys, in: "`mend`") else {
      return false
    }
    return log.choice(by, "`by`", of: NumberOfAdministrators.self) == .two
  }

  private mutating func countedEvents(_ node: SourceNode?, _ what: String) -> [String] {
    log.texts(node, what).compactMap {
      named("unknown-event", "event", $0.text, among: names.defined.sorted(), at: $0.location)
    }
  }

  /// Reads one article, or several with the days on which they are cited.
  mutating func law(_ node: SourceNode) -> Law? {
    guard let items = node.items else { return log.text(node, "`law`").map { Law($0) } }
    var versions: [Law.Version] = []
    for item in items {
      guard let keys = log.keys(of: item, as: .law),
        let article = log.required("article", of: keys, in: "a version of `law`").flatMap({ log.text($0, "`article`") })
      else { return nil }
      let version = Law.Version(
        article: article, from: keys["from"].flatMap { log.date($0, "`from`") },
        until: keys["until"].flatMap { log.date($0, "`until`") })
      guard let joined = joined(version, after: versions.last, at: item.location) else { return nil }
      if let last = versions.indices.last { versions[last].until = joined.before }
      versions.append(joined.version)
    }
    if versions.isEmpty { log.error("missing-key", "`law` names no article: add one", at: node.location) }
    return versions.isEmpty ? nil : Law(versions)
  }

  /// Returns the version with its first day, and the last day of the version before it.
  private mutating func joined(
    _ version: Law.Version, after previous: Law.Version?, at place: SourceLocation
  ) -> (version: Law.Version, before: CivilDate?)? {
    var version = version
    var before = previous?.until
    if let previous {
      guard let from = version.from ?? previous.until.flatMap({ try? $0.adding(days: 1) }),
        let day = try? from.adding(days: -1)
      else {
        log.error("bad-law", "`\(version.article)` does not say from when: add `from`", at: place)
        return nil
      }
      if let until = previous.until, until != day {
        let what = until < day ? "no article is cited between" : "two articles are cited from"
        log.error("bad-law", "\(what) \(min(until, day)) and \(max(until, day)): let one follow the other", at: place)
        return nil
      }
      if let first = previous.from, from <= first {
        log.error("bad-law", "`\(version.article)` begins before the one above it: write the older first", at: place)
        return nil
      }
      (version.from, before) = (from, day)
    }
    if let from = version.from, let until = version.until, until < from {
      log.error("bad-law", "`\(version.article)` ends on \(until), before it begins on \(from)", at: place)
      return nil
    }
    return (version, before)
  }
}
