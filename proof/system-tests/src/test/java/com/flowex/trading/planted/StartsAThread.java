package com.flowex.trading.planted;

/** Runs in the background without an owner. */
public final class StartsAThread {

    private StartsAThread() {}

    public static void start(Runnable loop) {
        Thread.ofVirtual().start(loop);
    }
}
