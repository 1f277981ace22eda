import LookbackAudit

/// One step of the schema. It is applied once and never edited.
struct Migration: Sendable {
  let name: String
  let sql: String

  var checksum: [UInt8] { Digest.sha256.hash(Array(sql.utf8)) }

  static let all = [Migration("0001_create_schema", PackageResources._001_create_schema_sql)]

  init(_ name: String, sql: String) {
    self.name = name
    self.sql = sql
  }

  private init(_ name: String, _ text: [UInt8]) {
    self.init(name, sql: String(decoding: text, as: UTF8.self))
  }
}
