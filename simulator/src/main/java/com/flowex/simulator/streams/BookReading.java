package com.flowex.simulator.streams;

import java.util.List;

/**
 * What one reader of a market's depth saw.
 *
 * @param connections how many there were
 * @param changes how often its book was another
 * @param broken how often a change did not follow the one before it, or its checksum was another
 * @param findings books that crossed, or were not what the exchange answers
 */
public record BookReading(int connections, long changes, int broken, List<String> findings) {

    public BookReading {
        findings = List.copyOf(findings);
    }
}
