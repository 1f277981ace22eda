import LookbackCore
package import LookbackDefinition

extension StaffList {
  /// The same people for a simulation, in which nobody else exists.
  package var staff: Staff {
    var persons: [String: Set<Post>] = [:]
    for (post, people) in holders { for person in people { persons[person, default: []].insert(post) } }
    return Staff(persons: persons, isComplete: true)
  }
}
