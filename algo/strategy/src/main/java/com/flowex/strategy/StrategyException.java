package com.flowex.strategy;

/** The reason for which a strategy cannot go on; its run ends with it. */
public final class StrategyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final int line;

    /**
     * @param code stable code of the reason, "strategy_time"
     * @param line line of the strategy's source; 0 if none is known
     * @param message sentence for the owner of the strategy
     */
    public StrategyException(String code, int line, String message) {
        super(message);
        this.code = code;
        this.line = line;
    }

    public String code() {
        return code;
    }

    public int line() {
        return line;
    }
}
