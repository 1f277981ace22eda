import LookbackAudit

/// One step of the schema, applied once and never edited.
struct Migration: Sendable {
  let name: String
  let sql: String

  var checksum: [UInt8] { Digest.sha256.hash(Array(sql.utf8)) }

  static let all = [
    Migration("0001_create_schema", PackageResources._001_create_schema_sql),
    Migration("0002_grant_daemon_role", PackageResources._002_grant_daemon_role_sql),
    Migration("0003_add_signals", PackageResources._003_add_signals_sql),
    Migration("0004_add_redatings", PackageResources._004_add_redatings_sql),
    Migration("0005_add_substitutes", PackageResources._005_add_substitutes_sql),
    Migration("0006_add_case_migrations", PackageResources._006_add_case_migrations_sql),
    Migration("0007_add_archive", PackageResources._007_add_archive_sql),
    Migration("0008_add_lanes", PackageResources._008_add_lanes_sql),
    Migration("0009_add_detachments", PackageResources._009_add_detachments_sql),
    Migration("0010_move_standings", PackageResources._010_move_standings_sql),
    Migration("0011_join_cases", PackageResources._011_join_cases_sql),
    Migration("0012_order_worklists", PackageResources._012_order_worklists_sql),
    Migration("0013_own_commands", PackageResources._013_own_commands_sql),
    Migration("0014_find_blocked", PackageResources._014_find_blocked_sql),
    Migration("0015_guard_months", PackageResources._015_guard_months_sql),
    Migration("0016_tell_outcomes", PackageResources._016_tell_outcomes_sql),
    Migration("0017_keep_moments", PackageResources._017_keep_moments_sql),
    Migration("0018_see_removals", PackageResources._018_see_removals_sql),
  ]

  init(_ name: String, sql: String) {
    self.name = name
    self.sql = sql
  }

  private init(_ name: String, _ text: [UInt8]) {
    self.init(name, sql: String(decoding: text, as: UTF8.self))
  }
}
