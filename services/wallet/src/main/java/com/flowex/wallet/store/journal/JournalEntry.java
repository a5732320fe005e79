package com.flowex.wallet.store.journal;

import com.flowex.domain.value.AccountId;
import java.util.List;

/**
 * One account's part in one event.
 *
 * @param reference id of the transfer or the trade
 * @param timeNanos log time, nanoseconds since 1970
 * @param postings one, or the two legs of a trade
 */
public record JournalEntry(
        AccountId account, long sequence, long timeNanos, EntryKind kind, String reference, List<Posting> postings) {

    public JournalEntry {
        postings = List.copyOf(postings);
    }
}
