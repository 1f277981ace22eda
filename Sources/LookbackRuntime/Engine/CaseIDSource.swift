import Glibc
package import LookbackCore
import Synchronization

/// Makes case numbers of 63 bits: 41 bits of ticks of 8 ms since 2025-01-01 UTC, 6 bits of lane, 16 bits of counter.
/// The ticks last until the year 2582; a later clock is read as the last tick.
///
/// One source never repeats a number, and its numbers grow with time. Two daemons start their counters at random, so
/// they rarely make the same number. If they do, the primary key refuses the second case and the engine draws another
/// number.
package final class CaseIDSource: Sendable {
  private struct State {
    /// The low 6 bits are the lane, the others the counter: each new number goes to the next lane.
    var serial: UInt32
    /// How many serials were used within `tick`.
    var used: UInt32
    var tick: Int64
  }

  private static let serials: UInt32 = 1 << 22
  /// 2025-01-01T00:00:00Z, in milliseconds since 1970-01-01 UTC.
  private static let epoch: Int64 = 1_735_689_600_000
  private static let millisecondsOfTick: Int64 = 8
  private static let lastTick: Int64 = (1 << 41) - 1
  private let state: Mutex<State>
  private let now: @Sendable () -> Int64

  /// - Parameter start: the first lane (low 6 bits) and counter; random by default.
  package convenience init(start: UInt32 = .random(in: 0..<(1 << 22))) {
    self.init(start: start) {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
  }

  /// - Parameter now: returns the milliseconds since 1970-01-01 UTC.
  init(start: UInt32, now: @escaping @Sendable () -> Int64) {
    state = Mutex(State(serial: start % Self.serials, used: 0, tick: 0))
    self.now = now
  }

  /// Returns a number that this source has not returned before. When the clock goes back, or all serials of a tick are
  /// used, the source continues with its last tick or the next one.
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
