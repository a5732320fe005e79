package com.flowex.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.app.SalePolicy;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Stands for the wallet's rules of money that leaves an account, which have tests of their own. */
final class SaleRules implements SalePolicy {

    static final LocalDate DAY = LocalDate.parse("2026-11-27");

    /** Units that count in the day, by account. */
    final Map<AccountId, Long> counted = new HashMap<>();

    /** True if everyone has a second factor, whose code is 123456. */
    volatile boolean hasSecondFactor;

    /** User who may not pay out; 0 if there is none. */
    volatile long restricted;

    /** Units that an account may sell in a day. */
    volatile long limit = Long.MAX_VALUE;

    /** Balances of the ledger. */
    private final ToLongFunction<AccountId> free;

    SaleRules(ToLongFunction<AccountId> free) {
        this.free = free;
    }

    @Override
    public long available(AccountId seller, AssetId asset) {
        return free.applyAsLong(seller);
    }

    private void requireMayPay(Trader trader) {
        if (trader.user() == restricted) {
            throw new Refusal(RefusalCode.ACCOUNT_RESTRICTED, "withdrawals are blocked");
        }
        if (trader.apiKey().isPresent()) {
            throw new Refusal(RefusalCode.ADDRESS_NOT_ALLOWED, "an API key sells to listed accounts");
        }
    }

    @Override
    public void requireMayOffer(Trader seller, AssetId asset) {
        requireMayPay(seller);
    }

    @Override
    public void requireMaySell(Sale sale) {
        requireMayPay(sale.seller());
    }

    @Override
    public synchronized LocalDate count(Transaction connection, Sale sale) {
        long before = counted.getOrDefault(sale.seller().account(), 0L);
        if (sale.units() > limit - before) {
            throw new Refusal(RefusalCode.WITHDRAWAL_LIMIT, "at most " + limit + " a day");
        }
        counted.put(sale.seller().account(), before + sale.units());
        return DAY;
    }

    @Override
    public synchronized void giveBack(
            Transaction connection, AccountId seller, AssetId asset, LocalDate day, long units) {
        counted.merge(seller, -units, Long::sum);
    }

    @Override
    public void requireMayStillRelease(Sale sale) {
        requireMayPay(sale.seller());
    }

    @Override
    public void requireMayRelease(Sale sale, String code) {
        requireMayPay(sale.seller());
        if (hasSecondFactor && !code.equals("123456")) {
            throw new Refusal(RefusalCode.SECOND_FACTOR_REQUIRED, "send a code of your second factor");
        }
    }
}
