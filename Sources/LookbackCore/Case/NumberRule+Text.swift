package import LookbackTime

extension NumberRule {
  /// The register from which a number is drawn for this track on this date.
  func key(for track: Track, on date: CivilDate, _ units: [String: UnitFacts]) -> RegisterKey {
    let code = track.unit.flatMap { units[$0]?.documentCode ?? $0 } ?? ""
    return RegisterKey(
      name: register.replacing("{document code}", with: code), period: per == .year ? date.year : 0)
  }

  /// The document number as it is printed, such as `青民函〔2020〕164号`, with hexagonal brackets and without padding (GB/T
  /// 9704-2012).
  func text(_ key: RegisterKey, _ number: Int) -> String {
    per == .year ? "\(key.name)〔\(key.period)〕\(number)号" : "\(key.name)\(number)号"
  }
}

extension Case {
  /// Returns every register from which a command and the automatic steps after it might draw, so that they can be
  /// locked before.
  package func registers(
    for command: Command, at moment: Moment, in library: Library, units: [String: UnitFacts]
  ) -> [RegisterKey] {
    var keys: Set<RegisterKey> = []
    for track in tracks where !track.isEnded || track.id == .root {
      guard let workflow = library.workflow(track.workflow) else { continue }
      let dates = [command.on, library.date(at: moment, in: workflow)].compactMap { $0 }
      for rule in workflow.numberRules {
        for date in dates { keys.insert(rule.key(for: track, on: date, units)) }
      }
    }
    return keys.sorted()
  }
}

extension Workflow {
  fileprivate var numberRules: [NumberRule] {
    (self.states.flatMap(\.events) + self.anywhere.map(\.event)).flatMap { $0.candidates.compactMap(\.number) }
  }
}
