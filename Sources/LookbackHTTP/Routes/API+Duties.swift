import Hummingbird
import Logging
import LookbackCore
import LookbackJSON
import LookbackStore

/// The routes about who administers the office, and about emergencies.
extension API {
  @Sendable func listDuties(_ call: Call) async throws -> Answer {
    _ = try await call.administrator(Duty.allCases)
    let lines = try await operations.store.duties()
    return try call.page(of: lines, by: { "\($0.person) \($0.duty.rawValue)" }) { line in
      .members([
        "person": .string(line.person), "name": .string(line.name), "duty": .string(line.duty.rawValue),
        "since": .moment(line.since), "given_by": .string(line.givenBy),
      ])
    }
  }

  @Sendable func giveDuty(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator([.security])
    let body = try call.body()
    let (person, duty) = (try body.required("person"), Duty(rawValue: try body.required("duty")) ?? .audit)
    guard try await operations.store.give(duty, to: person, by: caller.initiator) else {
      throw Problem.hasDuty(person, duty)
    }
    return Answer(.members(["person": .string(person), "duty": .string(duty.rawValue)]), status: 201)
  }

  @Sendable func takeDuty(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator([.security])
    let (person, text) = (try call.parameter("person"), try call.parameter("duty"))
    guard let duty = Duty(rawValue: text),
      try await operations.store.take(duty, from: person, by: caller.initiator)
    else { throw Problem.hasNoDuty(person, text) }
    return Answer(.members(["removed": .int(1)]))
  }

  @Sendable func showOffice(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    return Answer(JSON(try await operations.store.separation()))
  }

  /// Keeps the duties of administrators apart, or together.
  @Sendable func setOffice(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator([.security])
    let isApart = try call.body()["duties_apart"]?.truth == true
    let before = try await operations.store.separation()
    // Else nobody could give duties afterwards.
    guard !isApart || before.hasSecurity else { throw Problem.noSecurityDuty }
    try await operations.store.keepDuties(apart: isApart, by: caller.initiator)
    return Answer(JSON(try await operations.store.separation()))
  }

  /// Lets root do everything for some minutes in an office that keeps duties apart. The log and the chain of the office tell
  /// it at once.
  @Sendable func declareEmergency(_ call: Call) async throws -> Answer {
    let caller = try await call.rootOnly()
    let body = try call.body()
    let (reason, minutes) = (try body.required("reason"), try body.requiredWhole("minutes"))
    let until = try await operations.store.setEmergency(minutes: minutes, reason: reason, by: caller.initiator)
    call.context.logger.critical(
      "an emergency is declared: root may do everything",
      metadata: ["by": "\(caller.via)", "reason": "\(reason)", "until": "\(until.map { "\($0)" } ?? "")"])
    return Answer(.members(["emergency_until": .moment(until)]), status: 201)
  }

  @Sendable func endEmergency(_ call: Call) async throws -> Answer {
    let caller = try await call.rootOrSecurity()
    _ = try await operations.store.setEmergency(minutes: 0, reason: "", by: caller.initiator)
    call.context.logger.notice("the emergency is ended", metadata: ["by": "\(caller.via)"])
    return Answer(.members(["ended": .int(1)]))
  }
}

extension Call {
  /// Returns the caller. Throws a problem unless the caller has one of these duties.
  ///
  /// Root and the daemon's own user have all of them, unless the office keeps duties apart: then they have that of security
  /// until somebody has it, and all in an emergency.
  func administrator(_ duties: [Duty] = [.system]) async throws -> Caller {
    let caller = try await caller()
    guard try await has(duties, caller) else { throw Problem.administratorsOnly }
    return caller
  }

  /// Whether the caller has one of these duties now.
  func has(_ duties: [Duty], _ caller: Caller) async throws -> Bool {
    if caller.isAdministrator {
      let separation = try await operations.store.separation()
      return !separation.bindsRoot || (!separation.hasSecurity && duties.contains(.security))
    }
    guard let person = caller.person, caller.scope == .administer else { return false }
    return try await !operations.store.duties(of: person).isDisjoint(with: duties)
  }

  /// Returns the caller. Throws a problem unless it is root or the daemon's own user.
  fileprivate func rootOnly() async throws -> Caller {
    let caller = try await caller()
    try caller.requireAdministrator()
    return caller
  }

  fileprivate func rootOrSecurity() async throws -> Caller {
    let caller = try await caller()
    return caller.isAdministrator ? caller : try await administrator([.security])
  }
}

extension JSON {
  fileprivate init(_ separation: Separation) {
    self = .members([
      "duties_apart": .bool(separation.isApart), "emergency_until": .moment(separation.emergency),
    ])
  }
}
