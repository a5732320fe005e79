package com.flowex.engine.margin;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Account that owes, or that is being liquidated. {@link MarginWatch} alone moves it between its queues. */
public final class MarginAccount {

    /** Index of the account. */
    public final int account;

    final long packedId;
    long levelMillionths;

    /** Queue in which the account is; null during its look. */
    @Nullable
    NavigableSet<MarginAccount> queue;

    int timer;
    private boolean isCalled;
    private @Nullable NavigableMap<Integer, Long> fees;

    MarginAccount(int account, long packedId) {
        this.account = account;
        this.packedId = packedId;
    }

    /** Returns the level at the last look, in millionths; 0 before the first. */
    public long levelMillionths() {
        return levelMillionths;
    }

    long packedId() {
        return packedId;
    }

    /** Returns true after a margin call, until the level is back at the call level. */
    public boolean isCalled() {
        return isCalled;
    }

    public void call(boolean isOn) {
        isCalled = isOn;
    }

    public boolean isLiquidating() {
        return fees != null;
    }

    public void beginLiquidation() {
        fees = new TreeMap<>();
    }

    public void endLiquidation() {
        fees = null;
    }

    /** Returns the fees of the liquidation's sales so far: units by asset id; empty without a liquidation. */
    public NavigableMap<Integer, Long> fees() {
        NavigableMap<Integer, Long> known = fees;
        return known == null ? new TreeMap<>() : known;
    }

    /** Adds a fee of a sale, to be taken at the end of the liquidation. */
    public void addFee(int assetId, long units) {
        if (units > 0) {
            fees().merge(assetId, units, Math::addExact);
        }
    }
}
