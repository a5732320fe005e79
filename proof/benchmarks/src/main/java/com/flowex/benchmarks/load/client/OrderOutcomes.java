package com.flowex.benchmarks.load.client;

import java.util.Map;
import java.util.TreeMap;

/** State of every order: without an answer, acknowledged under an id, refused, or unknown. */
public final class OrderOutcomes {

    // State 0 is an order without an answer or a time-out.
    private static final byte ACKNOWLEDGED = 1;
    private static final byte REJECTED = 2;
    private static final byte UNKNOWN = 3;

    private final byte[] states;
    private final long[] orderIds;
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int acknowledged;
    private int rejected;
    private int unknown;

    public OrderOutcomes(int orders) {
        states = new byte[orders];
        orderIds = new long[orders];
    }

    public void acknowledged(int index, long orderId) {
        become(index, ACKNOWLEDGED);
        orderIds[index] = orderId;
    }

    public void rejected(int index, String code) {
        become(index, REJECTED);
        refusals.merge(code, 1, Integer::sum);
    }

    public void unknown(int index) {
        become(index, UNKNOWN);
    }

    private void become(int index, byte state) {
        count(states[index], -1);
        states[index] = state;
        count(state, 1);
    }

    private void count(byte state, int change) {
        acknowledged += state == ACKNOWLEDGED ? change : 0;
        rejected += state == REJECTED ? change : 0;
        unknown += state == UNKNOWN ? change : 0;
    }

    public int size() {
        return states.length;
    }

    public int acknowledged() {
        return acknowledged;
    }

    public int rejected() {
        return rejected;
    }

    public int unknown() {
        return unknown;
    }

    /** Returns the number of orders with an answer or a time-out. */
    public int settled() {
        return acknowledged + rejected + unknown;
    }

    public boolean isAcknowledged(int index) {
        return states[index] == ACKNOWLEDGED;
    }

    public boolean isUnknown(int index) {
        return states[index] == UNKNOWN;
    }

    public long orderId(int index) {
        return orderIds[index];
    }

    /** Returns the number of refusals by code, for printing. */
    public Map<String, Integer> refusals() {
        return refusals;
    }
}
