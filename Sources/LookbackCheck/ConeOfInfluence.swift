import LookbackCEL
import LookbackCore
import LookbackDefinition

/// The fields, counts and clocks on which the course of a workflow depends.
struct ConeOfInfluence {
  var domains: [FieldDomain] = []
  var counters: [(event: String, limit: Int)] = []
  var clocks: Set<String> = []

  /// - Parameters:
  ///   - lists: fields whose elements have tracks that are followed.
  ///   - asked: fields that guards of tracks read, with the literal values in those guards.
  init(
    _ workflow: Workflow, _ all: [Guard], _ guards: [String: PartialGuard], _ lists: Set<String>, isRoot: Bool,
    asked: [String: [Value]]
  ) {
    var fields = Set(workflow.rolePaths.compactMap { Self.own($0, isRoot) }).union(lists).union(asked.keys)
    let whole = fields
    var interests = asked.mapValues { FieldDomain.Interest(literals: $0) }
    for condition in all {
      guard let partial = guards[condition.source] else { continue }
      for field in Set(condition.reads.compactMap { Self.own(read: $0, isRoot) }) {
        fields.insert(field)
        let parts = partial.parts(about: Self.subject(field, isRoot))
        interests[field, default: FieldDomain.Interest()].literals += partial.literals
        if partial.isInvolved || parts?.isCompared ?? true { interests[field]?.isInvolved = true }
        if let parts { interests[field]?.parts.append(parts) }
      }
      for call in LiteralCall.all(in: condition.source) {
        if call.function == "clock" { clocks.insert(call.argument) }
        if call.function == "count" { count(call.argument, partial) }
      }
    }
    for clock in workflow.clocks {
      if case .at(let path) = clock.term, let field = Self.own(path, isRoot) { fields.insert(field) }
    }
    Self.share(&interests, workflow, isRoot)
    domains = workflow.fields.filter { fields.contains($0.name) }.map { field in
      var interest = interests[field.name] ?? FieldDomain.Interest()
      interest.isWhole = whole.contains(field.name)
      interest.longest = workflow.mostNeeded(of: field.name)
      return FieldDomain(field, interest)
    }
  }

  static func own(_ path: ValuePath, _ isRoot: Bool) -> String? {
    path.scope == .data || isRoot ? path.field : nil
  }

  /// The field of the workflow that a guard reads by this path; nil if it is not a field of this workflow.
  static func own(read: [String], _ isRoot: Bool) -> String? {
    guard read.count >= 2 else { return nil }
    switch read[0] {
    case "data": return read[1]
    case "case": return isRoot ? read[1] : nil
    case "track": return read.count >= 3 && read[1] == "data" ? read[2] : nil
    default: return nil
    }
  }

  /// The field under all paths by which guards read it.
  static func subject(_ field: String, _ isRoot: Bool) -> GuardSubject {
    .data([["data", field], ["track", "data", field]] + (isRoot ? [["case", field]] : []))
  }

  /// Merges the interests of fields that are assigned to each other: if values of the one are distinguished, so are
  /// those of the other.
  private static func share(_ interests: inout [String: FieldDomain.Interest], _ workflow: Workflow, _ isRoot: Bool) {
    let events = workflow.states.flatMap(\.events) + workflow.anywhere.map(\.event)
    let assignments = events.flatMap(\.candidates).flatMap(\.assignments)
    for _ in 0..<4 {
      for assignment in assignments {
        guard let target = own(assignment.path, isRoot) else { continue }
        let literals = PartialGuard(assignment.value).literals
        for source in Set(assignment.value.reads.compactMap { own(read: $0, isRoot) }) where source != target {
          let both = Set((interests[source]?.literals ?? []) + (interests[target]?.literals ?? []) + literals)
          interests[source, default: FieldDomain.Interest()].literals = Array(both)
          interests[target, default: FieldDomain.Interest()].literals = Array(both)
          let isInvolved = interests[source]?.isInvolved ?? false || interests[target]?.isInvolved ?? false
          interests[source]?.isInvolved = isInvolved
          interests[target]?.isInvolved = isInvolved
        }
      }
    }
  }

  /// Adds a counter for an event. Counts are distinguished as far as the guard needs: at most up to one more than the
  /// largest number in it.
  private mutating func count(_ event: String, _ partial: PartialGuard) {
    let numbers = partial.literals.compactMap { literal -> Int? in
      if case .int(let value) = literal { Int(clamping: value) } else { nil }
    }
    var limit = min(8, max(0, numbers.max() ?? 0) + 1)
    if let parts = partial.parts(about: .call("count", event)), !parts.isCompared, !partial.isInvolved {
      let last = parts.answer(.exactly(.int(Int64(limit))))
      while limit > 1, parts.answer(.exactly(.int(Int64(limit - 1)))) == last { limit -= 1 }
    }
    if let known = counters.firstIndex(where: { $0.event == event }) {
      counters[known].limit = max(counters[known].limit, limit)
    } else {
      counters.append((event, limit))
    }
  }
}
