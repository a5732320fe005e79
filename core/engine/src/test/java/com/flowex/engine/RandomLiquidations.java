package com.flowex.engine;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Liquidations in three of eleven random logs: little margin, index prices that wander about the prices of the markets, halts,
 * reservations, and orders that buy what is sold. The dice are its own, so that the other logs stay as they were.
 */
final class RandomLiquidations {

    private static final int SELDOM = 5;

    /** Number of the account that trades with borrowers; theirs follow. */
    private static final long MAKER = AccountId.CUSTOMERS_FROM + 50;

    private static final int BORROWERS = 12;
    private static final TimeInForce[] FORCES = {TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTC};
    private static final int[] SCALES = {4, 2, 4, 4, 0};

    /** Index price of each asset, of scale 2, that fits the markets' prices of 10,000 units; asset 1 is the first. */
    private static final long[] BASES = {10_000, 100, 10_000, 1_000_000, 100};

    /** Markets of the beginning: base, quote, and the places of the price. */
    static final int[][] MARKETS = {{1, 2, 2}, {3, 1, 6}, {3, 2, 2}, {4, 5, 0}};

    private final Random random;

    /** Dice of its own: orders that borrow change nothing of what is drawn. */
    private final Random loans;

    /** Dice of its own, in one of sixteen of these logs. */
    private final Random leverages;

    private final RandomAccounts accounts;
    private final boolean isUsed;
    private final boolean hasLeverages;
    private final Deque<Command> planned = new ArrayDeque<>();
    private final long[] prices = BASES.clone();
    private AccountId liquidated = RandomAccounts.customer(0);
    private int ids;
    private boolean hasBegun;

    RandomLiquidations(long seed) {
        random = new Random(seed * 0xA0761D6478BD642FL + 1);
        loans = new Random(seed * 0x8EBC6AF09C88C6E3L + 1);
        leverages = new Random(seed * 0x9FB21C651E98DF25L + 1);
        accounts = new RandomAccounts(random);
        int draw = Math.floorMod(seed, 11);
        isUsed = draw == 4 || draw == 7 || draw == 9 || RandomRepaying.isUsed(seed) || RandomEffects.isUsed(seed);
        hasLeverages = Math.floorMod(seed, 16) == 11;
    }

    void take(List<?> answers) {
        for (Object answer : answers) {
            if (answer instanceof LiquidationStarted started) {
                liquidated = started.account();
            }
        }
    }

    boolean isUsed() {
        return isUsed;
    }

    /** Returns the command that comes now, out of turn; null if none does. */
    @Nullable
    Command next(long now) {
        if (!isUsed) {
            return null;
        }
        if (planned.isEmpty() && random.nextInt(SELDOM) == 0) {
            plan(now);
        }
        return planned.poll();
    }

    private void plan(long now) {
        if (!hasBegun || random.nextInt(40) == 0) {
            hasBegun = true;
            begin(1);
            begin(2);
        }
        if (hasLeverages && leverages.nextInt(4) == 0) {
            planned.add(leverage());
        }
        int tenant = accounts.tenant();
        switch (random.nextInt(20)) {
            case 0 -> planned.add(new SetMarginLevels(tenant, levels()));
            case 1 -> planned.add(new CloseLiquidation(random.nextInt(4) == 0 ? accounts.anyone() : liquidated));
            case 2 -> {
                AccountId insurance = AccountId.insuranceOf(tenant);
                AssetId asset = asset(tenant);
                planned.add(post(AccountId.outsideOf(tenant), insurance, asset, unitsOf(asset, value(tenant))));
                planned.add(post(insurance, AccountId.lendingOf(tenant), asset, unitsOf(asset, value(tenant))));
            }
            case 3, 4 -> {
                boolean isHalt = random.nextBoolean();
                planned.add(
                        new ChangeMarketState(tenant, market(tenant), isHalt ? MarketState.HALTED : MarketState.OPEN));
            }
            case 5 -> reserve(tenant);
            case 6 -> liquidity(tenant, market(tenant).value() - 1, value(tenant) * 10);
            case 7, 8, 9, 10 -> {
                wander(tenant);
                quotes(tenant, now);
                planned.add(AdvanceTime.ADVANCE_TIME);
            }
            case 11 -> {
                quotes(tenant, now);
                AssetId asset = asset(tenant);
                planned.add(post(AccountId.lendingOf(tenant), borrower(tenant), asset, unitsOf(asset, value(tenant))));
            }
            default -> {
                quotes(tenant, now);
                borrow(tenant, market(tenant).value() - 1);
            }
        }
    }

    private void begin(int tenant) {
        for (int i = 0; i < BORROWERS + 1; i++) {
            planned.add(new OpenAccount(new AccountId(tenant, MAKER + i)));
        }
        for (AssetId asset : assets(tenant)) {
            List<MarginTier> tiers = List.of(new MarginTier(0, 60_000, 30_000), new MarginTier(10_000, 80_000, 40_000));
            int haircut = 30_000 * random.nextInt(4);
            int rate = random.nextInt(MarginTerms.RATE_MAX);
            planned.add(
                    new SetMarginTerms(tenant, asset, new MarginTerms(new Scale(2), haircut, tiers, 900_000, rate)));
            planned.add(post(AccountId.outsideOf(tenant), AccountId.lendingOf(tenant), asset, 500_000));
        }
    }

    private AccountId borrower(int tenant) {
        return random.nextInt(4) == 0
                ? accounts.customerOf(tenant)
                : new AccountId(tenant, MAKER + 1 + random.nextInt(BORROWERS));
    }

    private InstrumentId market(int tenant) {
        return new InstrumentId(tenant == 1 ? 1 + random.nextInt(3) : 4);
    }

    /** A value in hundredths of the valuation currency that is some lots of each market. */
    private long value(int tenant) {
        return (tenant == 1 ? 1 : 100) * (1_000L + random.nextInt(5_000));
    }

    private long unitsOf(AssetId asset, long value) {
        int place = asset.value() - 1;
        return Math.max(1, value * new Scale(SCALES[place]).unitsPerWhole() / prices[place]);
    }

    /** Returns the units of an asset that are worth as much as some of another. */
    long unitsLike(AssetId other, long units, AssetId asset) {
        int place = other.value() - 1;
        return unitsOf(asset, units * prices[place] / new Scale(SCALES[place]).unitsPerWhole());
    }

    /** A customer with collateral borrows one side of a market and trades it for the other. */
    private void borrow(int tenant, int market) {
        AccountId borrower = borrower(tenant);
        long collateral = value(tenant);
        long loan = collateral * (3 + random.nextInt(10));
        boolean isShort = random.nextBoolean();
        AssetId base = new AssetId(MARKETS[market][0]);
        AssetId quote = new AssetId(MARKETS[market][1]);
        AssetId held = random.nextInt(4) == 0 ? asset(tenant) : isShort ? quote : base;
        AssetId borrowed = isShort ? base : quote;
        planned.add(post(AccountId.outsideOf(tenant), borrower, held, unitsOf(held, collateral)));
        Command transfer = post(AccountId.lendingOf(tenant), borrower, borrowed, unitsOf(borrowed, loan));
        boolean isByOrder = loans.nextBoolean();
        if (!isByOrder) {
            planned.add(transfer);
        }
        liquidity(tenant, market, loan);
        Side side = isShort ? Side.SELL : Side.BUY;
        long price = price(market, isShort ? 90 : 110);
        TimeInForce force = isByOrder ? FORCES[loans.nextInt(FORCES.length)] : TimeInForce.IOC;
        PlaceOrder order = limit(borrower, market, side, unitsOf(base, loan), price, force);
        planned.add(isByOrder ? new PlaceBorrowingOrder(order.request()) : order);
        planned.add(AdvanceTime.ADVANCE_TIME);
    }

    /** Sometimes above that of every tier, seldom of an account that is not there. */
    private SetLeverage leverage() {
        long number = MAKER + 1 + leverages.nextInt(BORROWERS + 1);
        return new SetLeverage(new AccountId(1 + leverages.nextInt(2), number), leverages.nextInt(20));
    }

    private MarginLevels levels() {
        if (random.nextBoolean()) {
            return MarginLevels.DEFAULT;
        }
        int fee = random.nextInt(3) * 25_000;
        int liquidation = 1_000_000 + random.nextInt(200_000);
        int call = Math.max(liquidation + 1, 1_000_001 + fee + random.nextInt(400_000));
        return new MarginLevels(call, liquidation, fee);
    }

    private void reserve(int tenant) {
        AccountId customer = borrower(tenant);
        AssetId asset = asset(tenant);
        Transfer transfer = transfer(customer, AccountId.outsideOf(tenant), asset, unitsOf(asset, value(tenant) / 4));
        planned.add(new PostTransferChain(
                List.of(new TransferStep.Reserve(transfer, 1 + random.nextInt(20) * 1_000_000_000L))));
    }

    /** Orders on both sides of a market, near its index price, by an account that has the money. */
    private void liquidity(int tenant, int market, long value) {
        AccountId maker = new AccountId(tenant, MAKER);
        for (int side = 0; side < 2; side++) {
            AssetId asset = new AssetId(MARKETS[market][side]);
            planned.add(post(AccountId.outsideOf(tenant), maker, asset, unitsOf(asset, value * 5 / 4)));
        }
        long units = unitsOf(new AssetId(MARKETS[market][0]), value);
        int away = random.nextInt(12);
        planned.add(limit(maker, market, Side.BUY, units, price(market, 100 - away), TimeInForce.GTC));
        planned.add(limit(maker, market, Side.SELL, units, price(market, 100 + away), TimeInForce.GTC));
    }

    /** Returns so many hundredths of a market's index price, on a tick that most markets have. */
    long price(int market, int percent) {
        int[] shape = MARKETS[market];
        long index = prices[shape[0] - 1] * new Scale(shape[2]).unitsPerWhole() / prices[shape[1] - 1];
        return Math.max(5, index * percent / 100 / 5 * 5);
    }

    private PlaceOrder limit(AccountId account, int market, Side side, long units, long price, TimeInForce force) {
        return new PlaceOrder(new OrderRequest(
                account,
                ClientOrderId.of("margin-" + ++ids),
                new InstrumentId(market + 1),
                side,
                new Quantity(Math.max(40, units / 40 * 40)),
                new OrderTerms.Limit(new Price(price), force, false)));
    }

    /** Moves one price to its base, or to somewhere between a third and five thirds of it. */
    private void wander(int tenant) {
        int asset = asset(tenant).value() - 1;
        long base = BASES[asset];
        long goal = random.nextInt(3) == 0 ? base : base / 3 + random.nextLong(base * 4 / 3 + 1);
        prices[asset] = Math.max(1, goal);
    }

    private void quotes(int tenant, long now) {
        int sources = random.nextInt(12) == 0 ? 2 : 3;
        for (AssetId asset : assets(tenant)) {
            if (random.nextInt(20) != 0) {
                for (int source = 1; source <= sources; source++) {
                    planned.add(new QuoteIndexPrice(
                            tenant, asset, new IndexQuote(source, prices[asset.value() - 1], 1, Math.max(1, now))));
                }
            }
        }
    }

    private static List<AssetId> assets(int tenant) {
        return tenant == 1
                ? List.of(new AssetId(1), new AssetId(2), new AssetId(3))
                : List.of(new AssetId(4), new AssetId(5));
    }

    private AssetId asset(int tenant) {
        List<AssetId> assets = assets(tenant);
        return assets.get(random.nextInt(assets.size()));
    }

    private Command post(AccountId from, AccountId to, AssetId asset, long units) {
        return new PostTransfer(transfer(from, to, asset, units));
    }

    private Transfer transfer(AccountId from, AccountId to, AssetId asset, long units) {
        return new Transfer(new TransferId(5, ++ids), from, to, new Amount(asset, units), TransferKind.INTERNAL);
    }
}
