package com.flowex.platform.settings;

/**
 * Declaration of one setting, with its present value.
 *
 * @param group heading under which the documents list it
 * @param rule completes the sentence "NAME must be ..."
 * @param otherwise default as text; empty for none
 * @param about one sentence for the operator
 * @param secret true if its value is never shown
 * @param value effective value, as text
 * @param source origin of {@code value}, for example "environment"
 */
public record Setting(
        String group,
        String name,
        String rule,
        String otherwise,
        String about,
        boolean secret,
        String value,
        String source) {

    public static final String DEFAULT = "default";

    /** Returns the value as it may be shown. */
    public String shown() {
        return secret && !value.isEmpty() ? "***" : value;
    }

    @Override
    public String toString() {
        return name + "=" + shown() + " (" + source + ")";
    }
}
