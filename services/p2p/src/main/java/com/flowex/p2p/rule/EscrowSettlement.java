package com.flowex.p2p.rule;

import java.math.BigInteger;

/**
 * End of an escrow: what the buyer receives of the principal and what the exchange receives of the fee. The seller has
 * the rest back. Both amounts come from the reservation, never from a request.
 *
 * @param end state of the trade afterwards
 * @param buyerUnits part of the principal for the buyer
 * @param feeUnits part of the reserved fee for the exchange
 */
public record EscrowSettlement(TradeState end, long buyerUnits, long feeUnits) {

    /** The buyer has the principal, the exchange the fee. */
    public static EscrowSettlement released(Escrow escrow) {
        return new EscrowSettlement(TradeState.RELEASED, escrow.principalUnits(), escrow.feeUnits());
    }

    /** The seller has everything back. */
    public static EscrowSettlement returned(TradeState end) {
        return new EscrowSettlement(end, 0, 0);
    }

    /**
     * The buyer has a part of the principal, the exchange the same part of the fee, rounded down.
     *
     * @param buyerUnits more than nothing and less than the principal
     */
    public static EscrowSettlement split(Escrow escrow, long buyerUnits) {
        if (buyerUnits <= 0 || buyerUnits >= escrow.principalUnits()) {
            throw new IllegalArgumentException("a split gives each side a part, was " + buyerUnits);
        }
        long fee = BigInteger.valueOf(escrow.feeUnits())
                .multiply(BigInteger.valueOf(buyerUnits))
                .divide(BigInteger.valueOf(escrow.principalUnits()))
                .longValueExact();
        return new EscrowSettlement(TradeState.SPLIT, buyerUnits, fee);
    }

    /**
     * Amounts that a trade sets aside at the seller's account.
     *
     * @param principalUnits units of the asset for the buyer, above zero
     * @param feeUnits units of the asset for the exchange, zero or more
     */
    public record Escrow(long principalUnits, long feeUnits) {}
}
