package com.flowex.simulator.streams;

import java.util.List;

/**
 * Reading of a market's depth by one reader.
 *
 * @param connections number of connections
 * @param changes number of changes of its book
 * @param broken number of changes that did not follow the one before, or had a wrong checksum
 * @param findings findings: books that crossed, or differed from the exchange's answer
 */
public record DepthReading(int connections, long changes, int broken, List<String> findings) {

    public DepthReading {
        findings = List.copyOf(findings);
    }
}
