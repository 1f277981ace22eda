package import LookbackTime

extension HealthFinding {
  /// A sentence that says what is wrong, and one that says what to do.
  package struct Words: Sendable, Hashable {
    package var what: String
    package var remedy: String

    init(_ what: String, remedy: String) {
      self.what = what
      self.remedy = remedy
    }
  }

  /// Returns the finding in words of this language.
  package func words(in language: Language) -> Words {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private var english: Words {
    switch self {
    case .olderSchema(let missing):
      Words(
        "the tables are older than this program: \(missing.joined(separator: ", ")) missing.",
        remedy: "Run `lookbackd migrate` as the owner of the tables.")
    case .losesData(let setting, let value):
      Words(
        "\(setting) is \(value): a crash can lose what was acknowledged, or damage the database.",
        remedy: "Set \(setting) = on for the server, the database and the role.")
    case .asynchronousFailover(let replicas):
      Words(
        "\(replicas) standbys are attached and commits wait for none: a failover loses what was acknowledged last.",
        remedy: "Set synchronous_standby_names (with Patroni: synchronous_mode: true).")
    case .noAutovacuum:
      Words(
        "autovacuum is off: dead rows are never cleared away and the tables grow for ever.",
        remedy: "Set autovacuum = on.")
    case .wrongEncoding(let encoding):
      Words(
        "the database is encoded in \(encoding): not every text can be kept.",
        remedy: "Make a database with ENCODING 'UTF8' and move the data with pg_dump.")
    case .oldServer(let version):
      Words("the server is PostgreSQL \(version).", remedy: "Use PostgreSQL 15 or later.")
    case .tooFewConnections(let limit, let wanted):
      Words(
        "this role gets at most \(limit) connections, and the daemon with its tools wants \(wanted).",
        remedy:
          "Raise max_connections or the CONNECTION LIMIT of the role or database, or start with fewer --connections.")
    case .mayChangeHistory(let role):
      Words(
        "the role \(role) can change history.",
        remedy: "Connect as lookbackd, the role that `lookbackd migrate` makes, not as the owner or a superuser.")
    case .unguardedHistory(let triggers):
      Words(
        "of the 2 triggers that keep history from being changed, \(triggers) are active.",
        remedy: "Find out who disabled them, run `lookbackd verify`, then ALTER TABLE events ENABLE TRIGGER ALL.")
    default: englishOfWork
    }
  }

  private var englishOfWork: Words {
    switch self {
    case .missingPartitions(let months):
      Words(
        "history has no partition for \(months.joined(separator: ", ")).",
        remedy: "The daemon makes them every six hours: look for `partitions cannot be made` in its log.")
    case .strayEvents(let count):
      Words(
        "\(Self.count(count, upTo: 10_000)) events stand outside the monthly partitions, where no old month can be taken away.",
        remedy: "Keep the daemon running over the turn of the month; these events are sound and may stay.")
    case .manyMonths(let count):
      Words(
        "history has \(count) partitions, and whoever reads one case's looks into all of them.",
        remedy:
          "Take old months out: `lookbackd history list`, then `lookbackd history detach --before MONTH --dry-run`.")
    case .deadRows(let table, let dead, let live):
      Words(
        "\(table) has \(dead) dead rows and \(live) live ones: it is bloated.",
        remedy: "End what keeps old snapshots (below, if anything), then VACUUM \(table).")
    case .longTransaction(let pid, let application, let user, let isIdle, let seconds):
      Words(
        "process \(pid) (\(application.isEmpty ? "unnamed" : application), user \(user)) has had a transaction open for "
          + "\(Int(seconds)) s\(isIdle ? " and does nothing in it" : ""): dead rows cannot be cleared away meanwhile.",
        remedy: "Ask its owner to end it, or SELECT pg_terminate_backend(\(pid)).")
    case .replicaLags(let name, let bytes):
      Words(
        "the standby \(name.isEmpty ? "without a name" : name) is \(Self.megabytes(bytes)) of the log behind: a failover to "
          + "it would lose that, unless commits wait for it.",
        remedy: "Look at its disk and network; let no failover go to it meanwhile.")
    case .cannotSee(let role):
      Words(
        "\(role) cannot see what sessions of other roles do: a transaction that somebody left open would be missed here.",
        remedy: "GRANT pg_read_all_stats TO \(role).")
    case .slotKeepsLog(let name, let isActive, let bytes):
      Words(
        "the replication slot \(name) keeps \(Self.megabytes(bytes)) of the log\(isActive ? "" : " and nobody reads it"): "
          + "in the end the disk is full.",
        remedy: "Bring its standby back, or SELECT pg_drop_replication_slot('\(name)').")
    case .preparedTransaction(let name, let seconds):
      Words(
        "the prepared transaction \(name) has waited for \(Int(seconds)) s: its locks and its snapshot stay until it ends.",
        remedy: "COMMIT PREPARED or ROLLBACK PREPARED '\(name)', as whoever prepared it meant to.")
    case .clockSkew(let seconds):
      Words(
        "the database's clock is \(Self.seconds(abs(seconds))) \(seconds > 0 ? "ahead of" : "behind") this machine's.",
        remedy: "Let both machines follow the same time servers (timedatectl, chronyc tracking).")
    case .overdueTimers(let count, let seconds):
      Words(
        "\(Self.count(count, upTo: 100_000)) timers are overdue, the oldest by \(Self.seconds(seconds)).",
        remedy: "Start the daemon if it is not running; if it is, look for `timer` in its log.")
    case .waitingSignals(let count, let seconds):
      Words(
        "\(count) signals between cases wait, the oldest for \(Self.seconds(seconds)).",
        remedy: "Start the daemon if it is not running; if it is, look for `signals` in its log.")
    case .undeliverable(let count):
      Words(
        "\(count) messages were laid aside because they cannot be delivered.",
        remedy: "Read the reasons with `lookback outbox` and put right what they name.")
    case .blocked(let count, let first):
      Words(
        "\(count) events of time or of the engine cannot be fired: \(first.joined(separator: ", ")).",
        remedy:
          "Read the reason with `lookback case show`; give the case what is missing, and they fire by themselves; "
          + "or an administrator puts it right with `lookback case mend`."
      )
    case .waitingMends(let count, let first):
      Words(
        "\(count) \(count == 1 ? "case has" : "cases have") a correction that waits for a second administrator: "
          + "\(first.joined(separator: ", ")).",
        remedy:
          "Read it with `lookback case show`; another administrator confirms or refuses it with `lookback case mend`.")
    case .vacantPost(let post, let items):
      Words(
        "\(items) \(items == 1 ? "piece" : "pieces") of work \(items == 1 ? "waits" : "wait") for \(post), which nobody holds.",
        remedy: "Give the post to somebody with `lookback post add`.")
    case .slowStatement(let text, let milliseconds, let calls):
      Words(
        "a statement takes \(Int(milliseconds)) ms on average (\(calls) calls): \(text)",
        remedy: "Look at its plan with EXPLAIN (ANALYZE, BUFFERS); ANALYZE its tables first.")
    case .fullDisk(let folder, let freeBytes, let share):
      Words(
        "the disk of \(folder) has \(Self.megabytes(freeBytes)) left, \(Int(share * 100)) %.",
        remedy: "Make room or a larger disk now: a full disk stops the database.")
    default: Words(code, remedy: "")
    }
  }

  static func count(_ count: Int64, upTo limit: Int64) -> String { count >= limit ? "≥ \(limit)" : "\(count)" }

  static func megabytes(_ bytes: Int64) -> String { "\(bytes >> 20) MB" }

  /// Returns a number of seconds, with one decimal below a minute.
  static func seconds(_ seconds: Double) -> String {
    seconds < 60 ? "\((seconds * 10).rounded() / 10) s" : "\(Int(seconds)) s"
  }
}
