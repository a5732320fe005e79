package com.flowex.wallet.app.accounting;

import com.flowex.domain.value.AccountId;
import java.time.Instant;
import java.util.List;

/** Payments that an account made and received outside of the exchange, for trades with people. */
@FunctionalInterface
public interface OutsidePayments {

    /** Kind of an entry. */
    enum Kind {
        PAYMENT("p2p payment"),
        /** Payment of a split: the price of the part that the buyer got. */
        PART("p2p payment of a part"),
        TAKEN_BACK("p2p payment taken back"),
        /** A recorded taking back was a mistake. */
        RESTORED("p2p payment not taken back");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the description of the entry in the books. */
        public String words() {
            return words;
        }
    }

    /**
     * Payment, or the taking back of one.
     *
     * @param number position of its trade
     * @param units units of the currency; negative for money that went out
     * @param places decimal places of the currency
     */
    record OutsidePayment(long number, Instant at, String trade, String currency, int places, long units, Kind kind) {}

    /**
     * Returns payments behind the trade of a number, oldest trade first. All of one trade are in one page.
     *
     * @param limit number of trades
     */
    List<OutsidePayment> after(AccountId account, long number, int limit);
}
