package import LookbackJSON
package import LookbackTime

/// The document of the API in the form of OpenAPI 3.1, made from the route table.
package struct APIDocument: Sendable {
  /// The version of the programs.
  package static let version = "0.1.0"

  let language: Language

  package init(language: Language) { self.language = language }

  package var json: JSON {
    .members([
      "openapi": .string("3.1.0"),
      "info": .members([
        "title": .string("Lookback"), "version": .string(Self.version), "description": .string(words.about),
        "license": .members(["name": .string("Apache-2.0"), "identifier": .string("Apache-2.0")]),
      ]),
      "servers": .array([.members(["url": .string("/"), "description": .string(words.server)])]),
      "security": .array([.members(["token": .array([])])]),
      "tags": .array(
        RouteSection.allCases.map { section in
          .members(["name": .string(section.rawValue), "description": .string(section.title(in: language))])
        }),
      "paths": paths,
      "components": components,
    ])
  }

  var words: DocumentWords { DocumentWords(language: language) }

  private var paths: JSON {
    var paths: [(template: String, operations: [JSON.Member])] = []
    for shape in RouteShape.all {
      let member = JSON.Member(name: shape.method.rawValue.lowercased(), value: operation(shape))
      if let place = paths.firstIndex(where: { $0.template == shape.template }) {
        paths[place].operations.append(member)
      } else {
        paths.append((shape.template, [member]))
      }
    }
    return .object(paths.map { JSON.Member(name: $0.template, value: .object($0.operations)) })
  }

  private func operation(_ shape: RouteShape) -> JSON {
    .members([
      "operationId": .string(shape.operation), "tags": .array([.string(shape.section.rawValue)]),
      "summary": .string(shape.summary(in: language)),
      "description": shape.isForAdministrators ? .string(words.administrators) : nil,
      "security": shape.isOpen ? .array([]) : nil,
      "parameters": .array(parameters(shape)),
      "requestBody": shape.body.map { body in
        .members([
          "required": .bool(true), "description": .string(words.bodyLimit(shape.limit)),
          "content": .members([
            RouteShape.json: .members(["schema": schemas.schema(body, isClosed: true)]),
            ListFormat.csv: shape.table == nil ? nil : .members(["schema": .members(["type": .string("string")])]),
          ]),
        ])
      },
      "responses": .object(answers(shape)),
    ])
  }

  private func parameters(_ shape: RouteShape) -> [JSON] {
    let path = shape.parameters.map { name in
      parameter(
        name, in: "path", isNeeded: true, words.part(name),
        name == "number" && !shape.path.hasPrefix("tokens") ? .count : .text(1...1_000))
    }
    let query = shape.query.map { key in
      parameter(key.name, in: "query", isNeeded: key.isNeeded, KeyWords.text(key.name, in: language), key.shape)
    }
    return path + query + headers(shape).map { .members(["$ref": .string("#/components/parameters/\($0)")]) }
  }

  private func headers(_ shape: RouteShape) -> [String] {
    ["AcceptLanguage"] + (shape.isOpen ? [] : ["LookbackAs"]) + (shape.takesKey ? ["IdempotencyKey"] : [])
      + (shape.isLong ? ["Prefer"] : []) + (shape.takesMatch ? ["IfMatch"] : [])
      + (shape.isTagged ? ["IfNoneMatch"] : [])
  }

  private func parameter(
    _ name: String, in place: String, isNeeded: Bool, _ description: String?, _ shape: JSONShape
  ) -> JSON {
    .members([
      "name": .string(name), "in": .string(place), "required": .bool(isNeeded),
      "description": description.map { .string($0) }, "schema": schemas.schema(shape, isClosed: true),
    ])
  }
}

// MARK: - Answers

extension APIDocument {
  var schemas: SchemaWriter { SchemaWriter(language: language) }

  private func answers(_ shape: RouteShape) -> [JSON.Member] {
    let codes = Dictionary(grouping: shape.codes) { ProblemKind.kind($0)?.status ?? 500 }
    let good = JSON.Member(name: String(shape.status), value: goodAnswer(shape))
    let unchanged = JSON.members(["description": .string(words.unchanged)])
    return [good] + (shape.isLong ? [JSON.Member(name: "202", value: begun)] : [])
      + (shape.isTagged ? [JSON.Member(name: "304", value: unchanged)] : [])
      + codes.sorted { $0.key < $1.key }.map { status, codes in
        JSON.Member(name: String(status), value: problem(codes.sorted()))
      }
  }

  private func goodAnswer(_ shape: RouteShape) -> JSON {
    let schema = shape.answer.map { schemas.schema($0, isClosed: false) } ?? .members(["type": .string("string")])
    return .members([
      "description": .string(shape.answers == RouteShape.lines ? words.lines : words.done),
      "headers": .members([
        "Request-Id": .members(["$ref": .string("#/components/headers/RequestId")]),
        "Link": shape.item == nil ? nil : .members(["$ref": .string("#/components/headers/Link")]),
        "Location": shape.tellsLocation ? .members(["$ref": .string("#/components/headers/Location")]) : nil,
        "ETag": shape.isTagged ? .members(["$ref": .string("#/components/headers/ETag")]) : nil,
      ]),
      "content": .object(
        [JSON.Member(name: shape.answers, value: .members(["schema": schema]))] + otherTypes(shape)),
    ])
  }

  /// The answer to `Prefer: respond-async`.
  private var begun: JSON {
    .members([
      "description": .string(words.begun),
      "headers": .members(["Location": .members(["$ref": .string("#/components/headers/Location")])]),
      "content": .members([
        RouteShape.json: .members(["schema": schemas.schema(OfficeAnswers.operation, isClosed: false)])
      ]),
    ])
  }

  /// The types of content beside JSON in which a page can be had.
  private func otherTypes(_ shape: RouteShape) -> [JSON.Member] {
    guard let item = shape.item else { return [] }
    return [
      JSON.Member(name: RouteShape.lines, value: .members(["schema": schemas.schema(item, isClosed: false)])),
      JSON.Member(name: ListFormat.csv, value: .members(["schema": .members(["type": .string("string")])])),
    ]
  }

  /// - Parameter codes: those that the address may answer with under one status.
  private func problem(_ codes: [String]) -> JSON {
    .members([
      "description": .string(codes.map { "`\($0)`" }.joined(separator: ", ")),
      "content": .members([
        "application/problem+json": .members(["schema": .members(["$ref": .string("#/components/schemas/Problem")])])
      ]),
    ])
  }

  private var components: JSON {
    .members([
      "securitySchemes": .members([
        "token": .members([
          "type": .string("http"), "scheme": .string("bearer"), "description": .string(words.token),
        ])
      ]),
      "parameters": .members([
        "AcceptLanguage": header("Accept-Language", words.acceptLanguage, .words),
        "LookbackAs": header("Lookback-As", words.lookbackAs, .text(1...200)),
        "IdempotencyKey": header("Idempotency-Key", words.idempotencyKey, .text(1...128)),
        "Prefer": header("Prefer", words.prefer, .words),
        "IfMatch": header("If-Match", words.ifMatch, .words),
        "IfNoneMatch": header("If-None-Match", words.ifNoneMatch, .words),
      ]),
      "headers": .members([
        "RequestId": .members([
          "description": .string(words.requestID), "schema": .members(["type": .string("string")]),
        ]),
        "ETag": .members(["description": .string(words.eTag), "schema": .members(["type": .string("string")])]),
        "Link": .members(["description": .string(words.link), "schema": .members(["type": .string("string")])]),
        "Location": .members([
          "description": .string(words.location), "schema": .members(["type": .string("string")]),
        ]),
      ]),
      "schemas": .object(schemas.named),
    ])
  }

  private func header(_ name: String, _ description: String, _ shape: JSONShape) -> JSON {
    parameter(name, in: "header", isNeeded: false, description, shape)
  }
}
