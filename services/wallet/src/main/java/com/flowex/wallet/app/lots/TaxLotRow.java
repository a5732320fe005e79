package com.flowex.wallet.app.lots;

import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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
        /** Traded for another asset, so the proceeds are not known in the currency of the report. */
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
     */
    public record Disposal(
            Kind kind,
            long sequence,
            long timeNanos,
            @Nullable BigInteger proceedsUnits,
            @Nullable AssetId against) {}

    public Kind kind() {
        return disposal == null ? Kind.HOLDING : disposal.kind();
    }

    /** Returns the log times of the trades of this line that have no value because their day has no rate. */
    public List<Long> withoutRate() {
        List<Long> times = new ArrayList<>();
        if (lot.origin() == TaxLotOrigin.TRADE && lot.costUnits() == null) {
            times.add(lot.acquiredNanos());
        }
        if (disposal != null && disposal.kind() == Kind.SALE && disposal.proceedsUnits() == null) {
            times.add(disposal.timeNanos());
        }
        return times;
    }

    /** Returns proceeds less cost; null unless both are known. */
    public @Nullable BigInteger gainUnits() {
        BigInteger cost = lot.costUnits();
        BigInteger proceeds = disposal == null ? null : disposal.proceedsUnits();
        return cost == null || proceeds == null ? null : proceeds.subtract(cost);
    }
}
