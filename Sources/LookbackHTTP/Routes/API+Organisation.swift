import Glibc
import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore

extension API {
  @Sendable func listPersons(_ call: Call) async throws -> Answer {
    let isAdministrator = try await call.caller().isAdministrator
    let lines = try await operations.store.persons()
    return Answer(
      .members([
        "persons": .array(
          lines.map { line in
            .members([
              "code": .string(line.code), "name": .string(line.name),
              "uid": isAdministrator ? line.uid.map { .int($0) } : nil,
              "posts": .texts(line.posts),
            ])
          })
      ]))
  }

  @Sendable func addPersons(_ call: Call) async throws -> Answer {
    try await call.addAll(operations.store.add) { entry in
      PersonLine(code: try entry.required("code"), name: try entry.required("name"), uid: entry["uid"]?.whole)
    }
  }

  @Sendable func listUnits(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let lines = try await operations.store.units()
    return Answer(
      .members([
        "units": .array(
          lines.map { line in
            .members([
              "code": .string(line.code), "name": .string(line.name),
              "document_code": line.documentCode.map { .string($0) },
            ])
          })
      ]))
  }

  @Sendable func addUnits(_ call: Call) async throws -> Answer {
    try await call.addAll(operations.store.add) { entry in
      let documentCode = entry["document_code"]?.text.flatMap { $0.isEmpty ? nil : $0 }
      return UnitLine(code: try entry.required("code"), name: try entry.required("name"), documentCode: documentCode)
    }
  }

  @Sendable func listPosts(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let lines = try await operations.store.posts()
    return Answer(
      .members([
        "posts": .array(
          lines.map { line in
            .members([
              "person": .string(line.person), "post": .string(line.post.name), "unit": .string(line.post.unit),
            ])
          })
      ]))
  }

  @Sendable func addPosts(_ call: Call) async throws -> Answer {
    try await call.addAll(operations.store.add) { entry in
      let post = Post(name: try entry.required("post"), unit: try entry.required("unit"))
      return PostLine(person: try entry.required("person"), post: post)
    }
  }

  @Sendable func removePost(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let post = Post(name: try body.required("post"), unit: try body.required("unit"))
    let person = try body.required("person")
    guard try await operations.store.remove(PostLine(person: person, post: post), by: caller.initiator) else {
      throw Problem.unknownPost(post, of: person)
    }
    return Answer(.members(["removed": .int(1)]))
  }

  @Sendable func listRegisters(_ call: Call) async throws -> Answer {
    _ = try await call.administrator()
    let lines = try await operations.store.registers()
    return try call.page(of: lines, by: \.place) { line in
      .members([
        "name": .string(line.key.name), "period": .int(Int64(line.key.period)), "next": .int(Int64(line.next)),
      ])
    }
  }

  @Sendable func setRegister(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let (next, period) = (try body.requiredWhole("next"), try body.requiredWhole("period"))
    let key = RegisterKey(name: try body.required("name"), period: Int(period))
    guard try await operations.store.setRegister(key, next: Int(next), by: caller.initiator) else {
      throw Problem.registerIsPast(key.name, next)
    }
    return Answer(.members(["name": .string(key.name), "period": .int(period), "next": .int(next)]))
  }
}

extension Call {
  /// Adds the one entry of a body, or all of a list or none. Only an administrator may.
  fileprivate func addAll<Line: Sendable>(
    _ add: ([Line], Initiator) async throws -> Void, _ line: (JSON) throws -> Line
  ) async throws -> Answer {
    let caller = try await administrator()
    let body = try body()
    let entries = body.items ?? [body]
    try await add(try entries.map(line), caller.initiator)
    return Answer(.members(["added": .int(Int64(entries.count))]), status: 201)
  }
}

extension JSON {
  /// Returns a text that the declared form needs. Throws a problem if it is empty or missing.
  func required(_ name: String) throws -> String {
    guard let text = self[name]?.text, !text.isEmpty else {
      throw Problem.noText(name)
    }
    return text
  }

  /// Returns a number that the declared form needs. Throws a problem if it is missing.
  func requiredWhole(_ name: String) throws -> Int64 {
    guard let number = self[name]?.whole else {
      throw Problem.noNumber(name)
    }
    return number
  }
}
