package com.flowex.trading.position;

import com.flowex.domain.Side;
import java.math.BigInteger;

/**
 * What an account's fills of one instrument add up to, by average cost.
 *
 * <p>Buying adds what arrived (fee taken out) and what was paid for it; selling takes away what left, and its share of
 * the cost. Past zero the rest opens a position the other way, whose "cost" is what it brought in (fee taken out).
 *
 * <p>Neither has a bound: what was bought may be sent away and bought again.
 *
 * @param quantityUnits net base quantity: positive bought, negative sold more than bought
 * @param costUnits quote units behind that quantity, of the same sign (or zero, where rounding left none)
 */
public record Position(BigInteger quantityUnits, BigInteger costUnits) {

    public static final Position FLAT = new Position(BigInteger.ZERO, BigInteger.ZERO);

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

    /**
     * What a fill brought by closing a part of the position, less what that part had cost: quote units, negative for a loss.
     *
     * @param after what {@link #after} makes of this by the same fill
     */
    public BigInteger realizedBy(Position after, Side side, long quoteUnits, long feeUnits) {
        long moved =
                switch (side) {
                    case BUY -> quoteUnits - Math.max(-feeUnits, 0);
                    case SELL -> Math.max(feeUnits, 0) - quoteUnits;
                };
        return after.costUnits.subtract(costUnits).subtract(BigInteger.valueOf(moved));
    }

    private Position plus(long quantityMoved, long quoteMoved) {
        BigInteger quantity = BigInteger.valueOf(quantityMoved);
        BigInteger quote = BigInteger.valueOf(quoteMoved);
        BigInteger sum = quantityUnits.add(quantity);
        if (sum.signum() == 0) {
            return FLAT;
        }
        if (quantityUnits.signum() == 0 || (quantityUnits.signum() > 0) == (quantity.signum() > 0)) {
            return new Position(sum, costUnits.add(quote));
        }
        return sum.signum() == quantityUnits.signum()
                ? new Position(sum, share(costUnits, sum, quantityUnits))
                : new Position(sum, share(quote, sum, quantity));
    }

    /** {@code whole x part / of}, rounded towards zero; {@code part} is no further from zero than {@code of}. */
    private static BigInteger share(BigInteger whole, BigInteger part, BigInteger of) {
        return whole.multiply(part).divide(of);
    }
}
