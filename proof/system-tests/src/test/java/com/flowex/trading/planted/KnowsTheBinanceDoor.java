package com.flowex.trading.planted;

import com.flowex.binance.planted.DoorClass;

/** A service that knows who asks it. */
public record KnowsTheBinanceDoor(DoorClass door) {}
