package com.flowex.wallet.app.lots;

import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.time.LocalDate;

/** Value of a posting of a trade in the currency of a report, or the reason why it has none. */
sealed interface TradeValue {

    /**
     * A known value.
     *
     * @param receivedUnits amount that came for the posting; negative if it was paid
     */
    record Known(BigInteger receivedUnits) implements TradeValue {}

    /** The trade has another asset on its other side, and the report values no such trades. */
    record OtherAsset(AssetId asset) implements TradeValue {}

    /** No market had a price for either side on that day. */
    record NoPrice(LocalDate day) implements TradeValue {}

    /** The currency has no rate for that day. */
    record NoRate(LocalDate day) implements TradeValue {}
}
