import LookbackCEL
import LookbackJSON
import LookbackTime

/// Writes and reads values of the guard language as JSON that loses nothing, such as `{"t": "int", "v": "1"}`.
enum ValueNotation {
  struct Malformed: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  static func read(_ json: JSON) throws(Malformed) -> Value {
    guard case .object(let members) = json, let type = json["t"]?.text else {
      throw Malformed("a value is an object with its type, such as {\"t\": \"int\", \"v\": \"1\"}; found \(json)")
    }
    let known: Set<String> = type == "timestamp" || type == "duration" ? ["t", "seconds", "nanos"] : ["t", "v"]
    if let other = members.first(where: { !known.contains($0.name) }) {
      throw Malformed("a \(type) has no member `\(other.name)`")
    }
    if ["uint", "bytes", "type"].contains(type) { throw Malformed("not part of Lookback's guards: \(type)") }
    guard let value = try read(type, json) else { throw Malformed("\(json) is not a value of type `\(type)`") }
    return value
  }

  private static func read(_ type: String, _ json: JSON) throws(Malformed) -> Value? {
    switch (type, json["v"]) {
    case ("null", nil): return .null
    case ("bool", .bool(let truth)): return .bool(truth)
    case ("int", .string(let digits)): return Int64(digits).map { .int($0) }
    case ("double", .double(let number)): return .double(number)
    case ("double", .int(let number)): return .double(Double(number))
    case ("double", .string("NaN")): return .double(.nan)
    case ("double", .string("Infinity")): return .double(.infinity)
    case ("double", .string("-Infinity")): return .double(-.infinity)
    case ("string", .string(let text)): return .string(text)
    case ("date", .string(let text)): return CivilDate(text).map { .date($0) }
    case ("list", .array(let items)):
      var values: [Value] = []
      values.reserveCapacity(items.count)
      for item in items { values.append(try read(item)) }
      return .list(values)
    case ("map", .array(let pairs)): return try map(pairs)
    case ("timestamp", nil), ("duration", nil): return time(type, json["seconds"], json["nanos"])
    default: return nil
    }
  }

  private static func map(_ pairs: [JSON]) throws(Malformed) -> Value {
    var entries: [Value: Value] = [:]
    for pair in pairs {
      guard let parts = pair.items, parts.count == 2 else { throw Malformed("\(pair) is not a pair of key and value") }
      let key = try read(parts[0])
      switch key {
      case .bool, .int, .string: break
      default: throw Malformed("the key of a map is bool, int or string, found \(parts[0])")
      }
      guard entries.updateValue(try read(parts[1]), forKey: key) == nil else {
        throw Malformed("the key \(parts[0]) stands twice")
      }
    }
    return .map(entries)
  }

  /// Reads seconds and nanoseconds; both parts of a duration have the same sign.
  private static func time(_ type: String, _ seconds: JSON?, _ nanos: JSON?) -> Value? {
    guard let seconds = seconds?.text.flatMap({ Int64($0) }), let nanos = nanos?.whole,
      nanos.magnitude < 1_000_000_000
    else { return nil }
    if type == "timestamp" {
      return (try? Timestamp(seconds: seconds, nanos: Int32(nanos))).map { .timestamp($0) }
    }
    guard seconds.signum() * nanos.signum() >= 0 else { return nil }
    return (try? Elapsed(nanoseconds: Int128(seconds) * 1_000_000_000 + Int128(nanos))).map { .duration($0) }
  }

  /// Reads plain JSON as people write it, or a value that names its type.
  static func plain(_ json: JSON) throws(Malformed) -> Value {
    switch json {
    case .null: return .null
    case .bool(let truth): return .bool(truth)
    case .int(let number): return .int(number)
    case .double(let number): return .double(number)
    case .string(let text): return .string(text)
    case .array(let items):
      var values: [Value] = []
      for item in items { values.append(try plain(item)) }
      return .list(values)
    case .object(let members):
      if json["t"]?.text != nil { return try read(json) }
      var entries: [Value: Value] = [:]
      for member in members { entries[.string(member.name)] = try plain(member.value) }
      return .map(entries)
    }
  }

  static func write(_ value: Value, to text: inout String) {
    switch value {
    case .null: text += "{\"t\":\"null\"}"
    case .bool(let truth): text += truth ? "{\"t\":\"bool\",\"v\":true}" : "{\"t\":\"bool\",\"v\":false}"
    case .int(let number): text += "{\"t\":\"int\",\"v\":\"\(number)\"}"
    case .double(let number): text += "{\"t\":\"double\",\"v\":\(double(number))}"
    case .string(let string): text += "{\"t\":\"string\",\"v\":\(JSON.string(string))}"
    case .date(let date): text += "{\"t\":\"date\",\"v\":\"\(date)\"}"
    case .timestamp(let time): text += "{\"t\":\"timestamp\",\"seconds\":\"\(time.seconds)\",\"nanos\":\(time.nanos)}"
    case .duration(let elapsed):
      let (seconds, nanos) = elapsed.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
      text += "{\"t\":\"duration\",\"seconds\":\"\(seconds)\",\"nanos\":\(nanos)}"
    case .list(let values):
      text += "{\"t\":\"list\",\"v\":["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        write(value, to: &text)
      }
      text += "]}"
    case .map(let entries): write(entries, to: &text)
    }
  }

  private static func write(_ entries: [Value: Value], to text: inout String) {
    text += "{\"t\":\"map\",\"v\":["
    for (index, key) in entries.orderedKeys.enumerated() {
      text += index > 0 ? ",[" : "["
      write(key, to: &text)
      text += ","
      write(entries[key] ?? .null, to: &text)
      text += "]"
    }
    text += "]}"
  }

  private static func double(_ number: Double) -> String {
    if number.isFinite { return String(number) }
    return number.isNaN ? "\"NaN\"" : number < 0 ? "\"-Infinity\"" : "\"Infinity\""
  }
}
