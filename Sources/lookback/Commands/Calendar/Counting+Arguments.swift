import ArgumentParser
import LookbackTime

extension Counting.Start: ExpressibleByArgument {}

extension Counting.Last: ExpressibleByArgument {}
