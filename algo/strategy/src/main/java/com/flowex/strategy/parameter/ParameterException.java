package com.flowex.strategy.parameter;

/** A parameter that cannot be used; the message names it, the rule and the value. */
public final class ParameterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String parameter;

    /**
     * @param parameter name of the parameter
     * @param rule completes the sentence "parameter NAME ...", for example "is at most 500, was 600"
     */
    public ParameterException(String parameter, String rule) {
        super("parameter " + parameter + " " + rule);
        this.parameter = parameter;
    }

    /** Returns the name of the parameter. */
    public String parameter() {
        return parameter;
    }
}
