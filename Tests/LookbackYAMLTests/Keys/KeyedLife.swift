import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackTools

/// What leads the cases of a life: the lot, or a story.
enum KeyedLead {
  case lot(seed: UInt64)
  case story(KeyedStory)
}

/// What is seen of cases, step by step; stopped at the first step that is not as in another life.
struct KeyedLife {
  private(set) var seen: [Int] = []
  private(set) var isDifferent = false
  /// What a story tells and could not be done.
  private(set) var refusals: [String] = []
  private let other: [Int]?

  init(_ lead: KeyedLead, _ definition: KeyedDefinition, _ library: Library, beside other: KeyedLife? = nil) {
    self.other = other?.seen
    guard let workflow = library.latest(definition.opened), let day = try? CivilDate(parsing: "2024-12-02"),
      let morning = try? Moment(parsing: "\(day)T01:00:00Z")
    else {
      isDifferent = true
      return
    }
    switch lead {
    case .lot(let seed):
      drift(LookbackTools.RandomWalk(seed: seed, workflow, library, from: day), definition)
    case .story(let story): follow(story, definition, Simulation(library, at: morning))
    }
  }

  private mutating func drift(_ start: LookbackTools.RandomWalk, _ definition: KeyedDefinition) {
    var walk = start
    for step in 0..<KeyedCourse.steps where !isDifferent {
      var hasher = Hasher()
      if step == 0 { hasher.combine(Self.shown(of: definition.name, in: walk.simulation.library)) }
      do { try walk.run(steps: step == 0 ? 0 : 1) } catch { hasher.combine("\(error)") }
      hasher.combine(walk.refusals)
      walk.simulation.show(to: &hasher, inFull: step % 3 == 2)
      if step % 3 == 2 {
        walk.simulation.extendOften(to: &hasher)
        if definition.datesBack { walk.simulation.dateBack(to: &hasher) }
      }
      see(hasher)
    }
  }

  private mutating func follow(_ story: KeyedStory, _ definition: KeyedDefinition, _ start: Simulation) {
    do {
      var told = try ToldCase(story, of: definition, start)
      for act in story.acts where !isDifferent {
        told.follow(act)
        refusals = told.refusals
        var hasher = Hasher()
        hasher.combine(refusals)
        told.simulation.show(to: &hasher, inFull: true)
        see(hasher)
      }
    } catch {
      refusals = ["\(error)"]
      var hasher = Hasher()
      hasher.combine(refusals)
      see(hasher)
    }
  }

  private mutating func see(_ hasher: Hasher) {
    let sight = hasher.finalize()
    if let other { isDifferent = !other.indices.contains(seen.count) || other[seen.count] != sight }
    if !isDifferent { seen.append(sight) }
  }

  /// What people read of the workflow, and what may be given when one is opened.
  private static func shown(of name: String, in library: Library) -> [Label] {
    guard let workflow = library.latest(name) else { return [] }
    let events = workflow.states.flatMap(\.events) + workflow.anywhere.map(\.event)
    let candidates = events.flatMap(\.candidates)
    var labels = [workflow.title] + workflow.fields.map(\.title) + workflow.clocks.map(\.title)
    labels += workflow.states.map(\.title) + events.map(\.title) + workflow.lookBacks.map(\.title)
    labels += workflow.states.flatMap { $0.approval?.steps.map(\.title) ?? [] }
    labels += workflow.roleTitles.sorted { $0.key < $1.key }.map(\.value)
    labels += (candidates.flatMap(\.guards) + (workflow.opening?.guards ?? [])).map(\.otherwise)
    return labels + workflow.openingFields.map { Label(english: $0.name, chinese: nil) }
  }
}

extension Simulation {
  /// Everything that is recorded, told, shown and awaited.
  fileprivate func show(to hasher: inout Hasher, inFull: Bool) {
    hasher.combine(timeline.count)
    for entry in timeline.suffix(20) { hasher.combine(entry) }
    hasher.combine(registers)
    guard inFull else { return }
    for id in cases.keys.sorted() {
      guard let current = cases[id] else { continue }
      hasher.combine(current.deadlines(in: library))
      for alarm in upcoming(of: id) {
        hasher.combine(alarm.due)
        hasher.combine(alarm.name)
      }
      for possibility in possibilities(of: id, for: .engine) { possibility.show(to: &hasher) }
      if current.root.isEnded, let last = timeline.last(where: { $0.case == id && $0.event != nil })?.event {
        hasher.combine("\(CaseEnd(of: current, at: last, in: library))")
      }
    }
  }
}

extension Simulation {
  /// What becomes of clocks that are extended again and again, which seldom happens by itself.
  fileprivate func extendOften(to hasher: inout Hasher) {
    guard let id = cases.keys.max() else { return }
    for possibility in possibilities(of: id, for: .engine)
    where possibility.event.hasPrefix("extend ") && possibility.needs.isEmpty {
      guard let actor = possibility.who.first.flatMap({ staff.actor($0) }) else { continue }
      var trial = self
      do throws(Rejection) {
        for _ in 0..<3 { try trial.fire(possibility.event, [:], of: id, by: actor, track: possibility.track) }
      } catch { hasher.combine(error) }
      hasher.combine(trial[id]?.deadlines(in: library))
    }
  }

  /// What becomes of everything that could be done now with the date of yesterday, by the first who may.
  fileprivate func dateBack(to hasher: inout Hasher) {
    guard let id = cases.keys.max(), let yesterday = try? today.adding(days: -1) else { return }
    for possibility in possibilities(of: id, for: .engine) where possibility.needs.isEmpty {
      guard let actor = possibility.who.first.flatMap({ staff.actor($0) }) else { continue }
      var trial = self
      do throws(Rejection) {
        try trial.fire(possibility.event, [:], of: id, by: actor, track: possibility.track, dated: yesterday)
        hasher.combine(true)
      } catch { hasher.combine(error) }
    }
  }
}

extension TimelineEntry {
  fileprivate var event: CaseEvent? {
    if case .event(let event) = kind { return event }
    return nil
  }
}

extension ActionCheck {
  fileprivate func show(to hasher: inout Hasher) {
    hasher.combine(event)
    hasher.combine(title)
    hasher.combine(needs)
    hasher.combine(takes)
    hasher.combine(who)
    hasher.combine(rejection)
  }
}
