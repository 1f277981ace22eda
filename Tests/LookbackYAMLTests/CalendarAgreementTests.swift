import LookbackTime
import Testing

/// Day by day against tables that others published; where one of them is wrong, the day and the reason stand here.
@Suite("calendars agree with independent sources on every day")
struct CalendarAgreementTests {
  private static let china = 2004...2026
  private static let kingdom = 2012...2028

  /// Days on which a table is not followed, and why. Each of them must differ, so that none stays when the table is right.
  private static let wrong: [String: [String: String]] = [
    // 国办发明电〔2005〕35号, first paragraph: 将12月31日（星期六）…调至1月2日…, 12月31日（星期六）上班. The package has no
    // make-up day of the notice for 2006 in 2005; the package holidays 0.109 has it.
    "cn-chinesecalendar.tsv": ["2005-12-31": "working"],
    "cn-holidays.tsv": [:],
  ]

  @Test("cn, every day from 2004 to 2026", arguments: ["cn-chinesecalendar.tsv", "cn-holidays.tsv"])
  func everyDayOfChina(table: String) throws {
    let calendar = try ShippedCalendars.calendar("cn")
    let fixture = try CalendarFixture(table)
    #expect(calendar.publishedYears == Array(Self.china))
    var differing: [String: String] = [:]
    for date in try ShippedCalendars.days(Self.china) where calendar.isWorking(date) != fixture.isWorking(date) {
      differing["\(date)"] = calendar.isWorking(date) ? "working" : "off"
    }
    #expect(differing == Self.wrong[table])
  }

  @Test("cn, the name of every holiday and of the holiday that each make-up day is for")
  func everyNameOfChina() throws {
    let calendar = try ShippedCalendars.calendar("cn")
    let fixture = try CalendarFixture("cn-chinesecalendar.tsv")
    var differing: [String] = []
    for (name, days) in fixture.days where !["off", "working"].contains(name) {
      for date in days where calendar.dayName(date)?.contains(name) != true {
        // A weekend that only adjoins a holiday (与周末连休) is a weekend in cn, and has the holiday's name in the table.
        if date.weekday > 5, !calendar.isWorking(date), calendar.dayName(date) == nil { continue }
        differing.append("\(date) \(name): \(calendar.dayName(date) ?? "none")")
      }
    }
    #expect(fixture.days.count == 10)
    #expect(differing == [])
  }

  @Test("the Shanghai exchange is closed on every holiday of cn, and on few weekdays more")
  func shanghai() throws {
    let calendar = try ShippedCalendars.calendar("cn")
    let closed = try CalendarFixture("cn-exchange.tsv")["off"]
    let weekdays = try ShippedCalendars.days(Self.china).filter { $0.weekday <= 5 }
    #expect(weekdays.filter { !calendar.isWorking($0) && !closed.contains($0) } == [])
    // The exchange's own: the days before Spring Festival in 2004 to 2006, and New Year's Eve in 2024, which the notice
    // for 2024 asks employers to give and does not order.
    #expect(
      weekdays.filter { calendar.isWorking($0) && closed.contains($0) }.map(\.description) == [
        "2004-01-19", "2004-01-20", "2004-01-21", "2005-02-07", "2005-02-08", "2006-01-26", "2006-01-27", "2024-02-09",
      ])
  }

  @Test(
    "the United Kingdom, every day from 2012 to 2028",
    arguments: [
      ("uk-england-wales", "uk-holidays.tsv", ["ENG"]), ("uk-england-wales", "uk-holidays.tsv", ["WLS"]),
      ("uk-scotland", "uk-holidays.tsv", ["SCT"]), ("uk-northern-ireland", "uk-holidays.tsv", ["NIR"]),
      ("uk-all", "uk-holidays.tsv", ["ENG", "WLS", "SCT", "NIR"]),
      ("uk-england-wales", "uk-govuk.tsv", ["england-and-wales"]), ("uk-scotland", "uk-govuk.tsv", ["scotland"]),
      ("uk-northern-ireland", "uk-govuk.tsv", ["northern-ireland"]),
      ("uk-all", "uk-govuk.tsv", ["england-and-wales", "scotland", "northern-ireland"]),
    ])
  func everyDayOfTheKingdom(name: String, table: String, parts: [String]) throws {
    let calendar = try ShippedCalendars.calendar(name)
    let fixture = try CalendarFixture(table)
    let off = parts.reduce(into: Set<CivilDate>()) { $0.formUnion(fixture[$1]) }
    #expect(off.count >= 17 * 8)
    #expect(calendar.publishedYears == Array(Self.kingdom))
    let differing = try ShippedCalendars.days(Self.kingdom).filter { date in
      calendar.isWorking(date) != (date.weekday <= 5 && !off.contains(date))
    }
    // The file in govuk-bank-holidays 0.19 is older than the proclamation of February 2026 for Scotland; the package
    // holidays 0.109 has the day and names the proclamation.
    let proclaimed = table == "uk-govuk.tsv" && (name == "uk-scotland" || name == "uk-all") ? ["2026-06-15"] : []
    #expect(differing.map(\.description) == proclaimed)
  }

  @Test("a day off in uk-all is a day off in some part, and the other way round")
  func union() throws {
    let all = try ShippedCalendars.calendar("uk-all")
    let parts = try ["uk-england-wales", "uk-scotland", "uk-northern-ireland"].map(ShippedCalendars.calendar)
    for date in try ShippedCalendars.days(Self.kingdom) {
      #expect(all.isWorking(date) == parts.allSatisfy { $0.isWorking(date) }, "\(date)")
      if !all.isWorking(date), date.weekday <= 5 { #expect(all.dayName(date) != nil, "\(date) has no name") }
    }
  }
}
