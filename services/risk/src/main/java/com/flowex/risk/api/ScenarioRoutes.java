package com.flowex.risk.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.market.Asset;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.app.portfolio.StressScenario;
import com.flowex.risk.store.portfolio.ScenariosTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Routes of stress scenarios: built-in ones, and those of a tenant's administrators. */
public final class ScenarioRoutes {

    private static final String ROOT = "/api/v1/risk/scenarios";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,40}");
    private static final int SHOCKS_MAX = 200;
    private static final double UP_MAX = 10;

    private final ScenariosTable scenarios;
    private final InstantSource clock;

    public ScenarioRoutes(ScenariosTable scenarios, InstantSource clock) {
        this.scenarios = scenarios;
        this.clock = clock;
    }

    public Routes routes() {
        Access configure = Access.of(Permission.TENANT_CONFIGURE);
        return new Routes()
                .get(ROOT, Access.of(Permission.READ), this::list)
                .put(ROOT + "/{name}", configure, this::put)
                .delete(ROOT + "/{name}", configure, this::remove);
    }

    /** The schema RiskScenario of docs/api/openapi.yaml. */
    private record Body(String name, boolean builtIn, Map<String, Double> shocks, String version) {

        static Body of(StressScenario scenario) {
            return new Body(
                    scenario.name(),
                    isBuiltIn(scenario.name()),
                    new TreeMap<>(scenario.shocks()),
                    SettingsVersion.of(scenario.shocks()));
        }
    }

    private static boolean isBuiltIn(String name) {
        return StressScenario.BUILT_IN.stream().anyMatch(each -> each.name().equals(name));
    }

    private Answer list(Request request) {
        List<Body> all = scenarios.all(request.tenant()).stream().map(Body::of).toList();
        return Answer.ok(Page.whole(all));
    }

    /** Request body. */
    private record Form(@Nullable Map<String, Double> shocks) {}

    private Answer put(Request request) {
        String name = request.path("name");
        Map<String, Double> shocks =
                Objects.requireNonNullElse(request.body(Form.class).shocks(), Map.<String, Double>of());
        Fields fields = new Fields();
        if (!NAME.matcher(name).matches() || isBuiltIn(name)) {
            fields.refuse("name", "1 to 40 of a-z 0-9 _ and none that is built in");
        }
        if (shocks.isEmpty() || shocks.size() > SHOCKS_MAX) {
            fields.refuse("shocks", "from 1 to " + SHOCKS_MAX + " moves of prices");
        }
        if (!shocks.keySet().stream().allMatch(ScenarioRoutes::isName)) {
            fields.refuse("shocks", "by codes of assets, or * of all others");
        }
        if (!shocks.values().stream().allMatch(ScenarioRoutes::isMove)) {
            fields.refuse("shocks", "moves from -1 to 10: -0.2 is a fall by 20 %");
        }
        fields.check();
        StressScenario scenario = new StressScenario(name, shocks);
        scenarios.write(
                request.tenant(),
                scenario,
                before -> {
                    SettingsVersion.requireNew(request, "the scenario " + name, before.isPresent());
                    SettingsVersion.require(
                            request,
                            "the scenario " + name,
                            before.map(StressScenario::shocks).orElse(Map.of()));
                    request.audit("scenario " + name, before.map(Body::of).orElse(null), Body.of(scenario));
                },
                "user " + request.caller().userId(),
                clock.instant());
        return Answer.ok(Body.of(scenario));
    }

    private static boolean isName(String asset) {
        return asset.equals(StressScenario.OTHERS) || Asset.isCode(asset);
    }

    /** True if the move is a fall of at most the whole price, or a rise up to the limit; NaN is no move. */
    private static boolean isMove(@Nullable Double move) {
        return move != null && move >= -1 && move <= UP_MAX;
    }

    private Answer remove(Request request) {
        String name = request.path("name");
        if (!scenarios.remove(request.tenant(), name)) {
            throw Refusal.notFound("there is no scenario " + name + " of yours");
        }
        request.audit("scenario " + name, name, null);
        return Answer.noContent();
    }
}
