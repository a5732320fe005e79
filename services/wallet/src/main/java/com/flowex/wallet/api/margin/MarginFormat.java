package com.flowex.wallet.api.margin;

import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Format of numbers about lending. */
final class MarginFormat {

    /** Scale of shares and levels: millionths. */
    static final Scale SHARE = new Scale(6);

    /** Scale of an hour's rate: billionths. */
    static final Scale RATE = new Scale(9);

    /** Scale of discounts: basis points. */
    static final Scale DISCOUNT = new Scale(4);

    /** Scale of the volumes of quotes. */
    static final Scale VOLUME = new Scale(8);

    /** Scale of values in the tenant's valuation currency. */
    static final Scale VALUE = new Scale(8);

    private MarginFormat() {}

    static String units(long units, Asset asset) {
        return Decimals.format(units, asset.scale());
    }

    static String share(long millionths) {
        return Decimals.format(millionths, SHARE);
    }

    /** Returns a value of assets in the valuation currency, rounded down. */
    static String worth(BigInteger value) {
        return Decimals.format(MarginSums.roundedDown(value, VALUE), VALUE);
    }

    /** Returns a value that is owed or needed in the valuation currency, rounded up. */
    static String needed(BigInteger value) {
        return Decimals.format(MarginSums.roundedUp(value, VALUE), VALUE);
    }

    /** Returns a moment of log time; null for 0. */
    static @Nullable Instant time(long nanos) {
        return nanos == 0 ? null : LogTime.instant(nanos);
    }

    /** Returns an index price; null for none. */
    static @Nullable String price(long units, Scale scale) {
        return units == 0 ? null : Decimals.format(units, scale);
    }
}
