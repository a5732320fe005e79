package com.flowex.wallet.api.withdrawal;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.withdrawal.LimitsStore;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/wallet/limits}: the caller's withdrawal limits for each asset, and the part that is left today. */
public record ListLimitsEndpoint(LimitsStore limits, InstrumentDirectory directory, CustodyConnections vault)
        implements Endpoint {

    /** No limit: more than a ledger holds. */
    private static final BigInteger NO_LIMIT = BigInteger.valueOf(Long.MAX_VALUE);

    /** The schema WithdrawalLimits. */
    private record Shown(
            String currency,
            List<String> networks,
            String depositMinimum,
            String minimum,
            String fee,
            @Nullable String daily,
            String usedToday,
            @Nullable String leftToday,
            Instant resetsAt,
            boolean stopped) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        boolean isVip = request.caller().may(Permission.VIP_TERMS);
        List<Asset> moving = directory.assetsOf(account.tenant()).stream()
                .filter(asset -> !vault.of(asset).isEmpty())
                .toList();
        return Answer.ok(Page.whole(shown(limits.of(account, moving), account, isVip)));
    }

    private List<Shown> shown(LimitsStore.Snapshot now, AccountId account, boolean isVip) {
        List<Shown> all = new ArrayList<>();
        for (LimitsStore.AssetTerms each : now.assets()) {
            Asset asset = each.asset();
            Terms terms = each.terms();
            BigInteger used = units(now.outflows(), account.number(), asset);
            BigInteger daily = BigInteger.valueOf(terms.daily(isVip));
            BigInteger own = daily.equals(NO_LIMIT) ? terms.dailyTenant() : daily.subtract(used);
            BigInteger left = own.min(terms.dailyTenant().subtract(units(now.outflows(), 0, asset)))
                    .max(BigInteger.ZERO);
            all.add(new Shown(
                    asset.code(),
                    vault.of(asset).stream().map(ListLimitsEndpoint::code).toList(),
                    words(asset, terms.depositMinimum()),
                    words(asset, terms.least()),
                    words(asset, terms.fee()),
                    limit(asset, daily),
                    words(asset, used.longValueExact()),
                    limit(asset, left),
                    now.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                    each.isStopped()));
        }
        return all;
    }

    private static String code(Chain chain) {
        return chain.scheme().network().code();
    }

    private static BigInteger units(List<WithdrawalsTable.Outflow> outflows, long account, Asset asset) {
        return outflows.stream()
                .filter(outflow ->
                        outflow.account() == account && outflow.asset().equals(asset.id()))
                .map(WithdrawalsTable.Outflow::units)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static String words(Asset asset, long units) {
        return Decimals.format(units, asset.scale());
    }

    /** Returns the limit as text; null for none. */
    private static @Nullable String limit(Asset asset, BigInteger units) {
        return units.compareTo(NO_LIMIT) >= 0 ? null : words(asset, units.longValueExact());
    }
}
