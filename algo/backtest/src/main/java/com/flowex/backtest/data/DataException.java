package com.flowex.backtest.data;

/** Data that cannot be used; the message names the file, the line, the field and the rule. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }
}
