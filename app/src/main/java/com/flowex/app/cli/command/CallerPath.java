package com.flowex.app.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/**
 * Path in an argument, relative to the folder in which the command was typed: {@code ./flowex} itself runs at its root.
 * The property {@code flowex.caller} names that folder.
 */
public final class CallerPath implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        return from(Path.of(System.getProperty("flowex.caller", "")), text);
    }

    /** Returns an absolute path as it is, and any other one below the caller's folder. */
    static Path from(Path caller, String text) {
        return caller.resolve(text).toAbsolutePath().normalize();
    }

    /** URL of a store, or the path of its folder. */
    public static final class OrUrl implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            return text.matches("(s3|file):.*")
                    ? text
                    : new CallerPath().convert(text).toString();
        }
    }
}
