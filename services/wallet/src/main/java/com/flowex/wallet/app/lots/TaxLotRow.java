package com.flowex.wallet.app.lots;

import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Line of a report of lots: a part of a lot, and its end if it left the account.
 *
 * @param disposal null for a lot that the account still holds
 */
public record TaxLotRow(AssetId asset, TaxLot lot, @Nullable Disposal disposal) {

    /** Kind of a line. The lower-case name is the code on the wire. */
    public enum Kind {
        /** Sold for the currency of the report; in a fiat currency, traded at a value in it. */
        SALE,
        /** Traded for another asset without a value in the currency of the report, so the proceeds are not known. */
        SWAP,
        /** Left the account without a trade. */
        TRANSFER,
        /** Held at the end of the year. */
        HOLDING;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * End of a part of a lot.
     *
     * @param sequence event that ended it
     * @param proceedsUnits part of the proceeds, less the fee; null unless it is a sale on a day that has a rate
     * @param against asset that came for it; null for a transfer
     * @param missing day for which the proceeds are not known because a rate or a price is missing
     */
    public record Disposal(
            Kind kind,
            long sequence,
            long timeNanos,
            @Nullable BigInteger proceedsUnits,
            @Nullable AssetId against,
            MissingDays missing) {}

    public Kind kind() {
        return disposal == null ? Kind.HOLDING : disposal.kind();
    }

    /** Returns the days of the trades of this line that have no value because a rate or a price is missing. */
    public MissingDays missing() {
        return disposal == null ? lot.missing() : lot.missing().with(disposal.missing());
    }

    /** Returns proceeds less cost; null unless both are known. */
    public @Nullable BigInteger gainUnits() {
        BigInteger cost = lot.costUnits();
        BigInteger proceeds = disposal == null ? null : disposal.proceedsUnits();
        return cost == null || proceeds == null ? null : proceeds.subtract(cost);
    }
}
