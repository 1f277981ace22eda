/// The CPU time of several rounds.
struct CostSum {
  private var client = 0.0
  private var server = 0.0
  private var items = 0.0

  mutating func add(_ cost: Cost, items count: Int) {
    client += cost.client * Double(count)
    server += cost.server * Double(count)
    items += Double(count)
  }

  var each: Cost { Cost(client: client / items, server: server / items) }
}
