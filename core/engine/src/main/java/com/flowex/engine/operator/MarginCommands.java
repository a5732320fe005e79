package com.flowex.engine.operator;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.market.Assets;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** Commands that set the terms of lending and leverages of accounts, and report index prices. */
public final class MarginCommands {

    private final ExchangeState state;
    private final ListingCommands listing;

    public MarginCommands(ExchangeState state, ListingCommands listing) {
        this.state = state;
        this.listing = listing;
    }

    /** Sets an asset's terms. With the first ones its tenant gets the account that lends. */
    public void set(int tenant, AssetId id, MarginTerms terms) {
        int asset = state.assets.indexOf(id);
        RejectReason refusal = refusalOf(tenant, asset, terms);
        if (refusal != null) {
            state.journal.reject(tenant, refusal);
        } else if (!terms.equals(state.margin.terms(asset))) {
            state.margin.set(tenant, asset, terms);
            state.journal.emit(new MarginTermsSet(tenant, id, terms));
            listing.open(AccountId.lendingOf(tenant));
            if (state.rules().accountsAreLiquidated()) {
                listing.open(AccountId.insuranceOf(tenant));
            }
        }
    }

    /** Sets how the rates of an asset that has terms follow the use of its pool and the volumes of its borrowers. */
    public void set(int tenant, AssetId id, MarginRates rates) {
        int asset = state.assets.indexOf(id);
        RejectReason refusal = refusalOf(tenant, asset, rates);
        if (refusal != null) {
            state.journal.reject(tenant, refusal);
        } else if (!rates.equals(state.margin.rates(asset))) {
            state.margin.set(asset, rates);
            state.journal.emit(new MarginRatesSet(tenant, id, rates));
        }
    }

    private @Nullable RejectReason refusalOf(int tenant, int asset, MarginRates rates) {
        AssetId volumes = rates.volumeAsset();
        RejectReason ofAsset = refusalOf(tenant, asset);
        RejectReason refusal =
                ofAsset == null && volumes != null ? refusalOf(tenant, state.assets.indexOf(volumes)) : ofAsset;
        if (refusal != null) {
            return refusal;
        }
        if (state.margin.terms(asset) == null) {
            return RejectReason.MARGIN_TERMS_MISSING;
        }
        return state.rules().ratesFollowUseAndVolume() ? null : RejectReason.RULES_TOO_OLD;
    }

    /** Sets the levels of a tenant's margin calls and liquidations; all its accounts that owe are due for a look. */
    public void set(int tenant, MarginLevels levels) {
        if (!state.rules().accountsAreLiquidated()) {
            state.journal.reject(tenant, RejectReason.RULES_TOO_OLD);
        } else if (!levels.equals(state.margin.levels(tenant))) {
            state.margin.setLevels(tenant, levels);
            state.journal.emit(new MarginLevelsSet(tenant, levels));
            state.watch.makeAllDue(tenant);
        }
    }

    /** Sets the highest leverage of an account, for its next loans and payments. */
    public void set(AccountId account, int leverage) {
        RejectReason refusal = refusalOf(account, leverage);
        if (refusal != null) {
            state.journal.reject(account, refusal);
        } else if (leverage != state.margin.leverage(account)) {
            state.margin.setLeverage(account, leverage);
            state.journal.emit(new LeverageSet(account, leverage));
        }
    }

    private @Nullable RejectReason refusalOf(AccountId account, int leverage) {
        if (state.accounts.indexOf(account) == Accounts.UNKNOWN) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (!state.rules().accountsHaveLeverage()) {
            return RejectReason.RULES_TOO_OLD;
        }
        return leverage > leverageMax(account) ? RejectReason.LEVERAGE_TOO_HIGH : null;
    }

    /** Returns the highest leverage that the tiers allow; of an isolated account, those of its market's assets. */
    private int leverageMax(AccountId account) {
        IntArrayList assets = state.margin.of(account.tenant());
        Market market = state.rules().accountsAreIsolated() && account.isIsolated()
                ? state.markets.find(account.tenant(), account.isolatedMarket())
                : null;
        int max = 1;
        for (int i = 0; i < assets.size(); i++) {
            int asset = assets.getInt(i);
            MarginTerms terms = state.margin.terms(asset);
            if (terms != null && (market == null || market.trades(asset))) {
                max = Math.max(max, terms.leverageMax());
            }
        }
        return max;
    }

    private @Nullable RejectReason refusalOf(int tenant, int asset, MarginTerms terms) {
        RejectReason refusal = refusalOf(tenant, asset);
        if (refusal != null) {
            return refusal;
        }
        int pool = state.accounts.indexOf(AccountId.lendingOf(tenant));
        if (pool != Accounts.UNKNOWN && state.accounts.mayOwe(pool)) {
            return RejectReason.ACCOUNT_TAKEN;
        }
        MarginTerms present = state.margin.terms(asset);
        if (present != null && !present.priceScale().equals(terms.priceScale())) {
            return RejectReason.MARGIN_SCALE_FIXED;
        }
        if (!state.rules().accountsBorrow()) {
            return RejectReason.RULES_TOO_OLD;
        }
        return pool == Accounts.UNKNOWN && state.accounts.isFull() ? RejectReason.CAPACITY_REACHED : null;
    }

    private @Nullable RejectReason refusalOf(int tenant, int asset) {
        if (asset == Assets.UNKNOWN) {
            return RejectReason.UNKNOWN_ASSET;
        }
        return state.assets.get(asset).tenant() == tenant ? null : RejectReason.OTHER_TENANT;
    }

    /**
     * Takes a quote. A time after the log time counts as the log time, so that no source stays fresh by a clock that is
     * ahead.
     */
    public void quote(int tenant, AssetId id, IndexQuote given) {
        int asset = state.assets.indexOf(id);
        long now = state.journal.timeNanos();
        long time = Math.clamp(given.timeNanos(), 1, Math.max(1, now));
        IndexQuote quote = new IndexQuote(given.source(), given.priceUnits(), given.volumeUnits(), time);
        RejectReason refusal = refusalOf(tenant, asset, quote);
        if (refusal != null) {
            state.journal.reject(tenant, refusal);
            return;
        }
        state.margin.put(asset, quote);
        if (state.margin.reprice(asset, now)) {
            state.journal.emit(new IndexPriceChanged(tenant, id, state.margin.priceUnits(asset)));
            state.watch.makeAllDue(tenant);
        } else {
            state.watch.makeWaitingDue(tenant);
        }
    }

    private @Nullable RejectReason refusalOf(int tenant, int asset, IndexQuote quote) {
        RejectReason refusal = refusalOf(tenant, asset);
        if (refusal != null) {
            return refusal;
        }
        if (state.margin.terms(asset) == null) {
            return RejectReason.MARGIN_TERMS_MISSING;
        }
        IndexQuote last = state.margin.quote(asset, quote.source());
        return last != null && quote.timeNanos() <= last.timeNanos() ? RejectReason.INDEX_QUOTE_OUTDATED : null;
    }
}
