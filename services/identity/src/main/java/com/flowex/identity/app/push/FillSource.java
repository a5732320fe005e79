package com.flowex.identity.app.push;

import com.flowex.domain.value.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills of accounts, from the service that numbers the accounts' entries. Each account's entries are numbered from 1
 * without a gap, and a number never changes.
 */
public interface FillSource {

    /**
     * Returns the number of the last entry of each of these accounts of a tenant; an account without entries is
     * missing.
     */
    Map<Long, Long> last(int tenant, Collection<Long> accounts);

    /**
     * Returns the fills after an entry.
     *
     * @param from number of the last known entry; later entries that are no longer stored are left out
     * @param sinceNanos log time in nanoseconds; older fills are left out
     */
    Behind behind(AccountId account, long from, long sinceNanos);

    /**
     * Fills after an entry.
     *
     * @param through number of the last entry that was read
     * @param orders number of orders with fills
     * @param newest some of the orders, newest first
     */
    record Behind(long through, int orders, List<Filled> newest) {
        public Behind {
            newest = List.copyOf(newest);
        }
    }

    /**
     * All fills of an order, summed up.
     *
     * @param symbol symbol of the market
     * @param side buy or sell
     * @param quantity quantity of the base asset, as plain decimal text
     * @param price price; null if it traded at several
     */
    record Filled(
            String symbol,
            String side,
            String quantity,
            @Nullable String price) {}
}
