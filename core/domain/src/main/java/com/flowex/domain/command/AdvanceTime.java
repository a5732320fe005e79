package com.flowex.domain.command;

/** Makes everything happen that is due at the log's time; if nothing is due, nothing happens. */
public record AdvanceTime() implements Command {
    public static final AdvanceTime ADVANCE_TIME = new AdvanceTime();
}
