package com.flowex.p2p.rule.statement;

/** Fault of a bank statement, in words that name the line and the rule. */
public final class StatementFault extends Exception {

    private static final long serialVersionUID = 1L;

    public StatementFault(int line, String rule) {
        super("line " + line + ": " + rule);
    }

    /** Returns the words. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
