package com.flowex.engine;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OwnerId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The commands of a random log that operators send: listing, rules, states, kill switches, limits, groups. */
final class RandomHouse {

    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomAccounts accounts;
    private int listed = 4;

    RandomHouse(Random random, ObservedExchange observed, RandomAccounts accounts) {
        this.random = random;
        this.observed = observed;
        this.accounts = accounts;
    }

    List<Command> beginning() {
        List<Command> commands = new ArrayList<>();
        commands.add(new ListAsset(new Asset(1, new AssetId(1), "BTC", new Scale(4), 21_000_000)));
        commands.add(new ListAsset(new Asset(1, new AssetId(2), "USD", new Scale(2), 1_000_000_000)));
        commands.add(new ListAsset(new Asset(1, new AssetId(3), "ETH", new Scale(4), 1_000_000_000)));
        commands.add(new ListAsset(new Asset(2, new AssetId(4), "BTC", new Scale(4), 21_000_000)));
        commands.add(new ListAsset(new Asset(2, new AssetId(5), "EUR", new Scale(0), 1_000_000)));
        commands.add(new ListInstrument(instrument(1, 1, "BTC-USD", 1, 2, either(2, 20))));
        commands.add(new ListInstrument(instrument(1, 2, "ETH-BTC", 3, 1, either(6, 0))));
        commands.add(new ListInstrument(instrument(1, 3, "ETH-USD", 3, 2, random(2))));
        commands.add(new ListInstrument(instrument(2, 4, "BTC-EUR", 4, 5, either(0, 0))));
        for (int tenant = 1; tenant <= 2; tenant++) {
            commands.add(new OpenAccount(RandomAccounts.creditor(tenant), true));
        }
        for (int i = 0; i < RandomAccounts.CUSTOMERS; i++) {
            AccountId account = RandomAccounts.customer(i);
            commands.add(new OpenAccount(account));
            for (int asset = 0; asset < (account.tenant() == 1 ? 3 : 2); asset++) {
                AssetId id = new AssetId(account.tenant() == 1 ? 1 + asset : 4 + asset);
                commands.add(deposit(1_000 + i * 10L + asset, account, id, 5_000));
            }
        }
        return commands;
    }

    static Command deposit(long id, AccountId to, AssetId asset, long units) {
        AccountId outside = AccountId.outsideOf(to.tenant());
        return new PostTransfer(
                new Transfer(new TransferId(0, id), outside, to, new Amount(asset, units), TransferKind.DEPOSIT));
    }

    private InstrumentRules either(int priceScale, long notionalMin) {
        return random.nextBoolean() ? plain(priceScale, notionalMin) : random(priceScale);
    }

    static InstrumentRules plain(int priceScale, long notionalMin) {
        return new InstrumentRules(new Scale(priceScale), 5, 100_000, 10, 20, 1_000_000, notionalMin);
    }

    private Instrument instrument(int tenant, int id, String symbol, int base, int quote, InstrumentRules rules) {
        return new Instrument(
                tenant, new InstrumentId(id), symbol, new AssetId(base), new AssetId(quote), rules, fees());
    }

    private FeeSchedule fees() {
        return switch (random.nextInt(4)) {
            case 0 -> FeeSchedule.flat(new FeeRates(30_000, 70_000));
            case 1 -> FeeSchedule.flat(new FeeRates(-20_000, 50_000));
            case 2 -> FeeSchedule.flat(new FeeRates(0, 0));
            default ->
                new FeeSchedule(List.of(
                        new FeeTier(0, new FeeRates(50_000, 100_000)),
                        new FeeTier(500, new FeeRates(10_000, 60_000)),
                        new FeeTier(20_000, new FeeRates(-40_000, 40_000))));
        };
    }

    private InstrumentRules random(int priceScale) {
        long lot = 5L << random.nextInt(3);
        return new InstrumentRules(
                new Scale(priceScale),
                1 + 4L * random.nextInt(2),
                random.nextInt(10) == 0 ? 12_000 : 100_000,
                lot,
                2 * lot,
                random.nextInt(10) == 0 ? 20 * lot : 1_000_000,
                random.nextInt(3) == 0 ? random.nextInt(30) : 0,
                risk());
    }

    private RiskRules risk() {
        return new RiskRules(
                seldom(100 + random.nextInt(500)),
                seldom(3_000 + random.nextInt(10_000)),
                (int) seldom(3 + random.nextInt(10)),
                random.nextInt(3) == 0 ? 0 : 2_000 + random.nextInt(30_000),
                breaker(),
                kinds());
    }

    private long seldom(long value) {
        return random.nextInt(6) == 0 ? value : 0;
    }

    private CircuitBreaker breaker() {
        return random.nextInt(3) == 0
                ? CircuitBreaker.NONE
                : new CircuitBreaker(
                        3_000 + random.nextInt(20_000),
                        32 + random.nextLong(20 * SECOND),
                        SECOND * (1 + random.nextInt(10)));
    }

    private Set<OrderKind> kinds() {
        Set<OrderKind> kinds = EnumSet.allOf(OrderKind.class);
        if (random.nextInt(5) == 0) {
            List<OrderKind> all = List.copyOf(kinds);
            kinds.remove(all.get(random.nextInt(all.size())));
        }
        return kinds;
    }

    Command any() {
        int tenant = accounts.tenant();
        InstrumentId market = accounts.marketFor(accounts.customerOf(tenant), observed);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> change(tenant);
            case 4, 5, 6, 7 -> state(tenant, market);
            case 8, 9, 10 -> kill(tenant, market);
            case 11, 12 -> limits();
            case 13, 14, 15 -> new SetPreventionGroup(accounts.anyone(), random.nextInt(3));
            case 16 -> open(new AccountId(tenant, AccountId.CUSTOMERS_FROM + random.nextInt(30)));
            case 17 -> new AdoptRules(1);
            case 18 -> list(tenant);
            default -> listAsset(tenant);
        };
    }

    /** Few owners, so that some meet what is theirs and some what is another's. */
    private Command open(AccountId account) {
        OwnerId owner = owner();
        return switch (random.nextInt(4)) {
            case 0 -> new OpenAccount(account);
            case 1 -> new BindAccount(account, random.nextBoolean() ? null : owner(), owner);
            default -> new OpenOwnedAccount(account, owner);
        };
    }

    private OwnerId owner() {
        return new OwnerId(random.nextInt(2), 1 + random.nextInt(2));
    }

    private Command change(int tenant) {
        List<Instrument> markets = observed.marketsOf(tenant);
        if (markets.isEmpty()) {
            return list(tenant);
        }
        Instrument old = markets.get(random.nextInt(markets.size()));
        int scale = old.rules().priceScale().places();
        InstrumentRules rules =
                switch (random.nextInt(12)) {
                    case 0 -> old.rules();
                    case 1 -> random(scale + 1);
                    case 2 -> new InstrumentRules(new Scale(scale), 1, Long.MAX_VALUE, 1, 1, Long.MAX_VALUE, 0);
                    default -> random(scale);
                };
        int dice = random.nextInt(12);
        int id = dice == 0 ? 99 : old.id().value();
        Instrument next =
                new Instrument(tenant, new InstrumentId(id), old.symbol(), old.base(), old.quote(), rules, fees());
        return dice % 2 == 0 ? new ChangeInstrument(next) : new ReplaceInstrument(dice < 4 ? next : old, next);
    }

    /** Mostly back to open. */
    private Command state(int tenant, InstrumentId market) {
        MarketState state =
                switch (random.nextInt(16)) {
                    case 0, 1 -> MarketState.POST_ONLY;
                    case 2, 3 -> MarketState.CANCEL_ONLY;
                    case 4, 5 -> MarketState.HALTED;
                    case 6 -> random.nextInt(8) == 0 ? MarketState.DELISTED : MarketState.HALTED;
                    default -> MarketState.OPEN;
                };
        return new ChangeMarketState(tenant, market, state);
    }

    /** Mostly off. */
    private Command kill(int tenant, InstrumentId market) {
        KillScope scope =
                switch (random.nextInt(3)) {
                    case 0 -> new KillScope.OfAccount(accounts.anyone());
                    case 1 -> new KillScope.OfMarket(tenant, market);
                    default -> new KillScope.OfTenant(tenant);
                };
        return new SetKillSwitch(scope, random.nextInt(4) == 0);
    }

    private Command limits() {
        AccountId account = accounts.anyone();
        AccountLimits limits = random.nextInt(3) == 0
                ? AccountLimits.NONE
                : new AccountLimits(seldom(50 + random.nextInt(300)), seldom(3_000 + random.nextInt(5_000)), (int)
                        seldom(1 + random.nextInt(6)));
        return new SetAccountLimits(account, accounts.marketFor(account, observed), limits);
    }

    private Command list(int tenant) {
        int id = random.nextInt(4) == 0 ? 1 + random.nextInt(listed) : ++listed;
        InstrumentRules rules = random.nextInt(8) == 0
                ? new InstrumentRules(new Scale(2), 1, Long.MAX_VALUE, 1, 1, Long.MAX_VALUE, 0)
                : random(2);
        boolean isOdd = random.nextInt(6) == 0;
        int base = isOdd ? 1 + random.nextInt(8) : tenant == 1 ? 1 : 4;
        int quote = isOdd ? 9 : tenant == 1 ? 2 : 5;
        String symbol = random.nextInt(6) == 0 ? "BTC-USD" : "BTC-USD" + id;
        return new ListInstrument(instrument(tenant, id, symbol, base, quote, rules));
    }

    private Command listAsset(int tenant) {
        return switch (random.nextInt(3)) {
            case 0 -> new ListAsset(new Asset(tenant, new AssetId(1), "DOGE", new Scale(2), 1_000));
            case 1 -> new ListAsset(new Asset(tenant, new AssetId(8), "BTC", new Scale(2), 1_000));
            default -> new ListAsset(new Asset(tenant, new AssetId(8), "FINE", new Scale(18), 1));
        };
    }
}
