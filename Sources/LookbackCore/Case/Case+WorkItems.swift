import LookbackTime

extension Case {
  /// What people must do now, one item for each of those who could do it.
  package func workItems(in library: Library) -> [WorkItem] { workItems(in: library, DeadlineBook(self, library)) }

  func workItems(in library: Library, _ deadlines: DeadlineBook) -> [WorkItem] {
    var items: [WorkItem] = []
    for track in tracks {
      guard let workflow = library.workflow(track.workflow) else { continue }
      let due = nextDue(for: track, deadlines)
      let found: [(kind: String, address: Message.Address)] =
        track.isEnded ? lookBackItems(track, workflow, library) : stateItems(track, workflow)
      items += found.map {
        WorkItem(
          track: track.id, workflow: track.workflow, kind: $0.kind, assignee: $0.address, due: due,
          since: track.entered.at)
      }
    }
    return items.eachOnce
  }

  private func stateItems(
    _ track: Track, _ workflow: Workflow
  ) -> [(kind: String, address: Message.Address)] {
    guard let state = workflow.state(track.state) else { return [] }
    var items = pendingApprovers(of: track, in: workflow).map { (Offer.approve, $0.address) }
    var roles: [String] = []
    for event in state.events where event.trigger == .person { roles += event.who.isEmpty ? state.who : event.who }
    for role in roles.eachOnce {
      items += addresses(ofRole: role, from: track, in: workflow).map { (state.name, $0) }
    }
    for clock in workflow.clocks where track.clocks[clock.name]?.marks.contains(.asked) ?? false {
      let who = clock.extend?.who ?? []
      items += who.flatMap { addresses(ofRole: $0, from: track, in: workflow) }.map { (Offer.extend(clock.name), $0) }
    }
    return items
  }

  private func lookBackItems(
    _ track: Track, _ workflow: Workflow, _ library: Library
  ) -> [(kind: String, address: Message.Address)] {
    guard track.id == .root else { return [] }
    return workflow.lookBacks.flatMap { rule in
      let fired = track.marks["due \(rule.name)"]?.last.sequence ?? 0
      guard fired > track.entered.sequence, isWorthLookingBack(rule, track, workflow, library) else {
        return [(kind: String, address: Message.Address)]()
      }
      return rule.who.flatMap { addresses(ofRole: $0, from: track, in: workflow) }.map { (rule.name, $0) }
    }
  }

  /// Whether the rule's condition held when its time came: only then somebody was told.
  private func isWorthLookingBack(
    _ rule: LookBackRule, _ track: Track, _ workflow: Workflow, _ library: Library
  ) -> Bool {
    guard let condition = rule.condition, let told = track.marks["due \(rule.name)"]?.last.at else { return true }
    let context = DecisionContext(library: library, moment: told)
    let view = CaseView(current: self, track: track, workflow: workflow, actor: .engine, context: context)
    return (try? view.holds(condition)) ?? false
  }

  /// The earliest due date of a running duty of the track or of those it belongs to.
  private func nextDue(for track: Track, _ deadlines: DeadlineBook) -> CivilDate? {
    var earliest: CivilDate?
    var next: Track? = track
    while let current = next {
      let due = deadlines.of(current).lazy.filter { $0.isDuty && $0.status == .running }.map(\.due).min()
      if let due { earliest = min(earliest ?? due, due) }
      next = current.parent.flatMap { self.track($0) }
    }
    return earliest
  }
}
