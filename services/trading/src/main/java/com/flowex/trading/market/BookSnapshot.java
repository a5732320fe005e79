package com.flowex.trading.market;

import java.util.List;

/**
 * The best levels of a market's book at one moment.
 *
 * @param sequence of the last event in it
 * @param bids highest first
 * @param asks lowest first
 */
public record BookSnapshot(long sequence, List<BookLevel> bids, List<BookLevel> asks) {}
