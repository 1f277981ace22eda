import Foundation
import SeededTesting
import Synchronization

/// One who attacks: sends one request after another, on a connection that is kept as long as it is whole.
struct Attack {
  private static let patience = 40
  private let arena: Arena
  private let judge: Judge
  private var gunner: Gunner
  private var wires: [Bool: Wire] = [:]

  init(_ arena: Arena, _ office: Office, _ judge: Judge, seed: UInt64) {
    (self.arena, self.judge) = (arena, judge)
    gunner = Gunner(values: Values(random: SplitMix64(seed: seed), cases: office.cases), office: office)
  }

  mutating func once() {
    let (shot, place) = gunner.shot(arena)
    let isSocket = if case .socket = place { true } else { false }
    let isKept = if case .whole = shot.manner { !shot.name.hasPrefix("noise") } else { false }
    let kept = isKept ? wires.removeValue(forKey: isSocket) : nil
    guard let wire = kept ?? Wire(place, seconds: Self.patience) else {
      return judge.note("a connection that is not taken", "\(arena.log.suffix(500))")
    }
    let start = ContinuousClock.now
    let reply = exchange(shot, wire)
    judge.took(start.duration(to: .now))
    switch reply {
    case .answer(let answer):
      judge.judge(answer, shot)
      if isKept, answer.headers["connection"] != "close", !shot.isHead { wires[isSocket] = wire }
    case .closed: break
    case .nothing where isKept:
      let sent = String(decoding: shot.bytes.prefix(800), as: UTF8.self)
      judge.note("no answer to \(shot.name)", "\(shot.sender): \(sent)")
    case .nothing, nil: break
    }
  }

  /// Sends the request in its manner; nil if nobody waits for an answer.
  private func exchange(_ shot: Shot, _ wire: Wire) -> Reply? {
    switch shot.manner {
    case .whole:
      wire.send(shot.bytes)
      return shot.isHead ? nil : wire.reply()
    case .cutOff(let count):
      wire.send(shot.bytes.prefix(count))
      usleep(20_000)
      return nil
    case .slow:
      for piece in 0..<4 {
        wire.send(shot.bytes.dropFirst(piece * shot.bytes.count / 4).prefix((shot.bytes.count + 3) / 4))
        usleep(100_000)
      }
      return nil
    case .halfClosed:
      wire.send(shot.bytes)
      wire.endSending()
      return wire.reply()
    case .abandoned:
      wire.send(shot.bytes)
      return nil
    }
  }
}

/// Somebody else, who asks for the daemon's health all the while, on either listener.
final class Bystander: Sendable {
  private let arena: Arena
  private let judge: Judge
  private let done = DispatchGroup()
  private let longestWait = Mutex(Duration.zero)
  private let isOver = Atomic(false)

  init(_ arena: Arena, _ judge: Judge) { (self.arena, self.judge) = (arena, judge) }

  var longest: Duration { longestWait.withLock { $0 } }

  func begin() {
    DispatchQueue(label: "bystander").async(group: done) { [self] in
      while !isOver.load(ordering: .relaxed), arena.isAlive {
        for place in [Place.socket(arena.socket), .tcp(arena.port)] { ask(place) }
        usleep(50_000)
      }
    }
  }

  func end() {
    isOver.store(true, ordering: .relaxed)
    done.wait()
  }

  private func ask(_ place: Place) {
    let start = ContinuousClock.now
    guard let wire = Wire(place, seconds: 60) else { return judge.note("the bystander is not let in", "") }
    wire.send("GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)
    guard case .answer(let answer) = wire.reply(), answer.status == 200 else {
      return judge.note("the bystander gets no answer", "")
    }
    let waited = start.duration(to: .now)
    longestWait.withLock { $0 = max($0, waited) }
    if waited > .seconds(1) { judge.note("others wait for more than a second", "\(waited)") }
  }
}
