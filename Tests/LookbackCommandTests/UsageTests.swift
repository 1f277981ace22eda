import Testing

@testable import lookback

@Suite("what is wrong with a command line", .timeLimit(.minutes(10)))
struct UsageTests {
  @Test(
    "is told in the language of --lang, wherever it stands, else in that of the locale",
    arguments: [
      (["do", "7"], "zh_CN.UTF-8", "错误：请写明事项"), (["do", "7"], "C.UTF-8", "Error: name the event"),
      (["do", "7", "--lang", "en"], "zh_CN.UTF-8", "Error: name the event"),
      (["--lang", "zh", "do", "7"], "C.UTF-8", "错误：请写明事项"), (["--lang=zh", "do", "7"], "C.UTF-8", "错误：请写明事项"),
      (["do", "--ended", "--running", "close"], "zh_CN.UTF-8", "错误：--ended 与 --running 不能同时使用"),
      (["calendar", "show", "cn", "10000"], "zh_CN.UTF-8", "错误：`10000` 不是年份"),
      (["case", "open", "permit", "事由：社区"], "zh_CN.UTF-8", "错误：`事由：社区` 含全角冒号“：”：请用半角等号"),
      (["unit", "add", "--file", "nowhere.csv"], "zh_CN.UTF-8", "错误：无法读取 `nowhere.csv`"),
      (["report"], "zh_CN.UTF-8", "错误：Missing expected argument '--year <year>'"),
      (["--lang", "zh", "nothing"], "C.UTF-8", "错误：Unexpected argument 'nothing'"),
      (["due", "--lang", "fr"], "zh_CN.UTF-8", "错误：The value 'fr' is invalid for '--lang <lang>'"),
      (["report"], "C.UTF-8", "Error: Missing expected argument '--year <year>'"),
    ])
  func language(words: [String], locale: String, said: String) async throws {
    let run = try await CommandRun.of(words, environment: ["LANG": locale])
    #expect(run.status == 2 && run.errors.hasPrefix(said), "\(run)")
  }
}
