import LookbackPostgres
import Testing

@Suite("a database on another machine") struct HostWithoutTLSTests {
  @Test(
    "is named unless its connection string asks for TLS",
    arguments: [
      ("host=10.0.0.7 dbname=x", "10.0.0.7"), ("host=db.example.org", "db.example.org"),
      ("postgresql://u@db.example.org/x", "db.example.org"), ("host=db.example.org sslmode=prefer", "db.example.org"),
      ("host=db.example.org sslmode=disable", "db.example.org"), ("hostaddr=10.0.0.7 host=localhost", "10.0.0.7"),
      ("host=/run/postgresql,10.0.0.7", "10.0.0.7"), ("host=db.example.org sslmode=require", nil),
      ("postgresql://u@db.example.org/x?sslmode=verify-full", nil), ("host=db.example.org sslmode=verify-ca", nil),
      ("host=/run/postgresql dbname=x", nil), ("host=@abstract", nil), ("host=localhost", nil), ("host=127.0.0.1", nil),
      ("host=::1", nil), ("dbname=x host=''", nil),
    ] as [(String, String?)])
  func named(conninfo: String, host: String?) {
    #expect(ConnectionConfiguration(conninfo: conninfo).hostWithoutTLS == host)
  }
}
