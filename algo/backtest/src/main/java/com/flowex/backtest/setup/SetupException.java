package com.flowex.backtest.setup;

/** A request that cannot run; the message names the field, the rule and the value. */
public final class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field field of the request
     * @param rule completes the sentence "FIELD ...", for example "is at least 1, was 0"
     */
    public SetupException(String field, String rule) {
        super(field + " " + rule);
        this.field = field;
    }

    /** Returns the field of the request. */
    public String field() {
        return field;
    }
}
