package import LookbackStore

extension HealthFacts {
  /// Returns what the facts say is wrong, the worst first. It reads nothing but the facts.
  package func findings(_ thresholds: Thresholds, connections: Int) -> [HealthFinding] {
    durability + server(connections) + history(thresholds) + upkeep(thresholds) + work(thresholds)
      + (role.seesOthers ? [] : [.cannotSee(role: role.name)])
  }

  private var durability: [HealthFinding] {
    var found: [HealthFinding] = []
    for name in ["fsync", "full_page_writes", "synchronous_commit"] where settings[name] == "off" {
      found.append(.losesData(setting: name, value: "off"))
    }
    if settings["synchronous_commit"] == "local", settings["synchronous_standby_names"]?.isEmpty == false {
      found.append(.losesData(setting: "synchronous_commit", value: "local"))
    }
    if replicas > 0, settings["synchronous_standby_names"]?.isEmpty ?? true {
      found.append(.asynchronousFailover(replicas: replicas))
    }
    return found
  }

  private func server(_ connections: Int) -> [HealthFinding] {
    var found: [HealthFinding] = []
    if let encoding = settings["server_encoding"], encoding != "UTF8" { found.append(.wrongEncoding(encoding)) }
    if let number = settings["server_version_num"].flatMap({ Int($0) }), number < 150_000 {
      found.append(.oldServer(version: settings["server_version"] ?? "\(number)"))
    }
    // One more connection each is needed for a migration and for a check such as this one.
    if connectionLimit < connections + 2 {
      found.append(.tooFewConnections(limit: connectionLimit, wanted: connections + 2))
    }
    if settings["autovacuum"] == "off" { found.append(.noAutovacuum) }
    return found
  }

  private func history(_ thresholds: Thresholds) -> [HealthFinding] {
    var found: [HealthFinding] = []
    if role.mayChangeHistory { found.append(.mayChangeHistory(role: role.name)) }
    if role.guardingTriggers < 2 { found.append(.unguardedHistory(triggers: role.guardingTriggers)) }
    if !missingMonths.isEmpty { found.append(.missingPartitions(months: missingMonths)) }
    if strays > 0 { found.append(.strayEvents(count: strays)) }
    if months > thresholds.months { found.append(.manyMonths(count: months)) }
    return found
  }

  private func upkeep(_ thresholds: Thresholds) -> [HealthFinding] {
    var found: [HealthFinding] = []
    for session in sessions where session.seconds > thresholds.transaction {
      found.append(
        .longTransaction(
          pid: session.pid, application: session.application, user: session.user, isIdle: session.isIdle,
          seconds: session.seconds))
    }
    for transaction in preparedTransactions where transaction.seconds > thresholds.transaction {
      found.append(.preparedTransaction(name: transaction.name, seconds: transaction.seconds))
    }
    for replica in laggingReplicas where replica.bytes > thresholds.replicaBytes {
      found.append(.replicaLags(name: replica.name, bytes: replica.bytes))
    }
    for slot in slots where !slot.isActive || slot.bytes > thresholds.slotBytes {
      found.append(.slotKeepsLog(name: slot.name, isActive: slot.isActive, bytes: slot.bytes))
    }
    for rows in deadRows
    where rows.dead >= thresholds.deadRows && Double(rows.dead) >= Double(rows.live) * thresholds.deadShare {
      found.append(.deadRows(table: rows.table, dead: rows.dead, live: rows.live))
    }
    for statement in slowStatements ?? [] {
      found.append(
        .slowStatement(text: statement.text, milliseconds: statement.milliseconds, calls: statement.calls))
    }
    return found
  }

  private func work(_ thresholds: Thresholds) -> [HealthFinding] {
    var found: [HealthFinding] = []
    if overdueTimers > 0 { found.append(.overdueTimers(count: overdueTimers, seconds: lateness)) }
    if waitingSignals > 0, signalAge > thresholds.lateness {
      found.append(.waitingSignals(count: waitingSignals, seconds: signalAge))
    }
    if blockedCount > 0 {
      found.append(.blocked(count: blockedCount, first: blocked.prefix(5).map { "\($0.target) \($0.event)" }))
    }
    if waitingMendCount > 0 {
      found.append(.waitingMends(count: waitingMendCount, first: waitingMends.prefix(5).map { "\($0)" }))
    }
    if undeliverable > 0 { found.append(.undeliverable(count: undeliverable)) }
    for vacant in vacantPosts { found.append(.vacantPost(vacant.post, items: vacant.items)) }
    return found
  }
}
