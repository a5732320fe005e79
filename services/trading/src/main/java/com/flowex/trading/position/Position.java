package com.flowex.trading.position;

import com.flowex.domain.Side;
import java.math.BigInteger;

/**
 * What an account's fills of one instrument add up to, by average cost.
 *
 * <p>Buying adds what arrived (fee taken out) and what was paid for it; selling takes away what left, and its share of
 * the cost. Past zero the rest opens a position the other way, whose "cost" is what it brought in (fee taken out).
 *
 * @param quantityUnits net base quantity: positive bought, negative sold more than bought
 * @param costUnits quote units behind that quantity, of the same sign (or zero, where rounding left none)
 */
public record Position(long quantityUnits, long costUnits) {

    public static final Position FLAT = new Position(0, 0);

    /**
     * The position after one more fill.
     *
     * @param quantityUnits base that changed hands
     * @param quoteUnits quote that changed hands
     * @param feeUnits of what the side receives: base when it buys, quote when it sells; negative for a rebate in what
     *     the other side receives
     */
    public Position after(Side side, long quantityUnits, long quoteUnits, long feeUnits) {
        long fee = Math.max(feeUnits, 0);
        long rebate = Math.max(-feeUnits, 0);
        return switch (side) {
            case BUY -> plus(quantityUnits - fee, quoteUnits - rebate);
            case SELL -> plus(rebate - quantityUnits, fee - quoteUnits);
        };
    }

    private Position plus(long quantity, long quote) {
        long sum = Math.addExact(quantityUnits, quantity);
        if (sum == 0) {
            return FLAT;
        }
        if (quantityUnits == 0 || (quantityUnits > 0) == (quantity > 0)) {
            return new Position(sum, Math.addExact(costUnits, quote));
        }
        boolean stays = (sum > 0) == (quantityUnits > 0);
        return stays
                ? new Position(sum, share(costUnits, sum, quantityUnits))
                : new Position(sum, share(quote, sum, quantity));
    }

    /** {@code whole x part / of}, rounded towards zero; {@code part} is no further from zero than {@code of}. */
    private static long share(long whole, long part, long of) {
        long high = Math.multiplyHigh(whole, part);
        long low = whole * part;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return low / of;
        }
        return BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(of))
                .longValueExact();
    }
}
