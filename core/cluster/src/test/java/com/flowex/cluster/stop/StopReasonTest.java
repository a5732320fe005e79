package com.flowex.cluster.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.ErrorCode;
import io.aeron.archive.client.ArchiveEvent;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.client.ClusterException;
import io.aeron.exceptions.AeronEvent;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.ControlProtocolException;
import io.aeron.exceptions.RegistrationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;

/** Causes that end a node, and faults that its parts only report. */
class StopReasonTest {
    private static final String CLASH =
            "existing publication has clashing sessionId=-7 for streamId=100 channel=aeron:udp?alias=catchup-followerId-1";

    private final StopReason reason = new StopReason(Path.of("node"));

    private String stopped() {
        return reason.line().orTimeout(2, TimeUnit.MINUTES).join();
    }

    @Test
    void anErrorOfAPartEndsTheNode() {
        reason.errorHandler("media driver").onError(new IllegalStateException("broken\nwith details"));
        assertEquals("media driver failed: broken", stopped());
    }

    @Test
    void onlyTheFirstReasonCounts() {
        reason.stop("one", null);
        reason.stop("two", null);
        assertEquals("one", stopped());
    }

    @Test
    void fullDiskIsNamedAsTheReasonByAnyPart() {
        reason.errorHandler("log archive").onError(new IOException("No space left on device"));
        assertEquals(reason.diskFull(), stopped());
    }

    /** Seen: a node ended by itself without a known reason: it said "the engine has stopped". */
    @Test
    void endedPartReportsItsCauseAndEarlierWarnings() {
        ErrorHandler engine = reason.errorHandler("engine");
        engine.onError(new AeronEvent("a counter is closed", AeronException.Category.WARN));
        reason.errorHandler("log archive").onError(new AeronEvent("another's", AeronException.Category.WARN));
        assertFalse(reason.line().isDone());
        engine.onError(new AgentTerminationException("unexpected Aeron close"));
        assertEquals("engine has ended: unexpected Aeron close; before that: WARN - a counter is closed", stopped());
    }

    /** Seen: a deployment was taken back, because a node joined its leader late on a busy machine and ended. */
    @Test
    void lateJoinIsDistinguishedFromOtherEngineFaults() {
        reason.errorHandler("engine")
                .onError(new ClusterException("Cluster log must be contiguous for joining image: expectedPosition=48160"
                        + " joinPosition=65184"));
        assertTrue(stopped().startsWith("engine failed: "));
        assertTrue(reason.isLateJoin());

        StopReason other = new StopReason(Path.of("node"));
        other.errorHandler("engine").onError(new ClusterException("no heartbeat"));
        assertFalse(other.isLateJoin());
    }

    @Test
    void anErrorThatSaysNothingIsCalledByItsName() {
        reason.errorHandler("engine").onError(new AgentTerminationException());
        assertEquals("engine has ended: AgentTerminationException", stopped());
    }

    /** Seen: the leader of three ended by itself when a follower that had fallen behind asked twice for what it lacked. */
    @Test
    void duplicateCatchUpRequestStopsNoNode() {
        List<AeronException> reports = List.of(
                new ControlProtocolException(ErrorCode.INVALID_CHANNEL, CLASH),
                new RegistrationException(5, ErrorCode.INVALID_CHANNEL.value(), ErrorCode.INVALID_CHANNEL, CLASH),
                new ArchiveException("failed to create replay publication: " + CLASH));
        reports.forEach(reason.errorHandler("media driver")::onError);
        assertFalse(reason.line().isDone());
        reason.errorHandler("media driver").onError(new ControlProtocolException(ErrorCode.INVALID_CHANNEL, "another"));
        assertEquals("media driver failed: ERROR - another", stopped());
    }

    /** Seen: the leader of three ended by itself when an edge was stopped while its question about recordings was answered. */
    @Test
    void readerLeavingBeforeItsAnswerStopsNoNode() {
        String left =
                "response publication is closed: ControlSession{controlSessionId=112763228, correlationId=111, state=DONE}";
        reason.errorHandler("events archive").onError(new ArchiveEvent(left, AeronException.Category.ERROR));
        reason.errorHandler("events archive").onError(new ArchiveException(left));
        assertFalse(reason.line().isDone());
        reason.errorHandler("events archive").onError(new ArchiveEvent("another", AeronException.Category.ERROR));
        assertEquals("events archive failed: ERROR - another", stopped());
    }
}
