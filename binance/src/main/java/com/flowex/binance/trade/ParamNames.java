package com.flowex.binance.trade;

/**
 * What the parameters of one order are called.
 *
 * @param prefix which of a list's orders it is; empty for an order that comes alone
 */
record ParamNames(String prefix) {

    static final ParamNames SINGLE = new ParamNames("");

    /** What is called so of an order that comes alone. */
    String of(String single) {
        if (prefix.isEmpty()) {
            return single;
        }
        String last = single.equals("newClientOrderId") ? "clientOrderId" : single;
        return prefix + Character.toUpperCase(last.charAt(0)) + last.substring(1);
    }
}
