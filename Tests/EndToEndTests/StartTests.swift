import Foundation
import LookbackPostgres
import LookbackTesting
import Testing

/// What the daemon says to whoever set up its database.
@Suite("the daemon starts only on tables that are right")
struct StartTests {
  @Test("a role that may not make tables is told who makes them, and how")
  func restrictedRole() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await makeRole(conninfo)
    let ending = try await serve(conninfo.replacing("user=postgres", with: "user=lookbackd"))
    #expect(ending.status == 3)
    #expect(ending.errors.contains("lookbackd migrate"), "\(ending.errors)")
    #expect(ending.errors.contains("the owner of the tables"), "\(ending.errors)")
  }

  @Test("the owner migrates, then the other role serves")
  func migratedByOwner() async throws {
    try await withFolder { folder in
      let conninfo = try await TestCluster.shared.database()
      let migrated = try await Program.start(
        try Built.path(of: "lookbackd"), ["migrate", "--database", conninfo], in: folder
      ).ending()
      #expect(migrated.status == 0, "\(migrated.errors)")
      let again = try await Program.start(
        try Built.path(of: "lookbackd"), ["migrate", "--lang", "zh", "--database", conninfo], in: folder
      ).ending()
      #expect(again.status == 0 && again.output == "各表已是最新\n", "\(again.output)\(again.errors)")
      let restricted = conninfo.replacing("user=postgres", with: "user=lookbackd")
      let daemon = try await Daemon.start(in: folder, database: .existing(conninfo: restricted))
      try await Household.addOffices(to: daemon)
      let ending = await daemon.stop()
      #expect(ending.status == 0, "\(ending.errors)")
    }
  }

  private func serve(_ conninfo: String) async throws -> Program.Ending {
    try await withFolder { folder in
      try await Program.start(
        try Built.path(of: "lookbackd"),
        ["serve", "--database", conninfo, "--socket", folder.appending(path: "s").path, "--workflows", folder.path],
        in: folder
      ).ending()
    }
  }

  /// Other tests on the same server may have made the role already.
  private func makeRole(_ conninfo: String) async throws {
    let connection = try await Connection.connect(.testing(conninfo))
    try await connection.run {
      try $0.script(
        """
        do $$ begin create role lookbackd login;
        exception when duplicate_object or unique_violation then null; end $$
        """)
    }
    await connection.close()
  }
}
