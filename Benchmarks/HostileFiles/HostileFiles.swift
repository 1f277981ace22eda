import Glibc
import HostileTexts

/// What it takes the built `lookback`, start to finish, to refuse each hostile text: CPU time and the most memory. With
/// `--daemon`, what it takes a running `lookbackd`: published over its socket, and read from its folder at SIGHUP.
/// Bars: 100 ms and 100 MB. Prints the dearest first, as rows of a table; exits with 1 if one is over its bar.
@main
struct HostileFiles {
  /// `HostileFiles [PROGRAM]` or `HostileFiles --daemon [PROGRAM]`; with `--write FOLDER` the texts are written there, by a process of its own: what it takes
  /// to make them would count as memory of the programs that are started.
  static func main() throws {
    let words = CommandLine.arguments
    if words.count == 3, words[1] == "--write" { return write(into: words[2]) }
    var pattern = Array("/tmp/hostile-XXXXXX".utf8CString)
    guard mkdtemp(&pattern) != nil else { exit(2) }
    let folder = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = Child.run(words[0], ["--write", folder])
    let isDaemon = words.count > 1 && words[1] == "--daemon"
    let list = File.read("\(folder)/list").split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    if isDaemon { offer(list, in: folder, to: words.count > 2 ? words[2] : ".build/release/lookbackd") }
    let costs = list.map {
      (text: $0, cost: Cost(of: $0[0], kind: $0[1], words.count > 1 ? words[1] : nil, in: folder))
    }
    for row in list { rmdir("\(folder)/\(row[0])") }
    unlink("\(folder)/list")
    rmdir(folder)
    for (text, cost) in costs.sorted(by: { $0.cost.milliseconds > $1.cost.milliseconds }) {
      print("| \(text[1]) | \(text[2]) | \(text[3]) KiB | \(cost.milliseconds) ms | \(cost.megabytes) MB |")
    }
    let isOver = costs.contains { $0.cost.milliseconds > 100 || $0.cost.megabytes > 100 }
    print("\(costs.count) texts, \(isOver ? "some over" : "all within") 100 ms and 100 MB")
    exit(isOver ? 1 : 0)
  }

  /// Offers each text to a running daemon, both ways; ends the program.
  private static func offer(_ list: [[String]], in folder: String, to program: String) -> Never {
    guard let daemon = RunningDaemon.start(program, in: folder) else { exit(2) }
    let known = File.bytes(of: "\(daemon.workflows)/handling.yaml")
    let idle = OfferedText(
      ["", "nothing new", "a published file", "\(known.count / 1_024)"], known, isNew: false, daemon)
    let memory = daemon.kilobytes("VmRSS")
    let texts = list.map { OfferedText($0, File.bytes(of: "\(folder)/\($0[0])/hostile.yaml"), daemon) }
    for text in [idle] + texts.sorted(by: { $0.milliseconds > $1.milliseconds }) { print(text.row) }
    let growth = (daemon.kilobytes("VmRSS") - memory) / 1_000
    daemon.stop()
    let isOver = texts.contains(where: \.isOver) || growth > 100
    let areRefused = texts.allSatisfy(\.isRefused)
    print("\(texts.count) texts, \(isOver ? "some over" : "all within") 100 ms and 100 MB", terminator: "")
    print("\(areRefused ? ", all refused" : ", some not refused"); after them the daemon holds \(growth) MB more")
    exit(isOver || !areRefused ? 1 : 0)
  }

  /// Each text in a folder of its own, and a list of them.
  private static func write(into folder: String) {
    var list = ""
    for (number, text) in HostileText.all.enumerated() {
      mkdir("\(folder)/\(number)", 0o700)
      File.write(text.bytes, to: "\(folder)/\(number)/hostile.yaml")
      list += "\(number)\t\(text.kind)\t\(text.description)\t\(text.bytes.count / 1_024)\n"
    }
    File.write(Array(list.utf8), to: "\(folder)/list")
  }
}

/// Of one run of the program, the best of three: the others were disturbed.
struct Cost {
  private(set) var milliseconds = Int.max
  private(set) var megabytes = 0

  init(of name: String, kind: String, _ program: String?, in folder: String) {
    let file = "\(folder)/\(name)/hostile.yaml"
    defer { unlink(file) }
    let words =
      switch kind {
      case "scenarios": ["workflow", "test", "--workflows", "workflows", file]
      case "guardLines": ["guard", "eval", "--jsonl"]
      default: ["workflow", "check", file]
      }
    for _ in 0..<3 {
      let usage = Child.run(
        program ?? ".build/release/lookback", words, input: kind == "guardLines" ? file : "/dev/null")
      milliseconds = min(milliseconds, Self.milliseconds(usage.ru_utime) + Self.milliseconds(usage.ru_stime))
      megabytes = max(megabytes, usage.ru_maxrss / 1_000)
    }
  }

  private static func milliseconds(_ time: timeval) -> Int { time.tv_sec * 1_000 + Int(time.tv_usec) / 1_000 }
}
