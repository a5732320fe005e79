package com.flowex.wallet.api.terms;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.MoneyFlow;
import com.flowex.wallet.store.terms.PauseStore;
import com.flowex.wallet.store.terms.PausesTable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pauses of deposits, withdrawals and sweeps of an asset, on one network or on all, for administrators. */
public final class PauseRoutes {

    private static final String PAUSES = "/api/v1/pauses";
    static final int REASON_LENGTH_MAX = 200;

    private final PauseStore pauses;
    private final InstrumentDirectory directory;
    private final CustodyConnections vault;

    public PauseRoutes(PauseStore pauses, InstrumentDirectory directory, CustodyConnections vault) {
        this.pauses = pauses;
        this.directory = directory;
        this.vault = vault;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(PAUSES, manage, this::list)
                .unaudited()
                .put(PAUSES + "/{currency}", manage, this::pause)
                .post(PAUSES + "/{currency}/lift", manage, this::lift);
    }

    /**
     * Request to pause a flow.
     *
     * @param network network code; null for all networks of the asset
     */
    private record Form(
            @Nullable String flow,
            @Nullable String network,
            @Nullable String reason) {}

    /**
     * Request to lift a pause.
     *
     * @param network network code; null for the pause of all networks
     */
    private record LiftPauseForm(
            @Nullable String flow, @Nullable String network) {}

    /** The schema Pause. */
    private record Shown(
            String currency, @Nullable String network, String flow, String reason, String setBy, Instant setAt) {}

    private record Audited(String flow, String network, String reason) {}

    private Answer list(Request request) {
        return shown(pauses.all(request.tenant()));
    }

    private Answer shown(List<PausesTable.Pause> all) {
        return Answer.ok(Page.whole(all.stream()
                .map(pause -> new Shown(
                        directory.asset(pause.asset()).code(),
                        pause.network().isEmpty() ? null : pause.network(),
                        pause.flow().word(),
                        pause.reason(),
                        Long.toString(pause.setBy()),
                        pause.setAt()))
                .toList()));
    }

    private String network(Asset asset, @Nullable String named) {
        return named == null
                ? PausesTable.EVERYWHERE
                : vault.named(asset, named).scheme().network().code();
    }

    private Answer pause(Request request) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        MoneyFlow flow = fields.oneOf("flow", form.flow(), MoneyFlow.class);
        String reason = fields.name("reason", form.reason() == null ? "" : form.reason(), REASON_LENGTH_MAX);
        fields.check();
        String network = network(asset, form.network());
        request.audit("pause " + asset.code(), null, new Audited(flow.word(), network, reason));
        return shown(pauses.set(asset, network, flow, reason, request.caller().userId()));
    }

    private Answer lift(Request request) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        LiftPauseForm form = request.body(LiftPauseForm.class);
        Fields fields = new Fields();
        MoneyFlow flow = fields.oneOf("flow", form.flow(), MoneyFlow.class);
        fields.check();
        String network = network(asset, form.network());
        request.audit("pause " + asset.code(), new Audited(flow.word(), network, ""), null);
        return shown(pauses.lift(asset, network, flow).orElseThrow(() -> Refusal.notFound("there is no such pause")));
    }
}
