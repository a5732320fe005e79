package com.flowex.cluster.tail;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.disk.EventLogFormat;
import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ExclusivePublication;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.ArchivingMediaDriver;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteEventsTest {
    private static final int TERM = 1 << 16;
    private static final String IPC = "aeron:ipc?term-length=64k|alias=" + EventLogFormat.ALIAS;

    @TempDir
    private Path directory;

    /** All nodes were killed and came back: the reader is where the events of before end, and waits for those to come. */
    @Test
    void aNodeWhoseEventLogDoesNotGoOnYetIsAskedAgain() {
        try (ArchivingMediaDriver driver = ArchivingMediaDriver.launch(driver(), archive());
                Aeron aeron = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(driver.mediaDriver().aeronDirectoryName()));
                AeronArchive archive = AeronArchive.connect(client(aeron))) {
            ExclusivePublication before = archive.addRecordedExclusivePublication(IPC, EventLogFormat.STREAM);
            offer(before);
            Checkpoint end = new Checkpoint(1, before.position());
            RemoteEvents events = new RemoteEvents(List.of(() -> client(aeron)), "aeron:udp?endpoint=localhost:0", 0);
            long recording = recordingOf(archive, before);
            until(() -> archive.getRecordingPosition(recording) == end.position());
            started(events, end).close();

            archive.stopRecording(before);
            before.close();
            until(() -> archive.getStopPosition(recording) == end.position());
            ArchiveException why = assertThrows(ArchiveException.class, () -> open(events, end));
            assertTrue(why.toString().endsWith("does not go on yet"), why::toString);

            String channel = new ChannelUriStringBuilder(IPC)
                    .initialPosition(end.position(), before.initialTermId(), TERM)
                    .build();
            try (ExclusivePublication after = aeron.addExclusivePublication(channel, EventLogFormat.STREAM)) {
                archive.extendRecording(recording, IPC, EventLogFormat.STREAM, SourceLocation.LOCAL);
                until(after::isConnected);
                until(() -> archive.getStopPosition(recording) == AeronArchive.NULL_POSITION);
                try (TailReplay replay = started(events, end)) {
                    offer(after);
                    int[] read = {0};
                    until(() -> {
                        replay.poll((_, _, _, _) -> read[0]++, 1);
                        return read[0] == 1;
                    });
                }
            }
        }
    }

    private MediaDriver.Context driver() {
        return new MediaDriver.Context()
                .aeronDirectoryName(directory.resolve("driver").toString())
                .threadingMode(ThreadingMode.SHARED)
                .termBufferSparseFile(true);
    }

    private Archive.Context archive() {
        return new Archive.Context()
                .aeronDirectoryName(directory.resolve("driver").toString())
                .archiveDir(directory.resolve("archive").toFile())
                .threadingMode(ArchiveThreadingMode.SHARED)
                .segmentFileLength(TERM)
                .controlChannelEnabled(false)
                .localControlChannel("aeron:ipc")
                .archiveClientContext(
                        new AeronArchive.Context().controlResponseChannel("aeron:udp?endpoint=localhost:0"))
                .replicationChannel("aeron:udp?endpoint=localhost:0")
                .recordingEventsEnabled(false);
    }

    private static AeronArchive.Context client(Aeron aeron) {
        return new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .controlRequestChannel("aeron:ipc")
                .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
                .controlResponseChannel("aeron:ipc");
    }

    private static TailReplay open(RemoteEvents events, Checkpoint from) {
        return TailReplay.open(events, from, new SleepingMillisIdleStrategy());
    }

    /** A replay that begins too late on a busy machine is requested again, as {@link ReplayTail} does. */
    private static TailReplay started(RemoteEvents events, Checkpoint from) {
        AtomicReference<@Nullable TailReplay> replay = new AtomicReference<>();
        until(() -> {
            try {
                replay.set(open(events, from));
                return true;
            } catch (ArchiveException late) {
                assertTrue(late.toString().endsWith("the replay does not start"), late::toString);
                return false;
            }
        });
        return Objects.requireNonNull(replay.get());
    }

    private static void offer(ExclusivePublication publication) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[100]);
        until(() -> publication.offer(message) > 0);
    }

    private static long recordingOf(AeronArchive archive, ExclusivePublication publication) {
        long[] found = {-1};
        until(() -> archive.listRecordings(
                        0,
                        1,
                        (_, _, id, _, _, _, _, _, _, _, _, session, _, _, _, _) ->
                                found[0] = session == publication.sessionId() ? id : -1)
                > 0);
        return found[0];
    }

    private static void until(BooleanSupplier isSo) {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
