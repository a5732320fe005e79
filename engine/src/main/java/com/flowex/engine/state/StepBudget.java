package com.flowex.engine.state;

/** Counts what the command at hand has done, so that no command takes for ever: work is spread over commands. */
public final class StepBudget {

    /** 1,000 steps x (two or three events of 100 bytes + balances) are 400 kB, below a message's 2 MB. */
    static final int STEPS_MAX = 1_000;

    private int count;

    /** A new command. */
    public void begin() {
        count = 0;
    }

    /** One trade, prevention, cancel, expiry, trigger, slice or timer. */
    public void count() {
        count++;
    }

    /** Whether work that the engine does by itself may start something new. */
    public boolean areLeft() {
        return count < STEPS_MAX;
    }
}
