import CLibpq
import Glibc

/// A serial executor that owns one thread, so that blocking calls of its actor block no other task.
///
/// The owner calls `stop()` once, when nothing can be enqueued any more (from the actor's `deinit`). Jobs that are in
/// the queue by then still run before the thread ends.
package final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wakeUp = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [UnownedJob] = []
  private var isStopping = false
  private var thread = pthread_t()
  private let niceness: Int32

  /// Starts the thread. `name` appears in `ps` and debuggers, cut to 15 bytes.
  /// - Parameter niceness: how far the thread stands back behind others when the processors are busy, from 0 to 19.
  /// - Throws: `PostgresError` of kind `.connection` if the system gives no more threads.
  package init(name: String, niceness: Int32 = 0) throws {
    self.niceness = niceness
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wakeUp, nil)
    let retained = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ThreadExecutor>.fromOpaque(context).takeRetainedValue().work()
        return nil
      }, retained.toOpaque())
    guard status == 0 else {
      retained.release()
      throw PostgresError(.connection, "the system gave no thread for a connection (error \(status))")
    }
    pthread_detach(thread)
    pthread_setname_np(thread, String(name.prefix(15)))
  }

  deinit {
    pthread_cond_destroy(wakeUp)
    pthread_mutex_destroy(mutex)
    wakeUp.deallocate()
    mutex.deallocate()
  }

  /// Runs the job on the thread, after all jobs that were enqueued before it.
  package func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    pthread_mutex_lock(mutex)
    jobs.append(unowned)
    pthread_cond_signal(wakeUp)
    pthread_mutex_unlock(mutex)
  }

  /// Ends the program if the caller is on another thread.
  package func checkIsolated() {
    precondition(isOwnThread, "not on the thread of this executor")
  }

  /// Whether the caller is on this executor's thread.
  package func isIsolatingCurrentContext() -> Bool? { isOwnThread }

  /// Lets the thread end after the jobs that are in the queue.
  package func stop() {
    pthread_mutex_lock(mutex)
    isStopping = true
    pthread_cond_signal(wakeUp)
    pthread_mutex_unlock(mutex)
  }

  private var isOwnThread: Bool { pthread_equal(pthread_self(), thread) != 0 }

  private func work() {
    if niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
    while let batch = nextBatch() {
      for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }

  private func nextBatch() -> [UnownedJob]? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while jobs.isEmpty && !isStopping { pthread_cond_wait(wakeUp, mutex) }
    guard !jobs.isEmpty else { return nil }
    let batch = jobs
    jobs.removeAll()
    return batch
  }
}
