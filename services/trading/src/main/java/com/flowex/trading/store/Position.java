package com.flowex.trading.store;

import com.flowex.domain.order.Side;
import java.math.BigInteger;

/**
 * Position of an account in one instrument, by average cost: the sum of its fills.
 *
 * <p>A purchase adds the quantity received (after the fee) and the amount paid. A sale subtracts the quantity sold and
 * its share of the cost. A sale beyond zero opens a short position with the rest; its "cost" is the amount received
 * (after the fee).
 *
 * <p>Neither value has a bound: an account may withdraw what it bought and buy again.
 *
 * @param quantityUnits net base quantity; positive if more was bought than sold
 * @param costUnits cost of that quantity in quote units, of the same sign; zero if rounding left none
 */
public record Position(BigInteger quantityUnits, BigInteger costUnits) {

    public static final Position FLAT = new Position(BigInteger.ZERO, BigInteger.ZERO);

    /**
     * Returns the position after one more fill.
     *
     * @param quantityUnits traded base quantity
     * @param quoteUnits traded quote amount
     * @param feeUnits fee in the asset that the side receives: base for a purchase, quote for a sale. A negative fee is
     *     a rebate, in the asset that the other side receives
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
     * Returns the profit that a fill realizes by closing a part of the position: its proceeds less the cost of that
     * part, in quote units. Negative for a loss.
     *
     * @param after result of {@link #after} for the same fill
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

    /**
     * Returns {@code whole x part / of}, rounded towards zero; {@code part} is no further from zero than {@code of}.
     */
    private static BigInteger share(BigInteger whole, BigInteger part, BigInteger of) {
        return whole.multiply(part).divide(of);
    }
}
