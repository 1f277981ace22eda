package import LookbackCEL

/// Opens one track for each element of a list when the state is entered, and for each that is added while it lasts;
/// the track of an element that is taken out of the list ends.
package struct TrackRule: Sendable, Hashable {
  /// Whether the events that leave the state wait for these tracks.
  package enum Join: String, Sendable, Hashable { case all, none }
  package var each: ValuePath
  package var workflow: String
  /// The name under which guards see these tracks: `tracks.main`.
  package var group: String
  package var join: Join
  package init(each: ValuePath, workflow: String, group: String, join: Join) {
    self.each = each
    self.workflow = workflow
    self.group = group
    self.join = join
  }
}
