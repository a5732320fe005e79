package com.flowex.app.wiring.adapter;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.risk.app.run.HoldingsSource;
import com.flowex.wallet.store.balance.AggregateBalanceQueries;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adapter of the wallet's balances for risk, by asset codes and in whole units. */
public record RiskHoldings(AggregateBalanceQueries queries, InstrumentDirectory directory) implements HoldingsSource {

    @Override
    public Map<String, BigDecimal> of(int tenant, List<Long> accounts) {
        return named(queries.of(tenant, accounts));
    }

    @Override
    public Map<String, BigDecimal> ofAll(int tenant) {
        return named(queries.ofAll(tenant));
    }

    private Map<String, BigDecimal> named(Map<AssetId, BigDecimal> units) {
        Map<String, BigDecimal> named = new TreeMap<>();
        units.forEach((id, sum) -> {
            Asset asset = directory.asset(id);
            named.put(asset.code(), sum.movePointLeft(asset.scale().places()));
        });
        return named;
    }
}
