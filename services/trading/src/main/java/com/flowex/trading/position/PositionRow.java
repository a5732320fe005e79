package com.flowex.trading.position;

/**
 * A position and the event that last changed it.
 *
 * @param sequence of the trade that last changed it
 */
public record PositionRow(PositionKey key, Position position, long sequence) {}
