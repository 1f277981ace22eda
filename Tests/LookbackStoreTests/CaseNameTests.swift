import LookbackCore
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("names of cases")
struct CaseNameTests {
  @Test("mean a case's own number before a business number, in fields of type case as on the command line")
  func ownNumberFirst() async throws {
    let office = try await Office()
    try await office.submit([office.opening(7, number: "2020-7"), office.opening(8, number: "70")])
    // As earlier programs let it be: a business number that is the number of another case.
    try await office.tamper("update case_keys set value = '7' where case_id = 8")
    let meant: [String: [Int64]] = [
      "7": [7], "id:7": [7], "number:7": [8], "8": [8], "id:8": [8], "2020-7": [7], "number:2020-7": [7], "007": [],
      "+7": [], "id:2020-7": [], "number:8": [], "id:": [], "number:": [],
    ]
    var names = Directory.Names()
    names.cases = Set(meant.keys)
    let directory = try await office.store.directory(of: names, on: .first)
    let found = try await office.store.identities(cases: meant.keys.map { CaseName($0) }).cases
    for (name, ids) in meant {
      #expect(directory.cases[name, default: []].map(\.value) == ids, "\(name)")
      #expect(found[CaseName(name), default: []].map(\.value) == ids, "\(name)")
    }
  }
}
