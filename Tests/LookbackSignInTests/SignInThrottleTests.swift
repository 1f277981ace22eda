import Testing

@testable import LookbackSignIn

@Suite("who guesses passwords is slowed down, and nobody is locked out by others")
struct SignInThrottleTests {
  @Test("five tries are free; then each waits twice as long, up to a quarter of an hour")
  func doubling() {
    var throttle = SignInThrottle()
    var now: Int64 = 1_000
    var waits: [Int64] = []
    for _ in 0..<18 {
      let wait = throttle.wait(for: "liu", from: "10.0.0.1", at: now) ?? 0
      waits.append(wait)
      now += wait
      #expect(throttle.wait(for: "liu", from: "10.0.0.1", at: now) == nil)
      throttle.failed("liu", from: "10.0.0.1", at: now)
    }
    #expect(waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
  }

  @Test("a sign-in from there ends it, and so does a day")
  func forgetting() {
    var throttle = SignInThrottle()
    for _ in 0..<10 { throttle.failed("liu", from: "10.0.0.1", at: 0) }
    #expect(throttle.wait(for: "liu", from: "10.0.0.1", at: 1) != nil)
    throttle.succeeded("liu", from: "10.0.0.1", at: 1)
    #expect(throttle.wait(for: "liu", from: "10.0.0.1", at: 1) == nil)
    for _ in 0..<16 { throttle.failed("liu", from: "10.0.0.1", at: 0) }
    #expect(throttle.wait(for: "liu", from: "10.0.0.1", at: 899) == 1)
    #expect(throttle.wait(for: "liu", from: "10.0.0.1", at: 86_400) == nil)
  }

  @Test("failures from elsewhere do not lock a person out of where that person has signed in")
  func lockOut() {
    var throttle = SignInThrottle()
    throttle.succeeded("liu", from: "10.0.0.1", at: 0)
    for address in 0..<200 { throttle.failed("liu", from: "192.0.2.\(address)", at: 100) }
    #expect(throttle.wait(for: "liu", from: "10.0.0.1", at: 101) == nil)
    #expect(throttle.wait(for: "liu", from: "198.51.100.1", at: 101) != nil, "a new address waits")
    #expect(throttle.wait(for: "zhao", from: "198.51.100.1", at: 101) == nil, "another person does not")
  }

  @Test("one address that tries many persons is slowed down as well")
  func spraying() {
    var throttle = SignInThrottle()
    for person in 0..<55 { throttle.failed("p\(person)", from: "10.0.0.1", at: 0) }
    #expect(throttle.wait(for: "somebody", from: "10.0.0.1", at: 1) != nil)
    #expect(throttle.wait(for: "somebody", from: "10.0.0.2", at: 1) == nil)
  }

  @Test("the counts have bounds")
  func bounds() {
    var throttle = SignInThrottle(capacity: 100)
    for person in 0..<10_000 { throttle.failed("p\(person)", from: "\(person % 7)", at: Int64(person)) }
    for person in 0..<10_000 { throttle.succeeded("p\(person)", from: "a", at: Int64(person)) }
    #expect(
      Mirror(reflecting: throttle).children.allSatisfy { child in
        Mirror(reflecting: child.value).children.count <= 100
      })
  }
}
