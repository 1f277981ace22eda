import LookbackCEL
import LookbackCore
import LookbackDefinition

/// The order of two fields that guards compare with each other. It is treated as a field of its own, which becomes
/// unknown whenever one of the two is written.
struct FieldRelation {
  let one: String
  let other: String

  static func name(_ one: String, _ other: String) -> String { "\(one) \(Relation.asking) \(other)" }

  var domain: FieldDomain { FieldDomain(relation: Self.name(one, other)) }

  /// Returns the pairs of fields that guards compare, and in `loose` the guards whose comparisons are not followed:
  /// those of more than two fields with each other, of fields that are also compared with literals, and of fields that
  /// the definition computes.
  static func all(
    in workflow: Workflow, _ guards: [Guard], _ partial: [String: PartialGuard], isRoot: Bool, written: Set<String>
  ) -> (pairs: [FieldRelation], loose: Set<String>) {
    let candidates = workflow.placedEvents.flatMap(\.event.candidates)
    let workedOut = written.union(candidates.flatMap(\.assignments).compactMap { ConeOfInfluence.own($0.path, isRoot) })
    var pairs: [(one: String, other: String, source: String)] = []
    for condition in guards {
      for pair in partial[condition.source]?.comparisons ?? [] {
        guard let one = ConeOfInfluence.own(read: pair.one, isRoot),
          let other = ConeOfInfluence.own(read: pair.other, isRoot),
          one != other, workflow.isOrdered(one), workflow.isOrdered(other)
        else { continue }
        pairs.append((min(one, other), max(one, other), condition.source))
      }
    }
    let names = Set(pairs.map { Set([$0.one, $0.other]) })
    var (kept, loose): ([FieldRelation], Set<String>) = ([], [])
    for pair in pairs {
      let both: Set<String> = [pair.one, pair.other]
      let isAlone = names.allSatisfy { $0 == both || $0.isDisjoint(with: both) }
      let isOpen = both.contains {
        workedOut.contains($0) || workflow.isCompared($0, guards, partial, isRoot)
      }
      if isAlone, !isOpen {
        guard !kept.contains(where: { $0.one == pair.one }) else { continue }
        kept.append(FieldRelation(one: pair.one, other: pair.other))
      } else {
        loose.insert(pair.source)
      }
    }
    return (kept, loose)
  }
}

extension Workflow {
  fileprivate func isOrdered(_ name: String) -> Bool {
    switch field(name)?.type {
    case .int, .double, .date, .text, .person, .unit, .case: true
    case .bool, .choice, .list, nil: false
    }
  }

  /// Whether a guard compares the field with a literal besides the other field.
  fileprivate func isCompared(
    _ name: String, _ guards: [Guard], _ partial: [String: PartialGuard], _ isRoot: Bool
  ) -> Bool {
    guards.contains { condition in
      guard condition.reads.contains(where: { ConeOfInfluence.own(read: $0, isRoot) == name }) else { return false }
      let literals = partial[condition.source]?.literals ?? []
      return literals.contains { literal in
        switch literal {
        case .null, .bool: false
        default: true
        }
      }
    }
  }
}

extension Machine {
  /// The first of these guards whose comparison is not followed.
  func loose(_ conditions: [Guard]) -> String? { conditions.map(\.source).first { loose.contains($0) } }

  /// Forgets how a field compares with others.
  func unrelate(_ field: Int, _ configuration: inout Configuration) {
    for relation in related[field] { configuration.cells[fieldCell(relation)] = domains[relation].present }
  }

  /// The fields, together with the relations in which they are.
  func withRelations(_ fields: Set<Int>) -> Set<Int> {
    fields.reduce(into: fields) { $0.formUnion(related[$1]) }
  }

  /// The relation that a question about two paths is about; nil if there is none.
  func relation(asked path: [String]) -> String? {
    let sides = path.split(separator: Relation.asking).map(Array.init).compactMap {
      ConeOfInfluence.own(read: $0, isRoot)
    }
    return sides.count == 2 ? FieldRelation.name(min(sides[0], sides[1]), max(sides[0], sides[1])) : nil
  }

  func relation(of one: [String], to other: [String], _ configuration: Configuration) -> Relation? {
    guard let first = ConeOfInfluence.own(read: one, isRoot), let second = ConeOfInfluence.own(read: other, isRoot)
    else {
      return nil
    }
    guard let field = index(ofField: FieldRelation.name(min(first, second), max(first, second))) else { return nil }
    let held = Relation(rawValue: UInt8(configuration.cells[fieldCell(field)] >> 1))
    return first < second ? held : held.reversed
  }
}
