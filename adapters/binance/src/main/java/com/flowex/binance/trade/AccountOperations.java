package com.flowex.binance.trade;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.app.AccountFees;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations of the caller's account: balances, rights and fees.
 *
 * @param reads views of trading
 */
record AccountOperations(
        OrderEntryService orderEntry,
        Symbols symbols,
        TradingQueries reads,
        CurrentBalances balances,
        InstantSource clock) {

    private static final Scale RATE = new Scale(6);
    private static final FeeRates NOTHING = new FeeRates(0, 0);
    private static final int MILLIONTHS_PER_BASIS_POINT = 100;

    /** Returns the balances as of one event; the rates are the highest of all markets. */
    Object account(OperationCall call) {
        boolean omitsZeros = call.params().flag("omitZeroBalances").orElse(false);
        AccountId account = call.caller().account();
        balances.view().await(call);
        reads.view().await(call);
        FeeRates highest = reads.fees().of(account, orderEntry.listed().of(account.tenant())).stream()
                .map(AccountFees.AccountFeeTier::rates)
                .reduce(AccountOperations::higher)
                .orElse(NOTHING);
        Map<String, Object> fields = new LinkedHashMap<>();
        putRates(fields, highest);
        putRights(fields, call.caller());
        fields.put("updateTime", Timestamp.of(clock.instant()));
        fields.put("accountType", "SPOT");
        fields.put("balances", balances(account, omitsZeros));
        fields.put("permissions", List.of("SPOT"));
        fields.put("uid", account.number());
        return fields;
    }

    private static FeeRates higher(FeeRates one, FeeRates other) {
        return new FeeRates(
                Math.max(one.makerMillionths(), other.makerMillionths()),
                Math.max(one.takerMillionths(), other.takerMillionths()));
    }

    private static void putRates(Map<String, Object> fields, FeeRates rates) {
        fields.put("makerCommission", Math.ceilDiv(rates.makerMillionths(), MILLIONTHS_PER_BASIS_POINT));
        fields.put("takerCommission", Math.ceilDiv(rates.takerMillionths(), MILLIONTHS_PER_BASIS_POINT));
        fields.put("buyerCommission", 0);
        fields.put("sellerCommission", 0);
        fields.put("commissionRates", rates(rates));
    }

    private void putRights(Map<String, Object> fields, Caller caller) {
        boolean stopped = reads.risk().isKilled(caller.account());
        fields.put("canTrade", caller.may(Permission.TRADE) && !stopped);
        fields.put("canWithdraw", caller.may(Permission.WITHDRAW));
        fields.put("canDeposit", caller.may(Permission.DEPOSIT));
        fields.put("brokered", false);
        fields.put("requireSelfTradePrevention", false);
        fields.put("preventSor", false);
    }

    private List<Map<String, Object>> balances(AccountId account, boolean omitsZeros) {
        return balances.queries().of(account).balances().stream()
                .filter(held -> !omitsZeros || held.balanceUnits() != 0)
                .map(this::balance)
                .toList();
    }

    private Map<String, Object> balance(BalanceQueries.AssetBalance held) {
        Asset asset = orderEntry.listed().asset(held.asset());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("asset", asset.code());
        fields.put("free", Decimals.format(held.balanceUnits() - held.heldUnits(), asset.scale()));
        fields.put("locked", Decimals.format(held.heldUnits(), asset.scale()));
        return fields;
    }

    /** Returns the caller's rates in a market. */
    Object commission(OperationCall call) {
        ListedMarket market = symbols.required(call);
        reads.view().await(call);
        FeeRates rates = paid(call, market);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", Symbols.of(market));
        fields.put("standardCommission", rates(rates));
        fields.put("specialCommission", rates(NOTHING));
        fields.put("taxCommission", rates(NOTHING));
        fields.put("discount", noDiscount());
        return fields;
    }

    /** Returns the rates for an order. */
    Object ofOrder(OperationCall call, ListedMarket market) {
        reads.view().await(call);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("standardCommissionForOrder", ofOrder(paid(call, market)));
        fields.put("specialCommissionForOrder", ofOrder(NOTHING));
        fields.put("taxCommissionForOrder", ofOrder(NOTHING));
        fields.put("discount", noDiscount());
        return fields;
    }

    private static Map<String, Object> ofOrder(FeeRates rates) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("maker", rate(rates.makerMillionths()));
        fields.put("taker", rate(rates.takerMillionths()));
        return fields;
    }

    private FeeRates paid(OperationCall call, ListedMarket market) {
        return reads.fees()
                .of(call.caller().account(), List.of(market))
                .getFirst()
                .rates();
    }

    private static Map<String, Object> noDiscount() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("enabledForAccount", false);
        fields.put("enabledForSymbol", false);
        fields.put("discountAsset", "");
        fields.put("discount", "0");
        return fields;
    }

    private static Map<String, Object> rates(FeeRates rates) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("maker", rate(rates.makerMillionths()));
        fields.put("taker", rate(rates.takerMillionths()));
        fields.put("buyer", "0");
        fields.put("seller", "0");
        return fields;
    }

    private static String rate(int millionths) {
        return Decimals.format(millionths, RATE);
    }
}
