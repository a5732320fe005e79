package com.flowex.cluster.repair;

import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.LogMessageReader;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.stop.NodeRefusedException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Truncation of a copy's log between two commands, at an event number or a time. Other parts that reach beyond it are
 * not changed.
 */
public final class LogTruncation {

    private LogTruncation() {}

    /** New end of a log. */
    public sealed interface Target {

        /** The end is behind the command that led to this event, or before it if it led to later ones too. */
        record Sequence(long sequence) implements Target {}

        /** The end is behind the last command of this log time, nanoseconds since 1970. */
        record Time(long nanos) implements Target {}
    }

    /**
     * Cuts the log.
     *
     * @return true if anything was behind the target
     * @throws NodeRefusedException if the directory is in use
     */
    public static boolean at(Path dataDirectory, Target target) throws IOException {
        Path root;
        long end;
        try (DataDirectory.Reading directory = DataDirectory.read(dataDirectory)) {
            root = directory.root();
            end = end(directory, target);
        }
        if (end < 0) {
            return false;
        }
        try (DataDirectory _ = DataDirectory.open(root)) {
            NodeRepair.cutLog(root, end);
        }
        return true;
    }

    /** Returns the position at which the last kept message ends, in bytes; -1 if all are kept. */
    private static long end(DataDirectory.Reading directory, Target target) throws IOException {
        RecordingFile log = new RecordingFile(
                directory.log(), RecordingLogFile.read(directory.cluster()).log());
        LogMessageReader messages = new LogMessageReader();
        CommandApplier applier = new CommandApplier(StateMachine.EXCHANGE.fresh(), 0);
        long retained = 0;
        while (log.next()) {
            LogMessageReader.LoggedCommand logged = messages.read(log.message(), log.length());
            if (logged != null) {
                if (target instanceof Target.Time(long nanos) && logged.timestamp() > nanos) {
                    return retained;
                }
                applier.apply(logged.command(), logged.timestamp(), log.endPosition());
                if (target instanceof Target.Sequence(long sequence)
                        && applier.core().sequence() > sequence) {
                    return retained;
                }
            }
            retained = log.endPosition();
        }
        return -1;
    }
}
