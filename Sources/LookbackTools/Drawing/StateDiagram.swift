package import LookbackCore
package import LookbackTime

/// A workflow and those that it runs as tracks, as boxes and arrows. The writers decide how they are drawn.
package struct StateDiagram: Sendable {
  /// A state, or the box for `anywhere` or for clocks.
  package struct Box: Sendable {
    package enum Shape: Sendable { case state, final, anywhere, clocks }
    /// An id of letters and digits only.
    package var id: String
    package var shape: Shape
    package var title: String
    /// Further lines: clocks that start in the state, approvals, and events that lead to no other state.
    package var lines: [String]
    package var isFirst = false
    package var isPresent = false
    package var isOnPath = false
  }
  /// A way from one box to another.
  package struct Arrow: Sendable {
    package enum Kind: Sendable { case person, automatic, timer, signal, tracks }
    package var from: String
    package var to: String
    package var kind: Kind
    package var title: String
    /// Further lines: who fires the event, its conditions, and the clocks that it starts.
    package var lines: [String]
    package var isOnPath = false
  }
  /// The boxes of one workflow.
  package struct Frame: Sendable {
    package var id: String
    package var title: String
    package var boxes: [Box]
  }
  package var frames: [Frame] = []
  package var arrows: [Arrow] = []
  package var title: String

  /// - Parameter marks: the states in which a case is, and the transitions by which it came there.
  package init(_ workflow: Workflow, in library: Library, _ language: Language, marks: DiagramMarks = DiagramMarks()) {
    title = workflow.title.text(in: language, fallback: workflow.reference.name)
    let family = library.family(of: workflow.reference.name)
    for (index, member) in family.enumerated() {
      let draft = FrameDraft(member, "w\(index)", language, marks, index == 0)
      frames.append(draft.frame)
      arrows += draft.arrows
      for (state, definition) in member.states.enumerated() {
        for rule in definition.tracks {
          guard let inner = family.firstIndex(where: { $0.reference.name == rule.workflow }) else { continue }
          arrows.append(
            Arrow(
              from: "w\(index)s\(state)", to: "w\(inner)s0", kind: .tracks, title: draft.title(of: rule),
              lines: draft.lines(of: rule)))
        }
      }
    }
  }
}

/// The states in which a case is, and the transitions by which it came there.
package struct DiagramMarks: Sendable {
  /// A state in which a track of the case is.
  package struct Stand: Sendable, Hashable {
    package var workflow: String
    package var state: String
    package init(workflow: String, state: String) {
      self.workflow = workflow
      self.state = state
    }
  }
  /// A transition that a track of the case has made.
  package struct Way: Sendable, Hashable {
    package var workflow: String
    package var from: String
    package var event: String
    package var to: String
    package init(workflow: String, from: String, event: String, to: String) {
      self.workflow = workflow
      self.from = from
      self.event = event
      self.to = to
    }
  }
  package var present: Set<Stand>
  package var ways: Set<Way>

  package init(present: Set<Stand> = [], ways: Set<Way> = []) {
    self.present = present
    self.ways = ways
  }
}
