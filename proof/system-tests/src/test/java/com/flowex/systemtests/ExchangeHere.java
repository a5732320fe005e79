package com.flowex.systemtests;

import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.testsupport.FakeIdentityProvider;
import com.flowex.testsupport.FakeSmsProvider;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The whole exchange in the process of the tests, on one free port and without the demo market. */
final class ExchangeHere {

    /** Identity provider that tenants may use; its threads do not keep the process. */
    static final FakeIdentityProvider PROVIDER = new FakeIdentityProvider();

    /** Provider of SMS; its threads do not keep the process. */
    static final FakeSmsProvider PHONES = new FakeSmsProvider();

    private ExchangeHere() {}

    /** @param parts its components are added; closing them stops it */
    static FlowEx start(Path data, StartedComponents parts) {
        return start(data, parts, Map.of());
    }

    static FlowEx start(Path data, StartedComponents parts, Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "FLOWEX_PORT", "0",
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "off",
                // Beside other tests, and under attacks that try each statement many times over, views take longer than
                // usual.
                "FLOWEX_READ_WAIT_MS", "30000",
                // Browsers can be notified, by a service that never answers.
                "FLOWEX_PUSH_CONTACT", "mailto:ops@flowex.example",
                "FLOWEX_PUSH_HOSTS", "fcm.googleapis.com,http://127.0.0.1:9",
                "FLOWEX_DATA_DIR", data.toString()));
        // A busy machine is waited for: no request is refused because its database is slow.
        environment.put("FLOWEX_DATABASE_WAIT_MS", "60000");
        environment.put("FLOWEX_DATABASE_STATEMENT_MS", "600000");
        environment.put("FLOWEX_OIDC_HOSTS", PROVIDER.issuer());
        environment.putAll(Map.of(
                "FLOWEX_SMS_URL", PHONES.base(),
                "FLOWEX_SMS_HOSTS", PHONES.base(),
                "FLOWEX_SMS_ACCOUNT", "AC1",
                "FLOWEX_SMS_TOKEN", "t1",
                "FLOWEX_SMS_SENDER", "FlowEx",
                "FLOWEX_SMS_COUNTRIES", "DE:0.085"));
        environment.putAll(ExchangeProcess.QUICK_STARTS);
        environment.putAll(more);
        Path database = data.resolve("postgres");
        if (!more.containsKey("FLOWEX_DATABASE_URL") && !Files.exists(database)) {
            PreparedPostgres.copyTo(database, ExchangeProcess.SCHEMAS);
        }
        return FlowEx.start(LauncherSettings.of(environment), parts);
    }

    static URI url(FlowEx exchange) {
        return URI.create("http://localhost:" + exchange.port());
    }
}
