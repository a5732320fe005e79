package com.flowex.binance.planted;

/** A class of the adapter, for modules that must not know it. */
public final class AdapterClass {

    private AdapterClass() {}
}
