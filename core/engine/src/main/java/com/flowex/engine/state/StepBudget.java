package com.flowex.engine.state;

/**
 * Counter of the steps of the present command. It bounds the work of a command; the rest is spread over later commands.
 */
public final class StepBudget {

    /**
     * 1,000 steps x (two or three events of 100 bytes + balances) are 400 kB, below a message's 2 MB. Where both orders of
     * each trade repay, four events more are 800 kB. Two more at each look in which a loss activates an order are 100 kB.
     */
    static final int STEPS_MAX = 1_000;

    private int count;

    /** Begins a new command. */
    public void begin() {
        count = 0;
    }

    /** Counts one trade, prevention, cancel, expiry, trigger, slice or timer. */
    public void count() {
        count++;
    }

    /** Returns true if work without a command of its own may start something new. */
    public boolean areLeft() {
        return count < STEPS_MAX;
    }
}
