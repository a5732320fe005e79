package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.KillSwitchStates;
import com.flowex.trading.store.RiskQueries;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code PUT /api/trading/kill-switch} and {@code PUT /api/trading/pairs/{symbol}/kill-switch}, for administrators:
 * ends every order of the tenant or market and refuses new ones, or accepts orders again.
 */
public final class KillSwitchEndpoint implements Endpoint {

    private static final String SUBJECT = "kill switches";

    /** Audit entry of the command before it is sent. */
    private record RequestedKillSwitch(String of, boolean on) {}

    private final OrderEntryService orderEntry;
    private final RiskQueries risk;
    private final ConsistentView view;
    private final Function<Request, KillScope> scope;

    private KillSwitchEndpoint(
            OrderEntryService orderEntry, RiskQueries risk, ConsistentView view, Function<Request, KillScope> scope) {
        this.orderEntry = orderEntry;
        this.risk = risk;
        this.view = view;
        this.scope = scope;
    }

    /** Creates the endpoint that stops the caller's whole tenant. */
    public static KillSwitchEndpoint ofTenant(OrderEntryService orderEntry, RiskQueries risk, ConsistentView view) {
        return new KillSwitchEndpoint(
                orderEntry,
                risk,
                view,
                request -> new KillScope.OfTenant(request.caller().tenant()));
    }

    /** Creates the endpoint that stops a market of the caller's tenant. */
    public static KillSwitchEndpoint ofMarket(OrderEntryService orderEntry, RiskQueries risk, ConsistentView view) {
        return new KillSwitchEndpoint(orderEntry, risk, view, request -> {
            int tenant = request.caller().tenant();
            return orderEntry
                    .listed()
                    .find(tenant, request.path("symbol"))
                    .map(market ->
                            new KillScope.OfMarket(tenant, market.instrument().id()))
                    .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
        });
    }

    @Override
    public Answer answer(Request request) {
        boolean isOn = request.body(KillSwitchForm.class).isOn(request.caller());
        KillScope killScope = scope.apply(request);
        int tenant = request.caller().tenant();
        Optional<KillSwitchStates> before = view.atOnce(request, () -> risk.of(tenant));
        request.auditBefore(SUBJECT, before.orElse(null), new RequestedKillSwitch(killScope.toString(), isOn));
        CommittedEvents done = orderEntry
                .decree(request.caller().account(), new SetKillSwitch(killScope, isOn))
                .orThrow();
        return view.afterDone("the kill switch is " + (isOn ? "on" : "off"), done.lastSequence(), request, () -> {
                    KillSwitchStates after = after(risk.of(tenant), killScope, isOn);
                    request.audit(SUBJECT, before.orElse(null), after);
                    return after;
                })
                .resolve(Answer::ok, Answer::done);
    }

    /** Returns the present switches, except for the one of this command, which is as the command left it. */
    private KillSwitchStates after(KillSwitchStates now, KillScope changed, boolean isOn) {
        return switch (changed) {
            case KillScope.OfTenant _ -> now.withTenant(isOn);
            case KillScope.OfMarket market ->
                now.withPair(
                        orderEntry
                                .listed()
                                .market(market.instrument())
                                .instrument()
                                .symbol(),
                        isOn);
            case KillScope.OfAccount _ -> now;
        };
    }
}
