package com.flowex.ground.settings;

/**
 * One setting as it was read: what it is, and what it is now.
 *
 * @param group heading under which the documents list it
 * @param rule what a value must be; completes "NAME must be ..."
 * @param otherwise what counts if nothing is given, as text; empty for none
 * @param about one sentence for the operator
 * @param secret its value is never shown
 * @param value what counts, as text
 * @param source where {@code value} comes from, for example "environment"
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

    /** The value as it may be shown. */
    public String shown() {
        return secret && !value.isEmpty() ? "***" : value;
    }

    @Override
    public String toString() {
        return name + "=" + shown() + " (" + source + ")";
    }
}
