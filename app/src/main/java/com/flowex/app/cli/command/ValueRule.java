package com.flowex.app.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rule that the text of an argument must obey. */
public abstract class ValueRule implements ITypeConverter<String> {

    private final String pattern;
    private final String rule;

    protected ValueRule(String pattern, String rule) {
        this.pattern = pattern;
        this.rule = rule;
    }

    @Override
    public final String convert(String text) {
        if (!text.matches(pattern)) {
            throw new TypeConversionException(rule + ", was \"" + text + "\"");
        }
        return text;
    }
}
