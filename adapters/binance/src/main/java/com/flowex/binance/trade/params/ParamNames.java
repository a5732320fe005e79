package com.flowex.binance.trade.params;

/**
 * Names of the parameters of one order.
 *
 * @param prefix prefix of the order within a list; empty for a single order
 */
record ParamNames(String prefix) {

    static final ParamNames SINGLE = new ParamNames("");

    /** Returns the name of a single order's parameter, with the prefix. */
    String of(String single) {
        if (prefix.isEmpty()) {
            return single;
        }
        String last = single.equals("newClientOrderId") ? "clientOrderId" : single;
        return prefix + Character.toUpperCase(last.charAt(0)) + last.substring(1);
    }
}
