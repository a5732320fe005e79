package com.flowex.engine.snapshot;

import com.flowex.domain.state.LeverageState;
import com.flowex.domain.state.LiquidationState;
import com.flowex.domain.state.MarginAccountState;
import com.flowex.domain.state.MarginLevelsState;
import com.flowex.domain.state.ShortfallState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.engine.margin.MarginAccount;
import com.flowex.engine.state.ExchangeState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writer of margin levels, leverages, margin accounts, liquidations and shortfalls as records. */
final class MarginRecords {

    private final ExchangeState state;
    private final Consumer<StateRecord> out;

    MarginRecords(ExchangeState state, Consumer<StateRecord> out) {
        this.state = state;
        this.out = out;
    }

    void write() {
        state.margin.allLevels((tenant, levels) -> out.accept(new MarginLevelsState(tenant, levels)));
        state.margin.allLeverages((account, leverage) -> out.accept(new LeverageState(account, leverage)));
        for (int i = 0; i < state.accounts.count() && !state.watch.isEmpty(); i++) {
            MarginAccount entry = state.watch.find(i);
            if (entry != null) {
                write(entry);
            }
        }
        for (int i = 0; i < state.assets.count(); i++) {
            long units = state.margin.shortfallUnits(i);
            if (units != 0) {
                out.accept(new ShortfallState(state.assets.get(i).id(), units));
            }
        }
    }

    private void write(MarginAccount entry) {
        AccountId id = state.accounts.id(entry.account);
        out.accept(new MarginAccountState(
                id,
                entry.levelMillionths(),
                entry.isCalled(),
                state.watch.batchOf(entry),
                state.watch.retryNanos(entry)));
        if (entry.isLiquidating()) {
            List<Amount> fees = new ArrayList<>();
            entry.fees().forEach((asset, units) -> fees.add(new Amount(new AssetId(asset), units)));
            out.accept(new LiquidationState(id, fees));
        }
    }
}
