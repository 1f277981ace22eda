import ArgumentParser
import LookbackText

struct CaseShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a case: data, tracks, deadlines.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The case's number or business number.") var reference: String
  @Flag(help: "Explain how each deadline was counted.") var explain = false

  func run() throws {
    let answer = try connecting.ask("GET", "/cases/\(reference.encoded)")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    print(
      "\(answer.text("title")) \(answer.text("id"))\(words.colon)\(answer.text("state_title"))"
        + (answer.truth("overdue") ? words.aside(words.overdue) : ""))
    printData(answer, words)
    printTracks(answer, words)
    printAsked(answer, words)
    printDeadlines(answer, words)
    printBlocked(answer, words)
    printMending(answer, words)
  }

  private func printData(_ answer: Answer, _ words: Strings) {
    print("\n\(words.data)")
    list(answer.object("data"))
  }

  private func printTracks(_ answer: Answer, _ words: Strings) {
    print("\n\(words.tracks)")
    var table = Table(words.track, words.unit, words.group, words.workflow, words.state, words.on)
    for track in answer.objects("tracks") {
      // What a track stood in when it was taken out would read as if it still stood there.
      let isTakenOut = track.truth("ended") && !track.truth("final")
      table.rows.append([
        track.text("track"), track.text("unit"), track.text("group"), track.text("workflow"),
        isTakenOut ? words.takenOut : track.text("state_title"),
        words.entered(track.text("entered"), track.text("late_entry")),
      ])
    }
    table.print()
    for track in answer.objects("tracks") where track.number("track") > 0 && !track.object("data").isEmpty {
      let unit = track.text("unit")
      print("\n\(words.data), \(track.text("track"))\(unit.isEmpty ? "" : " \(unit)")")
      list(track.object("data"))
    }
  }

  private func printAsked(_ answer: Answer, _ words: Strings) {
    let asked = answer.objects("asked")
    guard !asked.isEmpty else { return }
    print("\n\(words.askedNow)")
    var table = Table(words.track, words.unit, words.toDo, words.assignee, words.due)
    for line in asked {
      table.rows.append([
        line.text("track"), line.text("unit"), line.text("kind_title"), line.texts("asked").joined(separator: ", "),
        line.text("due"),
      ])
    }
    table.print()
    for post in answer.vacantPosts { print(words.nobodyHolds(post)) }
  }

  private func list(_ data: Answer) {
    for key in data.names.sorted() { print("  \(key): \(data.text(key))") }
  }

  private func printBlocked(_ answer: Answer, _ words: Strings) {
    let blocked = answer.objects("blocked")
    guard !blocked.isEmpty else { return }
    print("\n\(words.blocked)")
    var table = Table(words.event, words.track, words.on, words.reason)
    for act in blocked {
      table.rows.append([
        act.text("event_title"), act.text("track"), String(act.text("since").prefix(10)), act.text("reason"),
      ])
    }
    table.print()
  }

  private func printDeadlines(_ answer: Answer, _ words: Strings) {
    print("\n\(words.deadlines)")
    var table = Table(words.clock, words.code, words.track, words.started, words.due, words.status, "")
    for deadline in answer.objects("deadlines") {
      let status = ["running": words.running, "paused": words.paused, "stopped": words.stopped][deadline.text("status")]
      let mark = deadline.text("mark")
      var remark = deadline.truth("past") ? (mark.isEmpty ? words.past : mark == "overdue" ? words.overdue : mark) : ""
      if !deadline.text("contradicts").isEmpty { remark += " \(words.contradicts) \(deadline.text("contradicts"))" }
      if deadline.truth("extended") { remark += " \(words.extended)" }
      if deadline.truth("corrected") { remark += " \(words.corrected)" }
      if deadline.truth("provisional") { remark += " \(words.provisional)" }
      table.rows.append([
        deadline.text("title"), deadline.text("clock"), deadline.text("track"), deadline.text("started"),
        deadline.text("due"), status ?? "", remark,
      ])
    }
    table.print()
    guard explain else { return }
    for deadline in answer.objects("deadlines") {
      print("\n\(deadline.text("title")) \(deadline.text("law"))")
      for line in deadline.texts("explanation") { print("  \(line)") }
    }
  }
}
