import Glibc
package import LookbackCore
import Synchronization

/// Makes case numbers: 41 bits of ticks of 8 ms since 2025-01-01 UTC, 6 bits of lane, 16 bits of counter. They are
/// positive until the year 2582; later clocks count as its last tick.
///
/// No number comes twice from one source, and they grow with time. Two daemons start at places drawn by lot, so that
/// they hardly ever meet; if they do, the primary key refuses the second one and the engine draws again.
package final class CaseIDSource: Sendable {
  private struct State {
    /// The low 6 bits are the lane, the others the counter: every new number goes to the next lane.
    var serial: UInt32
    /// Serials used within `tick`.
    var used: UInt32
    var tick: Int64
  }

  private static let serials: UInt32 = 1 << 22
  /// 2025-01-01T00:00:00Z in milliseconds since 1970.
  private static let epoch: Int64 = 1_735_689_600_000
  private static let millisecondsOfTick: Int64 = 8
  private static let lastTick: Int64 = (1 << 41) - 1
  private let state: Mutex<State>
  private let now: @Sendable () -> Int64

  /// - Parameter start: where lane and counter begin; by default drawn by lot.
  package convenience init(start: UInt32 = .random(in: 0..<(1 << 22))) {
    self.init(start: start) {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
  }

  /// - Parameter now: milliseconds since 1970.
  init(start: UInt32, now: @escaping @Sendable () -> Int64) {
    state = Mutex(State(serial: start % Self.serials, used: 0, tick: 0))
    self.now = now
  }

  /// A number that this source has never given, as long as ticks last; when a clock goes back or a tick is used up, the
  /// next one on.
  package func next() -> CaseID {
    let present = min(max(0, (now() - Self.epoch) / Self.millisecondsOfTick), Self.lastTick)
    return state.withLock { state in
      if present > state.tick {
        (state.tick, state.used) = (present, 0)
      } else if state.used == Self.serials {
        (state.tick, state.used) = (min(state.tick + 1, Self.lastTick), 0)
      }
      state.used += 1
      state.serial = (state.serial + 1) % Self.serials
      let (lane, counter) = (Int64(state.serial & 63), Int64(state.serial >> 6))
      return CaseID(state.tick << 22 | lane << 16 | counter)
    }
  }
}
