package com.flowex.identity.app.push;

import com.flowex.domain.value.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders of accounts that traded or that the clock ended, from the service that numbers the accounts' entries. Each
 * account's entries are numbered from 1 without a gap, and a number never changes.
 */
public interface OrderNewsSource {

    /**
     * Returns the number of the last entry of each of these accounts of a tenant; an account without entries is
     * missing.
     */
    Map<Long, Long> last(int tenant, Collection<Long> accounts);

    /**
     * Returns the news after an entry.
     *
     * @param from number of the last known entry; later entries that are no longer stored are left out
     * @param sinceNanos log time in nanoseconds; older news are left out
     */
    Behind behind(AccountId account, long from, long sinceNanos);

    /**
     * News after an entry.
     *
     * @param through number of the last entry that was read
     * @param filled orders with fills
     * @param expired orders that ended at their time, without a request of the user
     */
    record Behind(long through, Orders filled, Orders expired) {}

    /**
     * Orders with the same news.
     *
     * @param count number of the orders
     * @param newest some of them, newest first
     */
    record Orders(int count, List<OrderNote> newest) {

        public static final Orders NONE = new Orders(0, List.of());

        public Orders {
            newest = List.copyOf(newest);
        }
    }

    /**
     * News of one order; all its fills are summed up.
     *
     * @param symbol symbol of the market
     * @param side buy or sell
     * @param quantity quantity of the base asset that traded, or of the whole order that expired, as plain decimal text
     * @param price price of the fills; null if it traded at several, and for an order that expired
     */
    record OrderNote(
            String symbol,
            String side,
            String quantity,
            @Nullable String price) {}
}
