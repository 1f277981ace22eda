import Foundation
import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("an answer that is compressed", .timeLimit(.minutes(10)))
struct GzipTests {
  /// What `gzip -dc` makes of the bytes, so that another program has read them.
  private func unpacked(_ bytes: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).gz")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test("is the same to its reader, smaller, and has a tag of its own")
  func whole() async throws {
    let office = try await RoutedOffice()
    let plain = try await office.ask(.get, "/v1/openapi.json")
    let packed = try await office.ask(.get, "/v1/openapi.json", headers: [.acceptEncoding: "br, gzip"])
    #expect(packed.headers[.contentEncoding] == "gzip" && packed.bytes.count * 4 < plain.bytes.count)
    #expect(try unpacked(packed.bytes) == plain.text)
    let tag = try #require(packed.headers[.eTag])
    #expect(tag.hasSuffix("-gzip\"") && tag != plain.headers[.eTag])
    let known = try await office.ask(.get, "/v1/openapi.json", headers: [.acceptEncoding: "gzip", .ifNoneMatch: tag])
    #expect(known.status == 304 && known.headers[.contentEncoding] == nil, "\(known)")
    let small = try await office.ask(.get, "/v1/health", headers: [.acceptEncoding: "gzip"])
    #expect(small.headers[.contentEncoding] == nil && small.json["status"]?.text == "ok", "\(small)")
    let head = try await office.ask(.head, "/v1/openapi.json", headers: [.acceptEncoding: "gzip"])
    #expect(head.headers[.contentLength] == String(packed.bytes.count) && head.bytes.isEmpty)
  }

  @Test("line by line can be read as far as it has come, and to its end")
  func lines() async throws {
    let office = try await RoutedOffice()
    _ = try await office.opened(#"{"number":"P-1"}"#)
    let body = Array(#"{"event":"note","data":{"fee":2},"dry_run":true}"#.utf8)
    let reply = try await office.ask(.post, "/v1/sweeps", headers: [.acceptEncoding: "gzip"], body: body)
    let lines = try unpacked(reply.bytes).split(separator: "\n")
    #expect(reply.headers[.contentEncoding] == "gzip" && reply.isFinished && lines.count >= 2)
    #expect(lines.first?.contains("\"dry_run\":true") == true && lines.last?.contains("summary") == true, "\(lines)")
  }

  @Test(
    "is sent to who takes it, and does not want the plain one more",
    arguments: [
      (nil, false), ("", false), ("gzip", true), ("GZIP;q=0.5", true), ("gzip;q=0", false), ("*", true),
      ("*;q=0", false), ("identity", false), ("gzip;q=0.5, identity", false), ("gzip, identity;q=0.5", true),
      ("br", false), ("*, gzip;q=0", false),
    ] as [(String?, Bool)])
  func accepted(header: String?, isTaken: Bool) {
    #expect(GzipStream.isAccepted(header) == isTaken)
  }

  @Test("of many parts is what the parts were", arguments: [0, 1, 1_024, 65_536, 65_537, 1_000_000])
  func parts(count: Int) throws {
    let gzip = try #require(GzipStream())
    let part = (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7) & 0x7F | 0x20 }
    var packed: [UInt8] = []
    for _ in 0..<3 { packed += gzip.compressed(part, isLast: false) }
    packed += gzip.compressed([], isLast: true)
    #expect(try unpacked(packed) == String(repeating: String(decoding: part, as: UTF8.self), count: 3))
  }
}
