import Glibc

/// A `lookbackd` with a private database and the shipped definitions, in a folder of its own.
struct RunningDaemon {
  let folder: String
  let pid: pid_t

  var socket: String { "\(folder)/s" }
  var workflows: String { "\(folder)/workflows" }

  /// Returns when it listens; nil if it does not start.
  static func start(_ program: String, in folder: String) -> RunningDaemon? {
    // The private database server runs as another user when this runs as root.
    chmod(folder, 0o755)
    _ = Child.run("/bin/cp", ["-r", "workflows", folder])
    let words = [
      "serve", "--embedded", "\(folder)/database", "--socket", "\(folder)/s", "--workflows", "\(folder)/workflows",
    ]
    guard let pid = Child.start(program, words, log: "\(folder)/log") else { return nil }
    let daemon = RunningDaemon(folder: folder, pid: pid)
    for _ in 0..<1_200 where !daemon.isListening { usleep(50_000) }
    guard daemon.isListening else { return nil }
    return daemon
  }

  func stop() {
    kill(pid, SIGTERM)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) == -1, errno == EINTR {}
    _ = Child.run("/bin/rm", ["-rf", folder])
  }

  /// CPU time of the process since it began, in nanoseconds.
  var nanoseconds: Int {
    var (clock, time) = (clockid_t(), timespec())
    guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Lets `VmHWM` begin anew at what is resident now.
  func forgetPeak() {
    guard let file = fopen("/proc/\(pid)/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  /// `VmRSS` or `VmHWM`, in kB.
  func kilobytes(_ name: String) -> Int {
    let line = File.read("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// How often the log has told what became of a reading of the folder.
  var readings: Int {
    let text = File.read("\(folder)/log", atMost: 1 << 30)
    return text.matches(of: #/the definitions in use stay as they were|the definitions were read again/#).count
  }

  private var isListening: Bool {
    guard let descriptor = connected() else { return false }
    close(descriptor)
    return true
  }

  private func connected() -> Int32? {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socket.utf8) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// The status of the answer to one file that is published; 0 if there was none.
  func publish(_ bytes: [UInt8]) -> Int {
    guard let descriptor = connected() else { return 0 }
    defer { close(descriptor) }
    let body = Array(#"{"files":[{"name":"hostile.yaml","source":""#.utf8) + Self.quoted(bytes) + Array(#""}]}"#.utf8)
    let head =
      "POST /v1/workflows HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.count)\r\n\r\n"
    var rest = (Array(head.utf8) + body)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    var (answer, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 { answer += chunk[..<count] }
    let words = String(decoding: answer.prefix(32), as: UTF8.self).split(separator: " ")
    return words.dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// As inside a JSON text; bytes that are no UTF-8 stay what they are.
  private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [UInt8(ascii: "\\"), byte]
      case 0..<32:
        let digits = String(byte, radix: 16)
        return Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      default: return [byte]
      }
    }
  }
}
