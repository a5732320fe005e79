package com.flowex.trading.risk;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.KillScope;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Refusal;
import com.flowex.trading.market.InstrumentDirectory;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code PUT /api/trading/kill-switch} and {@code PUT /api/trading/pairs/{symbol}/kill-switch}, for administrators:
 * every order of the tenant, or of the market, ends and none is taken, or orders are taken again.
 */
public final class KillSwitchEndpoint implements Endpoint {

    private static final String SUBJECT = "kill switches";

    /** What the audit log has of it before it is sent. */
    private record Wish(String of, boolean on) {}

    private final OrderPath path;
    private final RiskQueries risk;
    private final OwnView view;
    private final Function<Request, KillScope> scope;

    private KillSwitchEndpoint(OrderPath path, RiskQueries risk, OwnView view, Function<Request, KillScope> scope) {
        this.path = path;
        this.risk = risk;
        this.view = view;
        this.scope = scope;
    }

    /** Stops the caller's whole tenant. */
    public static KillSwitchEndpoint ofTenant(OrderPath path, RiskQueries risk, OwnView view) {
        return new KillSwitchEndpoint(
                path,
                risk,
                view,
                request -> new KillScope.OfTenant(request.caller().tenant()));
    }

    /** Stops a market of the caller's tenant. */
    public static KillSwitchEndpoint ofMarket(
            OrderPath path, RiskQueries risk, OwnView view, InstrumentDirectory directory) {
        return new KillSwitchEndpoint(path, risk, view, request -> {
            int tenant = request.caller().tenant();
            return directory
                    .find(tenant, request.path("symbol"))
                    .map(market ->
                            new KillScope.OfMarket(tenant, market.instrument().id()))
                    .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
        });
    }

    @Override
    public Answer answer(Request request) {
        boolean isOn = request.body(KillSwitchForm.class).isOn(request.caller());
        KillScope wanted = scope.apply(request);
        int tenant = request.caller().tenant();
        Optional<KillSwitches> before = view.atOnce(request, () -> risk.of(tenant));
        request.auditBefore(SUBJECT, before.orElse(null), new Wish(wanted.toString(), isOn));
        Outcome.Accepted done = path.accepted(request.caller().account(), new SetKillSwitch(wanted, isOn));
        return view.afterDone("the kill switch is " + (isOn ? "on" : "off"), done.lastSequence(), request, () -> {
                    KillSwitches after = risk.of(tenant);
                    request.audit(SUBJECT, before.orElse(null), after);
                    return after;
                })
                .told(Answer::ok, Answer::done);
    }
}
