package com.flowex.engine.operator;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.Notional;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.domain.value.Scale;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.book.OrderBook;
import com.flowex.engine.market.Assets;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Commands that create or change assets, markets and accounts. */
public final class ListingCommands {

    private final ExchangeState state;

    public ListingCommands(ExchangeState state) {
        this.state = state;
    }

    public void list(Asset asset) {
        RejectReason refusal = refusalOf(asset);
        if (refusal != null) {
            state.journal.reject(asset.tenant(), refusal);
            return;
        }
        state.assets.list(asset);
        state.journal.emit(new AssetListed(asset));
        openAtFirst(AccountId.outsideOf(asset.tenant()), true);
        openAtFirst(AccountId.feesOf(asset.tenant()), false);
    }

    private @Nullable RejectReason refusalOf(Asset asset) {
        if (state.assets.isTaken(asset)) {
            return RejectReason.ASSET_EXISTS;
        }
        if (!asset.fitsItsScale()) {
            return RejectReason.SCALE_TOO_FINE;
        }
        return state.assets.isFull() || state.accounts.isFull() ? RejectReason.CAPACITY_REACHED : null;
    }

    public void list(Instrument instrument) {
        RejectReason refusal = refusalOf(instrument);
        if (refusal != null) {
            state.journal.reject(instrument.tenant(), refusal);
            return;
        }
        restore(instrument, MarketState.OPEN);
        state.journal.emit(new InstrumentListed(instrument));
    }

    private @Nullable RejectReason refusalOf(Instrument instrument) {
        if (state.markets.isTaken(instrument)) {
            return RejectReason.INSTRUMENT_EXISTS;
        }
        int base = state.assets.indexOf(instrument.base());
        int quote = state.assets.indexOf(instrument.quote());
        if (base == Assets.UNKNOWN || quote == Assets.UNKNOWN) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (tenantOf(base) != instrument.tenant() || tenantOf(quote) != instrument.tenant()) {
            return RejectReason.OTHER_TENANT;
        }
        if (!fitsItsScale(instrument, base, quote)) {
            return RejectReason.NOTIONAL_OVERFLOWS;
        }
        return state.markets.isFull() ? RejectReason.CAPACITY_REACHED : null;
    }

    private int tenantOf(int asset) {
        return state.assets.get(asset).tenant();
    }

    private boolean fitsItsScale(Instrument instrument, int base, int quote) {
        return instrument.rules().fit(scale(base), scale(quote));
    }

    private Scale scale(int asset) {
        return state.assets.get(asset).scale();
    }

    /** Adds a market whose listing has been checked. */
    public void restore(Instrument instrument, MarketState marketState) {
        int base = state.assets.indexOf(instrument.base());
        int quote = state.assets.indexOf(instrument.quote());
        int fees = state.accounts.indexOf(AccountId.feesOf(instrument.tenant()));
        Market.BalanceIndexes balances = new Market.BalanceIndexes(
                base, quote, state.ledger.slotOf(fees, base), state.ledger.slotOf(fees, quote));
        OrderBook book = new OrderBook(
                state.open.orders,
                instrument.rules().tickUnits(),
                instrument.rules().priceMaxUnits());
        Notional.Conversion conversion =
                Notional.Conversion.of(instrument.rules().priceScale(), scale(base), scale(quote));
        state.markets.list(new Market(state.markets.count(), instrument, marketState, conversion, book, balances));
    }

    /** Gives a market other rules and fees, if it is as it was looked at, or has them already: who heard no answer asks again. */
    public void replace(Instrument before, Instrument next) {
        Market market = state.markets.find(next.tenant(), next.id());
        if (market != null && !market.instrument.equals(before) && !market.instrument.equals(next)) {
            state.journal.reject(next.tenant(), RejectReason.INSTRUMENT_CHANGED);
        } else {
            change(next);
        }
    }

    /** Gives a market other rules and fees. */
    public void change(Instrument next) {
        Market market = state.markets.find(next.tenant(), next.id());
        RejectReason refusal = market == null ? RejectReason.UNKNOWN_INSTRUMENT : refusalOfChange(market, next);
        if (market == null || refusal != null) {
            state.journal.reject(next.tenant(), refusal == null ? RejectReason.UNKNOWN_INSTRUMENT : refusal);
        } else if (!market.instrument.equals(next)) {
            market.change(next);
            state.journal.emit(new InstrumentChanged(next));
        }
    }

    private @Nullable RejectReason refusalOfChange(Market market, Instrument next) {
        Instrument present = market.instrument;
        boolean isSame = present.symbol().equals(next.symbol())
                && present.base().equals(next.base())
                && present.quote().equals(next.quote())
                && present.rules().priceScale().equals(next.rules().priceScale());
        if (!isSame) {
            return RejectReason.INSTRUMENT_FIXED;
        }
        return fitsItsScale(next, market.baseAsset, market.quoteAsset) ? null : RejectReason.NOTIONAL_OVERFLOWS;
    }

    /** Opens an account without an owner; an isolated account for the owner of its main account. */
    public void open(AccountId account, boolean mayOwe) {
        if (isIsolatedNow(account)) {
            isolate(account);
        } else if (state.accounts.isFull()) {
            state.journal.reject(account.tenant(), RejectReason.CAPACITY_REACHED);
        } else if (ownerOf(account) != null) {
            state.journal.reject(account.tenant(), RejectReason.ACCOUNT_TAKEN);
        } else {
            openAtFirst(account, mayOwe);
        }
    }

    private boolean isIsolatedNow(AccountId account) {
        return state.rules().accountsAreIsolated() && account.isIsolated();
    }

    private void isolate(AccountId account) {
        RejectReason refusal = state.accounts.indexOf(account) == Accounts.UNKNOWN ? refusalToIsolate(account) : null;
        if (refusal != null) {
            state.journal.reject(account.tenant(), refusal);
        } else if (state.accounts.indexOf(account) == Accounts.UNKNOWN) {
            openAtFirst(account, false);
            OwnerId owner = ownerOf(account.main());
            if (owner != null) {
                give(account, owner);
            }
        }
    }

    private @Nullable RejectReason refusalToIsolate(AccountId account) {
        int main = state.accounts.indexOf(account.main());
        Market market = state.markets.find(account.tenant(), account.isolatedMarket());
        if (main == Accounts.UNKNOWN) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (market == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (market.state() == MarketState.DELISTED) {
            return RejectReason.INSTRUMENT_DELISTED;
        }
        boolean isFull =
                state.accounts.isFull() || state.accounts.isolatedOf(main).size() >= AccountId.ISOLATED_MAX;
        return isFull ? RejectReason.CAPACITY_REACHED : null;
    }

    /**
     * Opens an account of an owner. An existing account is not changed; the command is refused unless it has the same
     * owner. An isolated account has the owner of its main account.
     */
    public void open(AccountId account, OwnerId owner) {
        boolean isOpen = state.accounts.indexOf(account) != Accounts.UNKNOWN;
        if (isIsolatedNow(account)) {
            state.journal.reject(account.tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (isOpen && !owner.equals(ownerOf(account))) {
            state.journal.reject(account.tenant(), RejectReason.ACCOUNT_TAKEN);
        } else if (!isOpen && state.accounts.isFull()) {
            state.journal.reject(account.tenant(), RejectReason.CAPACITY_REACHED);
        } else if (!isOpen) {
            openAtFirst(account, false);
            give(account, owner);
        }
    }

    /** Gives an account to another owner if it still is {@code from}'s; its isolated accounts go along. */
    public void bind(AccountId account, @Nullable OwnerId from, OwnerId to) {
        if (state.accounts.indexOf(account) == Accounts.UNKNOWN) {
            state.journal.reject(account.tenant(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        if (isIsolatedNow(account)) {
            state.journal.reject(account.tenant(), RejectReason.ISOLATED_ACCOUNT);
            return;
        }
        OwnerId present = ownerOf(account);
        if (to.equals(present)) {
            return;
        }
        if (Objects.equals(from, present)) {
            give(account, to);
            for (int isolated : state.accounts.isolatedOf(state.accounts.indexOf(account))) {
                give(state.accounts.id(isolated), to);
            }
        } else {
            state.journal.reject(account.tenant(), RejectReason.ACCOUNT_TAKEN);
        }
    }

    private void give(AccountId account, OwnerId owner) {
        state.accounts.give(state.accounts.indexOf(account), owner);
        state.journal.emit(new AccountBound(account, owner));
    }

    private @Nullable OwnerId ownerOf(AccountId account) {
        int index = state.accounts.indexOf(account);
        return index == Accounts.UNKNOWN ? null : state.accounts.owner(index);
    }

    /** Opens an account of the platform, without an owner, if it is not open. */
    public void open(AccountId account) {
        openAtFirst(account, false);
    }

    private void openAtFirst(AccountId account, boolean mayOwe) {
        if (state.accounts.indexOf(account) == Accounts.UNKNOWN) {
            boolean owes = mayOwe || account.number() == AccountId.OUTSIDE;
            restore(account, owes);
            state.journal.emit(new AccountOpened(account, owes));
        }
    }

    /** Adds an account; its index. */
    public int restore(AccountId account, boolean mayOwe) {
        int index = state.accounts.open(account, mayOwe);
        state.ids.open(index, account.tenant());
        if (state.accounts.isIsolated(index)) {
            state.ids.quotas.set(index, state.accounts.quota(index).clientOrderIdsMax());
        }
        if (mayOwe) {
            state.ledger.letOwe(index);
        }
        return index;
    }
}
