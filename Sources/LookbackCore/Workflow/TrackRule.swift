/// Opens one track for each element of a list when the state is entered, and for each element that is added while the
/// state lasts. The track of an element that is removed from the list ends.
package struct TrackRule: Sendable, Hashable {
  /// Whether the events that leave the state wait for these tracks.
  package enum Join: String, Sendable, Hashable { case all, none }
  /// The field with the list.
  package var each: ValuePath
  /// The workflow that the tracks run, in its newest version.
  package var workflow: String
  /// The name by which guards refer to these tracks, such as `tracks.main`.
  package var group: String
  package var join: Join
  package init(each: ValuePath, workflow: String, group: String, join: Join) {
    self.each = each
    self.workflow = workflow
    self.group = group
    self.join = join
  }
}
