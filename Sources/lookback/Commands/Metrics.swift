import ArgumentParser

struct Metrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The daemon's figures since its start, in the text format of Prometheus.",
    discussion: """
      Commands by outcome, the queue, timers fired and how late they were. The same text stands at /v1/metrics, where a \
      collector reads it with a token.
      """)
  @OptionGroup var connecting: ClientOptions

  func run() throws { print(try connecting.text("/metrics"), terminator: "") }
}
