package com.flowex.app.settings;

import com.flowex.access.http.page.ApiDocs;
import com.flowex.access.ratelimit.LimitSettings;
import com.flowex.platform.settings.SettingsReader;
import java.util.Set;
import java.util.TreeSet;

/** Check that routes in the settings exist in the API: a limit on an unknown route would limit nothing. */
final class RateLimitRouteCheck {

    private static final String NAME = "FLOWEX_RATE_ROUTES";

    private RateLimitRouteCheck() {}

    /** Refuses each unknown route. */
    static void require(SettingsReader reader, LimitSettings limits) {
        if (limits.routes().isEmpty()) {
            return;
        }
        Set<String> known = ApiDocs.operations();
        new TreeSet<>(limits.routes().keySet())
                .stream()
                        .filter(route -> !known.contains(route))
                        .forEach(route ->
                                reader.refuse(NAME + " must name routes as docs/api/openapi.yaml has them, such as"
                                        + " POST /api/auth/login, was \"" + route + "\""));
    }
}
