package com.flowex.domain.market;

import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.TenantId;

/**
 * A market as listed: the base asset is bought and sold, and the quote asset is paid.
 *
 * @param tenant tenant that owns the market; both assets belong to the same tenant
 * @param symbol base and quote code joined by a dash, unique within the tenant: "BTC-USDT"
 */
public record Instrument(
        int tenant,
        InstrumentId id,
        String symbol,
        AssetId base,
        AssetId quote,
        InstrumentRules rules,
        FeeSchedule fees) {

    public static final int SYMBOL_LENGTH_MAX = 2 * Asset.CODE_LENGTH_MAX + 1;

    public Instrument {
        new TenantId(tenant);
        int dash = symbol.indexOf('-');
        if (dash < 0 || !Asset.isCode(symbol.substring(0, dash)) || !Asset.isCode(symbol.substring(dash + 1))) {
            throw new IllegalArgumentException("a symbol is two asset codes joined by a dash, was \"" + symbol + "\"");
        }
        if (base.equals(quote)) {
            throw new IllegalArgumentException("base and quote differ, both were asset " + base);
        }
    }

    /** Creates a market with the same rates at every volume. */
    public Instrument(
            int tenant,
            InstrumentId id,
            String symbol,
            AssetId base,
            AssetId quote,
            InstrumentRules rules,
            FeeRates fees) {
        this(tenant, id, symbol, base, quote, rules, FeeSchedule.flat(fees));
    }
}
