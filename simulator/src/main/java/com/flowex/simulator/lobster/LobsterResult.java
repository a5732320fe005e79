package com.flowex.simulator.lobster;

/**
 * What a replay ended with. Where there was a book to compare with, each row is exact, revealed or a mismatch.
 *
 * @param rows messages
 * @param exact rows after which the books were equal, the first, which seeds the book, included
 * @param revealed rows that brought a level back into sight, and left the books equal otherwise
 * @param mismatches rows after which the books differed otherwise
 * @param inTurn executions of known orders that hit, in the engine too, exactly the order whose turn it was
 * @param executions of known orders
 * @param commandsPerSecond with reading and comparing
 * @param digest of all messages and all events
 */
public record LobsterResult(
        long rows,
        long exact,
        long revealed,
        long mismatches,
        long inTurn,
        long executions,
        long commandsPerSecond,
        String digest) {

    /** The one line that a replay ends with. */
    public String line() {
        return "lobster rows=" + rows + " exact=" + exact + " revealed=" + revealed + " mismatches=" + mismatches
                + " fifo=" + inTurn + "/" + executions + " commands_per_second=" + commandsPerSecond + " digest="
                + digest;
    }
}
