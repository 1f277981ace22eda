import Glibc
import LookbackTesting
import Testing

@testable import LookbackPostgres

/// A server with a certificate that the test makes.
@Suite("TLS to the database")
struct TLSTests {
  /// Certificates made with the program of OpenSSL: an authority, another one, and a server's for `localhost`.
  private struct Authority {
    let folder: String

    init() throws {
      var template = Array("/tmp/lookback-tls-XXXXXX".utf8CString)
      try #require(mkdtemp(&template) != nil)
      folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      chmod(folder, 0o755)
      let script = """
        cd '\(folder)' && exec 2>/dev/null
        for name in authority other; do
          openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$name" -keyout $name.key -out $name.crt || exit 1
        done
        openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr &&
        echo subjectAltName=DNS:localhost >names &&
        openssl x509 -req -in server.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 2 \
          -extfile names -out server.crt &&
        chmod 600 server.key && if [ "$(id -u)" = 0 ]; then chown postgres server.key; fi
        """
      try #require(system(script) == 0, "openssl made no certificates")
    }

    func remove() { _ = system("rm -rf '\(folder)'") }
  }

  @Test("verify-full connects to the server it means, and to no other")
  func verifyFull() async throws {
    let authority = try Authority()
    let port = Int.random(in: 20_000..<30_000)
    let cluster = try await TestCluster.create(settings: [
      "ssl": "on", "ssl_cert_file": "\(authority.folder)/server.crt", "ssl_key_file": "\(authority.folder)/server.key",
      "listen_addresses": "127.0.0.1", "port": "\(port)",
    ])
    let common = "port=\(port) user=postgres dbname=postgres sslmode=verify-full hostaddr=127.0.0.1"
    func attempt(_ more: String) async throws -> Bool {
      let connection = try await Connection.connect(.testing("\(common) \(more)"))
      let isEncrypted = Statement("is_encrypted", "select ssl from pg_stat_ssl where pid = pg_backend_pid()")
      let result = try await connection.run { c in try c.query(isEncrypted)[0].bool(0) }
      await connection.close()
      return result
    }
    let root = "sslrootcert=\(authority.folder)/authority.crt"
    #expect(try await attempt("host=localhost \(root)"))
    let wrongName = await #expect(throws: PostgresError.self) { try await attempt("host=database.example \(root)") }
    #expect(wrongName?.message.contains("does not match host name \"database.example\"") == true)
    let wrongAuthority = await #expect(throws: PostgresError.self) {
      try await attempt("host=localhost sslrootcert=\(authority.folder)/other.crt")
    }
    #expect(wrongAuthority?.message.contains("certificate verify failed") == true)
    await cluster.remove()
    authority.remove()
  }
}
