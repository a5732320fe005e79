package com.flowex.identity.push;

import com.flowex.domain.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What traded, from whoever numbers what happens to accounts: each account's entries from 1, without a gap, the same ones for ever. */
public interface NewFills {

    /** Number of the last entry of each of these accounts of a tenant; one without entries is missing. */
    Map<Long, Long> last(int tenant, Collection<Long> accounts);

    /**
     * What traded behind an entry.
     *
     * @param from number of the last entry that is known; what is not kept any more is left out
     * @param sinceNanos what is older by the log's time is not told
     */
    Behind behind(AccountId account, long from, long sinceNanos);

    /**
     * What there is behind an entry.
     *
     * @param through number of the last entry that was looked at
     * @param orders how many orders traded
     * @param newest some of them, the newest first
     */
    record Behind(long through, int orders, List<Filled> newest) {
        public Behind {
            newest = List.copyOf(newest);
        }
    }

    /**
     * What an order traded, all of it together.
     *
     * @param symbol of the market
     * @param side buy or sell
     * @param quantity of the base asset, as plain decimal text
     * @param price null where it traded at several
     */
    record Filled(
            String symbol,
            String side,
            String quantity,
            @Nullable String price) {}
}
