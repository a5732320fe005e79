package com.flowex.wallet.app.oversight;

import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Check that the node of each chain keeps up with its network. A node that answers with an old tip causes no error:
 * deposits are merely missing, and withdrawals wait.
 */
public final class ChainTipMonitor {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<Chain> chains;
    private final InstantSource clock;

    public ChainTipMonitor(List<Chain> chains, InstantSource clock) {
        this.chains = List.copyOf(chains);
        this.clock = clock;
    }

    /** Registers a check of the tip of each chain. */
    public void start(HealthMonitor monitor) {
        for (Chain chain : chains) {
            monitor.watch("chain " + chain.scheme().network(), EVERY, LONGEST, () -> check(chain));
        }
    }

    /** Returns the current health of one chain. */
    public ProbeResult check(Chain chain) {
        try {
            return check(chain, chain.tip());
        } catch (ChainException e) {
            return ProbeResult.impaired("its node does not answer: " + e.getMessage(), Map.of());
        }
    }

    private ProbeResult check(Chain chain, Block tip) {
        Duration age = Duration.between(tip.time(), clock.instant());
        Map<String, Number> figures = Map.of("height", tip.height(), "tip_age_s", age.toSeconds());
        boolean isBehind = chain.scheme()
                .silenceMax()
                .filter(max -> age.compareTo(max) > 0)
                .isPresent();
        return isBehind
                ? ProbeResult.impaired(
                        "its node's last block is of " + tip.time()
                                + ": it does not keep up with its network, and deposits are not seen until it does",
                        figures)
                : ProbeResult.up(figures);
    }
}
