package com.flowex.binance.trade.params;

/**
 * Names of the parameters of one order.
 *
 * @param prefix prefix of the order within a list; empty for a single order
 * @param hasQuantity false if the order has no parameter of its quantity, which follows from another order
 */
record ParamNames(String prefix, boolean hasQuantity) {

    static final ParamNames SINGLE = new ParamNames("");

    ParamNames(String prefix) {
        this(prefix, true);
    }

    /** Returns the name of a single order's parameter, with the prefix. */
    String of(String single) {
        if (prefix.isEmpty()) {
            return single;
        }
        String last = single.equals("newClientOrderId") ? "clientOrderId" : single;
        return prefix + Character.toUpperCase(last.charAt(0)) + last.substring(1);
    }
}
