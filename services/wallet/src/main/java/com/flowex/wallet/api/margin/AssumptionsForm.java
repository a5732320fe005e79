package com.flowex.wallet.api.margin;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.wallet.app.margin.MarginAssumption;
import com.flowex.wallet.store.margin.AssetMargin;
import com.flowex.wallet.store.margin.MarginAccount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assumptions about an account as a request sends them; the schema MarginAssumptions. */
record AssumptionsForm(@Nullable List<@Nullable AssumptionForm> assets) {

    private static final int ASSETS_MAX = 32;

    /** Bound of balances and debts, so that sums of them fit. */
    private static final long UNITS_MAX = 1_000_000_000_000_000_000L;

    /** The schema MarginAssumption. */
    record AssumptionForm(
            @Nullable String currency,
            @Nullable String indexPrice,
            @Nullable String balanceChange,
            @Nullable String debtChange) {}

    /**
     * Returns the assumptions. The caller must have sent valid ones: otherwise a refusal names each field.
     *
     * @param account the account that they are about, as it is now
     */
    List<MarginAssumption> read(int tenant, MarginAccount account, InstrumentDirectory directory) {
        Fields fields = new Fields();
        List<@Nullable AssumptionForm> sent = assets == null ? List.of() : assets;
        if (sent.isEmpty() || sent.size() > ASSETS_MAX) {
            fields.refuse("assets", "1 to " + ASSETS_MAX + " assumptions");
        }
        fields.check();
        List<MarginAssumption> all = new ArrayList<>();
        Set<AssetId> named = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            Fields row = fields.under("assets[" + i + "]");
            MarginAssumption assumption = read(sent.get(i), tenant, account, directory, row);
            if (assumption != null && !named.add(assumption.asset())) {
                row.refuse("currency", "named once");
            } else if (assumption != null) {
                all.add(assumption);
            }
        }
        fields.check();
        return all;
    }

    /** Returns an assumption; null if its asset cannot be read, which {@code fields} then names. */
    private static @Nullable MarginAssumption read(
            @Nullable AssumptionForm form,
            int tenant,
            MarginAccount account,
            InstrumentDirectory directory,
            Fields fields) {
        if (form == null) {
            fields.refuse("currency", "given");
            return null;
        }
        Asset asset = directory
                .findAsset(tenant, fields.text("currency", form.currency(), Asset.CODE_LENGTH_MAX))
                .orElse(null);
        AssetMargin now = Optional.ofNullable(asset)
                .flatMap(known -> account.asset(known.id()))
                .orElse(null);
        if (asset == null || now == null) {
            fields.refuse("currency", "one with terms of lending, of an isolated account one of its market's two");
            return null;
        }
        if (form.indexPrice() == null && form.balanceChange() == null && form.debtChange() == null) {
            fields.refuse("index_price", "given, or balance_change, or debt_change");
        }
        Scale priceScale = now.terms().priceScale();
        long price = form.indexPrice() == null ? 0 : fields.positive("index_price", form.indexPrice(), priceScale);
        return new MarginAssumption(
                asset.id(),
                price,
                change("balance_change", form.balanceChange(), now.balanceUnits(), asset.scale(), fields),
                change("debt_change", form.debtChange(), now.owedUnits(), asset.scale(), fields));
    }

    private static long change(String field, @Nullable String text, long now, Scale scale, Fields fields) {
        long change = text == null ? 0 : fields.decimal(field, text, scale);
        if (change < -now) {
            fields.refuse(field, "no less than the negative of what is there");
            return 0;
        }
        if (change > Math.max(0, UNITS_MAX - now)) {
            fields.refuse(field, "at most 10^18 units of its scale together with what is there");
            return 0;
        }
        return change;
    }
}
