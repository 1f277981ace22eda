import Foundation
import Testing

/// What spreadsheets write, and what terminals would obey.
@Suite("files of spreadsheets", .timeLimit(.minutes(25)))
struct SpreadsheetTests {
  private static let workflow = """
    notation: 1
    workflow: errand
    version: 1
    title: {en: errand, zh: 某}
    calendar: plain
    timezone: Asia/Shanghai
    data:
      number: {type: text, unique: true, title: {en: number, zh: 号}}
      subject: {type: text, required: true, title: {en: subject, zh: 事由}}
    roles:
      office: {post: worker, of: drill, title: {en: office, zh: 办}}
    states:
      open:
        title: {en: open, zh: 开}
        who: office
        events:
          finish: {title: {en: finish, zh: 结}, to: done}
      done: {title: {en: done, zh: 完}, final: true}
    """

  private static let calendar = """
    notation: 1
    calendar: plain
    version: 1
    title: {en: plain, zh: 无节假日}
    weekend: [saturday, sunday]
    years:
      2019: {source: given, holidays: []}
    """

  @Test("lines without content are passed over, other separators, encodings and empty files are named")
  func files() async throws {
    try await withErrands { daemon in
      let table: [(bytes: [UInt8], options: [String], status: Int32, says: String)] = [
        (Array("number,subject\nF1,a\n,\n,\n\"\",\" \"\n".utf8).filter { $0 != 0x20 }, [], 0, "1 of 1 line imported"),
        (Array("\u{FEFF}number,subject\r\nF2,b\r\n,\r\n".utf8), [], 0, "1 of 1 line imported"),
        (Array("number;subject\nD1;a\n".utf8), [], 1, "the columns are parted by `;`"),
        (Array("number\tsubject\nD1\ta\n".utf8), [], 1, "the columns are parted by a tab"),
        (Array("number\u{FF0C}subject\nD1\u{FF0C}a\n".utf8), [], 1, "the columns are parted by `\u{FF0C}`"),
        ([], [], 1, "the file is empty"), (Array("\u{FEFF}".utf8), [], 1, "the file is empty"),
        // 事 in GBK.
        (Array("number,subject\nG1,".utf8) + [0xCA, 0xC2, 0x0A], [], 64, "--encoding gb18030"),
        (Array("number,subject\nG1,".utf8) + [0xCA, 0xC2, 0x0A], ["--encoding", "gb18030"], 0, "1 of 1"),
        (Array("number,subject\nG2,".utf8) + [0xFF, 0xFF, 0x0A], ["--encoding", "gb18030"], 64, "is not GB18030"),
      ]
      for (bytes, options, status, says) in table {
        let ending = try await importing(bytes, options, daemon)
        let words = ending.output + ending.errors
        #expect(status == 64 ? ending.status == 64 || ending.status == 2 : ending.status == status, "\(says): \(words)")
        #expect(words.contains(says), "\(says): \(words)")
      }
      #expect(try await daemon.done(["case", "show", "G1"]).contains("事"))
    }
  }

  @Test("two ways to write a letter are one number: in one file, in two, and where a case is named")
  func composed() async throws {
    try await withErrands { daemon in
      let (nfc, nfd) = ("M\u{E9}", "Me\u{301}")
      #expect(try await importing(Array("number,subject\n\(nfc),a\n".utf8), [], daemon).status == 0)
      let again = try await importing(Array("number,subject\n\(nfd),b\n".utf8), [], daemon)
      #expect(again.status == 1 && again.output.contains("line 2, column 1"), "\(again.output)")
      let opened = try await daemon.lookback(["case", "open", "errand", "number=\(nfd)", "subject=c"], as: "worker")
      #expect(opened.status == 1, "\(opened.output)")
      #expect(try await daemon.done(["case", "show", nfd]) == (try await daemon.done(["case", "show", nfc])))
    }
  }

  @Test("no list and no case prints what a terminal would obey, and a case is one line of a list")
  func controls() async throws {
    try await withErrands { daemon in
      let subject = "\u{1B}[31mred\u{1B}[0m\r\u{202E}x\u{7F}"
      #expect(
        try await importing(Array("number,subject\nX1,\"\(subject)\"\nE1,\"two\nlines\"\n".utf8), [], daemon).status
          == 0)
      let forms = [
        ["case", "list"], ["case", "show", "X1"], ["case", "history", "X1", "--changes"], ["worklist"], ["outbox"],
        ["due"], ["do", "--where", "data.number == 'X1'", "finish", "--dry-run"], ["can", "X1"],
        ["case", "open", "errand", "number=X1", "subject=\u{1B}[2J"],
      ]
      for form in forms {
        let ending = try await daemon.lookback(form, as: "worker")
        let obeyed = (ending.output + ending.errors).unicodeScalars.filter {
          $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F || $0.value == 0x202E
        }
        #expect(obeyed.isEmpty, "\(form): \(ending.output.debugDescription) \(ending.errors.debugDescription)")
      }
      #expect(try await daemon.done(["case", "list"]).split(separator: "\n").count == 3)
    }
  }

  private func importing(_ bytes: [UInt8], _ options: [String], _ daemon: Daemon) async throws -> Program.Ending {
    let file = daemon.folder.appending(path: "rows.csv")
    try Data(bytes).write(to: file)
    return try await daemon.lookback(["import", file.path, "--workflow", "errand"] + options, as: "worker")
  }

  private func withErrands(_ body: (Daemon) async throws -> Void) async throws {
    try await withFolder { folder in
      let workflows = folder.appending(path: "workflows")
      try FileManager.default.createDirectory(
        at: workflows.appending(path: "calendars"), withIntermediateDirectories: true)
      try Data(Self.workflow.utf8).write(to: workflows.appending(path: "errand.yaml"))
      try Data(Self.calendar.utf8).write(to: workflows.appending(path: "calendars/plain.yaml"))
      let daemon = try await Daemon.start(in: folder, workflows: workflows)
      try await Household.addWorker(to: daemon)
      try await body(daemon)
      #expect(await daemon.stop().status == 0)
    }
  }
}
