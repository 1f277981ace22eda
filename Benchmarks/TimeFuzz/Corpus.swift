import Glibc

/// What inputs are made of.
enum Corpus {
  static let spans = [
    "3 months", "1 month", "20 working days", "4 working hours", "30 minutes", "2 weeks", "1 year", "0 days",
    "1000000 years",
    "20个工作日", "3个月", "15日内", "2周", "1年", "30分钟", "4个工作小时", "15天", "三个月", "１５日", "二十个工作日内",
  ].map { Array($0.utf8) }

  static let expressions =
    [
      "15 working days before due", "1 year after event all replied", "at data.due", "every 3 months", "due前15个工作日",
      "event close后1年", "于2020-08-12", "每3个月", "1 day after 前后",
    ].map { Array($0.utf8) } + spans

  static let dates = [
    "2020-02-29", "0001-01-01", "9999-12-31", "2020-08-12T01:02:03.000004Z", "2020-08-12T01:02:60+08:00",
  ]
  .map { Array($0.utf8) }

  static let questions = [
    #"{"id":1,"calendar":{"weekend":["sat","sun"],"holidays":["2024-10-03"],"working":["2024-09-29"]},"start":"2024-09-02","span":"16 working days","counting":{"start":"rolled","last":"next working day"},"pauses":[["2024-09-13","2024-09-20"]],"extensions":["20 working days"]}"#,
    #"{"id":[1,null],"calendar":"fuzz","start":"2024-01-31","span":"1个月","counting":{"start":"included","last":"previous working day","pauses":"days","end":"close of business"},"pauses":[["2024-02-01",null]],"extensions":[{"to":"2 months","cap":"70 days"},{"by":"5 days","from":"today","on":"2024-02-05"}]}"#,
    #"{"op":"count","calendar":{"weekend":[]},"from":"2024-09-02","to":"0001-01-01","inclusive":true}"#,
    #"{"id":"\ud83d\ude00","calendar":{"weekend":["fri"],"holidays":["9999-12-31","0001-01-01"]},"start":"9999-12-01","span":"30 days"}"#,
  ].map { Array($0.utf8) }

  static let words = [
    " ", "0", "9", "1000000", "99999999999999999999", "-", "days", "months", "years", "working ", "before", "after",
    "at ",
    "every ", "个", "工作日", "月", "年", "内", "前", "后", "于", "每", "二", "十", "千", "１", "\u{0}", "\u{FEFF}", "\u{200B}", "é",
  ].map { Array($0.utf8) }

  static let signs = [
    "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "1e308", "\\u0000", "\\ud800", "9999-12-31", "0001-01-01",
    "1000000 working days", "\"start\":", "\"pauses\":[", "\"cap\":\"1 day\",",
  ].map { Array($0.utf8) }

  static let layout = [
    "\n", "  ", "- ", ": ", "#", "'", "\"", "[", "]", "{", "}", "|", ">", "&a ", "*a", "!!int ", "---\n", "years:",
    "holidays:",
    "working:", "from:", "to:", "days:", "extends: fuzz", "weekend: []", "2024-02-30", "9999:", "0:", "\t",
    "%YAML 1.2\n",
  ].map { Array($0.utf8) }

  /// The calendar files of a folder, and a small one of its own.
  static func files(in folder: String) -> [[UInt8]] {
    let small = """
      notation: 1
      calendar: fuzz
      version: 1
      title: {en: Fuzz, zh: 模糊}
      weekend: [saturday, sunday]
      years:
        2024:
          source: a notice
          holidays:
            - {name: {en: Day, zh: 节}, from: 2024-10-01, to: 2024-10-03}
            - {name: {en: Other}, days: [2024-05-01]}
          working: [2024-09-29, {date: 2024-10-12, for: {en: Day}}]
      """
    return [Array(small.utf8), Array(small.utf8)] + names(in: folder).compactMap { bytes("\(folder)/\($0)") }
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".yaml") { names.append(name) }
    }
    return names.sorted()
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
  }
}
