import LookbackTime

extension Case {
  /// Returns what people must do now, with one item for each person or post who can do it.
  package func workItems(in library: Library) -> [WorkItem] { workItems(in: library, CaseSchedule(self, in: library)) }

  /// Returns the same, with a schedule of the case that is known already.
  package func workItems(in library: Library, _ schedule: CaseSchedule) -> [WorkItem] {
    var items: [WorkItem] = []
    for track in tracks {
      guard let workflow = library.workflow(track.workflow) else { continue }
      if let waiting = track.mending {
        items.append(
          WorkItem(
            track: track.id, workflow: track.workflow, kind: Deliberation.mendProposed, assignee: .administrators,
            urgency: .none, since: waiting.since.at))
      }
      let found = track.isEnded ? lookBackItems(track, workflow, library) : stateItems(track, workflow, library)
      guard !found.isEmpty else { continue }
      let urgency = urgency(of: track, schedule)
      let approval = approvalTerm(of: track, in: library).map { Urgency([$0]) }
      for (kind, address) in found {
        items.append(
          WorkItem(
            track: track.id, workflow: track.workflow, kind: kind, assignee: .address(address),
            urgency: kind == AvailableAction.approve ? approval ?? urgency : urgency, since: track.entered.at))
      }
    }
    return items.distinctByPerson
  }

  private func stateItems(
    _ track: Track, _ workflow: Workflow, _ library: Library
  ) -> [(kind: String, address: Message.Address)] {
    guard let state = workflow.state(track.state) else { return [] }
    var items: [(kind: String, address: Message.Address)] = []
    for approver in pendingApprovers(of: track, in: workflow) {
      items.append((AvailableAction.approve, approver.address))
    }
    func add(_ kind: String, _ roles: [String]) {
      for role in roles {
        for address in addresses(ofRole: role, from: track, in: workflow) { items.append((kind, address)) }
      }
    }
    add(state.name, state.roles)
    for clock in workflow.clocks where track.clocks[clock.name]?.marks.contains(.asked) ?? false {
      add(AvailableAction.extend(clock.name), clock.extend?.who ?? [])
    }
    for entry in track.blocked.entries {
      for address in watchers(of: track, in: library) { items.append((Blockage.name(of: entry.key), address)) }
    }
    return items
  }

  private func lookBackItems(
    _ track: Track, _ workflow: Workflow, _ library: Library
  ) -> [(kind: String, address: Message.Address)] {
    guard canReopen(track) else { return [] }
    return workflow.lookBacks.flatMap { rule in
      let fired = track.marks["due \(rule.name)"]?.last.sequence ?? 0
      guard fired > track.entered.sequence, isWorthLookingBack(rule, track, workflow, library) else {
        return [(kind: String, address: Message.Address)]()
      }
      return rule.who.flatMap { addresses(ofRole: $0, from: track, in: workflow) }.map { (rule.name, $0) }
    }
  }

  /// Whether the rule's condition held when its time came. Only then was anybody notified.
  private func isWorthLookingBack(
    _ rule: LookBackRule, _ track: Track, _ workflow: Workflow, _ library: Library
  ) -> Bool {
    guard let condition = rule.condition, let told = track.marks["due \(rule.name)"]?.last.at else { return true }
    let context = DecisionContext(library: library, moment: told)
    let view = CaseView(current: self, track: track, workflow: workflow, actor: .engine, context: context)
    return (try? view.holds(condition)) ?? false
  }

  /// The earliest urgency among the running clocks of the track and of its parents.
  private func urgency(of track: Track, _ schedule: CaseSchedule) -> Urgency {
    var urgency = Urgency.none
    var next: Track? = track
    while let current = next {
      urgency = urgency.earlier(than: schedule.deadlines(of: current).running)
      next = current.parent.flatMap { self.track($0) }
    }
    return urgency
  }
}

/// The fields that distinguish the items of one case.
private struct WorkItemKey: Hashable {
  let track: TrackID
  let kind: String
  let assignee: WorkItem.Assignee

  init(_ item: WorkItem) { (track, kind, assignee) = (item.track, item.kind, item.assignee) }
}

extension [WorkItem] {
  /// The items without repetitions of the same track, kind and assignee.
  fileprivate var distinctByPerson: [WorkItem] {
    guard count > 1 else { return self }
    var seen: Set<WorkItemKey> = []
    return filter { seen.insert(WorkItemKey($0)).inserted }
  }
}
