// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Of the targets that every command goes through. In a release they see into each other although nothing is `public`:
/// generic types of one are made for the values of another when it is built, not looked up while it runs. The first
/// flag is what the second asks for, the last spares a warning about what the third makes needless.
let settingsOfHotPath =
  settings + [
    .unsafeFlags(
      [
        "-enable-library-evolution", "-Xfrontend", "-package-cmo", "-Xfrontend",
        "-experimental-allow-non-resilient-access", "-no-emit-module-separately-wmo",
      ], .when(configuration: .release))
  ]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// Imports point down this list; `Tests/ArchitectureTests` holds the table that says who may import what.
let package = Package(
  name: "lookback",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(name: "LookbackTime", swiftSettings: settingsOfHotPath),
    .target(name: "LookbackText", swiftSettings: settingsOfHotPath),
    .target(name: "LookbackJSON", dependencies: ["LookbackText"], swiftSettings: settings),
    .target(
      name: "LookbackDates", dependencies: ["LookbackTime", "LookbackText", "LookbackJSON"], swiftSettings: settings),
    .target(name: "LookbackCEL", dependencies: ["LookbackTime", "LookbackText"], swiftSettings: settingsOfHotPath),
    .target(name: "LookbackCore", dependencies: ["LookbackTime", "LookbackCEL"], swiftSettings: settingsOfHotPath),
    .target(
      name: "LookbackDefinition", dependencies: ["LookbackTime", "LookbackText", "LookbackCEL", "LookbackCore"],
      swiftSettings: settings),
    .target(
      name: "LookbackCheck", dependencies: ["LookbackTime", "LookbackCEL", "LookbackCore", "LookbackDefinition"],
      swiftSettings: settings),
    .target(
      name: "LookbackTools", dependencies: ["LookbackTime", "LookbackCEL", "LookbackCore", "LookbackDefinition"],
      swiftSettings: settings),
    .target(
      name: "LookbackYAML",
      dependencies: ["LookbackTime", "LookbackCore", "LookbackDefinition", "LookbackCheck", "LookbackTools", yams],
      swiftSettings: settings),
    .target(name: "LookbackPostgres", dependencies: ["CLibpq", logging], swiftSettings: settings),
    .target(
      name: "LookbackAudit", dependencies: ["LookbackTime", "LookbackCEL", "LookbackCore", "CLibcrypto"],
      swiftSettings: settingsOfHotPath),
    .target(
      name: "LookbackSignIn", dependencies: ["CLibcrypto"], resources: [.embedInCode("guessed_passwords.txt")],
      swiftSettings: settings),
    .target(
      name: "LookbackStore",
      dependencies: [
        "LookbackTime", "LookbackText", "LookbackCEL", "LookbackCore", "LookbackAudit", "LookbackPostgres",
      ],
      exclude: ["SQL/schema.sql"], resources: [.embedInCode("SQL")], swiftSettings: settingsOfHotPath),
    .target(
      name: "LookbackRuntime",
      dependencies: [
        "LookbackTime", "LookbackText", "LookbackCEL", "LookbackCore", "LookbackDefinition", "LookbackYAML",
        "LookbackSignIn", "LookbackStore", logging, serviceLifecycle,
      ], swiftSettings: settingsOfHotPath),
    .target(
      name: "LookbackOperations",
      dependencies: ["LookbackTime", "LookbackCore", "LookbackStore", logging, serviceLifecycle],
      swiftSettings: settings),
    .target(
      name: "LookbackHTTP",
      dependencies: [
        "LookbackTime", "LookbackText", "LookbackJSON", "LookbackCEL", "LookbackCore", "LookbackTools",
        "LookbackAudit", "LookbackSignIn", "LookbackStore", "LookbackRuntime", "CZlib", hummingbird, hummingbirdCore,
        httpTypes, nioCore, nioHTTP1, nioPosix, logging, serviceLifecycle,
      ], swiftSettings: settings),
    .executableTarget(
      name: "lookbackd",
      dependencies: [
        "LookbackTime", "LookbackText", "LookbackJSON", "LookbackCore", "LookbackAudit", "LookbackPostgres",
        "LookbackStore", "LookbackRuntime", "LookbackOperations", "LookbackHTTP", argumentParser,
        logging,
        serviceLifecycle, unixSignals,
      ], swiftSettings: settings),
    .executableTarget(
      name: "lookback",
      dependencies: [
        "LookbackTime", "LookbackText", "LookbackJSON", "LookbackDates", "LookbackCEL", "LookbackCore",
        "LookbackDefinition", "LookbackCheck", "LookbackTools", "LookbackYAML", "CLibcurl", argumentParser,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "GuardBenchmark", dependencies: ["LookbackCEL", "LookbackTime"], path: "Benchmarks/GuardBenchmark",
      swiftSettings: settings),
    .executableTarget(
      name: "HostileFiles", dependencies: ["HostileTexts"], path: "Benchmarks/HostileFiles", swiftSettings: settings),
    .executableTarget(
      name: "DateBenchmark", dependencies: ["SeededTesting", "LookbackTime", "LookbackDates"],
      path: "Benchmarks/DateBenchmark",
      swiftSettings: settings),
    .executableTarget(
      name: "CheckBenchmark", dependencies: ["LookbackCore", "LookbackYAML"],
      path: "Benchmarks/CheckBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "HTTPFuzz", dependencies: ["SeededTesting", "LookbackJSON", "LookbackHTTP"], path: "Benchmarks/HTTPFuzz",
      swiftSettings: settings),
    .executableTarget(
      name: "CheckFuzz",
      dependencies: [
        "SeededTesting", "LookbackTime", "LookbackCore", "LookbackDefinition", "LookbackCheck", "LookbackYAML",
      ],
      path: "Benchmarks/CheckFuzz", swiftSettings: settings),
    .executableTarget(
      name: "TimeFuzz",
      dependencies: [
        "SeededTesting", "LookbackTime", "LookbackJSON", "LookbackDates", "LookbackCore", "LookbackDefinition",
        "LookbackYAML",
      ],
      path: "Benchmarks/TimeFuzz", swiftSettings: settings),
    .target(name: "BenchWorkflow", path: "Benchmarks/BenchWorkflow", swiftSettings: settings),
    .executableTarget(
      name: "TransitionBenchmark",
      dependencies: [
        "BenchWorkflow", "LookbackTime", "LookbackCEL", "LookbackCore", "LookbackAudit", "LookbackDefinition",
        "LookbackYAML", argumentParser,
      ], path: "Benchmarks/TransitionBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "EngineBenchmark",
      dependencies: [
        "BenchWorkflow", "LookbackTesting", "LookbackTime", "LookbackCEL", "LookbackCore", "LookbackAudit",
        "LookbackPostgres",
        "LookbackStore", "LookbackRuntime", argumentParser, logging,
      ], path: "Benchmarks/EngineBenchmark", swiftSettings: settings),
    .target(
      name: "LookbackTesting", dependencies: ["LookbackPostgres", logging], path: "Tests/LookbackTesting",
      swiftSettings: settings),
    .target(name: "HostileTexts", path: "Tests/HostileTexts", swiftSettings: settings),
    .target(name: "SeededTesting", path: "Tests/SeededTesting", swiftSettings: settings),
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    .testTarget(
      name: "LookbackTimeTests", dependencies: ["SeededTesting", "LookbackTime"], exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(name: "LookbackTextTests", dependencies: ["SeededTesting", "LookbackText"], swiftSettings: settings),
    .testTarget(name: "LookbackJSONTests", dependencies: ["SeededTesting", "LookbackJSON"], swiftSettings: settings),
    .testTarget(
      name: "LookbackDatesTests", dependencies: ["LookbackDates", "LookbackJSON", "LookbackTime"],
      swiftSettings: settings),
    .testTarget(
      name: "LookbackCELTests", dependencies: ["SeededTesting", "LookbackCEL", "LookbackTime"],
      swiftSettings: settings),
    .testTarget(
      name: "LookbackCoreTests",
      dependencies: [
        "SeededTesting", "LookbackTools", "LookbackCheck", "LookbackDefinition", "LookbackCore", "LookbackCEL",
        "LookbackTime",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "LookbackYAMLTests",
      dependencies: [
        "HostileTexts", "SeededTesting", "LookbackYAML", "LookbackTools", "LookbackCheck", "LookbackDefinition",
        "LookbackCore", "LookbackCEL", "LookbackTime",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "LookbackPostgresTests", dependencies: ["SeededTesting", "LookbackPostgres", "LookbackTesting", logging],
      swiftSettings: settings),
    .testTarget(
      name: "LookbackAuditTests",
      dependencies: ["SeededTesting", "LookbackAudit", "LookbackCore", "LookbackCEL", "LookbackTime"],
      swiftSettings: settings),
    .testTarget(
      name: "LookbackSignInTests", dependencies: ["SeededTesting", "LookbackSignIn"], swiftSettings: settings),
    .testTarget(
      name: "LookbackStoreTests",
      dependencies: [
        "SeededTesting", "LookbackStore", "LookbackPostgres", "LookbackAudit", "LookbackCore", "LookbackCEL",
        "LookbackTime", "LookbackTesting", logging,
      ], swiftSettings: settings),
    .testTarget(
      name: "LookbackRuntimeTests",
      dependencies: [
        "SeededTesting",
        "LookbackRuntime", "LookbackStore", "LookbackPostgres", "LookbackYAML", "LookbackCheck", "LookbackDefinition",
        "LookbackCore", "LookbackCEL", "LookbackTime", "LookbackTesting", logging,
      ], swiftSettings: settings),
    .testTarget(
      name: "LookbackOperationsTests",
      dependencies: [
        "LookbackOperations", "LookbackRuntime", "LookbackStore", "LookbackPostgres", "LookbackTime",
        "LookbackTesting", logging,
      ], swiftSettings: settings),
    .testTarget(
      name: "LookbackHTTPTests",
      dependencies: [
        "LookbackHTTP", "LookbackSignIn", "LookbackRuntime", "LookbackStore", "LookbackPostgres", "LookbackCore",
        "LookbackTime", "LookbackJSON", "LookbackTesting", hummingbird, httpTypes, nioCore, nioEmbedded, nioHTTP1,
        logging,
      ], swiftSettings: settings),
    .testTarget(
      name: "LookbackCommandTests",
      dependencies: [
        "lookback", "LookbackDefinition", "LookbackTime", "LookbackJSON", "LookbackTesting", argumentParser,
      ],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "HostileTexts", "SeededTesting", "LookbackTesting", "LookbackPostgres", "LookbackJSON", logging,
      ],
      exclude: ["Fixtures"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
