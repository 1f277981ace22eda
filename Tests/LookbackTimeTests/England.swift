import LookbackTime

/// The bank holidays of England and Wales for 2022 to 2024 (published at gov.uk/bank-holidays), as literals.
enum England {
  static func calendar() throws -> WorkCalendar {
    let dates = try holidays.split(separator: " ").map { try CivilDate(parsing: String($0)) }
    let years = Dictionary(grouping: dates, by: \.year).mapValues { dates in
      CalendarSource.Year(
        sources: ["gov.uk/bank-holidays"], holidays: [.init(name: CalendarName(english: "bank holiday"), dates: dates)])
    }
    return try WorkCalendar(
      CalendarSource(name: "uk-england-wales", version: 1, weekend: [6, 7], years: years), parent: nil)
  }

  private static let holidays = """
    2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27 \
    2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26 2024-01-01 \
    2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
    """
}
