package com.flowex.domain.command;

/**
 * Lets everything happen whose log time has come; if nothing has, nothing happens. The time is the log's own.
 */
public record AdvanceTime() implements Command {
    public static final AdvanceTime ADVANCE_TIME = new AdvanceTime();
}
