package com.flowex.engine;

import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OwnerId;
import com.flowex.domain.value.TransferId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Isolated accounts in four of sixty-four random logs: they are opened, get money, and take the place of their main accounts
 * in orders, loans and operators' commands. The dice are its own, so that the other logs stay the same.
 */
final class RandomIsolated {

    private static final int SELDOM = 25;
    private static final long BORROWERS_FROM = AccountId.CUSTOMERS_FROM + 50;
    private static final OwnerId FIRST = new OwnerId(16, 1);

    private final Random random;
    private final RandomAccounts accounts;
    private final boolean isUsed;
    private final List<AccountId> opened = new ArrayList<>();
    private final Deque<Command> planned = new ArrayDeque<>();
    private int ids;

    RandomIsolated(long seed) {
        random = new Random(seed * 0xD6E8FEB86659FD93L + 16);
        accounts = new RandomAccounts(random);
        long place = Math.floorMod(seed, 64);
        isUsed = place == 7 || place == 39 || place == 42 || place == 62;
    }

    /** Returns true if the log needs the newest rules. */
    boolean isUsed() {
        return isUsed;
    }

    /** Returns the next command, out of turn; null means none. */
    @Nullable
    Command next() {
        if (isUsed && planned.isEmpty() && random.nextInt(SELDOM) == 0) {
            plan();
        }
        return planned.poll();
    }

    private void plan() {
        AccountId main = main();
        InstrumentId market = marketOf(main.tenant());
        AccountId isolated = main.isolatedIn(market);
        switch (opened.size() < 12 ? 0 : random.nextInt(8)) {
            case 0 -> {
                if (random.nextInt(3) > 0) {
                    planned.add(new BindAccount(main, null, FIRST));
                }
                if (random.nextInt(9) == 0) {
                    planned.add(new OpenOwnedAccount(isolated, FIRST));
                }
                planned.add(new OpenAccount(isolated));
                opened.add(isolated);
                fund(isolated);
            }
            case 1 -> planned.add(new BindAccount(random.nextInt(3) == 0 ? isolated : main, FIRST, new OwnerId(16, 2)));
            case 2 -> {
                planned.add(new BindAccount(main, new OwnerId(16, 2), FIRST));
                planned.add(new OpenAccount(main.isolatedIn(new InstrumentId(1 + random.nextInt(8)))));
            }
            case 3, 4, 5 -> fund(opened.get(random.nextInt(opened.size())));
            default -> planned.add(strangePayment(opened.get(random.nextInt(opened.size()))));
        }
    }

    /** Mostly a customer of other commands; sometimes one of the borrowers of logs with liquidations. */
    private AccountId main() {
        return random.nextInt(3) > 0
                ? accounts.customer()
                : new AccountId(accounts.tenant(), BORROWERS_FROM + random.nextInt(12));
    }

    private InstrumentId marketOf(int tenant) {
        return new InstrumentId(tenant == 1 ? 1 + random.nextInt(3) : 4);
    }

    private void fund(AccountId isolated) {
        int[] market = RandomLiquidations.MARKETS[isolated.isolatedMarket().value() - 1];
        for (int place = 0; place < 2; place++) {
            AssetId asset = new AssetId(market[place]);
            long units = 1 + random.nextInt(4_000);
            if (random.nextBoolean()) {
                planned.add(post(AccountId.outsideOf(isolated.tenant()), isolated.main(), asset, units));
            }
            planned.add(post(isolated.main(), isolated, asset, units));
            if (random.nextInt(3) == 0) {
                planned.add(post(isolated, isolated.main(), asset, 1 + random.nextLong(units)));
            }
        }
    }

    private Command strangePayment(AccountId isolated) {
        AccountId other =
                switch (random.nextInt(5)) {
                    case 0 -> accounts.customerOf(isolated.tenant());
                    case 1 -> AccountId.outsideOf(isolated.tenant());
                    case 2 -> another(isolated);
                    case 3 -> AccountId.insuranceOf(isolated.tenant());
                    default -> isolated.main();
                };
        AssetId asset = new AssetId(1 + random.nextInt(5));
        long units = 1 + random.nextInt(300);
        return random.nextBoolean() ? post(other, isolated, asset, units) : post(isolated, other, asset, units);
    }

    private AccountId another(AccountId isolated) {
        AccountId other = opened.get(random.nextInt(opened.size()));
        return other.equals(isolated) ? isolated.main() : other;
    }

    private Command post(AccountId from, AccountId to, AssetId asset, long units) {
        return new PostTransfer(
                new Transfer(new TransferId(16, ++ids), from, to, new Amount(asset, units), TransferKind.INTERNAL));
    }

    /** Returns a command, which a third of the time is that of an isolated account instead. */
    Command perhaps(Command command) {
        return !isUsed || opened.isEmpty() || random.nextInt(3) > 0 ? command : isolated(command);
    }

    private Command isolated(Command command) {
        return switch (command) {
            case PlaceWithEffects(var effects, var pending, var placement)
            when isolated(placement) instanceof CompoundPlacement here -> new PlaceWithEffects(effects, pending, here);
            case PlaceOrder(var order) -> new PlaceOrder(isolated(order));
            case PlaceBorrowingOrder(var order) -> new PlaceBorrowingOrder(isolated(order));
            case PlaceRepayingOrder(var order, var borrows) -> new PlaceRepayingOrder(isolated(order), borrows);
            case PlaceReturningOrder(var order, var repays) -> new PlaceReturningOrder(isolated(order), repays);
            case PlaceOrderPair(var first, var stop)
            when known(first.account()) != null ->
                pair(first, stop, isolated(first).account());
            case PlaceLinkedOrders(var working, var pending) -> {
                AccountId account = isolated(working).account();
                yield new PlaceLinkedOrders(of(working, account), of(pending, account));
            }
            case PlaceLinkedPair(var working, var pair) -> {
                AccountId account = isolated(working).account();
                yield new PlaceLinkedPair(of(working, account), pair(pair.limit(), pair.stop(), account));
            }
            case PostTransfer(var transfer) -> new PostTransfer(isolated(transfer));
            case SetLeverage set -> new SetLeverage(any(set.account()), set.leverage());
            case RestrictAccount set -> new RestrictAccount(any(set.account()), set.restriction());
            case SetOrderQuota set -> new SetOrderQuota(any(set.account()), set.quota());
            case SetPreventionGroup set -> new SetPreventionGroup(any(set.account()), set.group());
            case SetAccountLimits set -> new SetAccountLimits(any(set.account()), set.instrument(), set.limits());
            case SetKillSwitch(KillScope.OfAccount(var account), var isOn) ->
                new SetKillSwitch(new KillScope.OfAccount(any(account)), isOn);
            default -> command;
        };
    }

    private static PlaceOrderPair pair(OrderRequest first, OrderRequest stop, AccountId account) {
        return new PlaceOrderPair(of(first, account), of(stop, account));
    }

    /** Seldom the account of another market, which refuses the order. */
    private OrderRequest isolated(OrderRequest order) {
        AccountId ofMarket = order.account().mayIsolate(order.instrument())
                ? order.account().isolatedIn(order.instrument())
                : order.account();
        AccountId known = known(order.account());
        AccountId account = opened.contains(ofMarket) ? ofMarket : order.account();
        return of(order, known != null && random.nextInt(40) == 0 ? known : account);
    }

    private static OrderRequest of(OrderRequest order, AccountId account) {
        return new OrderRequest(
                account,
                order.clientOrderId(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.terms(),
                order.selfTradePrevention());
    }

    private Transfer isolated(Transfer transfer) {
        boolean isLoan = transfer.from().number() == AccountId.LENDING;
        boolean isRepayment = transfer.to().number() == AccountId.LENDING;
        if (!isLoan && !isRepayment) {
            return transfer;
        }
        AccountId from = isLoan ? transfer.from() : any(transfer.from());
        AccountId to = isLoan ? any(transfer.to()) : transfer.to();
        return new Transfer(transfer.id(), from, to, transfer.amount(), transfer.kind());
    }

    private AccountId any(AccountId main) {
        AccountId known = known(main);
        return known == null ? main : known;
    }

    private @Nullable AccountId known(AccountId main) {
        List<AccountId> own =
                opened.stream().filter(account -> account.main().equals(main)).toList();
        return own.isEmpty() ? null : own.get(random.nextInt(own.size()));
    }
}
