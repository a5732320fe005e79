package com.flowex.strategies.app;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.sandbox.Sandbox;
import com.flowex.sandbox.ScriptCheck;
import com.flowex.sandbox.ScriptProvider;
import com.flowex.sandbox.ScriptRefusedException;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.StrategyProvider;
import java.util.List;

/** Sandbox that gives each source a process of its own (docs/strategies/javascript.md). */
public final class ProcessSandbox implements SourceSandbox {

    /** Market for which a source is asked for its subscriptions before it is known where it will run. */
    private static final List<String> ANY_MARKET = List.of("BTC-USDT");

    private final Sandbox sandbox;

    public ProcessSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Checked check(String source) {
        try {
            ScriptCheck check = sandbox.check(source, ANY_MARKET);
            return new Checked(
                    check.parameters(),
                    check.problems().stream()
                            .map(each -> new SourceFault(each.line(), each.rule(), each.message()))
                            .toList());
        } catch (StrategyException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Opened open(String name, String source, List<String> markets) {
        try {
            ScriptProvider provider = sandbox.provider(name, name, source, markets);
            return new Opened() {
                @Override
                public StrategyProvider provider() {
                    return provider;
                }

                @Override
                public void close() {
                    provider.close();
                }
            };
        } catch (ScriptRefusedException e) {
            throw new Refusal(RefusalCode.STRATEGY_INVALID, "the source no longer passes the check: " + e.getMessage());
        } catch (StrategyException e) {
            throw unavailable(e);
        }
    }

    private static Refusal unavailable(StrategyException e) {
        return Refusal.forNow(RefusalCode.UNAVAILABLE, "strategies of users cannot run now: " + e.getMessage(), 30);
    }
}
