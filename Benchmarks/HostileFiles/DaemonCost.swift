import Glibc

/// What one hostile file takes of a running daemon until it is refused, the best of three.
struct DaemonCost {
  private(set) var milliseconds = Int.max
  private(set) var megabytes = 0
  /// Of the last answer; 0 where nobody answers a request.
  private(set) var status = 0

  /// Published over the socket.
  init(publishing bytes: [UInt8], to daemon: RunningDaemon) {
    measure(daemon) { daemon.publish(bytes) }
  }

  /// Read from the folder at SIGHUP, with the shipped definitions beside it.
  init(reloading bytes: [UInt8]?, by daemon: RunningDaemon) {
    let file = "\(daemon.workflows)/hostile.yaml"
    if let bytes { File.write(bytes, to: file) }
    defer { unlink(file) }
    measure(daemon) {
      let before = daemon.readings
      kill(daemon.pid, SIGHUP)
      while daemon.readings == before { usleep(2_000) }
      return 0
    }
  }

  private mutating func measure(_ daemon: RunningDaemon, _ body: () -> Int) {
    for _ in 0..<3 {
      daemon.forgetPeak()
      let (memory, time) = (daemon.kilobytes("VmRSS"), daemon.nanoseconds)
      status = body()
      milliseconds = min(milliseconds, (daemon.nanoseconds - time) / 1_000_000)
      megabytes = max(megabytes, (daemon.kilobytes("VmHWM") - memory) / 1_000)
    }
  }

  var row: String { "\(milliseconds) ms | \(megabytes) MB" }
  var isOver: Bool { milliseconds > 100 || megabytes > 100 }
}
