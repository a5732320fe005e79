package com.flowex.simulator.streams;

import java.util.List;

/**
 * Reading of one account's stream.
 *
 * @param account name of the account within the history
 * @param entries entries in order of arrival, over all connections
 * @param connections number of connections
 * @param last number of the account's last entry, received by a connection made when nothing changed any longer
 * @param again entries that a separate connection received at the end, from the oldest entry on
 * @param findings findings of the reader itself about wrong messages
 */
public record AccountStreamReading(
        String account,
        List<ReceivedEntry> entries,
        int connections,
        long last,
        List<ReceivedEntry> again,
        List<String> findings) {

    public AccountStreamReading {
        entries = List.copyOf(entries);
        again = List.copyOf(again);
        findings = List.copyOf(findings);
    }
}
