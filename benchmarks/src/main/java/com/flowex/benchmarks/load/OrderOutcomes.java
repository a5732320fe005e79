package com.flowex.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;

/** State of every order: without an answer, acknowledged under an id, refused, or unknown. */
final class OrderOutcomes {

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

    OrderOutcomes(int orders) {
        states = new byte[orders];
        orderIds = new long[orders];
    }

    void acknowledged(int index, long orderId) {
        become(index, ACKNOWLEDGED);
        orderIds[index] = orderId;
    }

    void rejected(int index, String code) {
        become(index, REJECTED);
        refusals.merge(code, 1, Integer::sum);
    }

    void unknown(int index) {
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

    int size() {
        return states.length;
    }

    int acknowledged() {
        return acknowledged;
    }

    int rejected() {
        return rejected;
    }

    int unknown() {
        return unknown;
    }

    /** Returns the number of orders with an answer or a time-out. */
    int settled() {
        return acknowledged + rejected + unknown;
    }

    boolean isAcknowledged(int index) {
        return states[index] == ACKNOWLEDGED;
    }

    boolean isUnknown(int index) {
        return states[index] == UNKNOWN;
    }

    long orderId(int index) {
        return orderIds[index];
    }

    /** Returns the number of refusals by code, for printing. */
    Map<String, Integer> refusals() {
        return refusals;
    }
}
