package com.flowex.risk.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.risk.app.score.ScoreWeights;
import com.flowex.risk.store.score.ScoreWeightsTable;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Routes of the weights of a tenant's scores, which apply from the next computation on. */
public final class WeightsRoutes {

    private static final String PATH = "/api/v1/risk/weights";

    private final InstrumentDirectory directory;
    private final ScoreWeightsTable weights;
    private final InstantSource clock;

    public WeightsRoutes(InstrumentDirectory directory, ScoreWeightsTable weights, InstantSource clock) {
        this.directory = directory;
        this.weights = weights;
        this.clock = clock;
    }

    public Routes routes() {
        return new Routes()
                .get(PATH, Access.of(Permission.READ), request -> Answer.ok(Body.of(weights.of(request.tenant()))))
                .put(PATH, Access.of(Permission.TENANT_CONFIGURE), this::put);
    }

    /** The schema RiskWeights of docs/api/openapi.yaml. */
    private record Body(int volatility, int liquidity, int marketCap, int technical, String reference, String version) {

        static Body of(ScoreWeights of) {
            return new Body(
                    of.volatility(),
                    of.liquidity(),
                    of.marketCap(),
                    of.technical(),
                    of.reference(),
                    SettingsVersion.of(of));
        }
    }

    /** Request body; a missing field keeps its value. */
    private record Form(
            @Nullable Integer volatility,
            @Nullable Integer liquidity,
            @Nullable Integer marketCap,
            @Nullable Integer technical,
            @Nullable String reference) {}

    private Answer put(Request request) {
        Form form = request.body(Form.class);
        ScoreWeights changed = weights.change(
                request.tenant(),
                before -> changed(request, form, before),
                "user " + request.caller().userId(),
                clock.instant());
        return Answer.ok(Body.of(changed));
    }

    private ScoreWeights changed(Request request, Form form, ScoreWeights before) {
        SettingsVersion.require(request, "what counts how much", before);
        Fields fields = new Fields();
        int volatility = weight(fields, "volatility", form.volatility(), before.volatility());
        int liquidity = weight(fields, "liquidity", form.liquidity(), before.liquidity());
        int marketCap = weight(fields, "market_cap", form.marketCap(), before.marketCap());
        int technical = weight(fields, "technical", form.technical(), before.technical());
        String reference = Objects.requireNonNullElse(form.reference(), before.reference());
        if (form.reference() != null
                && directory.findAsset(request.tenant(), reference).isEmpty()) {
            fields.refuse("reference", "the code of an asset that is listed");
        }
        fields.check();
        if (volatility + liquidity + marketCap + technical == 0) {
            fields.refuse("volatility", "above zero, or another weight is");
        }
        fields.check();
        ScoreWeights after = new ScoreWeights(volatility, liquidity, marketCap, technical, reference);
        request.audit("weights of risk scores", Body.of(before), Body.of(after));
        return after;
    }

    private static int weight(Fields fields, String name, @Nullable Integer sent, int before) {
        return sent == null ? before : fields.within(name, sent, 0, ScoreWeights.MAX);
    }
}
