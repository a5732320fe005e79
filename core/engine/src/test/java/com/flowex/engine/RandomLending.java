package com.flowex.engine;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lending in two of seven random logs: terms, quotes in bursts, loans, repayments, and payments of accounts that owe. The
 * dice are its own, so that the other logs stay as they were.
 */
final class RandomLending {

    private static final int SELDOM = 12;

    /** Seed whose log has a state that others seldom have, and which lending would change. */
    private static final long WITHOUT = 6_382;

    private static final long SECOND = 1_000_000_000L;
    private static final long[] PRICES = {30_000, 1, 2_000, 30_000, 1};

    private record Key(AccountId account, AssetId asset) {}

    private final Random random;
    private final RandomAccounts accounts;
    private final boolean isUsed;
    private final Deque<Command> planned = new ArrayDeque<>();
    private final TreeMap<String, Key> debtors = new TreeMap<>();
    private final TreeMap<String, Long> owed = new TreeMap<>();
    private int ids;

    RandomLending(long seed) {
        random = new Random(seed * 0xD1342543DE82EF95L + 1);
        accounts = new RandomAccounts(random);
        boolean isDrawn = Math.floorMod(seed, 7) == 3 || Math.floorMod(seed, 7) == 5;
        isUsed = isDrawn && seed != WITHOUT;
    }

    boolean isUsed() {
        return isUsed;
    }

    void take(List<?> answers) {
        for (Object answer : answers) {
            if (answer instanceof DebtChanged debt) {
                String key = debt.account() + ":" + debt.asset();
                long units = debt.principalUnits() + debt.interestUnits();
                if (units == 0) {
                    debtors.remove(key);
                } else {
                    debtors.put(key, new Key(debt.account(), debt.asset()));
                    owed.put(key, units);
                }
            }
        }
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
        int tenant = accounts.tenant();
        AssetId asset = asset(tenant);
        switch (random.nextInt(10)) {
            case 0 -> planned.add(terms(tenant, asset));
            case 1 -> planned.add(quote(tenant, asset, now - random.nextLong(100 * SECOND)));
            case 2 -> planned.add(post(AccountId.outsideOf(tenant), AccountId.lendingOf(tenant), asset, 60_000));
            case 3, 4 -> planned.add(repayment(tenant, asset));
            case 5 -> {
                Key debtor = debtor();
                AccountId from = debtor == null ? accounts.customerOf(tenant) : debtor.account();
                AssetId paid = asset(from.tenant());
                planned.add(post(from, AccountId.outsideOf(from.tenant()), paid, 1 + random.nextInt(6_000)));
            }
            case 6 -> {
                TransferStep loan = new TransferStep.Reserve(loan(tenant, asset), 0);
                planned.add(new PostTransferChain(List.of(loan)));
            }
            case 7 -> planned.add(chain(tenant, asset));
            default -> {
                if (random.nextInt(4) > 0) {
                    burst(tenant, now + (random.nextInt(9) == 0 ? SECOND : 0));
                }
                planned.add(new PostTransfer(loan(tenant, asset)));
            }
        }
    }

    private void burst(int tenant, long time) {
        int sources = random.nextInt(8) == 0 ? 2 : 3 + random.nextInt(2);
        for (int i = 0; i < (tenant == 1 ? 3 : 2); i++) {
            AssetId asset = new AssetId(tenant == 1 ? 1 + i : 4 + i);
            planned.add(terms(tenant, asset));
            for (int source = 1; source <= sources; source++) {
                planned.add(quote(tenant, asset, source, time));
            }
        }
    }

    private Command quote(int tenant, AssetId asset, long time) {
        return quote(tenant, asset, 1 + random.nextInt(5), Math.max(1, time));
    }

    private Command quote(int tenant, AssetId asset, int source, long time) {
        long base = PRICES[Math.floorMod(asset.value() - 1, PRICES.length)] * 100;
        long price = random.nextInt(12) == 0 ? 1 + random.nextLong(3 * base) : base + random.nextLong(base / 20 + 1);
        long volume = random.nextInt(9) == 0 ? IndexQuote.UNITS_MAX : 1 + random.nextInt(100);
        return new QuoteIndexPrice(tenant, asset, new IndexQuote(source, price, volume, time));
    }

    private Command terms(int tenant, AssetId asset) {
        int scale = random.nextInt(40) == 0 ? 3 : 2;
        List<MarginTier> tiers = new ArrayList<>();
        tiers.add(new MarginTier(0, 111_200, 50_000));
        if (random.nextBoolean()) {
            tiers.add(new MarginTier(50, 142_900, 70_000));
            tiers.add(new MarginTier(200 + random.nextInt(3), 200_000 + random.nextInt(1_000), 80_000));
        }
        long cap = random.nextInt(8) == 0 ? 0 : random.nextInt(6) == 0 ? 500 : 40_000;
        int rate = random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(MarginTerms.RATE_MAX);
        return new SetMarginTerms(
                random.nextInt(30) == 0 ? 3 - tenant : tenant,
                asset,
                new MarginTerms(new Scale(scale), 50_000 * random.nextInt(5), tiers, cap, rate));
    }

    private Command chain(int tenant, AssetId asset) {
        Transfer loan = loan(tenant, asset);
        AccountId lending = AccountId.lendingOf(tenant);
        List<TransferStep> steps = new ArrayList<>();
        steps.add(new TransferStep.Post(loan));
        steps.add(new TransferStep.Post(transfer(loan.to(), lending, asset, 1 + random.nextInt(400))));
        if (random.nextBoolean()) {
            steps.add(new TransferStep.Post(loan(tenant, asset)));
            steps.add(new TransferStep.Post(
                    transfer(loan.to(), AccountId.outsideOf(tenant), asset, 1 + random.nextInt(900))));
        }
        return new PostTransferChain(steps);
    }

    private Command repayment(int tenant, AssetId asset) {
        Key debtor = debtor();
        if (debtor == null) {
            return post(accounts.customerOf(tenant), AccountId.lendingOf(tenant), asset, 1 + random.nextInt(100));
        }
        long all = owed.getOrDefault(debtor.account() + ":" + debtor.asset(), 1L);
        long units =
                switch (random.nextInt(3)) {
                    case 0 -> all;
                    case 1 -> all + random.nextInt(3);
                    default -> 1 + random.nextLong(all);
                };
        return post(debtor.account(), AccountId.lendingOf(debtor.account().tenant()), debtor.asset(), units);
    }

    private @Nullable Key debtor() {
        if (debtors.isEmpty()) {
            return null;
        }
        return List.copyOf(debtors.values()).get(random.nextInt(debtors.size()));
    }

    private Transfer loan(int tenant, AssetId asset) {
        long units = 1 + random.nextInt(random.nextInt(3) == 0 ? 30_000 : 600);
        return transfer(AccountId.lendingOf(tenant), accounts.customerOf(tenant), asset, units);
    }

    private AssetId asset(int tenant) {
        if (random.nextInt(40) == 0) {
            return new AssetId(1 + random.nextInt(7));
        }
        return new AssetId(tenant == 1 ? 1 + random.nextInt(3) : 4 + random.nextInt(2));
    }

    private Command post(AccountId from, AccountId to, AssetId asset, long units) {
        return new PostTransfer(transfer(from, to, asset, units));
    }

    private Transfer transfer(AccountId from, AccountId to, AssetId asset, long units) {
        return new Transfer(new TransferId(3, ++ids), from, to, new Amount(asset, units), TransferKind.INTERNAL);
    }
}
