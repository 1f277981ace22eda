import Foundation
import Glibc

/// CPU time that this process, the database server and a daemon have used, in microseconds.
struct CPUMeter {
  let postmaster: pid_t
  /// Counted as client in place of this process.
  var daemon: pid_t?

  struct Reading {
    let client: Double
    let server: Double
  }

  func read() -> Reading {
    Reading(client: daemon.map { Self.used(by: $0, withDead: false) } ?? Self.own, server: server)
  }

  /// What was used since, for each of `count` items.
  func cost(since start: Reading, count: Int) -> Cost {
    let now = read()
    let items = Double(max(1, count))
    return Cost(client: (now.client - start.client) / items, server: (now.server - start.server) / items)
  }

  private static var own: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func microseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e6 + Double(time.tv_usec) }
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime)
  }

  /// The postmaster with the sessions that have ended, and the processes that live.
  private var server: Double {
    let children = Self.processes.filter { Self.fields(of: $0).flatMap { Int32($0[1]) } == postmaster }
    return children.reduce(Self.used(by: postmaster, withDead: true)) { $0 + Self.used(by: $1, withDead: false) }
  }

  private static var processes: [pid_t] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
  }

  private static func used(by process: pid_t, withDead: Bool) -> Double {
    guard let fields = fields(of: process) else { return 0 }
    let ticks = fields[11..<(withDead ? 15 : 13)].compactMap { Double($0) }.reduce(0, +)
    return ticks * 1e6 / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The fields of /proc/PID/stat after the name: state, parent, …, utime (11), stime, those of dead children.
  private static func fields(of process: pid_t) -> [Substring]? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[end...].dropFirst(2).split(separator: " ")
    return fields.count > 15 ? fields : nil
  }
}

enum MachineLoad {
  /// Processes that wanted to run, on average of the last minute.
  static var now: Double {
    var loads = [0.0]
    return getloadavg(&loads, 1) == 1 ? loads[0] : .nan
  }
}
