import LookbackTime
import Testing

/// Single days that are easy to get wrong, each with the notice, act or proclamation that says so.
@Suite("days that calendars are known to get wrong")
struct CalendarFactTests {
  @Test(
    "a day is worked or not, and its name says why",
    arguments: [
      // 国办发明电〔2003〕53号 and the other notices of the golden weeks
      ("cn", "2004-05-07", false, "劳动节"), ("cn", "2004-05-08", true, "劳动节调休上班"),
      ("cn", "2005-12-31", true, "元旦调休上班"), ("cn", "2006-12-31", true, "元旦调休上班"),
      ("cn", "2007-10-07", false, "国庆节"), ("cn", "2007-09-30", true, "国庆节调休上班"),
      // 国办发明电〔2007〕52号: the new year's holiday began in the old one, National Day began in September
      ("cn", "2007-12-31", false, "元旦"), ("cn", "2007-12-29", true, "元旦调休上班"), ("cn", "2008-09-29", false, "国庆节"),
      ("cn", "2008-05-02", false, "劳动节"), ("cn", "2008-05-05", true, nil),
      // 国办发明电〔2013〕28号: New Year's Eve was worked in 2014 and not in 2013 or 2015
      ("cn", "2013-02-09", false, "春节"), ("cn", "2014-01-30", true, nil), ("cn", "2015-02-18", false, "春节"),
      // 国发明电〔2015〕1号
      ("cn", "2015-09-03", false, "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
      ("cn", "2015-09-04", false, "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
      ("cn", "2015-09-06", true, "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休上班"),
      // 国办发明电〔2019〕3号 moved Labour Day; the notice before it gave 1 May alone
      ("cn", "2019-05-02", false, "劳动节"), ("cn", "2019-05-03", false, "劳动节"), ("cn", "2019-04-28", true, "劳动节调休上班"),
      // 国办发明电〔2020〕1号: 1 February, a make-up day before, was free, and work began on 3 February
      ("cn", "2020-01-31", false, "春节"), ("cn", "2020-02-01", false, "春节"), ("cn", "2020-02-03", true, nil),
      // 国办发明电〔2024〕12号, the first by the rules of 10 November 2024
      ("cn", "2025-01-28", false, "春节"), ("cn", "2025-05-02", false, "劳动节"), ("cn", "2026-02-23", false, "春节"),
      // 宁政办发〔2018〕137号 and the notice for 2021: worked in cn, off in Ningxia
      ("cn-ningxia", "2019-08-13", false, "古尔邦节"), ("cn", "2019-08-13", true, nil),
      ("cn-ningxia", "2021-05-14", false, "开斋节"), ("cn-ningxia", "2019-10-01", false, "国庆节"),
      ("cn-qinghai", "2026-10-01", false, "国庆节"), ("cn-qinghai", "2026-10-10", true, "国庆节调休上班"),
      // GOV.UK bank holidays: moved, added and substitute days
      ("uk-england-wales", "2012-05-28", true, nil), ("uk-england-wales", "2012-06-04", false, "春季银行假日"),
      ("uk-england-wales", "2012-06-05", false, "女王钻禧纪念日"), ("uk-england-wales", "2020-05-04", true, nil),
      ("uk-england-wales", "2020-05-08", false, "五月初银行假日（欧洲胜利日）"), ("uk-england-wales", "2022-05-30", true, nil),
      ("uk-england-wales", "2022-06-02", false, "春季银行假日"), ("uk-england-wales", "2022-06-03", false, "女王白金禧纪念日"),
      ("uk-england-wales", "2022-09-19", false, "女王伊丽莎白二世国葬日"), ("uk-england-wales", "2023-05-08", false, "国王查尔斯三世加冕日"),
      ("uk-england-wales", "2021-12-28", false, "节礼日（补假）"), ("uk-england-wales", "2026-04-06", false, "复活节星期一"),
      ("uk-scotland", "2026-04-06", true, nil), ("uk-scotland", "2016-01-04", false, "一月二日（补假）"),
      ("uk-scotland", "2025-12-01", false, "圣安德鲁节（补假）"), ("uk-scotland", "2025-08-25", true, nil),
      ("uk-scotland", "2025-08-04", false, "夏季银行假日"), ("uk-scotland", "2026-06-15", false, "世界杯银行假日"),
      ("uk-northern-ireland", "2014-07-14", false, "博因河战役纪念日（补假）"),
      ("uk-northern-ireland", "2024-03-18", false, "圣帕特里克节（补假）"), ("uk-england-wales", "2024-03-18", true, nil),
      // Freedom of Information Act 2000, section 10(6): a bank holiday in any part of the United Kingdom
      ("uk-all", "2013-01-02", false, "一月二日"), ("uk-all", "2014-07-14", false, "博因河战役纪念日（补假）"),
      ("uk-all", "2014-08-04", false, "夏季银行假日"), ("uk-all", "2014-08-25", false, "夏季银行假日"),
    ])
  func day(name: String, text: String, isWorking: Bool, dayName: String?) throws {
    let calendar = try ShippedCalendars.calendar(name)
    let date = try CivilDate(parsing: text)
    #expect(calendar.isWorking(date) == isWorking)
    #expect(calendar.dayName(date) == dayName)
    if dayName != nil { #expect(calendar.dayName(date, in: .english)?.contains { $0.isASCII && $0.isLetter } == true) }
  }

  @Test(
    "a term under the Freedom of Information Act is longer where another part of the kingdom has a holiday",
    arguments: [
      // informationrightsandwrongs.com, 2013-01-08 and 2015-06-15: 2 January, 14 July and 4 August count as days off
      ("2012-12-20", "2013-01-23", "2013-01-22"), ("2014-07-11", "2014-08-12", "2014-08-08"),
    ])
  func informationRequests(start: String, due: String, withoutOthers: String) throws {
    let date = try CivilDate(parsing: start)
    let all = try ShippedCalendars.calendar("uk-all").adding(workingDays: 20, to: date)
    let england = try ShippedCalendars.calendar("uk-england-wales").adding(workingDays: 20, to: date)
    #expect(all.description == due)
    #expect(england.description == withoutOthers)
  }

  @Test("every year of every calendar names its source, and years before the first and after the last are provisional")
  func sources() throws {
    for (name, years) in [
      ("cn", 2004...2026), ("cn-qinghai", 2004...2026), ("cn-ningxia", 2019...2026), ("uk-england-wales", 2012...2028),
      ("uk-scotland", 2012...2028), ("uk-northern-ireland", 2012...2028), ("uk-all", 2012...2028),
    ] {
      let calendar = try ShippedCalendars.calendar(name)
      #expect(calendar.publishedYears == Array(years), "\(name)")
      #expect(years.allSatisfy { calendar.sources[$0]?.isEmpty == false }, "\(name)")
      #expect(!calendar.isPublished(year: years.lowerBound - 1) && !calendar.isPublished(year: years.upperBound + 1))
      #expect(calendar.title.english != nil && calendar.title.chinese != nil, "\(name)")
    }
    #expect(try ShippedCalendars.calendar("cn").sources[2015] == ["国办发明电〔2014〕28号", "国发明电〔2015〕1号"])
  }
}
