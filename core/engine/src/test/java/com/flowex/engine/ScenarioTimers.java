package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import java.util.List;

/** Timers in the words of a {@link Scenario}: seconds, and "here" for the timer of the market. */
final class ScenarioTimers {

    private ScenarioTimers() {}

    static Command command(AccountId account, InstrumentId market, List<String> words) {
        long timeoutNanos = Long.parseLong(words.getFirst()) * ScenarioWords.SECOND;
        return words.contains("here")
                ? new SetMarketTimer(account, market, timeoutNanos)
                : new SetDeadMansTimer(account, timeoutNanos);
    }
}
