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
import com.flowex.platform.database.Database;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.terms.WithdrawalStopsTable;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/wallet/limits}: the caller's withdrawal limits for each asset, and the part that is left today. */
public record ListLimitsEndpoint(Database database, InstrumentDirectory directory, CustodyConnections vault)
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
        return Answer.ok(
                Page.whole(database.query(account.tenant(), connection -> shown(connection, account, isVip, moving))));
    }

    private List<Shown> shown(Connection connection, AccountId account, boolean isVip, List<Asset> moving)
            throws SQLException {
        LocalDate day = WithdrawalsTable.today(connection);
        List<WithdrawalsTable.Outflow> outflows = WithdrawalsTable.outflows(connection, account, day);
        List<Shown> all = new ArrayList<>();
        for (Asset asset : moving) {
            Terms terms = TermsTable.of(connection, asset);
            BigInteger used = units(outflows, account.number(), asset);
            BigInteger daily = BigInteger.valueOf(terms.daily(isVip));
            BigInteger own = daily.equals(NO_LIMIT) ? terms.dailyTenant() : daily.subtract(used);
            BigInteger left = own.min(terms.dailyTenant().subtract(units(outflows, 0, asset)))
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
                    day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                    WithdrawalStopsTable.everywhere(connection, asset).isPresent()));
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
