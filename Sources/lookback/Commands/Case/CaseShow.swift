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
    list(answer.object("data"), words)
  }

  private func printTracks(_ answer: Answer, _ words: Strings) {
    print("\n\(words.tracks)")
    var table = Table(words.track, words.unit, words.group, words.workflow, words.state, words.on)
    for track in answer.objects("tracks") {
      // A track that was taken out has left its state, which is therefore not printed.
      let isTakenOut = track.truth("over") && !track.truth("final")
      table.rows.append([
        track.text("track"), track.text("unit"), track.text("group"), track.text("workflow"),
        isTakenOut ? words.takenOut : track.text("state_title"),
        words.entered(track.text("entered"), track.text("late_entry")),
      ])
    }
    table.print()
    for track in answer.objects("tracks") where track.number("track") > 0 && !track.object("data").isEmpty {
      print("\n\(words.dataOfTrack(track.text("track"), track.text("unit")))")
      list(track.object("data"), words)
    }
  }

  private func printAsked(_ answer: Answer, _ words: Strings) {
    let asked = answer.objects("asked")
    guard !asked.isEmpty else { return }
    print("\n\(words.askedNow)")
    var table = Table(words.track, words.unit, words.toDo, words.assignee, words.due)
    for line in asked {
      table.rows.append([
        line.text("track"), line.text("unit"), line.text("kind_title"),
        line.texts("asked").joined(separator: words.comma), line.text("due"),
      ])
    }
    table.print()
    for post in answer.vacantPosts { print(words.nobodyHolds(post)) }
  }

  private func list(_ data: Answer, _ words: Strings) {
    for key in data.names.sorted() {
      let items = data.texts(key)
      print("  \(key)\(words.colon)\(items.isEmpty ? data.text(key) : items.joined(separator: words.comma))")
    }
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
      table.rows.append([
        deadline.text("title"), deadline.text("clock"), deadline.text("track"), deadline.text("started"),
        deadline.text("due"), status ?? "", remark(on: deadline, words),
      ])
    }
    table.print()
    guard explain else { return }
    for deadline in answer.objects("deadlines") {
      let head = [deadline.text("title"), deadline.text("law")].filter { !$0.isEmpty }
      print("\n" + head.joined(separator: " "))
      for line in deadline.texts("explanation") { print("  \(line)") }
    }
  }

  private func remark(on deadline: Answer, _ words: Strings) -> String {
    var parts: [String] = []
    if deadline.truth("past") {
      let mark = deadline.text("mark")
      parts.append(mark.isEmpty ? words.past : mark == "overdue" ? words.overdue : mark)
    }
    let statutory = deadline.text("contradicts")
    if !statutory.isEmpty { parts.append(words.contradicts(statutory)) }
    if deadline.truth("extended") { parts.append(words.extended) }
    if deadline.truth("corrected") { parts.append(words.corrected) }
    if deadline.truth("provisional") { parts.append(words.provisional) }
    return parts.joined(separator: words.pause)
  }
}
