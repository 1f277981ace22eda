import Testing

@testable import lookback

@Suite("where the daemon is found") struct DoorTests {
  private static let environment = [
    "LOOKBACK_SOCKET": "/e/socket", "LOOKBACK_OFFICE": "xining", "LOOKBACK_URL": "http://e",
  ]

  @Test(
    "what is typed wins over the environment, and the socket over the office",
    arguments: [
      ("/s", "haidong", environment, "/s"), (nil, "haidong", environment, "/run/lookback-haidong/lookback.sock"),
      (nil, nil, environment, "http://e"), (nil, nil, environment.filter { $0.key != "LOOKBACK_URL" }, "/e/socket"),
      (nil, nil, ["LOOKBACK_OFFICE": "xining"], "/run/lookback-xining/lookback.sock"),
      (nil, nil, ["LOOKBACK_OFFICE": "main"], "/run/lookback/lookback.sock"),
      (nil, nil, [:], "/run/lookback/lookback.sock"),
    ] as [(String?, String?, [String: String], String)])
  func found(socket: String?, office: String?, environment: [String: String], place: String) {
    switch Door(socket: socket, office: office, environment: environment) {
    case .socket(let path): #expect(path == place)
    case .url(let url): #expect(url == place)
    }
  }
}
