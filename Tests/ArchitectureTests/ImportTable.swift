/// Who may import what: the table of the design, and the law. A floor that a type leaks through is named too.
enum ImportTable {
  /// Parts of the toolchain that any target may use.
  static let everywhere: Set<String> = ["Swift", "Glibc", "Synchronization"]

  /// `LookbackTime` and `LookbackCEL` stand under `LookbackCore`, whose types carry theirs.
  private static let core: Set<String> = ["LookbackTime", "LookbackCEL", "LookbackCore"]
  private static let store: Set<String> = core.union(["LookbackStore", "LookbackAudit"])

  static let sources: [String: Set<String>] = [
    "LookbackTime": [],
    "LookbackJSON": [],
    "LookbackDates": ["LookbackTime", "LookbackJSON"],
    "LookbackCEL": ["LookbackTime"],
    "LookbackCore": ["LookbackTime", "LookbackCEL"],
    "LookbackYAML": core.union(["Yams"]),
    "LookbackPostgres": ["CLibpq", "Logging"],
    "LookbackAudit": core.union(["CLibcrypto"]),
    "LookbackStore": core.union(["LookbackAudit", "LookbackPostgres", "Logging"]),
    "LookbackDelivery": ["CLibcurl", "CLibcrypto"],
    "LookbackRuntime": store.union([
      "LookbackYAML", "LookbackDelivery", "ServiceLifecycle", "Logging", "Metrics",
    ]),
    "DateBenchmark": ["SeededTesting", "LookbackTime", "LookbackDates"],
    "CheckBenchmark": core.union(["LookbackYAML"]),
    "CheckFuzz": core.union(["SeededTesting", "LookbackYAML"]),
    "TimeFuzz": core.union(["SeededTesting", "LookbackJSON", "LookbackDates", "LookbackYAML"]),
    // Commands go to the engine, questions straight to the store. Hummingbird's types are those of what it stands on.
    "LookbackHTTP": store.union([
      "LookbackJSON", "LookbackRuntime", "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOPosix",
      "Mustache", "Logging", "ServiceLifecycle",
    ]),
    "lookbackd": store.union([
      "LookbackYAML", "LookbackPostgres", "LookbackDelivery", "LookbackRuntime", "LookbackHTTP", "ArgumentParser",
      "Hummingbird", "Logging", "Metrics", "ServiceLifecycle", "UnixSignals",
    ]),
    // The programs are tested from outside; what may be sent is read off the route table.
    "EndToEnd": ["LookbackJSON", "LookbackHTTP"],
    "lookback": core.union(["LookbackJSON", "LookbackDates", "LookbackYAML", "CLibcurl", "ArgumentParser"]),
  ]

  /// Foundation costs start-up time and binary size: only where JSON, processes or files ask for it.
  static let mayUseFoundation: Set<String> = [
    "LookbackHTTP", "lookbackd", "lookback", "ArchitectureTests", "EndToEndTests", "LookbackYAMLTests",
  ]

  static let foundation: Set<String> = ["Foundation", "FoundationEssentials", "Dispatch"]

  /// What `target` may import; nil if the table does not know it.
  static func allowed(in target: String) -> Set<String>? {
    let extra = everywhere.union(mayUseFoundation.contains(target) ? foundation : [])
    if let row = sources[target] { return row.union(extra) }
    if target == "SeededTesting" || target == "HostileTexts" { return extra }
    if target == "HostileFiles" { return extra.union(["HostileTexts"]) }
    if target == "LookbackTesting" { return extra.union(["Dispatch", "LookbackPostgres", "Logging", "Testing"]) }
    guard target.hasSuffix("Tests") else { return nil }
    let tested = String(target.dropLast("Tests".count))
    let row = sources[tested].map { $0.union([tested]) } ?? []
    let support: Set<String> = [
      "Testing", "SeededTesting", "HostileTexts", "LookbackTesting", "LookbackPostgres", "Logging",
    ]
    return row.union(extra).union(support)
  }
}
