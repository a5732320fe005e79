package com.flowex.backtest.result;

/**
 * Market around an order during its life, as far as the data knows it.
 *
 * @param bestOppositeUnits best price on the other side while it was open: lowest ask of a buy, highest bid of a sell; 0
 *     if there was none
 * @param queueAheadUnits quantity before it at its price when it joined the book; -1 if the data knows no queue
 * @param tradedAtPriceUnits quantity that traded at its price or beyond while it was open, its own fills included
 * @param explanation sentence that answers why it was not filled; empty if it was
 */
public record Fillability(long bestOppositeUnits, long queueAheadUnits, long tradedAtPriceUnits, String explanation) {}
