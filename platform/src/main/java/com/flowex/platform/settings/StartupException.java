package com.flowex.platform.settings;

import java.util.List;

/**
 * FlowEx cannot start, for reasons its operator can change. Each line gives a fault and its remedy; the launcher prints
 * the lines without a stack trace and exits with 1.
 */
public class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    public StartupException(String line) {
        this(List.of(line));
    }

    public StartupException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    public StartupException(String line, Throwable cause) {
        super(line, cause);
        this.lines = List.of(line);
    }

    /** Returns at least one line, one sentence each. */
    public List<String> lines() {
        return lines;
    }
}
