package com.flowex.domain.order;

/**
 * Effects of an order on the debts of its account.
 *
 * @param borrows true if it borrows what its account lacks for it
 * @param repays true if what its fills bring repays the account's debt in that asset
 * @param returns true if it also repays what it has not used of its loan when it is canceled or expires; only of an order
 *     that borrows
 */
public record DebtEffects(boolean borrows, boolean repays, boolean returns) {

    /** An order leaves debts as they are. */
    public static final DebtEffects NONE = new DebtEffects(false, false, false);

    public DebtEffects {
        if (returns && !borrows) {
            throw new IllegalArgumentException("only an order that borrows returns a loan");
        }
    }

    /** Returns true if an order with these terms may have effects on debts: every one but a time-weighted one. */
    public static boolean mayBeOf(OrderTerms terms) {
        return !(terms instanceof OrderTerms.Twap);
    }

    /** Returns true if an order with these effects leaves debts as they are. */
    public boolean areNone() {
        return !borrows && !repays;
    }
}
