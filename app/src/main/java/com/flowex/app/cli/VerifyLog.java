package com.flowex.app.cli;

import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.stop.NodeRefusedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * {@code ./flowex verify-log DIR}: replays the log of a stopped exchange on this build and compares it with its
 * snapshots and its event log. The last line is the result.
 */
public final class VerifyLog {
    private static final int MISMATCH = 1;
    private static final int UNUSABLE = 2;

    private VerifyLog() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: ./flowex verify-log DIR, the data directory of an exchange that is stopped");
            return UNUSABLE;
        }
        try {
            LogVerifier.Verdict verdict = LogVerifier.verify(Path.of(args[0]), System.out::println);
            System.out.println(verdict);
            return verdict.mismatches() == 0 ? 0 : MISMATCH;
        } catch (NodeRefusedException | InvalidPathException e) {
            System.err.println(e.getMessage());
            return UNUSABLE;
        }
    }
}
