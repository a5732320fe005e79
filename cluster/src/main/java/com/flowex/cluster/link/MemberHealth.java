package com.flowex.cluster.link;

/**
 * Where one node stands, as operators ask.
 *
 * @param member its id
 * @param role leader, follower or candidate
 * @param electionState of Aeron's election: 17 when it is closed and the node takes part, -1 while the node is not up
 * @param term of the leadership, -1 before the first
 * @param commitPosition byte of the log up to which it is committed, as far as this node knows
 * @param sequence number of the last event that its engine has given
 * @param commandsSinceSnapshot how many a start after a crash would apply again
 * @param snapshotAgeNanos how long ago the last was taken, or this node started
 * @param freeBytes of the disk that its log is on
 * @param logBegin byte at which the log on its disk begins, 0 unless it was cut
 * @param eventsBegin byte at which the event log on its disk begins, 0 unless it was cut
 * @param archivedSequence number of the last event that it knows to be archived, 0 if none
 * @param duty how its threads keep up
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
        NodeDuty duty) {

    /** Of Aeron's {@code ElectionState.CLOSED}. */
    public static final int TAKES_PART = 17;

    /** Whether it leads, or follows one who does. */
    public boolean takesPart() {
        return electionState == TAKES_PART;
    }
}
