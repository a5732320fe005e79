package com.flowex.p2p.store;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Offer to buy or sell an asset for money that is paid outside of the exchange.
 *
 * @param id number within its tenant; 0 before it is stored
 * @param ownerUser user whose key seals the payment details
 * @param feeMillionths fee of a sale when it was posted or last changed; empty for a purchase, and for a sale of before
 * @param version number of its changes, from 1
 * @param endsAt time at which an active offer is paused
 */
public record Offer(
        long id,
        AccountId owner,
        long ownerUser,
        Terms terms,
        long remainingUnits,
        OptionalInt feeMillionths,
        State state,
        int version,
        Instant endsAt,
        Instant createdAt,
        Instant changedAt) {

    /** State of an offer. */
    public enum State {
        ACTIVE,
        PAUSED,
        CLOSED;

        /** Returns the word of the wire and of the database. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Terms, which a change replaces as a whole.
     *
     * @param side side of the owner
     * @param leastUnits smallest quantity of a trade
     * @param mostUnits largest quantity of a trade
     * @param methods codes of payment methods
     * @param ownMethods ids of the owner's payment methods that say where to pay, of a sale
     * @param windowMinutes time in which the buyer has to pay
     * @param text terms in the owner's words; may be empty
     */
    public record Terms(
            Side side,
            AssetId asset,
            String currency,
            Pricing pricing,
            long leastUnits,
            long mostUnits,
            List<String> methods,
            List<Long> ownMethods,
            int windowMinutes,
            String text,
            TakerConditions conditions) {

        public Terms {
            methods = List.copyOf(methods);
            ownMethods = List.copyOf(ownMethods);
        }

        /** Returns true if the owner sells. */
        public boolean isSale() {
            return side == Side.SELL;
        }
    }

    /** Way in which the price comes about. Prices are in units of {@code OfferPrice.SCALE}. */
    public sealed interface Pricing {

        /** The price stays as it is. */
        record Fixed(long priceUnits) implements Pricing {}

        /**
         * The price follows the middle of the market until the offer is taken.
         *
         * @param margin distance from the middle in hundredths of a percent
         * @param limitUnits lowest price of a sale, highest of a purchase; empty for none
         */
        record Floating(int margin, OptionalLong limitUnits) implements Pricing {}
    }

    /**
     * Conditions on the taker.
     *
     * @param trades completed trades
     * @param reliability reliability in thousandths
     * @param completion completed part of ended trades in thousandths
     * @param accountDays age of the account
     * @param isVerifiedOnly true if the taker's e-mail address has to be confirmed
     * @param countries countries of residence; empty for any
     */
    public record TakerConditions(
            int trades,
            int reliability,
            int completion,
            int accountDays,
            boolean isVerifiedOnly,
            List<String> countries) {

        public static final TakerConditions NONE = new TakerConditions(0, 0, 0, 0, false, List.of());

        public TakerConditions {
            countries = List.copyOf(countries);
        }
    }
}
