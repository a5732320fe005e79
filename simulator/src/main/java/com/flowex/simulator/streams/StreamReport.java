package com.flowex.simulator.streams;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be said of readers.
 *
 * @param readers of account streams
 * @param reconnects of them, over all connections but the first of each
 * @param numbers entries that they saw
 * @param missed entries up to an account's last that its reader never saw
 * @param repeated entries that came to a reader again
 * @param misplaced entries that came behind a later one
 * @param books readers of a market's depth
 * @param bookReconnects of them
 * @param changes of their books
 * @param broken changes that did not follow, or whose checksum was another
 * @param findings what is wrong, in words
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

    /** Nobody read. */
    public static final StreamReport NONE = new StreamReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    private static final int SHOWN_MAX = 10;

    public StreamReport {
        findings = List.copyOf(findings);
    }

    /** Whether every reader saw everything once. Each number above has its finding. */
    public boolean isAccepted() {
        return findings.isEmpty();
    }

    /** What to print: what is wrong first, ten at most, the sums last; nothing where nobody read. */
    public List<String> lines() {
        if (readers + books == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        findings.stream().limit(SHOWN_MAX).forEach(what -> lines.add("wrong: " + what));
        lines.add("readers=" + readers + " reconnects=" + reconnects + " numbers=" + numbers + " missed=" + missed
                + " repeated=" + repeated + " misplaced=" + misplaced);
        lines.add("books=" + books + " reconnects=" + bookReconnects + " changes=" + changes + " broken=" + broken);
        return lines;
    }
}
