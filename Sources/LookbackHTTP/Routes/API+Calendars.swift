import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  /// Publishes calendars and moves the dates of open cases accordingly. With `dry_run` it only lists the dates that
  /// would move.
  @Sendable func publishCalendars(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let texts = try body.offeredFiles()
    do {
      if body["dry_run"]?.truth == true {
        let planned = try await operations.redating.plan(try await operations.preview(texts))
        return Answer(call.moves(planned))
      }
      let results = try await operations.publish(texts, caller.initiator)
      // Without a new version there is nothing to record, but dates that an earlier act did not reach are moved.
      let isNothing = results.allSatisfy { !$0.isNew }
      let left = isNothing ? try await operations.redating.plan(operations.library.current.library) : []
      var members = isNothing && left.isEmpty ? call.nothingMoved : try await call.redated(caller)
      members.insert(
        JSON.Member(name: "results", value: .array(results.map { JSON($0) })), at: 0)
      return Answer(.object(members))
    } catch let refused as RefusedDefinitions {
      throw Problem(refused, texts.map(\.name), call.language)
    }
  }

  /// Moves the dates of open cases according to the newest calendars. With `dry_run` it only lists the dates that would
  /// move.
  @Sendable func redate(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    guard body["dry_run"]?.truth == true else { return Answer(.object(try await call.redated(caller))) }
    let planned = try await operations.redating.plan(operations.library.current.library)
    return Answer(call.moves(planned))
  }

  @Sendable func listRedatings(_ call: Call) async throws -> Answer {
    _ = try await call.administrator()
    let limit = call.count("limit", default: 50)
    let lines = try await operations.store.redatings(before: try call.numberAfter(), limit: limit + 1)
    return call.page(lines, limit: limit, number: \.number) { JSON($0) }
  }

  @Sendable func showRedating(_ call: Call) async throws -> Answer {
    _ = try await call.administrator()
    guard let number = Int64(try call.parameter("number")) else {
      throw Problem.noRedatingNumber
    }
    let newest = try await operations.store.redatings(before: number < .max ? number + 1 : nil, limit: 1).first
    guard newest?.number == number else { throw Problem.unknownRedating(number) }
    let dates = try await operations.store.redatedDates(of: number)
    let counts = call.moves(dates)
    var page = try call.page(of: dates, by: \.place) { JSON($0) }
    page.json = page.json.adding(["redating": .int(number), "cases": counts["cases"], "dates": counts["dates"]])
    return page
  }
}

extension Call {
  fileprivate func moves(_ dates: [RedatedDate]) -> JSON {
    .members([
      "cases": .int(Int64(Set(dates.map(\.id)).count)), "dates": .int(Int64(dates.count)),
      "moves": .array(dates.map { JSON($0) }),
    ])
  }

  /// The members of an answer if no date was moved.
  fileprivate var nothingMoved: [JSON.Member] {
    guard case .object(let members) = moves([]) else { return [] }
    return members + [JSON.Member(name: "failures", value: .array([]))]
  }

  fileprivate func redated(_ caller: Caller) async throws -> [JSON.Member] {
    let outcome = try await operations.redating.run(
      in: operations.library.current.library, by: caller.initiator)
    guard case .object(let members) = moves(outcome.dates) else { return [] }
    let failures = outcome.failures.sorted { $0.key < $1.key }.map { id, reason in
      JSON.members(["case": .string(id.description), "reason": .string(reason)])
    }
    return [JSON.Member(name: "redating", value: .int(outcome.number))] + members
      + [JSON.Member(name: "failures", value: .array(failures))]
  }
}

extension RedatedDate {
  /// Where the date stands among those of its act.
  fileprivate var place: String { "\(id) \(track.value) \(subject)" }
}

extension JSON {
  fileprivate init(_ date: RedatedDate) {
    self = .members([
      "case": .string(date.id.description), "title": .string(date.title), "track": .int(Int64(date.track.value)),
      "clock": .string(date.subject), "from": .date(date.from), "to": .date(date.to), "settled": .bool(date.isSettled),
    ])
  }

  fileprivate init(_ line: RedatingLine) {
    self = .members([
      "redating": .int(line.number), "editions": .texts(line.editions), "person": .string(line.person),
      "via": .string(line.via), "started": .moment(line.started), "ended": .moment(line.ended),
      "cases": .int(Int64(line.cases)), "dates": .int(Int64(line.dates)),
    ])
  }
}
