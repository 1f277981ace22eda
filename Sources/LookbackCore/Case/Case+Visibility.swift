extension Case {
  /// The posts and persons who may see the case, each once: those whom the definition of the case or that of one of its
  /// tracks admits. A track that was taken out of its list admits nobody.
  package func readers(in library: Library) -> [Message.Address] {
    tracks.lazy.filter { !$0.isRemoved }.flatMap { readers(of: $0, in: library) }.distinct
  }

  /// Whether the actor may see the case.
  package func isSeen(by actor: Actor, in library: Library) -> Bool {
    if case .engine = actor { return true }
    return tracks.contains { !$0.isRemoved && readers(of: $0, in: library).capacity(of: actor) != nil }
  }

  /// The names of those fields of a track that the actor may not see although the actor may see the case.
  package func hiddenFields(of track: Track, from actor: Actor, in library: Library) -> Set<String> {
    guard case .person = actor, let workflow = library.workflow(track.workflow) else { return [] }
    let hidden = workflow.visibility.fields.filter { _, rules in
      addresses(by: rules, of: track, in: workflow).capacity(of: actor) == nil
    }
    return Set(hidden.keys)
  }

  /// The case without the values that the actor may not read.
  package func shown(to actor: Actor, in library: Library) -> Case {
    var shown = self
    for index in tracks.indices {
      for field in hiddenFields(of: tracks[index], from: actor, in: library) { shown.tracks[index].data[field] = nil }
    }
    return shown
  }

  private func readers(of track: Track, in library: Library) -> [Message.Address] {
    guard let workflow = library.workflow(track.workflow) else { return [] }
    guard let rules = workflow.visibility.cases else {
      return workflow.everyRole.flatMap { addresses(of: $0, from: track) }
    }
    return addresses(by: rules, of: track, in: workflow)
  }

  private func addresses(by rules: [Visibility.Rule], of track: Track, in workflow: Workflow) -> [Message.Address] {
    rules.lazy.filter { $0.states?.contains(track.state) ?? true }.flatMap(\.who)
      .flatMap { addresses(ofRole: $0, from: track, in: workflow) }
  }
}

extension Case {
  /// The readers whom the case has lost and gained since `before`; nil means since it was opened.
  func readers(since before: Case?, in library: Library) -> Delta<Message.Address> {
    if let before, hasSameReaders(as: before, in: library) { return Delta() }
    return Delta(from: before?.readers(in: library) ?? [], to: readers(in: library))
  }

  /// Whether both have the same readers for sure, since nothing differs on which readers depend.
  private func hasSameReaders(as other: Case, in library: Library) -> Bool {
    tracks.count == other.tracks.count
      && zip(tracks, other.tracks).allSatisfy { now, before in
        now.workflow == before.workflow && now.isRemoved == before.isRemoved && now.data == before.data
          && (now.state == before.state || library.workflow(now.workflow)?.visibility.dependsOnState == false)
      }
  }
}
