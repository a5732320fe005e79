package com.flowex.trading.planted;

/** Runs in the background where nobody looks after it. */
public final class StartsAThread {

    private StartsAThread() {}

    public static void start(Runnable loop) {
        Thread.ofVirtual().start(loop);
    }
}
