/// Who may import what: the table of the design, and the law. A floor that a type leaks through is named too.
enum ImportTable {
  /// Parts of the toolchain that any target may use.
  static let everywhere: Set<String> = ["Swift", "Glibc", "Synchronization"]

  /// `LookbackTime` and `LookbackCEL` stand under `LookbackCore`, whose types carry theirs.
  private static let core: Set<String> = ["LookbackTime", "LookbackCEL", "LookbackCore"]
  /// Definitions as text, what is proved of them and what is done with them before they run.
  private static let definitions = core.union(["LookbackDefinition", "LookbackCheck", "LookbackTools"])
  private static let store: Set<String> = core.union(["LookbackStore", "LookbackAudit"])

  static let sources: [String: Set<String>] = [
    "LookbackTime": [],
    "LookbackText": [],
    "LookbackJSON": ["LookbackText"],
    "LookbackDates": ["LookbackTime", "LookbackText", "LookbackJSON"],
    "LookbackCEL": ["LookbackTime", "LookbackText"],
    "LookbackCore": ["LookbackTime", "LookbackCEL"],
    "LookbackDefinition": core.union(["LookbackText"]),
    "LookbackCheck": core.union(["LookbackDefinition"]),
    "LookbackTools": core.union(["LookbackDefinition"]),
    "LookbackYAML": definitions.subtracting(["LookbackCEL"]).union(["Yams"]),
    "LookbackPostgres": ["CLibpq", "Logging"],
    "LookbackAudit": core.union(["CLibcrypto"]),
    "LookbackSignIn": ["CLibcrypto"],
    "LookbackStore": core.union(["LookbackText", "LookbackAudit", "LookbackPostgres"]),
    "LookbackRuntime": store.union([
      "LookbackText", "LookbackDefinition", "LookbackYAML", "LookbackSignIn", "ServiceLifecycle", "Logging",
    ]),
    // What an operator runs beside the engine: it looks at the store and at the machine.
    "LookbackOperations": ["LookbackTime", "LookbackCore", "LookbackStore", "ServiceLifecycle", "Logging"],
    // Commands go to the engine, questions straight to the store. Hummingbird's types are those of what it stands on.
    "LookbackHTTP": store.union([
      "CZlib", "LookbackText", "LookbackJSON", "LookbackTools", "LookbackSignIn", "LookbackRuntime", "Hummingbird",
      "HummingbirdCore",
      "HTTPTypes",
      "NIOCore",
      "NIOHTTP1", "NIOPosix", "Logging", "ServiceLifecycle",
    ]),
    "lookbackd": [
      "LookbackTime", "LookbackText", "LookbackJSON", "LookbackCore", "LookbackAudit", "LookbackPostgres",
      "LookbackStore", "LookbackRuntime", "LookbackOperations", "LookbackHTTP", "ArgumentParser",
      "Logging", "ServiceLifecycle", "UnixSignals",
    ],
    "lookback": definitions.union([
      "LookbackText", "LookbackJSON", "LookbackDates", "LookbackYAML", "CLibcurl", "ArgumentParser",
    ]),
    "GuardBenchmark": ["LookbackTime", "LookbackCEL"],
    "HostileFiles": ["HostileTexts"],
    "DateBenchmark": ["SeededTesting", "LookbackTime", "LookbackDates"],
    "CheckBenchmark": ["LookbackCore", "LookbackYAML"],
    "HTTPFuzz": ["SeededTesting", "LookbackJSON", "LookbackHTTP"],
    "CheckFuzz": [
      "SeededTesting", "LookbackTime", "LookbackCore", "LookbackDefinition", "LookbackCheck", "LookbackYAML",
    ],
    "TimeFuzz": [
      "SeededTesting", "LookbackTime", "LookbackJSON", "LookbackDates", "LookbackCore", "LookbackDefinition",
      "LookbackYAML",
    ],
    "BenchWorkflow": [],
    "TransitionBenchmark": core.union([
      "BenchWorkflow", "LookbackAudit", "LookbackDefinition", "LookbackYAML", "ArgumentParser",
    ]),
    "EngineBenchmark": store.union([
      "BenchWorkflow", "LookbackTesting", "LookbackPostgres", "LookbackRuntime", "ArgumentParser", "Logging",
    ]),
  ]

  /// What tests import beside the target that they test and what that may import. The programs are tested from outside,
  /// the command line from inside, too.
  private static let tests: [String: Set<String>] = [
    "EndToEndTests": ["LookbackJSON"], "LookbackYAMLTests": ["LookbackCEL"], "LookbackHTTPTests": ["NIOEmbedded"],
    "LookbackCommandTests": ["lookback", "LookbackDefinition", "LookbackTime", "LookbackJSON", "ArgumentParser"],
    "LookbackOperationsTests": ["LookbackRuntime"],
    "LookbackCoreTests": ["LookbackDefinition", "LookbackCheck", "LookbackTools"],
  ]

  /// Foundation costs start-up time and binary size: only where JSON, processes, files or forms of Unicode ask for it.
  static let mayUseFoundation: Set<String> = [
    "LookbackHTTP", "LookbackSignIn", "LookbackSignInTests", "lookbackd", "lookback", "ArchitectureTests",
    "EndToEndTests", "LookbackCommandTests", "LookbackHTTPTests",
    "LookbackYAMLTests",
    "GuardBenchmark", "HostileFiles", "DateBenchmark", "CheckBenchmark", "CheckFuzz", "TimeFuzz",
    "HTTPFuzz", "EngineBenchmark",
  ]

  static let foundation: Set<String> = ["Foundation", "FoundationEssentials", "Dispatch"]

  /// What `target` may import; nil if the table does not know it.
  static func allowed(in target: String) -> Set<String>? {
    let extra = everywhere.union(mayUseFoundation.contains(target) ? foundation : [])
    if let row = sources[target] { return row.union(extra) }
    if target == "SeededTesting" || target == "HostileTexts" { return extra }
    if target == "LookbackTesting" { return extra.union(["Dispatch", "LookbackPostgres", "Logging", "Testing"]) }
    guard target.hasSuffix("Tests") else { return nil }
    let tested = String(target.dropLast("Tests".count))
    let row = (sources[tested] ?? []).union([tested]).union(tests[target] ?? [])
    let support: Set<String> = [
      "Testing", "SeededTesting", "HostileTexts", "LookbackTesting", "LookbackPostgres", "Logging",
    ]
    return row.union(extra).union(support)
  }
}
