package com.flowex.simulator.streams;

import java.util.ArrayList;
import java.util.List;

/**
 * Report about the readers.
 *
 * @param readers number of readers of account streams
 * @param reconnects number of their reconnections, over all connections but the first of each
 * @param numbers number of entries that they received
 * @param missed number of entries up to an account's last that its reader never received
 * @param repeated number of entries that a reader received again
 * @param misplaced number of entries that came behind a later one
 * @param books number of readers of a market's depth
 * @param bookReconnects number of their reconnections
 * @param changes number of changes of their books
 * @param broken number of changes that did not follow, or had a wrong checksum
 * @param findings faults found, in words
 */
public record StreamReport(
        int readers,
        int reconnects,
        long numbers,
        long missed,
        long repeated,
        long misplaced,
        int books,
        int bookReconnects,
        long changes,
        long broken,
        List<String> findings) {

    /** Report without readers. */
    public static final StreamReport NONE = new StreamReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    private static final int SHOWN_MAX = 10;

    public StreamReport {
        findings = List.copyOf(findings);
    }

    /** Returns true if every reader received everything once; each number above has its finding. */
    public boolean isAccepted() {
        return findings.isEmpty();
    }

    /** Returns the lines to print: faults first, at most ten, and the sums last; empty if there were no readers. */
    public List<String> lines() {
        if (readers + books == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        findings.stream().limit(SHOWN_MAX).forEach(subject -> lines.add("wrong: " + subject));
        lines.add("readers=" + readers + " reconnects=" + reconnects + " numbers=" + numbers + " missed=" + missed
                + " repeated=" + repeated + " misplaced=" + misplaced);
        lines.add("books=" + books + " reconnects=" + bookReconnects + " changes=" + changes + " broken=" + broken);
        return lines;
    }
}
