package com.flowex.wallet.app.lots;

import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.app.fiat.FiatRateDays;
import com.flowex.wallet.store.journal.Posting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Currency of a report of lots: an asset, or a fiat currency by the rates of days. */
public sealed interface LotCurrency {

    /** Returns true if an asset has lots; the currency itself has none. */
    boolean hasLots(AssetId asset);

    /** Returns true if a trade gives its postings a value in this currency, by a rate where it needs one. */
    boolean isPricedBy(Posting posting, Posting other);

    /**
     * Returns the amount that came for a posting; negative if it was paid. Null if there is no rate of that day.
     *
     * @param other other side of the trade, which {@link #isPricedBy} accepts
     */
    @Nullable
    BigInteger received(long timeNanos, Posting posting, Posting other);

    /** An asset in which trades are paid. */
    record OfAsset(AssetId asset) implements LotCurrency {

        @Override
        public boolean hasLots(AssetId of) {
            return !of.equals(asset);
        }

        @Override
        public boolean isPricedBy(Posting posting, Posting other) {
            return other.asset().equals(asset);
        }

        @Override
        public BigInteger received(long timeNanos, Posting posting, Posting other) {
            return BigInteger.valueOf(other.units());
        }
    }

    /**
     * A fiat currency. A trade against the asset that is counted as a currency has the value of that side, at the rate of
     * its day, rounded towards zero.
     *
     * @param counted asset that the rates are for; it has lots, too
     * @param countedScale scale of that asset
     * @param scale scale of the amounts of the report
     */
    record OfFiat(AssetId counted, Scale countedScale, Scale scale, FiatRateDays rates) implements LotCurrency {

        @Override
        public boolean hasLots(AssetId of) {
            return true;
        }

        @Override
        public boolean isPricedBy(Posting posting, Posting other) {
            return posting.asset().equals(counted) || other.asset().equals(counted);
        }

        @Override
        public @Nullable BigInteger received(long timeNanos, Posting posting, Posting other) {
            BigInteger units = posting.asset().equals(counted)
                    ? BigInteger.valueOf(posting.units()).negate()
                    : BigInteger.valueOf(other.units());
            return rates.on(day(timeNanos))
                    .map(of -> new BigDecimal(units, countedScale.places())
                            .multiply(of.rate())
                            .setScale(scale.places(), RoundingMode.DOWN)
                            .unscaledValue())
                    .orElse(null);
        }
    }

    /** Returns the day of a log time, UTC. */
    static LocalDate day(long timeNanos) {
        return LocalDate.ofInstant(LogTime.instant(timeNanos), ZoneOffset.UTC);
    }
}
