package com.flowex.simulator.streams;

import java.util.List;

/**
 * What one reader of an account's stream saw.
 *
 * @param account its name within the history
 * @param entries in the order in which they came, over all connections
 * @param connections how many there were
 * @param last the number of the account's last entry, as a connection was told that came when nothing happened any more
 * @param again what a connection of its own saw from the oldest entry on, after all
 * @param findings what the reader itself was told that it should not have been
 */
public record AccountReading(
        String account,
        List<SeenEntry> entries,
        int connections,
        long last,
        List<SeenEntry> again,
        List<String> findings) {

    public AccountReading {
        entries = List.copyOf(entries);
        again = List.copyOf(again);
        findings = List.copyOf(findings);
    }
}
