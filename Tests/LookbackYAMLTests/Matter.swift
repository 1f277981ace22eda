import LookbackCore
import LookbackDefinition
import LookbackYAML

/// Definitions of one workflow, `matter`, on which the clerk of a desk works.
enum Matter {
  /// Weekends, and nothing else.
  static let plain = """
    notation: 1
    calendar: plain
    version: 1
    title: {en: plain, zh: 普通}
    weekend: [saturday, sunday]
    years: {}
    """

  private static let head = """
    notation: 1
    workflow: matter
    version: 1
    title: {en: matter, zh: 事项}
    calendar: plain
    timezone: Asia/Shanghai
    roles: {office: {post: clerk, of: desk, title: {en: office, zh: 办公室}}}

    """

  /// - Parameters:
  ///   - body: what follows the roles.
  ///   - calendar: the one called `plain`.
  static func loaded(_ body: String, calendar: String = plain, beside others: [String: String] = [:])
    -> LibraryLoader.Loaded
  {
    let files = [Workbench.file("matter.yaml", head + body), Workbench.file("calendars/plain.yaml", calendar)]
    return LibraryLoader().load(files + others.map { Workbench.file($0.key, $0.value) })
  }

  /// The codes of what is told about it, missing titles apart.
  static func codes(_ body: String, calendar: String = plain) -> [String] {
    loaded(body, calendar: calendar).diagnostics.map(\.code).filter { $0 != "missing-label" }
  }
}
