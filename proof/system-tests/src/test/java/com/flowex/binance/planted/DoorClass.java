package com.flowex.binance.planted;

/** Something of the door's, for whoever must not know it. */
public final class DoorClass {

    private DoorClass() {}
}
