package com.flowex.engine;

/** Orders that are still to be ended. */
final class Endings {

    boolean isEnding(Market market) {
        return false;
    }

    boolean isDue() {
        return false;
    }

    void run() {}
}
