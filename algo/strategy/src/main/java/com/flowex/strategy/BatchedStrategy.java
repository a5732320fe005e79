package com.flowex.strategy;

/**
 * Strategy that can handle several bars in one call, which costs a strategy in another process one exchange of messages
 * in place of many. A run that uses this gets the same orders as one that calls {@link #onBar} for each bar.
 */
public interface BatchedStrategy extends Strategy {

    /**
     * Handles bars in their order, until one of them makes the strategy act.
     *
     * <p>A run may call this only while its account has no open order and none on its way, and if nothing but these bars
     * is due for the strategy until the last of them. Then the answers of the context are the same for all of them, but
     * for the time.
     *
     * @return number of bars handled, at least one. Only the last of them may have placed or canceled an order.
     */
    int onBars(BarBatch batch);
}
