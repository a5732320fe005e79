package com.flowex.simulator.lobster;

/**
 * Result of a replay. If there was a book to compare with, each row is exact, revealed or a mismatch.
 *
 * @param rows number of messages
 * @param exact number of rows after which the books were equal, including the first, which seeds the book
 * @param revealed number of rows that brought a level back into sight, and otherwise left the books equal
 * @param mismatches number of rows after which the books differed otherwise
 * @param inTurn number of executions of known orders that hit, in the engine too, exactly the order whose turn it was
 * @param executions number of executions of known orders
 * @param commandsPerSecond commands a second, including reading and comparing
 * @param digest digest of all messages and all events
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

    /** Returns the last line of a replay. */
    public String line() {
        return "lobster rows=" + rows + " exact=" + exact + " revealed=" + revealed + " mismatches=" + mismatches
                + " fifo=" + inTurn + "/" + executions + " commands_per_second=" + commandsPerSecond + " digest="
                + digest;
    }
}
