package com.flowex.sandbox.wire;

/** Functions of a strategy that a run calls. */
public enum Callback {
    START("onStart"),
    BAR("onBar"),
    TOP("onTop"),
    DEPTH("onDepth"),
    TRADE("onTrade"),
    ORDER("onOrder"),
    FILL("onFill"),
    STOP("onStop");

    private final String property;

    Callback(String property) {
        this.property = property;
    }

    /** Returns the name in the source. */
    public String property() {
        return property;
    }

    /** Returns the bit of the callback in a set of them. */
    @SuppressWarnings("EnumOrdinal") // Both ends come from one build.
    public int bit() {
        return 1 << ordinal();
    }
}
