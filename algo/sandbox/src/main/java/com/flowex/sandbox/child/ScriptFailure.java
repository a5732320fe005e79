package com.flowex.sandbox.child;

/** End of a strategy. Scripts cannot catch it, since it is no error of the language. */
final class ScriptFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    static final String ERROR = "strategy_error";
    static final String OUTPUT = "strategy_output";
    static final String MEMORY = "strategy_memory";

    private final String code;
    private final int line;

    ScriptFailure(String code, int line, String message) {
        super(message);
        this.code = code;
        this.line = line;
    }

    String code() {
        return code;
    }

    int line() {
        return line;
    }
}
