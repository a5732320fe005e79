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
import java.util.Optional;

/** Currency of a report of lots: an asset, or a fiat currency by the rates of days. */
public sealed interface LotCurrency {

    /** Returns true if an asset has lots; the currency itself has none. */
    boolean hasLots(AssetId asset);

    /**
     * Returns the value of one side of a trade.
     *
     * @param other other side of the trade
     */
    TradeValue value(long timeNanos, Posting posting, Posting other);

    /** An asset in which trades are paid. */
    record OfAsset(AssetId asset) implements LotCurrency {

        @Override
        public boolean hasLots(AssetId of) {
            return !of.equals(asset);
        }

        @Override
        public TradeValue value(long timeNanos, Posting posting, Posting other) {
            return other.asset().equals(asset)
                    ? new TradeValue.Known(BigInteger.valueOf(other.units()))
                    : new TradeValue.OtherAsset(other.asset());
        }
    }

    /** Worth of assets in the asset that is counted as a currency, by day. */
    @FunctionalInterface
    interface PostingWorth {
        /** Returns the worth of what a posting moved, without its sign; empty if no market had a price on that day. */
        Optional<BigDecimal> on(LocalDate day, Posting posting);
    }

    /**
     * A fiat currency. A trade against the asset that is counted as a currency has the value of that side. Any other trade
     * has the worth of what arrived, or of what left where only that has a price. Both are at the rate of the day of the
     * trade, rounded towards zero.
     *
     * @param counted asset that the rates are for; it has lots, too
     * @param countedScale scale of that asset
     * @param scale scale of the amounts of the report
     * @param worth worth of other assets in {@code counted}
     */
    record OfFiat(AssetId counted, Scale countedScale, Scale scale, FiatRateDays rates, PostingWorth worth)
            implements LotCurrency {

        @Override
        public boolean hasLots(AssetId of) {
            return true;
        }

        @Override
        public TradeValue value(long timeNanos, Posting posting, Posting other) {
            LocalDate day = day(timeNanos);
            Optional<FiatRateDays.DayRate> rate = rates.on(day);
            if (rate.isEmpty()) {
                return new TradeValue.NoRate(day);
            }
            return received(day, posting, other)
                    .<TradeValue>map(amount ->
                            new TradeValue.Known(amount.multiply(rate.get().rate())
                                    .setScale(scale.places(), RoundingMode.DOWN)
                                    .unscaledValue()))
                    .orElseGet(() -> new TradeValue.NoPrice(day));
        }

        /** Returns the amount of the counted asset that came for a posting; negative if it was paid. */
        private Optional<BigDecimal> received(LocalDate day, Posting posting, Posting other) {
            if (posting.asset().equals(counted)) {
                return Optional.of(BigDecimal.valueOf(posting.units(), countedScale.places())
                        .negate());
            }
            if (other.asset().equals(counted)) {
                return Optional.of(BigDecimal.valueOf(other.units(), countedScale.places()));
            }
            boolean isIncoming = posting.units() > 0;
            Posting incoming = isIncoming ? posting : other;
            Posting outgoing = isIncoming ? other : posting;
            return worth.on(day, incoming)
                    .or(() -> worth.on(day, outgoing))
                    .map(amount -> isIncoming ? amount.negate() : amount);
        }
    }

    /** Returns the day of a log time, UTC. */
    static LocalDate day(long timeNanos) {
        return LocalDate.ofInstant(LogTime.instant(timeNanos), ZoneOffset.UTC);
    }
}
