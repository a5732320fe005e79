package com.flowex.engine.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Loans of open orders that return what they do not use, by order id, and the returns of the orders that have ended in
 * this command, in the order of their ends.
 */
public final class LoanReturns {

    /** Order id that means "no other order"; the first order has id 1. */
    public static final long ALONE = 0;

    /**
     * Return of an order that has ended.
     *
     * @param units the loan, at most what the part that was not filled held
     */
    public record Due(long order, int account, int asset, long units) {}

    /** Receiver of the loans of open orders. */
    @FunctionalInterface
    public interface LoanSink {
        void accept(long order, long units);
    }

    private final TreeMap<Long, Long> open = new TreeMap<>();
    private final List<Due> due = new ArrayList<>();

    /** Returns true if no open order returns a loan. */
    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** @param units units that the order has borrowed, positive */
    public void add(long order, long units) {
        open.put(order, units);
    }

    /** Forgets the loan of an order that has ended and returns nothing more. */
    public void forget(long order) {
        move(order, ALONE);
    }

    /**
     * Gives the loan of a pair, whose first order has ended, to the other one, and forgets that of a single order.
     *
     * @param other id of the other order; {@link #ALONE} for none
     */
    public void move(long ended, long other) {
        Long loan = open.isEmpty() ? null : open.remove(ended);
        if (loan != null && other != ALONE) {
            open.put(other, loan);
        }
    }

    /**
     * Records the end of an order that was not filled; it may have no loan.
     *
     * @param unused units that the open part held, or would have held
     */
    public void ended(long order, int account, int asset, long unused) {
        Long loan = open.remove(order);
        if (loan != null && unused > 0) {
            due.add(new Due(order, account, asset, Math.min(loan, unused)));
        }
    }

    /** Returns true if an order has ended that returns a loan. */
    public boolean areDue() {
        return !due.isEmpty();
    }

    /** Removes and returns the returns of the orders that have ended. */
    public List<Due> takeDue() {
        List<Due> taken = List.copyOf(due);
        due.clear();
        return taken;
    }

    /** Gives each loan of an open order, by order id. */
    public void forEach(LoanSink sink) {
        open.forEach(sink::accept);
    }
}
