import LookbackCore
import LookbackDefinition

/// How an approval proceeds, decision by decision, for each choice of its conditional steps. It is followed only if
/// something depends on the number of decisions.
struct ApprovalCourse {
  /// How far an approval has come.
  struct Place: Hashable {
    /// The indices of the steps that ask.
    let asked: [Int]
    /// The index into `asked` of the present step; the number of steps if all are complete.
    var step: Int
    /// How many decisions the present step has had.
    var votes: Int
  }

  /// How many decisions a step takes: at least, and at most if that is known.
  fileprivate struct Size {
    let least: Int
    let most: Int?
  }

  /// The largest number of conditional steps that are followed.
  static let mostConditions = 4
  /// The largest number of decisions of one step that are distinguished.
  private static let mostVotes = 8

  private let rule: ApprovalRule
  private let sizes: [Size]
  private(set) var places: [Place] = []

  /// Lists all courses; nil if there are more than are followed.
  init?(_ rule: ApprovalRule, in workflow: Workflow) {
    guard rule.steps.count(where: { $0.condition != nil }) <= Self.mostConditions, rule.steps.count <= 12 else {
      return nil
    }
    self.rule = rule
    sizes = rule.steps.map { Size(of: $0, in: workflow) }
    var choices: [[Int]] = [[]]
    for (index, step) in rule.steps.enumerated() {
      choices = choices.flatMap { step.condition == nil ? [$0 + [index]] : [$0, $0 + [index]] }
    }
    for asked in choices where !asked.isEmpty {
      for (place, step) in asked.enumerated() {
        let votes = min(sizes[step].most ?? Self.mostVotes, Self.mostVotes)
        places += (0..<max(1, votes)).map { Place(asked: asked, step: place, votes: $0) }
      }
      places.append(Place(asked: asked, step: asked.count, votes: 0))
    }
  }

  /// Returns the courses that can be followed, by the names of their states.
  static func all(in workflow: Workflow, isRoot: Bool) -> [String: ApprovalCourse] {
    var found: [String: ApprovalCourse] = [:]
    let isAlone = workflow.states.allSatisfy(\.tracks.isEmpty)
    for state in workflow.states {
      guard let rule = state.approval else { continue }
      // Other tracks can write the bound field, which voids decisions at any time.
      if let binds = rule.binds, !isAlone || binds.scope == .case && !isRoot { continue }
      found[state.name] = ApprovalCourse(rule, in: workflow)
    }
    return found
  }

  func first(_ asked: [Int]) -> Place { Place(asked: asked, step: 0, votes: 0) }

  func isComplete(_ place: Place) -> Bool { place.step == place.asked.count }

  /// Where one more agreement can lead.
  func agreed(at place: Place) -> [Place] {
    guard !isComplete(place) else { return [] }
    let size = sizes[place.asked[place.step]]
    let votes = place.votes + 1
    var found: [Place] = []
    if votes >= size.least { found.append(Place(asked: place.asked, step: place.step + 1, votes: 0)) }
    if size.most.map({ votes < $0 }) ?? true {
      found.append(Place(asked: place.asked, step: place.step, votes: min(votes, Self.mostVotes - 1)))
    }
    return found
  }

  func refusal(at place: Place) -> ApprovalRule.Refusal {
    rule.refusal(at: place.asked[place.step], asked: place.asked)
  }

  /// Where the approval continues after a refusal: at a step from which the decisions are asked for again.
  func returned(to step: Int, from place: Place) -> Place {
    Place(asked: place.asked, step: place.asked.firstIndex(of: step) ?? 0, votes: 0)
  }
}

extension ApprovalCourse.Size {
  fileprivate init(of step: ApprovalRule.Step, in workflow: Workflow) {
    if case .count(let count) = step.need {
      (least, most) = (count, count)
      return
    }
    var posts: Set<Role> = []
    var fields = 0
    var isOpen = false
    for role in Set(step.ask) {
      switch role {
      case .post(_, of: .unit), .post(_, of: .trackUnit): posts.insert(role)
      case .person(let path), .post(_, of: .field(let path)):
        fields += 1
        if case .list? = workflow.field(path.field)?.type {
          isOpen = true
        } else if path.scope == .case {
          isOpen = true
        }
      }
    }
    // Two fields can name the same person, and the post of a field's unit can be one that is asked anyway.
    least = max(1, posts.count)
    most = isOpen ? nil : posts.count + fields
  }
}
