package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.value.AccountId;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Section 9 and listing: what operators ask for. */
final class House {

    private final World world;
    private final Orders orders;
    private final Accounts accounts;

    House(World world, Orders orders, Accounts accounts) {
        this.world = world;
        this.orders = orders;
        this.accounts = accounts;
    }

    private void reject(int tenant, RejectReason reason) {
        world.say(new ListingRejected(tenant, reason));
    }

    void list(Asset asset) {
        boolean isTaken = world.assets.values().stream()
                .anyMatch(other -> other.id().equals(asset.id())
                        || other.tenant() == asset.tenant() && other.code().equals(asset.code()));
        BigInteger most = Money.big(asset.supplyWhole())
                .multiply(BigInteger.TEN.pow(asset.scale().places()))
                .multiply(Money.big(Asset.SUPPLY_HEADROOM));
        if (isTaken) {
            reject(asset.tenant(), RejectReason.ASSET_EXISTS);
        } else if (most.bitLength() > 63) {
            reject(asset.tenant(), RejectReason.SCALE_TOO_FINE);
        } else {
            world.assets.put(asset.id(), asset);
            world.say(new AssetListed(asset));
            accounts.open(AccountId.outsideOf(asset.tenant()), true);
            accounts.open(AccountId.feesOf(asset.tenant()), false);
        }
    }

    void list(Instrument instrument) {
        RejectReason refusal = refusalToList(instrument);
        if (refusal != null) {
            reject(instrument.tenant(), refusal);
        } else {
            world.markets.put(instrument.id().value(), new Market(instrument));
            world.say(new InstrumentListed(instrument));
        }
    }

    private @Nullable RejectReason refusalToList(Instrument instrument) {
        boolean isTaken = world.markets.values().stream()
                .map(market -> market.instrument)
                .anyMatch(other -> other.id().equals(instrument.id())
                        || other.tenant() == instrument.tenant()
                                && other.symbol().equals(instrument.symbol()));
        if (isTaken) {
            return RejectReason.INSTRUMENT_EXISTS;
        }
        Asset base = world.assets.get(instrument.base());
        Asset quote = world.assets.get(instrument.quote());
        if (base == null || quote == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (base.tenant() != instrument.tenant() || quote.tenant() != instrument.tenant()) {
            return RejectReason.OTHER_TENANT;
        }
        return overflows(instrument.rules(), base, quote) ? RejectReason.NOTIONAL_OVERFLOWS : null;
    }

    private static boolean overflows(InstrumentRules rules, Asset base, Asset quote) {
        int places = rules.priceScale().places()
                + base.scale().places()
                - quote.scale().places();
        BigInteger product = Money.big(rules.priceMaxUnits()).multiply(Money.big(rules.quantityMaxUnits()));
        BigInteger power = BigInteger.TEN.pow(Math.abs(places));
        BigInteger most = places < 0
                ? product.multiply(power)
                : product.add(power).subtract(BigInteger.ONE).divide(power);
        return Math.abs(places) > 18 || most.bitLength() > 63;
    }

    void replace(ReplaceInstrument command) {
        Market market = world.market(command.next().tenant(), command.next().id());
        if (market == null || List.of(command.before(), command.next()).contains(market.instrument)) {
            change(command.next());
        } else {
            reject(command.next().tenant(), RejectReason.INSTRUMENT_CHANGED);
        }
    }

    void change(Instrument instrument) {
        Market market = world.market(instrument.tenant(), instrument.id());
        if (market == null) {
            reject(instrument.tenant(), RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        Instrument old = market.instrument;
        boolean isFixed = !old.symbol().equals(instrument.symbol())
                || !old.base().equals(instrument.base())
                || !old.quote().equals(instrument.quote())
                || !old.rules().priceScale().equals(instrument.rules().priceScale());
        if (isFixed) {
            reject(instrument.tenant(), RejectReason.INSTRUMENT_FIXED);
        } else if (overflows(instrument.rules(), world.asset(old.base()), world.asset(old.quote()))) {
            reject(instrument.tenant(), RejectReason.NOTIONAL_OVERFLOWS);
        } else if (!old.equals(instrument)) {
            if (!market.risk().breaker().equals(instrument.rules().risk().breaker())) {
                market.window.clear();
            }
            market.instrument = instrument;
            world.say(new InstrumentChanged(instrument));
        }
    }

    void change(ChangeMarketState command) {
        Market market = world.market(command.tenant(), command.instrument());
        if (market == null) {
            reject(command.tenant(), RejectReason.UNKNOWN_INSTRUMENT);
        } else if (market.state == command.state() && !(world.isByRules2() && market.resumes != 0)) {
            return;
        } else if (market.state == MarketState.DELISTED) {
            reject(command.tenant(), RejectReason.INSTRUMENT_DELISTED);
        } else {
            market.state = command.state();
            market.resumes = 0;
            world.touched.add(market);
            world.say(new MarketStateChanged(market.id(), market.state, MarketStateCause.OPERATOR, 0));
            if (market.state == MarketState.DELISTED) {
                market.isEnding = true;
                endOrders(market);
            }
        }
    }

    void adoptRules(int version) {
        if (version <= world.rulesVersion) {
            reject(1, RejectReason.RULES_NOT_NEWER);
        } else {
            boolean wasByRules2 = world.isByRules2();
            world.rulesVersion = version;
            if (!wasByRules2) {
                Ids.dateForgotten(world);
            }
            world.say(new RulesAdopted(version));
        }
    }

    void set(SetKillSwitch command) {
        switch (command.scope()) {
            case KillScope.OfAccount(AccountId id) -> {
                Account account = world.accounts.get(id);
                if (account == null) {
                    reject(id.tenant(), RejectReason.UNKNOWN_ACCOUNT);
                } else if (account.isKilled != command.isOn()) {
                    account.isKilled = command.isOn();
                    world.say(new KillSwitchSet(command.scope(), command.isOn()));
                    if (command.isOn()) {
                        affected(account).forEach(this::endOrders);
                    }
                }
            }
            case KillScope.OfMarket(int tenant, var id) -> {
                Market market = world.market(tenant, id);
                if (market == null) {
                    reject(tenant, RejectReason.UNKNOWN_INSTRUMENT);
                } else if (market.isKilled != command.isOn()) {
                    set(market, command);
                }
            }
            case KillScope.OfTenant(int tenant) -> {
                if (world.killedTenants.contains(tenant) != command.isOn()) {
                    setTenant(tenant, command);
                }
            }
        }
    }

    void restrict(RestrictAccount command) {
        AccountId id = command.account();
        Account account = world.accounts.get(id);
        if (account == null) {
            reject(id.tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (account.restriction != command.restriction()) {
            account.restriction = command.restriction();
            world.say(new AccountRestricted(id, command.restriction()));
            for (Account each : affected(account)) {
                for (Order order : each.openOrders()) {
                    if (!order.hasEnded && !account.restriction.allows(order.side())) {
                        orders.expire(order, ExpiryReason.ACCOUNT_RESTRICTED);
                    }
                }
            }
        }
    }

    /** An isolated account alone, or a main one with all that are isolated from it. */
    private List<Account> affected(Account account) {
        return account.main() == account ? world.ofCustomer(account) : List.of(account);
    }

    private void endOrders(Account account) {
        for (Order order : account.openOrders()) {
            if (!order.hasEnded) {
                orders.expire(order, ExpiryReason.KILL_SWITCH);
            }
        }
    }

    private void set(Market market, SetKillSwitch command) {
        market.isKilled = command.isOn();
        market.isEnding = command.isOn() || market.state == MarketState.DELISTED;
        world.say(new KillSwitchSet(command.scope(), command.isOn()));
        if (command.isOn()) {
            endOrders(market);
        } else {
            world.touched.add(market);
        }
    }

    private void setTenant(int tenant, SetKillSwitch command) {
        List<Market> markets = world.markets.values().stream()
                .filter(market -> market.instrument.tenant() == tenant)
                .toList();
        world.say(new KillSwitchSet(command.scope(), command.isOn()));
        if (command.isOn()) {
            world.killedTenants.add(tenant);
            world.endingTenants.add(tenant);
            markets.forEach(this::endOrders);
        } else {
            world.killedTenants.remove(tenant);
            world.endingTenants.remove(tenant);
            world.touched.addAll(markets);
        }
    }

    /** Work that earlier commands had no steps left for. */
    void endWhatIsLeft() {
        world.markets.values().stream().filter(world::isEnding).forEach(this::endOrders);
    }

    /** Bids from best to worst, asks from best to worst, those on their way by turn, then all others by id, while steps are left. */
    private void endOrders(Market market) {
        ExpiryReason reason = market.state == MarketState.DELISTED ? ExpiryReason.DELISTED : ExpiryReason.KILL_SWITCH;
        while (market.hasOrders() && world.hasStepsLeft()) {
            if (!market.bids.isEmpty()) {
                orders.expire(market.bids.getFirst(), reason);
            } else if (!market.asks.isEmpty()) {
                orders.expire(market.asks.getFirst(), reason);
            } else {
                orders.expire(market.taking.isEmpty() ? firstOfOthers(market) : market.taking.getFirst(), reason);
            }
        }
    }

    private static Order firstOfOthers(Market market) {
        return Stream.of(market.waiting, market.queued, market.slicing, market.pending)
                .flatMap(List::stream)
                .min(Comparator.comparing(order -> order.id.value()))
                .orElseThrow();
    }
}
