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
import java.util.concurrent.Semaphore;

/** Sandbox that gives each source a process of its own (docs/strategies/javascript.md). */
public final class ProcessSandbox implements SourceSandbox {

    /** Market for which a source is asked for its subscriptions before it is known where it will run. */
    private static final List<String> ANY_MARKET = List.of("BTC-USDT");

    /** Highest number of checks at one time: each has a process. */
    private static final int CHECKS_MAX = 4;

    private static final int RETRY_SECONDS = 2;

    private final Sandbox sandbox;
    private final Semaphore checks = new Semaphore(CHECKS_MAX);

    public ProcessSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Checked check(String source) {
        if (!checks.tryAcquire()) {
            throw Refusal.forNow(
                    RefusalCode.OVERLOADED, CHECKS_MAX + " sources are being checked: try again", RETRY_SECONDS);
        }
        try {
            ScriptCheck check = sandbox.check(source, ANY_MARKET);
            return new Checked(
                    check.parameters(),
                    check.problems().stream()
                            .map(each -> new SourceFault(each.line(), each.rule(), each.message()))
                            .toList());
        } catch (StrategyException e) {
            throw unavailable(e);
        } finally {
            checks.release();
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
