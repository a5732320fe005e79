package com.flowex.app.cli.command;

import picocli.CommandLine.ITypeConverter;

/** Whole number from 1, such as that of an event. */
public final class PositiveNumber extends ValueRule {

    private PositiveNumber() {
        super("[1-9][0-9]{0,17}", "a number must be whole and 1 or more");
    }

    /** Reads the number as a {@code long}. */
    public static final class AsLong implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            return Long.valueOf(new PositiveNumber().convert(text));
        }
    }
}
