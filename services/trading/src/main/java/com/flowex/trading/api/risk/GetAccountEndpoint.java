package com.flowex.trading.api.risk;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.store.AccountRisk;
import com.flowex.trading.store.RiskQueries;
import com.flowex.trading.store.order.OrderQueries;

/**
 * {@code GET /accounts/{tenantId}/{id}}: a summary of an account, for its owner and for callers who may see other users
 * of the same tenant. Other callers get the same refusal as for an account that does not exist.
 */
public record GetAccountEndpoint(
        TenantDirectory tenants, AccountStream stream, OrderQueries orders, RiskQueries risk, ConsistentView view)
        implements Endpoint {

    /** The schema Account of docs/api/openapi.yaml. */
    record AccountBody(String tenant, String account, boolean killed, long openOrders, long lastNumber) {}

    @Override
    public Answer answer(Request request) {
        Caller caller = request.caller();
        String slug = slug(caller.tenant());
        String requested = request.path("tenantId");
        AccountId account = AccountIdParser.of(caller.tenant(), request.path("id"));
        boolean isOwn = account.equals(caller.account());
        boolean isHere = requested.equals(slug) || requested.equals(Integer.toString(caller.tenant()));
        if (!isHere || !isOwn && !caller.may(Permission.USERS_READ)) {
            throw Refusal.refused(RejectReason.UNKNOWN_ACCOUNT);
        }
        view.await(request);
        long last = stream.last(account);
        if (last == 0 && !isOwn) {
            throw Refusal.refused(RejectReason.UNKNOWN_ACCOUNT);
        }
        AccountRisk may = risk.of(account);
        return Answer.ok(new AccountBody(slug, may.account(), may.killed(), orders.open(account), last));
    }

    private String slug(int tenant) {
        Tenant known = tenants.byNumber(tenant);
        return known == null ? "" : known.slug();
    }
}
