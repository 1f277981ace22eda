import LookbackTime
import Testing

@Suite struct CalendarEditionTests {
  @Test(
    "what an edition is called is read back, part by part",
    arguments: [("cn", [5]), ("cn-qinghai", [2, 5]), ("the old one", [10, 0, 7]), ("青海", [1])])
  func readBack(name: String, versions: [Int]) throws {
    let edition = CalendarEdition(name: name, versions: versions)
    let read = try #require(CalendarEdition(edition.description))
    #expect(read == edition)
    #expect(read.name == name)
    #expect(read.versions == versions)
  }

  @Test(
    "what no edition is called is refused",
    arguments: [
      "", "cn", "cn ", " 5", "cn /", "cn 5/", "cn /5", "cn 5//6", "cn 05", "cn +5", "cn -5", "cn 5 ", "cn ５",
      "cn 9999999999999999999",
    ])
  func refused(text: String) {
    #expect(CalendarEdition(text) == nil)
  }

  @Test("the newer is the greater, number by number")
  func order() {
    let editions = [("cn", [2]), ("cn", [2, 9]), ("cn", [10]), ("gb", [1])].map {
      CalendarEdition(name: $0.0, versions: $0.1)
    }
    #expect(editions.reversed().sorted() == editions)
  }
}
