import LookbackCEL

/// What the fuzzer calls with each text: whatever it is, it is refused, fails or gives a value, always the same one.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  _ = LiteralCall.all(in: text)
  if let typed = try? Guard(text, declarations: Desk.declarations) { check(typed) }
  let untyped: Guard
  do { untyped = try Guard(untyped: text, names: Desk.bindings.values.keys) } catch {
    _ = error.pointed(in: text)
    precondition(error.errors.allSatisfy { (0...text.unicodeScalars.count).contains($0.offset) }, "a place outside")
    return 0
  }
  check(untyped)
  return 0
}

private func check(_ compiled: Guard) {
  let first = outcome(compiled)
  // As text, because NaN is not equal to itself.
  precondition("\(first)" == "\(outcome(compiled))", "two evaluations differ")
  guard case .success(let value) = first else { return }
  // What prints shortly reads back as itself, but for NaN and infinities, which have no literal.
  let printed = value.description
  guard printed.utf8.count < 1_000, !printed.contains("inf"), !printed.contains("nan") else { return }
  if let again = try? Guard(untyped: printed, names: []) {
    precondition((try? again.evaluate(in: Bindings()).value) == value, "printing loses something")
  }
}

private func outcome(_ compiled: Guard) -> Result<Value, EvaluationError> {
  do { return .success(try compiled.evaluate(in: Desk.bindings).value) } catch { return .failure(error) }
}

private enum Desk {
  static let bindings = Bindings([
    "x": .int(3), "s": .string("人大"), "d": .double(1.5), "l": .list([.int(1), .string("a"), .null]),
    "m": .record(["a": .int(1), "b": .list([.int(2)])]), "n": .list((0..<1_000).map { .int($0) }),
  ])
  static let declarations = Declarations(names: [
    "x": .int, "s": .string, "d": .double, "l": .list(.dynamic), "m": .record(["a": .int, "b": .list(.int)]),
    "n": .list(.int),
  ])
}
