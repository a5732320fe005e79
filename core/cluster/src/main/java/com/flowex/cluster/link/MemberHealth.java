package com.flowex.cluster.link;

/**
 * Health of one node, for operators.
 *
 * @param member id of the node
 * @param role leader, follower or candidate
 * @param electionState state of Aeron's election: 17 if it is closed and the node takes part, -1 while the node is not
 *     up
 * @param term term of the leadership, -1 before the first
 * @param commitPosition position up to which the log is committed, in bytes, as far as this node knows
 * @param sequence number of the last event of its engine
 * @param commandsSinceSnapshot number of commands that a start after a crash would apply again
 * @param snapshotAgeNanos time since the last snapshot, or since this node's start
 * @param freeBytes free bytes of the log's disk
 * @param logBegin byte at which the log on its disk begins, 0 unless it was cut
 * @param eventsBegin byte at which the event log on its disk begins, 0 unless it was cut
 * @param archivedSequence number of the last event that it knows to be archived, 0 if none
 * @param duty performance of its threads
 */
public record MemberHealth(
        int member,
        String role,
        long electionState,
        long term,
        long commitPosition,
        long sequence,
        long commandsSinceSnapshot,
        long snapshotAgeNanos,
        long freeBytes,
        long logBegin,
        long eventsBegin,
        long archivedSequence,
        NodePerformance duty) {

    /** Value of Aeron's {@code ElectionState.CLOSED}. */
    public static final int TAKES_PART = 17;

    /** Returns true if the node leads, or follows a leader. */
    public boolean takesPart() {
        return electionState == TAKES_PART;
    }
}
